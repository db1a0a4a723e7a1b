"""Reads a calendar with vobject, which goes by the rules of the file's own zones."""

import json
import sys
from datetime import datetime, timezone

import vobject


def instant(value):
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return f"floating {value}"
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


calendar = vobject.readOne(sys.stdin.buffer.read().decode())
calendar.validate(raiseException=True)
for event in getattr(calendar, "vevent_list", []):
    start = event.dtstart.value
    row = {
        "uid": event.uid.value,
        "start": instant(start),
        "end": instant(event.dtend.value) if hasattr(event, "dtend") else None,
        "all_day": not isinstance(start, datetime),
        "status": event.status.value,
    }
    print(json.dumps(row))
