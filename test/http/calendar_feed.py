#!/usr/bin/env python3
"""The calendar of an agent, as the program of another reads it: what it holds, what it does not tell, when it stops.

usage: calendar_feed.py BINARY OPENAPI
"""

import datetime
import os
import subprocess
import sys

from conventions import Partners
from exchanges import AGENTS, signed
from people import PeopleServer

# Debian's own interpreter: the one that python3-icalendar is installed for.
if os.path.realpath(sys.executable) != os.path.realpath("/usr/bin/python3"):
    sys.exit(subprocess.run(["/usr/bin/python3", *sys.argv], check=False).returncode)

import icalendar  # noqa: E402

TODAY = datetime.date.today()
IN_A_WEEK = TODAY + datetime.timedelta(days=7)


def entries(text):
    """By title."""
    calendar = icalendar.Calendar.from_ical(text)
    assert str(calendar["VERSION"]) == "2.0" and str(calendar["X-WR-TIMEZONE"]) == "Europe/Paris", text
    assert str(calendar["X-WR-CALNAME"]) == "Bassin – Pays Créçois", calendar["X-WR-CALNAME"]
    out = {}
    for it in calendar.walk("VEVENT"):
        assert it["DTEND"].dt - it["DTSTART"].dt == datetime.timedelta(days=1) and it["DTSTAMP"].dt.tzinfo, it
        out[str(it["SUMMARY"])] = it
    assert len(set(str(it["UID"]) for it in out.values())) == len(out)
    return out


def read(server, path, **headers):
    status, got, body = server.ask(path, headers=headers)
    return status, got, body


def must(server, path):
    status, got, body = read(server, path)
    assert status == 200 and got["Content-Type"] == "text/calendar; charset=utf-8", (status, body)
    assert "no-cache" in got["Cache-Control"] and got.get("Set-Cookie") is None
    return entries(body), got["ETag"], body


def rows(browser, question):
    return browser.must(f"/api/v1/establishments?territory=epci:247700438&field=all&state=any&limit=500&{question}")["rows"]


def named_and_masked(anne, server):
    """A business with a public name, and one whose name the agent alone may read."""
    shown = next(it for it in rows(anne, "chamber=cma") if it["name"].get("text") and not it["local"])
    open_names = {it["id"] for it in rows(server.browser(), "") if it["name"].get("text")}
    masked = next(it for it in rows(anne, "") if it["name"].get("text") and it["id"] not in open_names)
    return shown, masked


def remind(browser, text, business=None, due=IN_A_WEEK):
    return browser.post("/api/v1/reminders", {"text": text, "dueOn": due.isoformat(), "business": business})


def what_it_holds(server, anne, carole, chief, parties):
    assert anne.must("/api/v1/calendar") == {"address": None}
    path = anne.post("/api/v1/calendar", {})["path"]
    shown, masked = named_and_masked(anne, server)
    kept = remind(anne, "Rappeler; demander « oui », ou non \\ peut-être", shown["id"])
    remind(anne, "Passer voir", masked["id"])
    remind(carole, "À elle", shown["id"])
    convention = signed(chief, parties)
    target = f"/api/v1/establishments/{shown['id']}/needs"
    to = {"organisation": parties["Pays Créçois"]}
    given = carole.post(target, {"theme": "premises", "text": "SECRET DU BESOIN", "to": to})
    carole.post(f"/api/v1/establishments/{masked['id']}/needs", {"theme": "distress", "text": "SECRET", "to": to})
    found, etag, text = must(server, path)
    name = shown["name"]["text"]
    title = f"Rappeler; demander « oui », ou non \\ peut-être – {name}"
    assert set(found) == {title, "Passer voir", f"Répondre à un besoin transmis – {name}", "Répondre à un besoin transmis"}, found
    assert found[title]["DTSTART"].dt == IN_A_WEEK and int(found[title]["SEQUENCE"]) == 0
    assert found[f"Répondre à un besoin transmis – {name}"]["DTSTART"].dt == TODAY + datetime.timedelta(days=9)
    assert "SECRET" not in text and masked["name"]["text"] not in text
    return {"path": path, "etag": etag, "title": title, "reminder": kept, "need": given, "convention": convention}


def what_changes(server, anne, chief, it):
    status, got, body = read(server, it["path"], **{"If-None-Match": it["etag"]})
    assert (status, body, got["ETag"]) == (304, "", it["etag"])
    anne.must(f"/api/v1/reminders/{it['reminder']['id']}", "PUT", {"version": 1, "text": "Écrire", "dueOn": TODAY.isoformat()})
    found, etag, _ = must(server, it["path"])
    assert etag != it["etag"] and it["title"] not in found
    [changed] = [one for title, one in found.items() if title.startswith("Écrire")]
    assert str(changed["UID"]) == f"reminder-{it['reminder']['id']}@bassin" and int(changed["SEQUENCE"]) == 1
    assert changed["LAST-MODIFIED"].dt >= changed["DTSTAMP"].dt
    anne.must(f"/api/v1/reminders/{it['reminder']['id']}/done", "PUT", {"version": 2})
    anne.must(f"/api/v1/needs/{it['need']['id']}/steps", "POST", {"version": 1, "step": "accept"})
    assert set(must(server, it["path"])[0]) == {"Passer voir", "Répondre à un besoin transmis"}
    chief.post(f"/api/v1/conventions/{it['convention']['id']}/sittings", {
        "committee": "steering", "on": IN_A_WEEK.isoformat(), "place": "Mairie", "agenda": "Bilan", "minutes": "",
        "attendance": [{"organisation": it["convention"]["parties"][0]["organisation"]["id"], "organisationName": "",
                        "person": "Agent anne", "title": "", "presence": "present"}]})
    sitting = must(server, it["path"])[0]["Comité de pilotage – Convention de partenariat"]
    assert str(sitting["LOCATION"]) == "Mairie" and sitting["DTSTART"].dt == IN_A_WEEK


def when_it_stops(server, root, anne, it):
    assert anne.must("/api/v1/calendar")["address"]["opened"] == TODAY.isoformat()
    again = anne.post("/api/v1/calendar", {})["path"]
    assert read(server, it["path"])[0] == 404, "renewed"
    assert anne.must("/api/v1/calendar")["address"]["opened"] is None
    must(server, again)
    anne.must("/api/v1/calendar", "DELETE")
    status, _, body = read(server, again)
    assert (status, body["error"]) == (404, "letters.no_calendar"), body
    assert anne.must("/api/v1/calendar") == {"address": None}
    last = anne.post("/api/v1/calendar", {})["path"]
    must(server, last)
    anne_id = anne.must("/api/v1/session")["agent"]["id"]
    root.post(f"/api/v1/agents/{anne_id}/leave", {})
    assert read(server, last)[0] == 404, "who has left"
    trail = [one["action"] for one in root.must("/api/v1/audit")["rows"]]
    assert trail.count("calendar.made") == 3 and trail.count("calendar.revoked") == 1, trail
    return [it["path"], again, last]


def not_too_often(server, carole):
    path = carole.post("/api/v1/calendar", {})["path"]
    asked = [read(server, path) for _ in range(32)]
    assert [status for status, _, _ in asked[:30]] == [200] * 30 and asked[31][0] == 429, [status for status, _, _ in asked]
    assert int(asked[31][1]["Retry-After"]) > 0 and asked[31][2]["error"] == "letters.calendar_often"
    strange = "/api/v1/calendars/" + "x" * 43 + "/bassin.ics"
    assert {404, 429} == {read(server, strange)[0] for _ in range(40)}
    return [path]



def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, carole = partners.browsers("chief@pays.fr", "anne@pays.fr", "carole@cma.fr")
        it = what_it_holds(server, anne, carole, chief, partners.ids)
        what_changes(server, anne, chief, it)
        secrets = when_it_stops(server, partners.root, anne, it) + not_too_often(server, carole)
        server.stop()
        server.lacks(*(path.split("/")[4] for path in secrets))


if __name__ == "__main__":
    main()
