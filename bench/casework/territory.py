#!/usr/bin/env python3
"""Times changes of territory: the Pays Créçois gives half of its work away and goes on, then ends and hands all of it to an heir; each is
taken back. `fill`, before the server starts, writes the exchanges, of that organisation, each about one of its businesses, ids by chance.
The server rests between its rounds of 40 blocks: hence also the time of its processor, in which SQLite's is and PostgreSQL's is not.

usage: territory.py fill STORE ROWS, territory.py PORT PASSWORD STORE SERVER
"""

import os
import sys
import time

from ask import Session
from fill import Postgres, Sqlite

CHANGES, DAY = "/api/v1/territory-changes", "2026-01-01"


def opened(address):
    return Postgres(address) if address.startswith("postgresql:") else Sqlite(address)


def fill(store, rows):
    home = home_of(store)
    chance = "md5(random()::text || s.n)" if isinstance(store, Postgres) else "lower(hex(randomblob(16)))"
    store.run(f"""
create table bench_like (n integer primary key, id text);
insert into bench_like select row_number() over (order by id) - 1, id from exchange where organisation = '{home}';
with recursive series (n) as (select 0 union all select n + 1 from series where n + 1 < {rows})
insert into exchange (id, organisation, agent, business, commune, way, theme, on_day, minutes, notes, met, action, kept_in, version,
  created_at, changed_at)
select {chance}, e.organisation, e.agent, e.business, e.commune, e.way, e.theme, e.on_day, 45,
  'Note d''essai, assez longue pour ressembler à une vraie.', '', null, 0, 1, e.created_at, e.changed_at
from series s join bench_like l on l.n = (s.n * 31 + s.n / 97) % (select count(*) from bench_like) join exchange e on e.id = l.id;
drop table bench_like""")
    store.settle()


def home_of(store):
    return store.rows("select id from organisation where kind = 'intercommunality' order by id limit 1")[0][0]


def by_commune(store, home):
    rows = store.rows(f"select commune, count(*) from exchange where organisation = '{home}' and kept_in = 0 group by commune "
                      "order by 2 desc, 1")
    return [(commune, int(number)) for commune, number in rows]


def half_of(counts):
    """Communes, the busiest first, of about half of the work."""
    out, left = [], sum(number for _, number in counts) // 2
    for commune, number in counts:
        if number <= left:
            out.append(commune)
            left -= number
    return out


def processor(server):
    with open(f"/proc/{server}/stat", encoding="utf-8") as file:
        return sum(map(int, file.read().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


def until(session, change, state, server):
    begun, used = time.perf_counter(), processor(server)
    while True:
        now = session.ask(f"{CHANGES}/{change}")
        if now["state"] == state:
            return f"{time.perf_counter() - begun:.1f} s ({processor(server) - used:.1f} s of work)", now
        assert now["state"] in ("approved", "running", "done", "undoing"), now
        time.sleep(0.2)


def measured(session, server, what, plan):
    made = session.ask(CHANGES, "POST", plan)
    begun = time.perf_counter()
    preview = session.ask(f"{CHANGES}/{made['id']}/preview")
    took = time.perf_counter() - begun
    session.ask(f"{CHANGES}/{made['id']}/approval", "POST", {"version": made["version"], "seal": preview["seal"]})
    out, done = until(session, made["id"], "done", server)
    session.ask(f"{CHANGES}/{made['id']}/undo", "POST", {})
    back, _ = until(session, made["id"], "undone", server)
    records = sum(it["records"] for it in done["moved"])
    print(f"{what}: {records} records, previewed in {took:.1f} s, carried out in {out}, undone in {back}", flush=True)


def main():
    if sys.argv[1] == "fill":
        fill(opened(sys.argv[2]), int(sys.argv[3]))
        return
    port, password, address, server = sys.argv[1:]
    session, store = Session(int(port), "administration@pays-crecois.example", password), opened(address)
    home = home_of(store)
    counts = by_commune(store, home)
    heir = session.ask("/api/v1/organisations", "POST", {"name": "Coulommiers", "kind": "intercommunality", "territory": "77131"})["id"]
    communes = [it["commune"] for it in session.ask(f"/api/v1/territory-proposals?organisation={home}&on={DAY}")["communes"]]
    leaving = half_of(counts)
    measured(session, server, "half of it leaves", {
        "on": DAY, "formers": [{"organisation": home, "ends": False}], "heirs": [{"key": heir}],
        "communes": [{"former": home, "commune": it, "heir": heir if it in leaving else ""} for it in communes], "homes": []})
    measured(session, server, "all of it passes", {
        "on": DAY, "formers": [{"organisation": home, "ends": True, "rest": heir}], "heirs": [{"key": heir}],
        "communes": [{"former": home, "commune": it, "heir": heir} for it in communes], "homes": []})


if __name__ == "__main__":
    main()
