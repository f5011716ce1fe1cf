#!/usr/bin/env python3
"""kill -9 in the middle of each kind of write of casework, on SQLite and on PostgreSQL: nothing of it is kept; sent again by its id it is
kept once, with its entry of the audit trail and what it counts for.

Where the server is killed is no matter of chance: a trigger holds the transaction for ever at one of its statements, the one that
writes the audit entry, the ledger, or the answer kept for requests sent twice.

usage: kill_writes.py BINARY OPENAPI
"""

import contextlib
import hashlib
import os
import signal
import sqlite3
import sys
import threading
import time

from places import PostgreSQL, Sqlite, number, whole
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from register import DEEP
from writes import Writes

# What changes by itself: sessions note when they were used.
BY_ITSELF = {"session"}
HOLD = {
    "SQLite": "create trigger held before insert on {table} begin select count(*) from sqlite_master a, sqlite_master b, sqlite_master c, "
              "sqlite_master d, sqlite_master e, sqlite_master f, sqlite_master g; end;",
    "PostgreSQL": "create function held() returns trigger language plpgsql as $$ begin perform pg_sleep(3600); return new; end $$; "
                  "create trigger held before insert on {table} for each row execute function held();"}
LET_GO = {"SQLite": "drop trigger held;", "PostgreSQL": "drop function held() cascade;"}


def tables(place):
    if place.kind == "SQLite":
        found = place.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    else:
        found = place.rows("select tablename from pg_tables where schemaname = 'public'")
    return sorted(name for (name,) in found if name not in BY_ITSELF)


def content(place):
    """{table: a sum of all that stands in it}"""
    if place.kind == "SQLite":
        with contextlib.closing(sqlite3.connect(place.path, timeout=30)) as store:
            return {name: hashlib.sha256(repr(sorted(map(repr, store.execute(f"select * from {name}")))).encode()).hexdigest()
                    for name in tables(place)}
    sums = " union all ".join(f"select '{name}', md5(coalesce(string_agg(it::text, '|' order by it::text), '')) from {name} it"
                              for name in tables(place))
    return dict(place.rows(sums))


def cpu_of(process):
    with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def being_written(place):
    """Somebody holds the file for writing."""
    with contextlib.closing(sqlite3.connect(place.path, timeout=0, isolation_level=None)) as store:
        try:
            store.execute("begin immediate")
        except sqlite3.OperationalError:
            return True
        store.execute("rollback")
        return False


def held(place, server):
    """In the trigger: on SQLite the transaction is open and counts, on PostgreSQL it sleeps."""
    if place.kind == "PostgreSQL":
        return number(place, "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'") == 1
    if not being_written(place):
        return False
    before, deadline = cpu_of(server.process), time.monotonic() + 30
    while cpu_of(server.process) < before + 3:
        if time.monotonic() > deadline or not being_written(place):
            return False
        time.sleep(0.005)
    return True


def kill(place, server):
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    if place.kind == "PostgreSQL":  # which sleeps, and would look for its client later
        others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        place.rows("select pg_terminate_backend(pid) " + others)
        while number(place, "select count(*) " + others):
            time.sleep(0.01)


def ask(write, key):
    browser, method, target, body = write
    return browser.ask(target, method, body, headers={"Idempotency-Key": key})


def ask_in_vain(write, key):
    with contextlib.suppress(OSError, ValueError, AssertionError, KeyError):
        ask(write, key)


def killed_at(place, server, settings, write, table, key):
    before = content(place)
    place.change(HOLD[place.kind].format(table=table))
    asking = threading.Thread(target=ask_in_vain, args=(write, key))
    asking.start()
    deadline = time.monotonic() + 60
    while not held(place, server):
        assert asking.is_alive() and time.monotonic() < deadline, f"{key}: nothing was written to {table}"
        time.sleep(0.005)
    kill(place, server)
    asking.join()
    place.change(LET_GO[place.kind])
    after = content(place)
    assert after == before, (place.kind, key, table, [name for name in before if before[name] != after[name]])
    whole(place)
    server.start(settings)


def sent_again(place, name, write):
    first = ask(write, name)
    assert first[0] == 200, (name, first)
    whole(place)
    once = content(place)
    assert ask(write, name) == first and content(place) == once, f"{name}: sent again, it was kept twice"


def points(place, name, position):
    """Each kind at its audit entry, at the ledger where it counts, and some at the answer that is kept; all of them in a deep run."""
    counts = ["contribution"] if name in Writes.counted else []
    kept = [] if name in Writes.by_their_id else ["sent_once"]
    if DEEP:
        return ["audit", *counts, *kept]
    if place.kind == "PostgreSQL":
        return counts or ["audit"]
    return ["audit", *counts, *(kept if position % 3 == 0 else [])]


def walk(place, server, settings):
    writes, killed = Writes(server), 0
    server.stop()
    server.start(settings)
    for position, (name, write) in enumerate(writes.all.items()):
        for table in points(place, name, position):
            killed_at(place, server, settings, write, table, name)
            killed += 1
        sent_again(place, name, write)
    server.stop()
    server.run("store", "check", "--from", place.url)
    print(f"{place.kind}: killed {killed} times in {len(writes.all)} kinds of writes")


def on(kind, binary, contract):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(os.path.join(server.data, "casework.db")) if kind == "SQLite" else PostgreSQL("kill_writes")
        server.store = place.url
        store = f'[store]\nurl = "{place.url}"\n'
        start = server.start
        server.start = lambda configuration="", **more: start(configuration if store in configuration else configuration + store, **more)
        try:
            walk(place, server, NO_SECOND_FACTOR + FAST + store)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2])
