#!/usr/bin/env python3
"""A token planted in every kind of record that is purged is found afterwards in neither the files of the store, a dump, a backup, the
search nor the trail; a server killed in the middle goes on; an older backup, restored, is purged again; nothing else is lost.

usage: purge.py BINARY OPENAPI
"""

import glob
import os
import signal
import subprocess
import sys
import urllib.parse

from places import PostgreSQL, Sqlite, number
from people import FAST, NO_SECOND_FACTOR, PeopleServer

TOKEN = "zyglotron"
PHONE = "0164099123"
OLD = "2019-03-20"
KINDS = ["exchange", "need", "follow_up", "project", "contact", "channel", "reminder", "import", "campaign", "document",
         "membership"]
MANY = 600  # exchanges: three blocks
KEPT_TABLES = ("exchange", "need", "follow_up", "project", "reminder", "contact", "contact_channel", "sheet_import", "campaign_target",
               "document", "document_piece")


def planted(browser, business, day):
    """One of each kind, and the ids."""
    target = f"/api/v1/establishments/{business}"
    me = browser.session["organisation"]["id"]
    exchange = browser.post(target + "/exchanges", {"way": "visit", "theme": "distress", "on": day, "notes": f"{TOKEN} ému", "met": TOKEN})
    need = browser.post(target + "/needs", {"theme": "premises", "text": TOKEN, "to": {"organisation": me}})
    browser.post(f"/api/v1/needs/{need['id']}/steps", {"version": need["version"], "step": "withdraw", "why": TOKEN})
    follow_up = browser.post(target + "/follow-ups", {"title": TOKEN, "theme": "premises", "objective": TOKEN})
    browser.post(f"/api/v1/follow-ups/{follow_up['id']}/steps", {"version": follow_up["version"], "step": "close", "outcome": "helped",
                                                                 "why": TOKEN})
    contact = browser.post(target + "/contacts", {"name": TOKEN, "function": TOKEN, "contactedOn": day,
                                                  "channels": [{"kind": "phone", "value": PHONE, "collectedOn": day}]})
    reminder = browser.post("/api/v1/reminders", {"text": TOKEN, "dueOn": day, "business": business})
    browser.must(f"/api/v1/reminders/{reminder['id']}/done", "PUT", {"version": reminder["version"], "done": True})
    browser.post("/api/v1/projects", {"name": TOKEN, "kind": "creation", "stage": "idea", "commune": "77142", "description": TOKEN})
    called(browser, day)
    query = urllib.parse.urlencode({"file": TOKEN + ".csv", "kind": "contacts", "siret": 1, "contact": 2, "phone": 3})
    content = f"Siret;Contact;Tél\n{business};{TOKEN};{PHONE}\n".encode()
    status, made = browser.ask(f"/api/v1/spreadsheets/imports?{query}", "POST", content,
                               headers={"Content-Type": "application/octet-stream"})
    assert status == 200, made
    status, made = browser.ask(f"/api/v1/documents/business/{business}?{urllib.parse.urlencode({'file': TOKEN + '.pdf'})}", "POST",
                               f"%PDF-1.7\n{TOKEN}\n".encode(), headers={"Content-Type": "application/octet-stream"})
    assert status == 200, made
    return exchange, contact


def called(browser, day):
    """In a campaign of visits that is over: its targets go, its figures stay."""
    business = browser.must("/api/v1/establishments?territory=departement:77&field=all&state=active&limit=1")["rows"][0]["id"]
    made = browser.post("/api/v1/campaigns", {"title": "Tournée", "means": "visit", "theme": "study", "purpose": "follow_up",
                                              "startsOn": day, "agents": []})
    at = "/api/v1/campaigns/" + made["id"]
    browser.post(at + "/targets", {"businesses": [business]})
    browser.post(at + "/steps", {"version": made["version"], "step": "start"})
    it = browser.must(at + "/targets")["targets"][0]
    browser.must(f"{at}/targets/{it['id']}/result", "PUT", {"version": it["version"], "result": "no_answer", "on": day, "note": TOKEN})
    browser.post(at + "/steps", {"version": browser.must(at)["version"], "step": "close"})


def age(place, words):
    """What no request can: steps and ends of years ago."""
    for table, column, text in (("need", "changed_at", "text"), ("reminder", "done_at", "text"), ("sheet_import", "created_at", "file")):
        place.change(f"update {table} set {column} = '{OLD}T09:00:00.000Z' where {text} like '{words}%'")
    place.change(f"update project set changed_at = '{OLD}T09:00:00.000Z' where name like '{words}%'")
    place.change(f"update campaign set closed_on = '{OLD}'")
    place.change(f"update document set created_at = '{OLD}T09:00:00.000Z' where name like '{words}%'")
    place.change(f"update follow_up set closed_on = '{OLD}' where title like '{words}%'")


def found_in(server, place):
    """Where the token or the number stands, outside of the program."""
    out = []
    if place.kind == "SQLite":
        for path in glob.glob(server.data + "/casework.*"):
            with open(path, "rb") as file:
                content = file.read()
            out += [path for word in (TOKEN, PHONE, PHONE[1:]) if word.encode() in content]
    else:
        dump = subprocess.run(["pg_dump", place.url], capture_output=True, text=True, check=True, timeout=120).stdout
        out += ["dump" for word in (TOKEN, PHONE, PHONE[1:]) if word in dump]
    backup = os.path.join(server.folder, "look.sqlite")
    server.run("backup", backup, "--config", os.path.join(server.folder, "bassin.toml"), "--data", server.data)
    with open(backup, "rb") as file:
        content = file.read()
    out += ["backup" for word in (TOKEN, PHONE, PHONE[1:]) if word.encode() in content]
    return out


def counts(place):
    return {table: number(place, f"select count(*) from {table}") for table in KEPT_TABLES}


def prepared(browser, wanted):
    """Listed, looked at, handed over, with its visa."""
    due = {it["kind"]: it["due"]["count"] for it in browser.must("/api/v1/retention")["kinds"] if it["due"]}
    assert due == wanted, due
    records = browser.must("/api/v1/retention/exchange/due")["records"]
    assert len(records) == 100 and records[0]["name"], records[:1]
    made = browser.post("/api/v1/purges", {"kinds": KINDS})
    assert browser.ask(f"/api/v1/purges/{made['id']}/carry-out", "POST", {})[1]["error"] == "retention.no_archive"
    status, headers, text = browser.whole(f"/api/v1/purges/{made['id']}/archive")
    text = text if isinstance(text, str) else text.decode()
    assert status == 200 and text.count("\n") == sum(wanted.values()) + 2 and text.count(TOKEN) >= 6, text[:300]
    assert browser.ask(f"/api/v1/purges/{made['id']}/carry-out", "POST", {})[1]["error"] == "retention.no_visa"
    browser.must(f"/api/v1/purges/{made['id']}/visa", "PUT", {"version": made["version"], "reference": "AD77 2026-14", "on": "2026-11-20"})
    shown = browser.must("/api/v1/purges")["purges"][0]
    assert shown["sha256"] == headers["X-Content-SHA256"] and shown["needsVisa"], shown
    return made["id"]


def killed_in_the_middle(server, browser, purge, settings):
    first = browser.post(f"/api/v1/purges/{purge}/carry-out", {})
    assert first["state"] == "running", first
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    cut = server.data + "/casework.purges"
    with open(cut, "rb+") as file:  # as where it was killed between the store and its journal
        file.truncate(os.path.getsize(cut) - 100)
    server.start(settings, public_register=False)
    browser = server.browser("root@pays.fr")
    now = first
    while now["state"] == "running":
        now = browser.post(f"/api/v1/purges/{purge}/carry-out", {})
    assert now["state"] == "done" and all(it["stays"] == 0 for it in now["kinds"]), now
    return browser


def nothing_shown(browser, business, exchange):
    assert browser.must(f"/api/v1/contacts?q={TOKEN}")["contacts"] == []
    assert browser.must(f"/api/v1/contacts?q={PHONE}")["contacts"] == []
    trail = browser.must("/api/v1/audit?kind=exchange&record=" + exchange["id"])["rows"]
    assert [(it["action"], it["before"], it["after"]) for it in trail] == [("exchange.noted", None, None)], trail
    for path in ("exchanges", "needs", "follow-ups", "contacts", "reminders"):
        answer = browser.must(f"/api/v1/establishments/{business}/{path}")
        assert TOKEN not in str(answer), answer


def on(kind, binary, contract):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(server.data + "/casework.db") if kind == "SQLite" else PostgreSQL("purge")
        settings = NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{place.url}"\n'
        server.store = place.url
        server.load("files", "--rows", "300", "--departements", "77")
        server.init()
        try:
            tried(server, place, settings)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


def tried(server, place, settings):
    server.start(settings, public_register=False)
    browser = server.browser("root@pays.fr")
    rows = browser.must("/api/v1/establishments?territory=departement:77&field=all&state=any&limit=10")["rows"]
    old, fresh = [row["id"] for row in rows if not row["local"]][:2]
    exchange, _ = planted(browser, old, OLD)
    age(place, TOKEN)
    for i in range(MANY - 1):
        browser.post(f"/api/v1/establishments/{old}/exchanges", {"way": "call", "theme": "other", "on": OLD, "notes": f"{TOKEN} {i}"})
    before = counts(place)
    browser.post(f"/api/v1/establishments/{fresh}/exchanges", {"way": "call", "theme": "other", "on": "2026-01-20", "notes": "Reste"})
    backup = os.path.join(server.folder, "before.sqlite")
    server.run("backup", backup, "--config", os.path.join(server.folder, "bassin.toml"), "--data", server.data)
    # The exchanges of a business with a need or a follow-up wait for these: the first purge takes the rest.
    wanted = {"exchange": 0, "need": 1, "follow_up": 1, "contact": 1, "channel": 1, "reminder": 1, "import": 1,
              "project": 1, "campaign": 1, "document": 0, "membership": 0}
    first = browser.post("/api/v1/purges", {"kinds": ["need", "follow_up"]})
    browser.whole(f"/api/v1/purges/{first['id']}/archive")
    browser.must(f"/api/v1/purges/{first['id']}/visa", "PUT", {"version": 1, "reference": "AD77 2026-13", "on": "2026-11-20"})
    for _ in range(2):
        browser.post(f"/api/v1/purges/{first['id']}/carry-out", {})
    wanted |= {"exchange": MANY, "need": 0, "follow_up": 0, "document": 1}
    browser = killed_in_the_middle(server, browser, prepared(browser, wanted), settings)
    nothing_shown(browser, old, exchange)
    assert counts(place) == {**dict.fromkeys(before, 0), "exchange": 1}, (before, counts(place))
    with open(server.data + "/casework.purges", encoding="utf-8") as file:
        lines = file.read().splitlines()
    assert len(set(lines)) - 1 >= number(place, "select count(*) from purged_record") == MANY + 9, len(lines)
    server.stop()
    assert found_in(server, place) == [], found_in(server, place)
    restored_again(server, backup, place, settings)
    print(f"{place.kind}: {len(lines) - 1} records purged, killed once, restored once")


def restored_again(server, backup, place, settings):
    if place.kind == "SQLite":
        server.run("restore", backup, "--replace", "--config", os.path.join(server.folder, "bassin.toml"), "--data", server.data)
        for aside in glob.glob(server.data + "/*.before-*"):
            os.remove(aside)
        assert counts(place)["exchange"] == 1, counts(place)
        assert found_in(server, place) == []
        return
    other = PostgreSQL("purge_again")
    try:
        text = NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{other.url}"\n'
        said = server.run("restore", backup, "--config", server.write("again.toml", text), "--data", server.data).stdout
        assert "erased again" in said or "effacés à nouveau" in said, said
        assert counts(other)["exchange"] == 1, counts(other)
        dump = subprocess.run(["pg_dump", other.url], capture_output=True, text=True, check=True, timeout=120).stdout
        assert TOKEN not in dump and PHONE not in dump
    finally:
        other.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2])
