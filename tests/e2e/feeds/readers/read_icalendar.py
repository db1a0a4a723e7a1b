"""Reads a calendar with icalendar and recurring-ical-events, and prints what they make of it."""

import json
import sys
from datetime import date, datetime, timezone

import icalendar
import recurring_ical_events


def instant(value):
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return f"floating {value}"
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors, calendar.errors
assert not calendar.get_missing_tzids(), calendar.get_missing_tzids()
walked = sorted(str(event["UID"]) for event in calendar.walk("VEVENT"))
events = recurring_ical_events.of(calendar).between(date(1, 2, 1), date(9999, 1, 1))
expanded = sorted(str(event["UID"]) for event in events)
assert walked == expanded, (len(walked), len(expanded))
for event in events:
    assert not event.errors, event.errors
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start
    row = {
        "uid": str(event["UID"]),
        "start": instant(start),
        "end": None if end == start else instant(end),
        "all_day": not isinstance(start, datetime),
        "status": str(event["STATUS"]),
    }
    print(json.dumps(row))
