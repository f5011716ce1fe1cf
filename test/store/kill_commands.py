#!/usr/bin/env python3
"""kill -9 of `backup`, `restore`, `restore --replace` and `store move` at many instants: what stands there afterwards is what was
before or all of what should be, and the same command goes through when it is run again.

usage: kill_commands.py BINARY OPENAPI [ROUNDS]
"""

import os
import random
import shutil
import subprocess
import sys
import time

from places import PostgreSQL, Sqlite, names, number, whole
from people import PeopleServer
from register import DEEP

ROWS = 20000
MANY = f"""
with recursive n (i) as (select 1 union all select i + 1 from n where i < {ROWS})
insert into portfolio (id, organisation, team, agent, name, folded, version, created_at, created_by)
select 'p' || i, 'o', null, 'a', 'Portefeuille ' || i, 'portefeuille ' || i, 1, '2026-01-01T00:00:00.000Z', 'a' from n;
insert into audit (id, at, agent, organisation, place, action, kind, record, before_values, after_values, note, subject)
select 'x' || id, created_at, 'a', 'o', 'POST /api/v1/portfolios', 'portfolio.created', 'portfolio', id, null, '{{}}', null, null
from portfolio;
"""
REFUSED = 4  # exit code: there is something already


class Commands:
    def __init__(self, server, rounds):
        self.server, self.rounds, self.chance = server, rounds, random.Random(7)
        self.killed = {}

    def words(self, *words):
        return [self.server.binary, *words, "--lang", "en"]

    def settings(self, place):
        return ("--config", self.server.write("place.toml", f'[store]\nurl = "{place.url}"\n'), "--data", self.server.data)

    def time_of(self, *words):
        begun = time.monotonic()
        self.server.run(*words)
        return time.monotonic() - begun

    def kill(self, what, seconds, *words):
        """True when it had not ended by itself."""
        process = subprocess.Popen(self.words(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.chance.uniform(0, seconds))
        process.kill()
        ended = process.wait() == -9
        self.killed[what] = self.killed.get(what, 0) + ended
        return ended

    def fresh(self, name):
        path = os.path.join(self.server.folder, name + ".db")
        for ending in ("", "-wal", "-shm", "-journal", ".lock"):
            if os.path.exists(path + ending):
                os.remove(path + ending)
        return Sqlite(path)


def portfolios(place):
    return number(place, "select count(*) from portfolio")


def backup(commands, store, files):
    """Over a backup that is there: either one, whole."""
    old, new = files
    target = os.path.join(commands.server.folder, "killed.sqlite")
    seconds = commands.time_of("backup", target, *commands.settings(store))
    for _ in range(commands.rounds):
        shutil.copy(old, target)
        commands.kill("backup", seconds, "backup", target, *commands.settings(store))
        place = commands.fresh("of-killed-backup")
        commands.server.run("restore", target, *commands.settings(place))
        assert portfolios(place) in (ROWS, ROWS + 1), portfolios(place)
        whole(place)
    commands.server.run("backup", target, *commands.settings(store))
    assert not [it for it in os.listdir(commands.server.folder) if it.startswith("killed.sqlite.")], "a rest of a killed backup"
    assert os.path.getsize(target) == os.path.getsize(new)


def restore(commands, files):
    """Into an empty store: nothing or all; the same command then goes through, or says that it has been done."""
    new = files[1]
    seconds = commands.time_of("restore", new, *commands.settings(commands.fresh("restore-time")))
    for _ in range(commands.rounds):
        place = commands.fresh("killed-restore")
        commands.kill("restore", seconds, "restore", new, *commands.settings(place))
        again = subprocess.run(commands.words("restore", new, *commands.settings(place)), capture_output=True, text=True, timeout=300)
        assert again.returncode in (0, REFUSED), again.stderr
        assert portfolios(place) == ROWS + 1
        whole(place)
        goes_on(commands, place)


def goes_on(commands, place):
    """What a store must do after a restore, wherever that was cut off."""
    commands.server.run("store", "migrate", *commands.settings(place))
    commands.server.run("store", "check", *commands.settings(place))
    commands.server.run("backup", os.path.join(commands.server.folder, "again.sqlite"), *commands.settings(place))


def replace(commands, files):
    """Over a store with other content: that or the new one, and what was set aside is whole."""
    old, new = files
    place = commands.fresh("replace-time")
    commands.server.run("restore", old, *commands.settings(place))
    seconds = commands.time_of("restore", new, "--replace", *commands.settings(place))
    for _ in range(commands.rounds):
        place = commands.fresh("killed-replace")
        commands.server.run("restore", old, *commands.settings(place))
        commands.kill("restore --replace", seconds, "restore", new, "--replace", *commands.settings(place))
        assert portfolios(place) in (ROWS, ROWS + 1), portfolios(place)
        whole(place)
        for aside in (it for it in os.listdir(commands.server.folder) if it.startswith("killed-replace.db.before-")):
            path = os.path.join(commands.server.folder, aside)
            if not aside.endswith((".part", ".part-wal", ".part-shm", ".part-journal", ".part.lock")):
                kept = commands.fresh("aside")
                commands.server.run("restore", path, *commands.settings(kept))
                assert portfolios(kept) == ROWS
            os.remove(path)
        goes_on(commands, place)


def move(commands, store, make_target, what):
    """Into an empty store; the source stays as it was."""
    target = make_target(0)
    seconds = commands.time_of("store", "move", "--from", store.url, "--to", target.url)
    for round_number in range(commands.rounds):
        target = make_target(round_number + 1)
        commands.kill(what, seconds, "store", "move", "--from", store.url, "--to", target.url)
        again = subprocess.run(commands.words("store", "move", "--from", store.url, "--to", target.url),
                               capture_output=True, text=True, timeout=300)
        assert again.returncode in (0, REFUSED), again.stderr
        assert portfolios(target) == portfolios(store) == ROWS + 1
        whole(target)
        commands.server.run("store", "check", "--from", target.url)


def cut_off_after_its_pages(commands, files):
    """The instant that chance rarely finds: all pages are there, and what a backup says of itself too."""
    place = commands.fresh("cut-off")
    shutil.copy(files[1], place.path)
    goes_on(commands, place)
    assert portfolios(place) == ROWS + 1
    whole(place)
    with_store = commands.server.run("store", "move", "--from", place.url, "--to", commands.fresh("cut-off-moved").url)
    assert with_store.returncode == 0


def main(binary, contract, rounds):
    targets = []

    def database(round_number):
        targets.append(PostgreSQL(f"move_{round_number}"))
        return targets[-1]

    with PeopleServer(binary, contract) as server:
        commands = Commands(server, rounds)
        os.makedirs(server.data)
        store = Sqlite(os.path.join(server.data, "casework.db"))
        server.init()
        store.change(MANY)
        files = [os.path.join(server.folder, name) for name in ("old.sqlite", "new.sqlite")]
        server.run("backup", files[0], *commands.settings(store))
        store.change(MANY.replace(f"i < {ROWS}", "i < 1").replace("'p' ||", "'q' ||").replace("Portefeuille", "Autre")
                     .replace("'portefeuille", "'autre").replace("from portfolio;", "from portfolio where id like 'q%';"))
        server.run("backup", files[1], *commands.settings(store))
        try:
            cut_off_after_its_pages(commands, files)
            backup(commands, store, files)
            restore(commands, files)
            replace(commands, files)
            move(commands, store, lambda _: commands.fresh("moved"), "move to SQLite")
            move(commands, store, database, "move to PostgreSQL")
        finally:
            for target in targets:
                target.drop()
        assert names(store, "portfolio")["Autre 1"] == 1
        print(f"{rounds} times each; cut off under way: " + ", ".join(f"{what} {many}" for what, many in commands.killed.items()))
        assert all(commands.killed.values()), "nothing was ever cut off"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 60 if DEEP else 4)
