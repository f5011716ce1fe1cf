#!/usr/bin/env python3
"""kill -9 of a server while a partner's file is carried out, and while it is taken back, on SQLite and on PostgreSQL: started again, it
goes on where it was; each row is written once, and none is left behind.

usage: kill_import.py BINARY OPENAPI [ROUNDS]
"""

import random
import signal
import sys
import threading
import time
import urllib.parse

from places import PostgreSQL, Sqlite, number
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from register import DEEP

ROWS = 1500
BLOCKS = 6  # of 250 rows, a transaction each
IMPORTS = "/api/v1/spreadsheets/imports"


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


def ask_once(browser, made, step):
    """A block whose answer may never come."""
    try:
        browser.post(f"{IMPORTS}/{made['id']}/{step}", {})
    except (OSError, ValueError, AssertionError, KeyError):
        pass


def killed_in_a_block(server, browser, made, step, chance):
    """Some blocks are answered, and the server is killed in the one after them, before the last, however slow the machine."""
    for _ in range(chance.randint(1, BLOCKS - 2)):
        began = time.monotonic()
        browser.post(f"{IMPORTS}/{made['id']}/{step}", {})
        took = time.monotonic() - began
    asking = threading.Thread(target=ask_once, args=(browser, made, step))
    asking.start()
    time.sleep(chance.uniform(0, 1.2 * took))
    kill(server)
    asking.join()


def finished(server, settings, made, step, state, place, table_holds):
    server.start(settings, public_register=False)
    browser = server.browser("root@pays.fr")
    # In one statement: a commit that PostgreSQL had received may still be under way when the server that sent it is gone.
    half, done = map(int, place.rows("select (select count(*) from contact), "
                                     "(select count(*) from sheet_import_row where state = 'done')")[0])
    assert half == done, f"{half} contacts, {done} rows"
    assert 0 < half < ROWS, half
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
            killed_in_a_block(server, browser, made, step, chance)
            halves.append(finished(server, settings, made, step, state, place, holds))
            browser = server.browser("root@pays.fr")
    assert number(place, "select count(*) from audit where action = 'import.undone'") == rounds
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
