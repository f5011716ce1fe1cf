#!/usr/bin/env python3
"""Questions that are meant to hurt: hostile geometry, numbers that are none, values without end, cursors that were not ours.

Each is answered or refused with a typed error; the server stays up, answers others, and does not grow.

usage: questions.py BINARY OPENAPI
"""

import math
import random
import re
import sys
import urllib.parse

from raw import get, statuses
from server import Server

GROWTH_MIB = 200


def ask(server, **parameters):
    """Status and body; never a fault of the server's own."""
    pairs = []
    for name, values in parameters.items():
        pairs += [(name.replace("_", "-"), value) for value in (values if isinstance(values, list) else [values])]
    status, _, body = server.ask("/api/v1/count?" + urllib.parse.urlencode(pairs))
    assert status in (200, 400, 404, 409, 422, 431), (parameters, status, body)
    assert status == 200 or isinstance(body, dict) and body["error"] != "app.unexpected", body
    return status, body


def refused(server, **parameters):
    status, body = ask(server, **parameters)
    assert status == 400 and body["error"] in ("query.bad_value", "query.swapped_point"), (str(parameters)[:200], status, str(body)[:300])
    assert len(body["message"]) < 2000, "a message does not repeat what is without end"


def ring(corners):
    return ",".join(f"{x:.6f},{y:.6f}" for x, y in corners)


def polygons_that_are_none(server):
    for text in ("", ",", "1", "1,2", "1,2,3", "1,2,3,4", "nan,nan,nan,nan,nan,nan", "NaN,48,3,48,3,49", "inf,48,3,48,3,49",
                 "-inf,0,1,1,2,2", "1e309,48,3,48,3,49", "1e-400,48,3,48,3,x", "0x1p3,48,3,48,3,49", "2.9,48.8,2.9,48.8,2.9,48.8",
                 "2.9,48.8,3.0,48.8,2.9,48.8", "2,91,3,91,3,92", "181,0,182,0,182,1", "-181,0,0,0,0,1", "2.9;48.8;3;48.8;3;49",
                 "[[2.9,48.8],[3,48.8],[3,49]]", '{"type":"Polygon","coordinates":[]}', "((((((((", "2.9,48.8,3,48.8,3,49,",
                 ",2.9,48.8,3,48.8,3,49", "2.9,48.8,3,48.8,3,4\u0669", "2.9,48.8,3,48.8,3,49\x00", "1" * 5000 + ",48,3,48,3,49",
                 "POLYGON((2.9 48.8,3 48.8,3 49,2.9 48.8))", "2.9 48.8,3 48.8,3 49"):
        if "\x00" in text:
            assert ask(server, polygon=text)[0] == 400
            continue
        refused(server, polygon=text)


def polygons_without_end(server):
    """Beyond 500 corners refused by the parameter; beyond the header by the server, whatever it says."""
    circle = [(2.9 + 0.2 * math.cos(i * math.tau / 501), 48.85 + 0.2 * math.sin(i * math.tau / 501)) for i in range(501)]
    assert ask(server, polygon=ring([(round(x, 3), round(y, 3)) for x, y in circle[:500]]).replace("000,", ","))[0] in (200, 431)
    short = ",".join(f"{x:.2f},{y:.1f}" for x, y in circle) + ",2.5,48.5"
    assert ask(server, polygon=short)[0] == 400
    for corners in (1_000, 100_000, 1_000_000):
        answer = get(server, "/api/v1/count?polygon=" + "2,48," * corners + "3,49")
        assert statuses(answer) in ([400], [431]), (corners, answer[:200])


def polygons_that_cross_themselves(server):
    """Figures of any shape: no more rows than there are, the same by every way of counting, and twice the same."""
    chance = random.Random(1)
    whole = ask(server, box="2.4,48.1,3.6,49.2", field="all", state="any")[1]["total"]
    assert whole > 100
    for number in range(40):
        corners = [(chance.uniform(2.4, 3.6), chance.uniform(48.1, 49.2)) for _ in range(chance.choice((3, 4, 5, 20, 200)))]
        if number % 4 == 1:  # the same edges again and again
            corners = corners[:4] * 20
        if number % 4 == 2:  # needles
            corners = [(x, 48.85 + 1e-7 * i) for i, (x, _) in enumerate(corners)]
        text = ring(corners)
        status, body = ask(server, polygon=text, field="all", state="any")
        assert status == 200 and 0 <= body["total"] <= whole, (text[:100], body)
        page = server.get("/api/v1/establishments", polygon=text, field="all", state="any", limit=1, facets="section")
        assert page["total"] == body["total"] == sum(b["count"] for b in page["facets"][0]["buckets"]), text[:100]
        backwards = ask(server, polygon=ring(corners[::-1]), field="all", state="any")[1]
        assert backwards["total"] == body["total"], "the other way round it is the same figure"
    bow_tie = ask(server, polygon="2.4,48.1,3.6,49.2,3.6,48.1,2.4,49.2", field="all", state="any")[1]["total"]
    assert 0 < bow_tie < whole


def places_at_the_edge(server):
    for polygon in ("-180,-90,180,-90,180,90,-180,90", "179,0,-179,0,-179,1,179,1", "0,0,1e-9,0,0,1e-9", "-180,90,180,90,0,90"):
        assert ask(server, polygon=polygon, field="all", state="any")[0] in (200, 400), polygon
    for radius in ("2.9,48.85,0", "2.9,48.85,-1", "2.9,48.85,nan", "2.9,48.85,inf", "2.9,48.85,1e308", "2.9,48.85,1e-300", "0,90,1000000",
                   "180,0,50000", "2.9,48.85", "2.9,48.85,1,1", "a,b,c"):
        assert ask(server, radius=radius)[0] in (200, 400), radius
    for box in ("3,49,2,48", "nan,48,3,49", "2,48,3", "-180,-90,180,90", "2,48,2,48", "1e999,0,1,1"):
        assert ask(server, box=box)[0] in (200, 400), box
    for tile in ("20/1048575/1048575", "20/1048576/0", "0/0/0", "99/0/0", "-1/0/0", "1e1/0/0", "20/99999999999999999999/0", "nan/0/0",
                 "5/ 1/1"):
        status = server.ask("/api/v1/tiles/" + urllib.parse.quote(tile))[0]
        assert status in (200, 400, 404), (tile, status)


def values_without_end(server):
    """As many as a header holds, of each parameter that takes several or is looked up."""
    for parameters in ({"territory": ["France"] * 600}, {"territory": ["reg:11"] * 800}, {"territory": ["dep:77"] * 1000},
                       {"commune": ",".join(["77142"] * 2000)}, {"activity": ",".join(["A"] * 5000)},
                       {"size": ",".join(["NN"] * 3000)}, {"tag": ["x"] * 1500}, {"tag_all": ["y"] * 1500},
                       {"portfolio": "z" * 15000}, {"business": ",".join(["10000000100007"] * 900)}, {"legal": ",".join(["5499"] * 2500)},
                       {"by": ",".join(["section"] * 1000)}, {"territory": "a" * 15000},
                       {"territory": "list:" + ",".join(["77142"] * 2000)},
                       {"territory": "list:" + ",".join(f"{i:05}" for i in range(2000))}, {"at": "9" * 10000},
                       {"created_from": "0000-00-00"}, {"at": "9999-12-31"}, {"at": "0001-01-01"}, {"perimeter": "1000-01-01"},
                       {"at": "2026-02-30"}, {"chamber": "cci," * 3000}):
        ask(server, **parameters)
    search, rows = "/api/v1/search?q=", "/api/v1/establishments?"
    for target in (search + "a" * 10000, search + "a%20" * 3000, search + "%25%25%25", search + "%F0%9F%92%A9",
                   search + urllib.parse.quote("é" * 2000), search + "%20" * 1000, search + "*%3F.%5B",
                   rows + "facets=" + ",".join(["section"] * 17), rows + "facets=" + ",".join(["section"] * 16),
                   rows + "limit=99999999999999999999", rows + "limit=-1", rows + "limit=1e3", rows + "sort=distance:nan,nan",
                   rows + "sort=distance:1e999,0", "/api/v1/territories?name=" + "a" * 10000,
                   rows + "&".join(f"p{i}=1" for i in range(1500)), rows + "&" * 10000):
        status, _, body = server.ask(target)
        assert status in (200, 400, 404), (target[:80], status, str(body)[:200])
        assert not isinstance(body, dict) or len(str(body.get("message", ""))) < 2000, target[:80]


def cursors_that_were_not_ours(server):
    page = server.get("/api/v1/establishments", territory="dep:77", limit=3, sort="created-desc")
    good = page["next"]
    changed = [good[:i] + ("A" if good[i] != "A" else "B") + good[i + 1:] for i in range(0, len(good), 3)]
    for cursor in (good[:-1], good + "A", good[::-1], good[: len(good) // 2], "A" * len(good), "A" * 5000, "../../x", "%00", "-1", "0",
                   "é", *changed):
        status, _, body = server.ask("/api/v1/establishments?" + urllib.parse.urlencode(
            {"territory": "dep:77", "limit": 3, "sort": "created-desc", "cursor": cursor}))
        assert status in (200, 400, 409), (cursor[:60], status, str(body)[:200])
    other = urllib.parse.urlencode({"territory": "dep:77", "sort": "name", "cursor": good})
    assert server.ask("/api/v1/establishments?" + other)[0] == 400, "a cursor of another order"


def memory(server):
    """The most that it ever held of its own and of files, in MiB; and what it holds of its own now."""
    with open(f"/proc/{server.process.pid}/status", encoding="utf-8") as file:
        text = file.read()
    return [int(re.search(name + r":\s+(\d+)", text)[1]) / 1024 for name in ("VmHWM", "RssAnon")]


def main(binary, contract):
    with Server(binary, contract) as server:
        server.load("files", "--rows", "8000", "--departements", "77")
        server.start("[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n")
        before = server.get("/api/v1/count", territory="dep:77", by="section")
        most, _ = memory(server)
        for test in (polygons_that_are_none, polygons_without_end, polygons_that_cross_themselves, places_at_the_edge, values_without_end,
                     cursors_that_were_not_ours):
            test(server)
            print("passed", test.__name__, "memory", *(f"{it:.0f}" for it in memory(server)))
        assert server.get("/api/v1/count", territory="dep:77", by="section") == before, "and all is as it was"
        now, _ = memory(server)
        assert now - most < GROWTH_MIB or "asan" in binary, f"{most:.0f} MiB became {now:.0f}"
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
