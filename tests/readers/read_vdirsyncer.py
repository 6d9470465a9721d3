"""vdirsyncer, which keeps a folder of files equal to a feed: each word of the command line is the address of a feed, a blank, and a folder."""

import json
import subprocess
import sys
from pathlib import Path

from read_icalendar import meetings
from told import whole

CONFIG = """
[general]
status_path = "{folder}/status/"
[pair agenda]
a = "feed"
b = "kept"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{address}"
[storage kept]
type = "filesystem"
path = "{folder}/kept/"
fileext = ".ics"
"""


def sync(address, folder):
    config, kept = folder / "config", folder / "kept"
    config.write_text(CONFIG.format(folder=folder, address=address))
    kept.mkdir(exist_ok=True)
    for words in [["discover"], ["sync"]]:
        vdirsyncer = [sys.executable, "-m", "vdirsyncer", "-c", config, *words]
        subprocess.run(vdirsyncer, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    # It names a meeting by what it holds, not by its UID.
    return [{**meeting, "uid": None} for file in kept.glob("*.ics") for meeting in meetings(whole(file))]


def read(followed):
    address, folder = followed.split(" ", 1)
    return sync(address, Path(folder))


json.dump([read(followed) for followed in sys.argv[1:]], sys.stdout)
