#!/usr/bin/env python3
"""kill -9 of a server while a change of territory is carried out, and while it is undone, on SQLite and on PostgreSQL: started again, it
goes on by itself where it was; each record has passed once, and comes back once.

usage: kill_territory.py BINARY OPENAPI [ROUNDS]
"""

import random
import signal
import sys
import time

from places import PostgreSQL, Sqlite, number
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from register import DEEP

CHANGES = "/api/v1/territory-changes"
EACH, TIMES = 200, 10
NOTED = EACH * TIMES


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


def state_of(place, change):
    return place.rows(f"select state from territory_change where id = '{change}'")[0][0]


def until(place, change, states):
    for _ in range(2400):
        if state_of(place, change) in states:
            return
        time.sleep(0.05)
    raise AssertionError(state_of(place, change))


def whole(place, change, former, heir):
    """In one statement: what has passed is the heir's and noted once, all else the former's."""
    half, noted, total = place.rows(
        f"select (select count(*) from exchange where organisation = '{heir}'), (select count(*) from territory_change_move where "
        f"change = '{change}' and kind = 'exchange'), (select count(*) from exchange where organisation in ('{former}', '{heir}'))")[0]
    assert int(half) == int(noted) and int(total) == NOTED, (half, noted, total)
    return int(half)


def planned(browser, former):
    heir = browser.post("/api/v1/organisations", {"name": "Coulommiers", "kind": "intercommunality", "territory": "77131"})["id"]
    codes = [it["commune"] for it in browser.must(f"/api/v1/territory-proposals?organisation={former}&on=2020-01-01")["communes"]]
    made = browser.post(CHANGES, {
        "on": "2020-01-01", "formers": [{"organisation": former, "ends": False}], "heirs": [{"key": heir}],
        "communes": [{"former": former, "commune": code, "heir": heir} for code in codes], "homes": []})
    seal = browser.must(f"{CHANGES}/{made['id']}/preview")["seal"]
    browser.post(f"{CHANGES}/{made['id']}/approval", {"version": made["version"], "seal": seal})
    return made["id"], heir


def rounds_on(server, place, settings, rounds):
    chance = random.Random(20200101)
    server.start(settings, public_register=False)
    browser = server.browser("root@pays.fr")
    former = browser.session["organisation"]["id"]
    rows = browser.must("/api/v1/establishments?territory=epci:247700438&field=all&state=any&limit=1000")["rows"]
    sirets = [row["id"] for row in rows if not row["local"]]
    for number_of_batch in range(TIMES):
        of = (sirets * EACH)[:EACH] if len(sirets) < EACH else sirets[:EACH]
        for at in range(0, EACH, len(set(of))):
            batch = list(dict.fromkeys(of[at:at + EACH]))
            browser.post("/api/v1/exchanges/several", {
                "businesses": batch, "way": "mail", "theme": "takeover", "on": "2019-06-01", "notes": f"Courrier {number_of_batch}"})
    halves = []
    for _ in range(rounds):
        change, heir = planned(browser, former)
        until(place, change, ("running", "done"))
        time.sleep(chance.uniform(0, 0.15))
        kill(server)
        halves.append(whole(place, change, former, heir))
        server.start(settings, public_register=False)
        until(place, change, ("done",))
        assert whole(place, change, former, heir) == NOTED
        browser = server.browser("root@pays.fr")
        browser.post(f"{CHANGES}/{change}/undo", {})
        time.sleep(chance.uniform(0, 0.15))
        kill(server)
        halves.append(whole(place, change, former, heir))
        server.start(settings, public_register=False)
        until(place, change, ("undone",))
        assert whole(place, change, former, heir) == 0
        assert number(place, f"select count(*) from heir where change = '{change}'") == 0
        browser = server.browser("root@pays.fr")
    server.stop()
    print(f"{place.kind}: killed {2 * rounds} times with {halves} records passed")


def on(kind, binary, contract, rounds):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(server.data + "/casework.db") if kind == "SQLite" else PostgreSQL("kill_territory")
        server.store = place.url
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        try:
            rounds_on(server, place, NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{place.url}"\n', rounds)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 10 if DEEP else 2)
