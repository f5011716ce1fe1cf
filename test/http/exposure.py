#!/usr/bin/env python3
"""Before a flood: known hazard zones, the standing list of exposed businesses, what partners noted of them, what is missing by partner.

The Pays Créçois and its chambers under a convention, a neighbour who is a party to nothing. The list and its figures are held against a
naive reckoning from the public directory: points in polygons, words in a table.

usage: exposure.py BINARY OPENAPI
"""

import csv
import datetime
import http.client
import io
import math
import random
import sys
import time
import urllib.parse

import zone_files as files
from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from exchanges import HERE, note, signed
from people import PeopleServer
from zones import RING, look_for_the_place

CCI, CMA = PARTNERS[0], PARTNERS[1]
AGENTS = {**CHIEFS, "ana@pays.fr": ("analyst", HOME), "elue@pays.fr": ("elected", HOME), "field@pays.fr": ("field_agent", HOME),
          "cleo@cci.fr": ("adviser", CCI), "max@cma.fr": ("adviser", CMA)}
TODAY = datetime.date.today()
GAPS = ("no_contact", "insurance_unchecked", "no_plan", "not_in_touch", "unlocated")
BUSINESSES = "/api/v1/exposure/businesses"
FACTS = {"name": "PPRI du Grand Morin", "source": "DDT 77", "dated": "2010-11-12", "level": "high"}


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=12000)
        self.root, self.ids = partners.root, partners.ids
        (self.chief, self.anne, self.ana, self.elected, self.field, self.carole, self.cleo, self.max, self.nora) = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "elue@pays.fr", "field@pays.fr", "carole@cci.fr", "cleo@cci.fr",
            "max@cma.fr", "nora@voisine.fr")
        self.stranger = server.browser()
        signed(self.chief, self.ids)
        look_for_the_place(self.anne)


def wide(ring, by, aside=0.0):
    """Around the same middle, so many times as large: the fictitious register has few establishments in one place."""
    x, y = (sum(axis) / len(ring) for axis in zip(*ring))
    return [(round(x + by * (a - x) + aside, 6), round(y + by * (b - y), 6)) for a, b in ring]


def sent(browser, content, target="/api/v1/hazard-layers", method="POST", **wishes):
    query = urllib.parse.urlencode({"file": "ppri.geojson", **wishes})
    return browser.ask(f"{target}?{query}", method, content, headers={"Content-Type": "application/octet-stream"})


def whole(browser, query=""):
    out, start = [], 0
    while start is not None:
        page = browser.must(f"{BUSINESSES}?limit=200&from={start}{query}")
        out += page["businesses"]
        start = page["next"]
    assert len(out) == page["total"] and len({it["business"] for it in out}) == len(out)
    return out


def put(browser, business, **noting):
    version = browser.must(f"{BUSINESSES}/{business}")["own"]["version"]
    return browser.must(f"{BUSINESSES}/{business}", "PUT", {"version": version, **noting})["version"]


def inside(ring, point):
    """By the crossings of a ray to the east."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def layers(site):
    """Who brings, who sees, who replaces; two zones that overlap."""
    assert site.anne.must("/api/v1/hazard-layers") == {**site.anne.must("/api/v1/hazard-layers"), "layers": [], "mayAdd": False}
    assert site.anne.must("/api/v1/exposure")["all"]["total"] == 0 and whole(site.anne) == []
    area = files.geojson(files.polygon(RING))
    refused(sent(site.anne, area, **FACTS), 403, "access.denied")
    refused(sent(site.chief, area, **{**FACTS, "dated": "2099-01-01"}), 400, "exposure.bad_value")
    refused(sent(site.chief, area, **{**FACTS, "source": ""}), 400, "text.empty")
    refused(sent(site.chief, area, **{**FACTS, "level": "wet"}), 400, "query.bad_value")
    refused(sent(site.chief, area, **{**FACTS, "peril": "rain"}), 400, "query.bad_value")
    refused(sent(site.chief, area, **FACTS, colour="blue"), 400, "query.unknown_parameter")
    refused(sent(site.chief, b"{}", **FACTS), 400, "geofile.unreadable")
    far = [(-3.2, 48.3), (-3.1, 48.3), (-3.1, 48.4), (-3.2, 48.3)]
    refused(sent(site.chief, files.geojson(files.polygon(far)), **FACTS), 409, "exposure.elsewhere")
    status, made = sent(site.chief, files.zipped(files.shapefile(RING)), file="ppri.zip", **FACTS)
    assert status == 200, made
    assert (made["name"], made["source"], made["datedOn"], made["peril"], made["level"], made["edition"], made["changeable"]) == (
        "PPRI du Grand Morin", "DDT 77", "2010-11-12", "flood", "high", 1, True), made
    for browser, sees in ((site.anne, 1), (site.carole, 1), (site.ana, 1), (site.nora, 1), (site.stranger, 0)):
        told = browser.must("/api/v1/hazard-layers")["layers"]
        assert len(told) == sees and not any(it["changeable"] for it in told), "the neighbour serves the whole département here"
    one = f"/api/v1/hazard-layers/{made['id']}"
    refused(site.carole.ask(one + "?version=1", "DELETE"), 403, "exposure.not_yours")
    change = {"version": 1, "name": "PPRI", "source": "DDT 77", "datedOn": "2010-11-12", "peril": "flood", "level": None}
    refused(site.carole.ask(one, "PUT", change), 403, "exposure.not_yours")
    assert site.chief.must(one, "PUT", change)["level"] is None
    refused(site.chief.ask(one, "PUT", change), 409, "exposure.changed")
    aside, around = wide(RING, 3, -0.12), wide(RING, 4)
    status, after = sent(site.chief, files.geojson(files.polygon(aside)), one + "/file", "PUT", version=2, dated="2026-01-15",
                         level="medium")
    assert status == 200, after
    assert (after["edition"], after["name"], after["level"], after["datedOn"]) == (2, "PPRI", "medium", "2026-01-15"), after
    refused(sent(site.chief, area, one + "/file", "PUT", version=2), 409, "exposure.changed")
    status, other = sent(site.carole, files.geojson(files.polygon(around)), name="Crue de 2016", source="CCI", dated="2016-06-05",
                         level="low")
    assert status == 200, other
    return {after["id"]: (aside, 2), other["id"]: (around, 1)}


def public_rows(site):
    """Of every establishment of the intercommunality, as anybody is told of it."""
    out = {}
    for query in ("field=economic-fabric&state=active", "field=all&state=any"):
        rows, cursor = [], ""
        while cursor is not None:
            page = site.stranger.must(f"/api/v1/establishments?territory=epci:247700438&{query}&limit=500" +
                                      (f"&cursor={urllib.parse.quote(cursor)}" if cursor else ""))
            rows += page["rows"]
            cursor = page.get("next")
        out[query] = rows
    return out["field=economic-fabric&state=active"], out["field=all&state=any"]


def point_of(row):
    position = row["position"]
    return None if position is None or "masked" in position else (position["longitude"], position["latitude"])


def reckoned(site, areas):
    """business -> ids of the areas that hold it (none: of a commune that one touches), from the public directory."""
    active, every = public_rows(site)
    touched = set()
    for row in every:
        point = point_of(row)
        if point and any(inside(ring, point) for ring, _ in areas.values()):
            touched.add(row["commune"]["code"])
    out = {}
    for row in active:
        point = point_of(row)
        held = {area for area, (ring, _) in areas.items() if point and inside(ring, point)}
        if held or (point is None and row["commune"]["code"] in touched):
            out[row["id"]] = held
    return out


def the_list(site, areas):
    wanted, found = reckoned(site, areas), {it["business"]: it for it in whole(site.anne)}
    assert len(wanted) > 20 and any(not held for held in wanted.values()) and len({len(it) for it in wanted.values()}) == 3, (
        "whoever stands in both zones, in one, and apart")
    assert set(found) == set(wanted), (len(wanted), len(found), sorted(set(wanted) ^ set(found))[:5])
    levels = {1: "low", 2: "medium"}
    for business, held in wanted.items():
        row = found[business]
        strongest = max((areas[it][1] for it in held), default=None)
        assert (set(row["layers"]), row["located"], row["level"]) == (held, bool(held), levels.get(strongest)), row
        assert "position" not in row["row"] and ("unlocated" in row["gaps"]) == (not held)
    keys = [(it["place"]["code"]) for it in whole(site.anne)]
    assert keys == sorted(keys), "commune by commune"
    return wanted


def contact_of(browser, business, name, number, purposes=("crisis",)):
    return browser.post(f"/api/v1/establishments/{business}/contacts", {"name": name, "function": "gérante", "channels": [
        {"kind": "phone", "value": number, "purposes": list(purposes)}]})["id"]


def words(site, wanted):
    """What one notes, the others read as far as it is opened to them."""
    business = sorted(it for it, held in wanted.items() if held)[0]
    one = f"{BUSINESSES}/{business}"
    nobody = site.anne.must(one)
    assert nobody["writable"] and nobody["inside"] and nobody["readiness"] == {
        "contact": None, "insurance": None, "plan": None, "remarks": [], "version": 0}, nobody
    jeanne = contact_of(site.anne, business, "Jeanne Nuit", "06 12 34 56 78")
    for browser, body, status, error in (
            (site.ana, {"version": 0, "plan": "yes"}, 403, "access.denied"),
            (site.elected, {"version": 0, "plan": "yes"}, 403, "access.denied"),
            (site.anne, {"version": 0, "plan": "perhaps"}, 400, "service.bad_field"),
            (site.anne, {"version": 0, "insurance": {"value": "yes", "day": "2099-01-01"}}, 400, "exposure.bad_value"),
            (site.anne, {"version": 0, "contact": {"value": "named", "contact": "x"}}, 404, "support.unknown_contact"),
            (site.cleo, {"version": 0, "contact": {"value": "named", "contact": jeanne}}, 409, "exposure.foreign_contact"),
            (site.anne, {"version": 3, "plan": "yes"}, 409, "exposure.changed")):
        refused(browser.ask(one, "PUT", body), status, error)
    put(site.anne, business, contact={"value": "named", "contact": jeanne}, insurance={"value": "yes", "day": "2026-01-05"},
        plan="in_progress", remark="Stock au sous-sol, clef chez le voisin")
    own = site.anne.must(one)["readiness"]
    assert own["contact"]["person"] == {"name": "Jeanne Nuit", "function": "gérante", "phones": ["06 12 34 56 78"]}, own
    assert own["insurance"]["day"] == "2026-01-05" and own["plan"]["said"]["organisation"]["name"] == HOME
    assert [it["text"] for it in own["remarks"]] == ["Stock au sous-sol, clef chez le voisin"]
    partner = site.cleo.must(one)["readiness"]
    assert partner["contact"]["value"] == "named" and partner["contact"]["kept"] and partner["contact"]["person"] is None, partner
    told = partner["insurance"]["value"], partner["plan"]["value"], partner["remarks"], partner["version"]
    assert told == ("yes", "in_progress", [], 0), partner
    analyst = site.ana.must(one)["readiness"]
    assert analyst["contact"]["contact"] is None and analyst["contact"]["person"] is None and analyst["remarks"] == []
    assert not site.ana.must(one)["writable"]
    put(site.cleo, business, insurance={"value": "refused"})
    assert site.anne.must(one)["readiness"]["insurance"]["value"] == "refused" and site.anne.must(one)["own"]["insurance"]["value"] == "yes"
    put(site.cleo, business, insurance={"value": ""})
    assert site.anne.must(one)["readiness"]["insurance"]["value"] == "yes"
    page = site.anne.must(f"{BUSINESSES}?limit=200&commune=" + HERE)["businesses"]
    told = [it for it in page if it["readiness"]["contact"] and it["readiness"]["contact"]["person"]]
    assert [it["readiness"]["contact"]["person"]["name"] for it in told] == ["Jeanne Nuit"]
    # Who does not want to be called has no number any more, anywhere.
    csv_before = file_of(site.anne)
    assert [it["contact_phones"] for it in csv_before if it["contact_name"]] == ["06 12 34 56 78"]
    site.anne.post(f"/api/v1/contacts/{jeanne}/oppositions", {
        "version": site.anne.must("/api/v1/contacts/" + jeanne)["version"], "purpose": None, "how": "au téléphone"})
    assert site.anne.must(one)["readiness"]["contact"]["person"] is None
    assert [it for it in file_of(site.anne) if it["contact_phones"] or it["contact_name"]] == []
    return business


def file_of(browser, query=""):
    status, text = browser.ask("/api/v1/exports/exposure.csv" + query)
    assert status == 200, text
    return list(csv.DictReader(io.StringIO(text if isinstance(text, str) else text.decode("utf-8"))))


def at_random(site, wanted):
    """Words of three organisations in any order, exchanges of any age: list and figures against sums over a table."""
    rng = random.Random(47)
    some = rng.sample(sorted(wanted), min(60, len(wanted)))
    said, touch = {}, {}
    for browser, organisation in ((site.anne, HOME), (site.cleo, CCI), (site.field, HOME)):
        for business in rng.sample(some, len(some) // 2):
            noting = {}
            if rng.random() < 0.7:
                noting["insurance"] = {"value": rng.choice(["yes", "no", "unknown", "refused", ""])}
            if rng.random() < 0.7:
                noting["plan"] = rng.choice(["yes", "no", "in_progress", "unknown", "refused", ""])
            if rng.random() < 0.3:
                noting["contact"] = {"value": rng.choice(["none", "unknown", "refused"])}
            put(browser, business, **noting)
            for name, value in noting.items():
                value = value["value"] if isinstance(value, dict) else value
                order = said.setdefault((business, name), {})
                order.pop(organisation, None)
                if value:
                    order[organisation] = value  # the last of the dictionary holds
    for business in rng.sample(some, 20):
        day = (TODAY - datetime.timedelta(days=rng.choice([1, 100, 364, 367, 800]))).isoformat()
        note(site.anne, business, on=day)
        touch[business] = max(day, touch.get(business, ""))
    leap = (TODAY.month, TODAY.day) == (2, 29)
    limit = (datetime.date(TODAY.year - 1, 2, 28) if leap else TODAY.replace(year=TODAY.year - 1)).isoformat()
    rows = {it["business"]: it for it in whole(site.anne)}
    total = dict.fromkeys(GAPS, 0)
    for business, row in rows.items():
        def last(name, business=business):
            words_of = said.get((business, name), {})
            return list(words_of.values())[-1] if words_of else None
        readiness = row["readiness"]
        for name in ("insurance", "plan"):
            told = readiness[name]["value"] if readiness[name] else None
            assert (business, name, told) == (business, name, last(name)) or business == site.known, (row, last(name))
        assert row["inTouch"] == touch.get(business), (row, touch.get(business))
        expected = set()
        if not (readiness["contact"] and readiness["contact"]["value"] == "named" and readiness["contact"]["kept"]):
            expected.add("no_contact")
        if not readiness["insurance"] or readiness["insurance"]["value"] == "unknown":
            expected.add("insurance_unchecked")
        if not readiness["plan"] or readiness["plan"]["value"] not in ("yes", "in_progress"):
            expected.add("no_plan")
        if touch.get(business, "") < limit:
            expected.add("not_in_touch")
        if not wanted[business]:
            expected.add("unlocated")
        assert set(row["gaps"]) == expected, (row, expected)
        for gap in expected:
            total[gap] += 1
    figures = site.anne.must("/api/v1/exposure")
    assert figures["all"]["gaps"] == total and figures["all"]["total"] == len(rows), (figures["all"], total)
    return rows, figures


def figures_lead_to_lists(site, rows, figures):
    """Each figure of each partner, commune, chamber and size is the length of its list."""
    def mine(name):
        kind = {CCI: "cci", CMA: "cma", PARTNERS[2]: "ca"}.get(name)
        return {key for key, it in rows.items() if kind is None or kind in it["row"]["chambers"]}
    told = {it["organisation"]["name"]: it for it in figures["partners"]}
    assert set(told) == {name for name in (HOME, *PARTNERS) if mine(name)}
    for name, line in told.items():
        at = "&organisation=" + line["organisation"]["id"]
        assert {it["business"] for it in whole(site.anne, at)} == mine(name), name
        assert line["count"]["total"] == len(mine(name))
        for gap in GAPS:
            wanted = {key for key in mine(name) if gap in rows[key]["gaps"]}
            assert {it["business"] for it in whole(site.anne, f"{at}&gap={gap}")} == wanted and line["count"]["gaps"][gap] == len(wanted)
    for group, key, parameter in (("communes", lambda it: it["place"]["code"], "commune"),
                                  ("chambers", lambda it: it["chamber"], "chamber"),
                                  ("sizes", lambda it: it["size"], "size")):
        for line in figures[group]:
            found = whole(site.anne, f"&{parameter}={urllib.parse.quote(key(line))}")
            assert len(found) == line["count"]["total"] > 0, (group, line)
    assert sum(it["count"]["total"] for it in figures["communes"]) == sum(it["count"]["total"] for it in figures["sizes"]) == len(rows)
    for line in figures["layers"]:
        assert len(whole(site.anne, "&located=yes&layer=" + line["layer"])) == line["inside"]
    both = whole(site.anne, "&gap=no_plan&gap=unlocated")
    assert {it["business"] for it in both} == {key for key, it in rows.items() if {"no_plan", "unlocated"} <= set(it["gaps"])}
    apart = [it for it in rows.values() if not it["located"]]
    assert {it["business"] for it in whole(site.anne, "&located=no")} == {it["business"] for it in apart}
    name = next(it["row"]["name"]["text"] for it in rows.values() if it["row"]["name"] and "text" in it["row"]["name"])
    assert any(it["row"]["name"].get("text") == name for it in whole(site.anne, "&words=" + urllib.parse.quote(name)))
    assert {it["business"] for it in file_of(site.anne, "?gap=no_plan")} == {key for key, it in rows.items() if "no_plan" in it["gaps"]}
    for query, error in (("?gap=wet", "query.bad_value"), ("?limit=201", "query.bad_value"), ("?colour=blue", "query.unknown_parameter"),
                         ("?size=12", "query.bad_value"), ("?peril=rain", "query.bad_value"), ("?level=wet", "query.bad_value")):
        refused(site.anne.ask(BUSINESSES + query), 400, error)
    refused(site.anne.ask(BUSINESSES + "?layer=x"), 404, "exposure.unknown_layer")


def who_may(site, rows):
    analyst = {it["business"]: it for it in whole(site.ana)}
    assert set(analyst) == set(rows) and all(it["inTouch"] is None and "not_in_touch" not in it["gaps"] for it in analyst.values())
    assert site.ana.must("/api/v1/exposure")["all"]["gaps"]["not_in_touch"] is None
    refused(site.ana.ask(BUSINESSES + "?gap=not_in_touch"), 403, "access.denied")
    masked = [it for it in analyst.values() if it["row"]["name"] and "masked" in it["row"]["name"]]
    assert masked and all(it["row"]["address"] is None or "masked" in it["row"]["address"] for it in masked), "of natural persons"
    refused(site.elected.ask("/api/v1/exposure"), 403, "access.denied")
    refused(site.field.ask("/api/v1/exports/exposure.csv"), 403, "access.denied")
    assert whole(site.stranger) == [] and site.stranger.must("/api/v1/exposure")["all"]["total"] == 0
    exported = site.root.must("/api/v1/audit?action=export.taken&limit=5")["rows"]
    assert exported and "exposure?" in str(exported[0]), exported[:1]


def in_a_crisis(site, areas):
    """A room takes the outline of a known zone; its list is the standing one."""
    began = TODAY.isoformat() + "T00:00:00.000Z"
    facts = {"kind": "flood", "title": "Crue", "description": "", "beganAt": began}
    room = "/api/v1/crises/" + site.chief.post("/api/v1/crises", facts)["id"]
    layer = next(iter(areas))
    refused(site.anne.ask(room + "/zones", "POST", {"source": "file", "layer": "x"}), 404, "exposure.unknown_layer")
    made = site.anne.post(room + "/zones", {"source": "file", "layer": layer})
    standing = {it["business"] for it in whole(site.carole, "&layer=" + layer)}
    assert standing > {it["business"] for it in whole(site.anne, "&layer=" + layer)}, "the chamber serves the département"
    cases, start = [], 0
    while start is not None:
        page = site.anne.must(f"{room}/cases?limit=500&from={start}")
        cases += page["cases"]
        start = page["next"]
    here = {it["business"] for it in cases}
    assert standing == here and made["inside"] == len(whole(site.carole, f"&located=yes&layer={layer}")), (len(standing), len(here))


def gone(site, areas, business):
    """A zone that is dropped leaves the list; what was noted stays and is back with it."""
    before = site.anne.must(f"{BUSINESSES}/{business}")["readiness"]
    assert before["remarks"]
    for layer in areas:
        for browser in (site.chief, site.carole):
            one = next((it for it in browser.must("/api/v1/hazard-layers")["layers"] if it["id"] == layer), None)
            if one and one["changeable"]:
                browser.must(f"/api/v1/hazard-layers/{layer}?version={one['version']}", "DELETE")
    assert whole(site.anne) == [] and site.anne.must(f"{BUSINESSES}/{business}")["inside"] == []
    assert site.anne.must(f"{BUSINESSES}/{business}")["readiness"] == before


def quickly(site):
    """A ring of 5,000 points over the département, the figures of all its businesses."""
    ring = [(2.95 + (0.5 + 0.02 * math.sin(40 * at)) * math.cos(at), 48.65 + (0.35 + 0.02 * math.cos(37 * at)) * math.sin(at))
            for at in (2 * math.pi * i / 5000 for i in range(5000))]
    status, made = sent(site.carole, files.geojson(files.polygon(ring + ring[:1])), name="Large", source="essai", dated="2026-01-01")
    assert status == 200 and made["vertices"] > 5000, made
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in site.carole.cookies.items())}
    target, times = "/api/v1/exposure?layer=" + made["id"], []
    total = site.carole.must(target)["all"]["total"]
    for _ in range(5):  # what an answer is checked against takes longer than the answer
        connection = http.client.HTTPConnection("127.0.0.1", site.server.port, timeout=60)
        begin = time.monotonic()
        connection.request("GET", target, headers=headers)
        assert connection.getresponse().read()
        times.append(time.monotonic() - begin)
        connection.close()
    print(f"figures of {total} businesses in a zone of {made['vertices']} points: {', '.join(f'{it:.3f}' for it in times)} s")
    assert min(times) < 1, times
    site.carole.must(f"/api/v1/hazard-layers/{made['id']}?version=1", "DELETE")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        areas = layers(site)
        wanted = the_list(site, areas)
        site.known = words(site, wanted)
        rows, figures = at_random(site, {key: held for key, held in wanted.items()})
        figures_lead_to_lists(site, rows, figures)
        who_may(site, rows)
        in_a_crisis(site, areas)
        quickly(site)
        gone(site, areas, site.known)
        server.stop()


if __name__ == "__main__":
    main()
