"""calcurse, the other calendar in a terminal; it keeps no name, no status and no number of a meeting."""

import os
import re
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from told import ZONE, meeting, tell

# 10/01/2026 @ 10:00 -> 10/01/2026 @ 12:00>NOTE |Title, of which the note may lack
LINE = re.compile(r"(\S+ @ \S+) -> (\S+ @ \d\d:\d\d)(?:>([0-9a-f]{40}) )?\|(.*)")
PLACE = re.compile(r"^-- \n(?:.*\n)*?Location: (.*)\n", re.MULTILINE)


def read(files):
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            calcurse = ["calcurse", "-q", "-D", folder, "-C", folder, "-i", file]
            subprocess.run(calcurse, check=True, env={**os.environ, "TZ": str(ZONE)}, stdin=subprocess.DEVNULL)
        lines = Path(folder, "apts").read_text("utf-8").split("\n")
        return [told(line, Path(folder, "notes")) for line in lines if line]


def told(line, notes):
    starts, ends, note, title = LINE.fullmatch(line).groups()
    place = note and PLACE.search((notes / note).read_text("utf-8"))
    return meeting(None, title, moment(starts), moment(ends), None, place and place.group(1), None)


def moment(text):
    return datetime.strptime(text, "%m/%d/%Y @ %H:%M").replace(tzinfo=ZONE)


tell(read)
