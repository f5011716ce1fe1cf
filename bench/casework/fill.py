#!/usr/bin/env python3
"""Makes a demonstration's store large: 200 agents, 20 conventions of the same partners, and as many exchanges as asked, each counted
towards an action. The rows are those that the program writes, with ids that sort behind its own.

usage: fill.py STORE EXCHANGES KEY      STORE: the file of the casework store, or postgresql://…; KEY: of a feed
"""

import datetime
import hashlib
import sqlite3
import subprocess
import sys

AGENTS, CONVENTIONS, DAYS, FAVOUR = 200, 20, 1400, 5
TODAY = datetime.date.today()


class Sqlite:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)

    def rows(self, query):
        return [tuple(map(str, row)) for row in self.connection.execute(query)]

    def run(self, statements):
        self.connection.executescript("begin;" + statements + ";commit")

    def settle(self):
        self.run("analyze")

    def columns(self, table):
        return [row[1] for row in self.connection.execute(f"pragma table_info({table})")]


class Postgres:
    def __init__(self, url):
        self.url = url

    def psql(self, *words, text=None):
        return subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", *words, self.url], input=text, capture_output=True, check=True,
                              text=True).stdout

    def rows(self, query):
        return [tuple(line.split("\t")) for line in self.psql("-At", "-F", "\t", "-c", query).splitlines()]

    def run(self, statements):
        self.psql("-1", text=statements)

    def settle(self):
        """What autovacuum does within the first minutes behind so much."""
        self.psql("-c", "vacuum analyze")

    def columns(self, table):
        return [row[0] for row in self.rows(f"select column_name from information_schema.columns where table_name = '{table}' "
                                            "order by ordinal_position")]


def copied(store, table, suffix, renamed, where="true"):
    """Each row once more, the columns that hold ids of the copy with a suffix."""
    columns = store.columns(table)
    values = ", ".join(f"{name} || '{suffix}'" if name in renamed else name for name in columns)
    return f"insert into {table} ({', '.join(columns)}) select {values} from {table} where {where};"


def conventions(store):
    first = store.rows("select id from convention")[0][0]
    hanging = [("convention", {"id"}, f"id = '{first}'"), ("convention_axis", {"id", "convention"}, f"convention = '{first}'")]
    hanging += [(table, {"convention"}, f"convention = '{first}'")
                for table in ("convention_party", "convention_commune", "sharing", "sharing_place")]
    of_first = f"select id from action where convention = '{first}'"
    hanging.append(("action", {"id", "convention", "axis"}, f"convention = '{first}'"))
    hanging += [(table, {"action"}, f"action in ({of_first})") for table in ("action_member", "action_milestone", "action_budget")]
    hanging.append(("indicator", {"id", "action"}, f"action in ({of_first})"))
    for number in range(1, CONVENTIONS):
        store.run("".join(copied(store, table, f"-{number:02}", ids, where) for table, ids, where in hanging))


def agents(store):
    known = store.rows("select agent, organisation from exchange group by agent, organisation order by 2, 1")
    out = list(known)
    statements = ""
    for number in range(len(known), AGENTS):
        _, organisation = known[number % len(known)]
        name = f"bench-{number:03}"
        statements += (f"insert into agent (id, email, email_folded, name, state, installation, created_at) values ('{name}', "
                       f"'{name}@example.org', '{name}@example.org', 'Agent {number}', 'active', 0, '2026-01-01T00:00:00.000Z');"
                       f"insert into membership (id, agent, organisation, role, from_day) values ('{name}', '{name}', '{organisation}', "
                       "'adviser', '2026-01-01');")
        out.append((name, organisation))
    store.run(statements)
    return out


def numbered(name, columns, rows):
    """A table of its own to draw from: n, then the columns."""
    made = f"create table {name} (n integer primary key, {', '.join(column + ' text' for column in columns)});"
    for number, row in enumerate(rows):
        made += f"insert into {name} values ({number}, {', '.join(chr(39) + value + chr(39) for value in row)});"
    return made


def exchanges(store, who, count):
    businesses = store.rows("select distinct business, commune from exchange")
    # A fifth of the work counts towards the first convention, whose report is timed.
    first, others = (store.rows(f"select id from action where id {which} '%-__'") for which in ("not like", "like"))
    actions = first * FAVOUR + others
    days = [((TODAY - datetime.timedelta(days=number)).isoformat(),) for number in range(DAYS)]
    themes = [(it,) for it in ("acquaintance", "premises", "digital", "takeover", "study")]
    ways = [(it,) for it in ("visit", "call", "meeting", "mail")]
    store.run(numbered("bench_business", ("business", "commune"), businesses) + numbered("bench_who", ("agent", "organisation"), who) +
              numbered("bench_action", ("action",), actions) + numbered("bench_day", ("day",), days) +
              numbered("bench_theme", ("theme",), themes) + numbered("bench_way", ("way",), ways))
    store.run(f"""
with recursive series (n) as (select 0 union all select n + 1 from series where n + 1 < {count})
insert into exchange (id, organisation, agent, business, commune, way, theme, on_day, minutes, notes, met, action, kept_in, version,
  created_at, changed_at)
select 'bench-' || cast(10000000 + s.n as text), w.organisation, w.agent, b.business, b.commune, y.way, t.theme, d.day, 45,
  'Note d''essai, assez longue pour ressembler à une vraie.', '', a.action, 0, 1, d.day || 'T09:00:00.000Z', d.day || 'T09:00:00.000Z'
from series s
join bench_who w on w.n = (s.n * 7 + s.n / 311) % {len(who)}
join bench_business b on b.n = (s.n * 31 + s.n / 97) % {len(businesses)}
join bench_action a on a.n = (s.n * 13 + s.n / 53) % {len(actions)}
join bench_day d on d.n = (s.n * 17 + s.n / 71) % {DAYS}
join bench_theme t on t.n = s.n % 5
join bench_way y on y.n = (s.n / 5) % 4;
insert into contribution (id, action, organisation, agent, business, commune, kind, on_day, minutes, source_kind, source, stated_at)
select 'c' || id, action, organisation, agent, business, commune, way, on_day, minutes, 'exchange', id, created_at
from exchange where id like 'bench-%'""")
    store.run("".join(f"drop table bench_{name};" for name in ("business", "who", "action", "day", "theme", "way")))
    store.settle()


def feed(store, key):
    """Of the organisation with the most exchanges, with what partners open to it."""
    organisation = store.rows("select organisation from exchange group by organisation order by count(*) desc, organisation")[0][0]
    print_of_key = hashlib.sha256(key.encode()).hexdigest()
    store.run("insert into feed (id, organisation, name, kinds, partners, sensitive, secret_hash, number, forgotten, at_kind, at_record, "
              f"created_at, created_by) values ('bench', '{organisation}', 'CRM', 'exchange,need,follow_up,contact', 1, 0, "
              f"'{print_of_key}', 0, 0, '', '', '2026-01-01T00:00:00.000Z', 'bench')")


def main():
    store = Postgres(sys.argv[1]) if sys.argv[1].startswith("postgresql:") else Sqlite(sys.argv[1])
    conventions(store)
    exchanges(store, agents(store), int(sys.argv[2]))
    feed(store, sys.argv[3])
    for table in ("agent", "convention", "action", "exchange", "contribution"):
        print(f"{table}: {store.rows('select count(*) from ' + table)[0][0]}", flush=True)


if __name__ == "__main__":
    main()
