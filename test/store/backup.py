#!/usr/bin/env python3
"""`bassin backup` while people write, and `restore` elsewhere: what was acknowledged before the backup began is in it, nothing is
half there, and a server works on it. From SQLite and PostgreSQL, into both.

usage: backup.py BINARY OPENAPI
"""

import os
import sys
import time

from clerks import all_there, clerks_of
from places import PostgreSQL, Sqlite, names, number, whole
from people import FAST, NO_SECOND_FACTOR, PeopleServer

CLERKS = 4


def with_store(place):
    return NO_SECOND_FACTOR + FAST + f'[store]\nurl = "{place.url}"\n'


def wait_for_writes(clerks, many):
    deadline = time.monotonic() + 60
    begun = sum(len(clerk.acknowledged) for clerk in clerks)
    while sum(len(clerk.acknowledged) for clerk in clerks) < begun + many:
        assert time.monotonic() < deadline and not any(clerk.fault for clerk in clerks), [clerk.fault for clerk in clerks]
        time.sleep(0.01)


def back_up(server, clerks, name):
    """The file, and what it must hold."""
    before = [it for clerk in clerks for it in list(clerk.acknowledged)]
    file = os.path.join(server.folder, name)
    server.run("backup", file, "--config", os.path.join(server.folder, "bassin.toml"), "--data", server.data)
    assert os.stat(file).st_mode & 0o077 == 0, "its owner's alone"
    assert not [it for it in os.listdir(server.folder) if it.startswith(name) and it != name], "a rest of it"
    return file, before


def restored(server, file, before, place):
    folder = os.path.join(server.folder, "restored-" + os.path.basename(file) + "-" + place.kind)
    settings = server.write("restore.toml", f'[store]\nurl = "{place.url}"\n')
    os.makedirs(folder, exist_ok=True)
    server.run("restore", file, "--config", settings, "--data", folder)
    server.run("store", "check", "--from", place.url)
    whole(place)
    all_there(lambda table: names(place, table), before, f"restored into {place.kind}")
    again = server.run("restore", file, "--config", settings, "--data", folder, check=4)
    assert "holds data already" in again.stderr, again.stderr
    return folder


def works(server, folder, place, before):
    """A server on it: the same people sign in, see what they wrote, and go on."""
    with PeopleServer(server.binary, sys.argv[2]) as other:
        other.data = folder
        other.start(with_store(place), public_register=False)
        browser = other.browser("clerk0@pays.fr")
        there = {it["name"] for it in browser.must("/api/v1/portfolios")["portfolios"]}
        assert {word for kind, word in before if kind == "portfolio"} <= there
        assert browser.ask("/api/v1/portfolios", "POST", {"name": "Après la reprise"})[0] == 200
        other.stop()


def on(source, binary, contract):
    fresh = []
    with PeopleServer(binary, contract) as server:
        place = Sqlite(server.data + "/casework.db") if source == "SQLite" else PostgreSQL("backup_source")
        fresh.append(place)
        server.store = place.url
        server.load("files", "--rows", "500", "--departements", "77")
        server.init()
        for i in range(CLERKS):
            server.add(f"clerk{i}@pays.fr", "coordinator")
        server.start(with_store(place), public_register=False)
        clerks = clerks_of(server, CLERKS)
        try:
            for clerk in clerks:
                clerk.start()
            for round_number in range(2):
                wait_for_writes(clerks, 60)
                file, before = back_up(server, clerks, f"backup{round_number}.sqlite")
                wait_for_writes(clerks, 10)
                fresh.append(Sqlite(os.path.join(server.folder, f"restored{round_number}.db")))
                folder = restored(server, file, before, fresh[-1])
            works(server, folder, fresh[-1], before)
            fresh.append(PostgreSQL("backup_target"))
            works(server, restored(server, file, before, fresh[-1]), fresh[-1], before)
            for clerk in clerks:
                clerk.end()
            server.stop()
            print(f"{source}: {number(place, 'select count(*) from audit')} rows of audit, {len(before)} writes before the last backup")
        finally:
            server.process.kill()
            for it in fresh:
                if it.kind == "PostgreSQL":
                    it.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2])
