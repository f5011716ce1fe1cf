#!/usr/bin/env python3
"""kill -9 of a server while people write, on SQLite and on PostgreSQL: started again, it has every acknowledged write, once; what
was under way may be sent again by its id; data and audit agree.

usage: kill_server.py BINARY OPENAPI [ROUNDS]
"""

import random
import signal
import sys
import time

from clerks import all_there, clerks_of, go_on
from places import PostgreSQL, Sqlite, names, whole
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from register import DEEP

CLERKS = 4


def kill(server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


def by_the_api(browser):
    """The names that the server shows."""
    portfolios = [it["name"] for it in browser.must("/api/v1/portfolios")["portfolios"]]
    locals_ = [it["name"]["value"] for it in browser.must("/api/v1/local-businesses")["businesses"]]
    tags = [it["name"] for it in browser.must("/api/v1/tags")["tags"]]
    return {kind: {word: words.count(word) for word in set(words)}
            for kind, words in (("portfolio", portfolios), ("local_business", locals_), ("tag", tags))}


def rounds_on(server, place, settings, rounds):
    chance = random.Random(20180131)
    server.start(settings, public_register=False)
    clerks = clerks_of(server, CLERKS)
    for number in range(rounds):
        for clerk in clerks:
            clerk.start()
        time.sleep(chance.uniform(0.1, 1.2))
        kill(server)
        for clerk in clerks:
            clerk.end()
        acknowledged = [it for clerk in clerks for it in clerk.acknowledged]
        server.start(settings, public_register=False)
        for clerk in clerks:
            clerk.send_again()
        shown = by_the_api(server.browser("root@pays.fr"))
        all_there(shown.get, acknowledged, f"{place.kind}, round {number}")
        whole(place)
        all_there(lambda table: names(place, table), [it for clerk in clerks for it in clerk.acknowledged], place.kind)
        clerks = go_on(clerks)
    server.stop()
    server.run("store", "check", "--from", place.url)
    print(f"{place.kind}: killed {rounds} times, {sum(len(clerk.acknowledged) for clerk in clerks)} acknowledged writes are there once")


def on(kind, binary, contract, rounds):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(server.data + "/casework.db") if kind == "SQLite" else PostgreSQL("kill_server")
        server.store = place.url
        server.load("files", "--rows", "500", "--departements", "77")
        server.init()
        for i in range(CLERKS):
            server.add(f"clerk{i}@pays.fr", "coordinator")
        try:
            rounds_on(server, place, NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{place.url}"\n', rounds)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 40 if DEEP else 4)
