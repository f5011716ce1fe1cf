"""Casework stores for tests: a SQLite file, or a database of the PostgreSQL that test/postgresql has started."""

import contextlib
import os
import sqlite3
import subprocess
import sys

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
for folder in ("http", "crash"):
    sys.path.insert(1, os.path.join(TESTS, folder))

# Records, and the entry of the trail that each was made with, once.
MADE = (("exchange", "id", "exchange.noted"), ("need", "id", "need.handed"), ("follow_up", "id", "follow_up.opened"),
        ("reminder", "id", "reminder.added"), ("action", "id", "action.added"), ("committee_sitting", "id", "sitting.added"),
        ("committee_decision", "id", "decision.added"), ("report", "id", "report.drafted"), ("selection", "id", "selection.created"),
        ("indicator_value", "entry", "indicator_value.entered"), ("damage_report", "id", "damage_report.received"))
# Records that count towards an action, and the contribution in force that says so.
COUNTED = ("exchange", "need", "follow_up")

# Each holds in a store that is whole: (what, statement that counts what breaks it).
RULES = (
    ("a portfolio without its row of the audit, or with two",
     "select count(*) from (select p.id from portfolio p left join audit a on a.record = p.id and a.action = 'portfolio.created' "
     "group by p.id having count(a.id) <> 1) as odd"),
    ("an audit row of a portfolio that is not there",
     "select count(*) from audit a where a.action = 'portfolio.created' and not exists (select 1 from portfolio p where p.id = a.record)"),
    ("a local business without its row of the audit, or with two",
     "select count(*) from (select b.id from local_business b left join audit a on a.record = b.id and a.action = 'local_business.added' "
     "group by b.id having count(a.id) <> 1) as odd"),
    ("an audit row of a local business that is not there",
     "select count(*) from audit a where a.action = 'local_business.added' and "
     "not exists (select 1 from local_business b where b.id = a.record)"),
    ("a tag on a business without its row of the audit",
     "select count(*) from business_tag b where not exists (select 1 from audit a where a.action = 'business.tagged' and "
     "a.record = b.business)"),
    ("something sent whose answer was not kept", "select count(*) from sent_once where answer = ''"),
    ("one thing twice", "select count(*) from (select name from local_business group by name having count(*) > 1) as twice"),
    ("an entry of the trail without a day or a person", "select count(*) from audit where at = '' or agent = ''"),
    *((f"a {table} without its row of the audit, or with two",
       f"select count(*) from (select r.id from {table} r left join audit a on a.record = r.{key} and a.action = '{action}' "
       f"group by r.id having count(a.id) <> 1) as odd") for table, key, action in MADE),
    *((f"a {table} that counts otherwise than its ledger says",
       f"select count(*) from (select r.id from {table} r left join contribution c on c.source = r.id and c.source_kind = '{table}' and "
       f"c.ended_at is null and c.action = r.action where r.action is not null group by r.id having count(c.id) <> 1) as odd")
      for table in COUNTED),
    *((f"a contribution in force of a {table} that is not there, or counts for nothing",
       f"select count(*) from contribution c where c.source_kind = '{table}' and c.ended_at is null and not exists "
       f"(select 1 from {table} r where r.id = c.source and r.action = c.action)") for table in COUNTED),
)


class Sqlite:
    kind = "SQLite"

    def __init__(self, path):
        self.path, self.url = path, "sqlite:" + path

    def rows(self, statement):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection:
            return [tuple(str(cell) for cell in row) for row in connection.execute(statement)]

    def change(self, statement):
        with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection, connection:
            connection.executescript(statement)


class PostgreSQL:
    kind = "PostgreSQL"

    def __init__(self, name):
        with open(os.environ["BASSIN_TEST_POSTGRESQL"], encoding="utf-8") as file:
            self.server = file.readline().strip()
        self.name = f"{name}_{os.getpid()}"
        self.url = self.server.replace("/postgres?", f"/{self.name}?")
        self.ask(self.server, f"create database {self.name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'")

    @staticmethod
    def ask(url, statement):
        done = subprocess.run(["psql", url, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement],
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, statement):
        return [tuple(line.split("|")) for line in self.ask(self.url, statement).splitlines()]

    def change(self, statement):
        self.ask(self.url, statement)

    def drop(self):
        self.ask(self.server, f"drop database if exists {self.name} with (force)")


def number(place, statement):
    return int(place.rows(statement)[0][0])


def whole(place):
    for what, statement in RULES:
        assert number(place, statement) == 0, f"{place.kind}: {what}"


def names(place, table):
    """Each name and how often it is there."""
    return {row[0]: int(row[1]) for row in place.rows(f"select name, count(*) from {table} group by name")}
