#!/usr/bin/env python3
"""kill -9 of a server while a partner's file is carried out, and while it is taken back, on SQLite and on PostgreSQL: started again, it
goes on where it was; each row is written once, and none is left behind.

usage: kill_import.py BINARY OPENAPI [ROUNDS]
"""

import random
import signal
import sys
import threading
import urllib.parse

from places import PostgreSQL, Sqlite, number
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from register import DEEP

ROWS = 1500
IMPORTS = "/api/v1/spreadsheets/imports"


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


def ask_on(browser, made, step, state):
    """Until it is over, or the server has gone."""
    try:
        while browser.post(f"{IMPORTS}/{made['id']}/{step}", {})["state"] != state:
            pass
    except (OSError, ValueError, AssertionError, KeyError):
        pass


def killed_at(server, browser, made, step, state, seconds):
    asking = threading.Thread(target=ask_on, args=(browser, made, step, state))
    asking.start()
    asking.join(seconds)
    kill(server)
    asking.join()


def finished(server, settings, made, step, state, place, table_holds):
    server.start(settings, public_register=False)
    browser = server.browser("root@pays.fr")
    half = number(place, "select count(*) from contact")
    assert half == number(place, "select count(*) from sheet_import_row where state = 'done'"), "a row and its contact disagree"
    for _ in range(ROWS):
        now = browser.post(f"{IMPORTS}/{made['id']}/{step}", {})
        if now["state"] == state:
            break
    assert now["state"] == state and now["rows"][state] == ROWS, now
    assert number(place, "select count(*) from contact") == table_holds
    assert number(place, "select count(*) from contact_channel") == table_holds
    return half


def rounds_on(server, place, settings, rounds):
    chance = random.Random(20180131)
    server.start(settings, public_register=False)
    found = server.browser("root@pays.fr").must("/api/v1/establishments?territory=departement:77&field=all&state=any&limit=1000")["rows"]
    sirets = [row["id"] for row in found if not row["local"]][:100]
    lines = [f"{sirets[i % len(sirets)]};Personne {i};01640{10000 + i}" for i in range(ROWS)]
    content = "\n".join(["Siret;Contact;Tél", *lines]).encode()
    query = urllib.parse.urlencode({"file": "a.csv", "kind": "contacts", "siret": 1, "contact": 2, "phone": 3})
    halves = []
    for _ in range(rounds):
        browser = server.browser("root@pays.fr")
        status, made = browser.ask(f"{IMPORTS}?{query}", "POST", content, headers={"Content-Type": "application/octet-stream"})
        assert status == 200 and made["rows"]["ready"] == ROWS, made
        for step, state, holds in (("carry-out", "done", ROWS), ("undo", "undone", 0)):
            killed_at(server, browser, made, step, state, chance.uniform(0.02, 0.5))
            halves.append(finished(server, settings, made, step, state, place, holds))
            browser = server.browser("root@pays.fr")
    assert number(place, "select count(*) from audit where action = 'import.undone'") == rounds
    assert any(0 < it < ROWS for it in halves), f"never killed in the middle: {halves}"
    server.stop()
    print(f"{place.kind}: killed {2 * rounds} times with {halves} rows written")


def on(kind, binary, contract, rounds):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(server.data + "/casework.db") if kind == "SQLite" else PostgreSQL("kill_import")
        server.store = place.url
        server.load("files", "--rows", "500", "--departements", "77")
        server.init()
        try:
            rounds_on(server, place, NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{place.url}"\n', rounds)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20 if DEEP else 2)
