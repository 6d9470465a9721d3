"""khal, a calendar in a terminal, as people use it: files are imported into a calendar, one after the other."""

import io
import json
import os
import pathlib
import tempfile
from contextlib import redirect_stdout
from datetime import datetime

from told import ZONE, meeting, tell

# It breaks lines of JSON, too, at the width of the terminal.
os.environ["COLUMNS"] = "1000000"

CONFIG = """
[calendars]
[[ours]]
path = {folder}/kept
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M:%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M:%S
longdatetimeformat = %Y-%m-%d %H:%M:%S
"""
FIELDS = ["uid", "title", "start-long-full", "end-long-full", "status", "location"]


def read(files):
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "config")
        config.write_text(CONFIG.format(folder=folder))
        pathlib.Path(folder, "kept").mkdir()
        khal(config, "import", "--batch", "-a", "ours", *files)
        wanted = [part for field in FIELDS for part in ["--json", field]]
        listed = khal(config, "search", *wanted, "BEGIN:VEVENT")
    days = [json.loads(line) for line in listed.split("\n") if line.startswith("[")]
    return [told(event) for day in days for event in day]


def khal(config, *words):
    from khal.cli import main_khal

    said = io.StringIO()
    with redirect_stdout(said):
        try:
            main_khal.main(["-c", str(config), *words], standalone_mode=False)
        except SystemExit as end:
            assert not end.code, words
    return said.getvalue()


def told(event):
    moment = lambda word: datetime.strptime(event[word], "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE)
    starts, ends = moment("start-long-full"), moment("end-long-full")
    return meeting(
        event["uid"], event["title"], starts, ends, event["status"].strip(), event["location"] or None, None
    )


tell(read)
