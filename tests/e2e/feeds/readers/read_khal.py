"""Subscribes to a feed with vdirsyncer and looks at it with khal: `read_khal.py URL FOLDER FIRST LAST`."""

import json
import pathlib
import subprocess
import sys

url, folder, first, last = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
programs = pathlib.Path(sys.executable).parent
entries = folder / "entries"
entries.mkdir()
(folder / "vdirsyncer").write_text(f"""
[general]
status_path = "{folder}/status"
[pair tour]
a = "feed"
b = "here"
collections = null
[storage feed]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{entries}"
fileext = ".ics"
""")
(folder / "khal").write_text(f"""
[calendars]
[[tour]]
path = {entries}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M:%SZ
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:%SZ
longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
[sqlite]
path = {folder}/khal.db
""")
environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def run(program, *args):
    done = subprocess.run(
        [programs / program, *args], env=environment, input="y\n" * 9, capture_output=True, text=True
    )
    assert done.returncode == 0, (program, args, done.stdout, done.stderr)
    assert "error" not in done.stderr.lower(), done.stderr
    return done.stdout


run("vdirsyncer", "-c", f"{folder}/vdirsyncer", "discover")
run("vdirsyncer", "-c", f"{folder}/vdirsyncer", "sync")
fields = ["uid", "start-long-full", "end-long-full", "status", "all-day"]
shown = [word for field in fields for word in ("--json", field)]
listed = run("khal", "-c", f"{folder}/khal", "list", "--once", *shown, first, last)
for line in listed.splitlines():
    for event in json.loads(line):
        start, end = event["start-long-full"].strip(), event["end-long-full"].strip()
        all_day = event["all-day"] in (True, "True")
        row = {
            "uid": event["uid"],
            "start": start[:10] if all_day else start,
            "end": None if end == start else end,
            "all_day": all_day,
            "status": event["status"].strip(),
        }
        print(json.dumps(row))
