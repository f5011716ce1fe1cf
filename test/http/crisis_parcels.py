#!/usr/bin/env python3
"""Farms of a crisis by their parcels: layers from files, what of them is refused, the area that a zone touches, whose it is, how a farm
comes on the list though its address lies elsewhere, what it lost and under which compensation. All parcels are made here.

usage: crisis_parcels.py BINARY OPENAPI
"""

import json
import math
import sys
import urllib.parse
import uuid

import zone_files as files
from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from exchanges import HERE
from people import PeopleServer

CCI, CA = PARTNERS[0], PARTNERS[2]
AGENTS = {**CHIEFS, "ana@pays.fr": ("analyst", HOME), "cleo@cci.fr": ("adviser", CCI), "fanny@ca.fr": ("adviser", CA)}
WEST, SOUTH = 2.9, 48.8  # of the first parcel; each is a thousandth of a degree wide and high, the next to its east
STEP = 0.001
PACAGE = "077012345"


def ring(place, width=STEP):
    x, y = WEST + place * STEP, SOUTH
    return [[round(a, 7), round(b, 7)] for a, b in ((x, y), (x + width, y), (x + width, y + STEP), (x, y + STEP), (x, y))]


def square_metres(width, height, south=SOUTH):
    """Of a box of degrees on the ellipsoid, by its radii of curvature at its middle: an oracle of its own."""
    phi = math.radians(south + height / 2)
    a, e2 = 6378137.0, 0.00669437999014
    w = math.sqrt(1 - e2 * math.sin(phi) ** 2)
    return math.radians(width) * (a / w) * math.cos(phi) * math.radians(height) * (a * (1 - e2) / w ** 3)


AREA = square_metres(STEP, STEP)


def parcel(place, key, group="1", commune=HERE, **more):
    said = {"ID_PARCEL": key, "SURF_PARC": round(AREA / 10000, 2), "CODE_CULTU": "BTH", "CODE_GROUP": group, "INSEE_COM": commune}
    return files.feature(files.polygon(ring(place)), **{**said, **more})


def own(place, number, pacage=PACAGE):
    return files.feature(files.polygon(ring(place)), PACAGE=pacage, NUM_ILOT="3", NUM_PARCEL=number, TYPE="BTH")


def collection(features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def lambert(x, y):
    """IGN's Lambert-93 (NTG_71), so that the server's projection meets another one."""
    e, a = 0.08181919106, 6378137.0

    def iso(lat):
        return math.log(math.tan(math.pi / 4 + lat / 2) * ((1 - e * math.sin(lat)) / (1 + e * math.sin(lat))) ** (e / 2))

    def normal(lat):
        return a / math.sqrt(1 - (e * math.sin(lat)) ** 2)

    one, two, zero = math.radians(44), math.radians(49), math.radians(46.5)
    n = math.log(normal(two) * math.cos(two) / (normal(one) * math.cos(one))) / (iso(one) - iso(two))
    c = normal(one) * math.cos(one) / n * math.exp(n * iso(one))
    r0, r = c * math.exp(-n * iso(zero)), c * math.exp(-n * iso(math.radians(y)))
    turn = n * math.radians(x - 3)
    return [700000 + r * math.sin(turn), 6600000 + r0 - r * math.cos(turn)]


def in_metres(feature):
    moved = [[lambert(*point) for point in feature["geometry"]["coordinates"][0]]]
    return {**feature, "geometry": {"type": "Polygon", "coordinates": moved}}


def take(browser, features, **query):
    wishes = {"file": "parcelles.geojson", "origin": "rpg", "year": "2024", "territory": "77", **query}
    content = features if isinstance(features, bytes) else collection(features)
    return browser.ask("/api/v1/parcel-layers?" + urllib.parse.urlencode(wishes), "POST", content,
                       headers={"Content-Type": "application/octet-stream"})


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000)
        self.ids = partners.ids
        self.chief, self.anne, self.ana, self.carole, self.cleo = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "carole@cci.fr", "cleo@cci.fr")
        rows = self.anne.must("/api/v1/establishments?territory=epci:247700438&limit=500")["rows"]
        self.away = [row["id"] for row in rows if row["commune"]["code"] != HERE][:2]
        self.room = self.open("2026-01-10")

    def open(self, began):
        made = self.chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue du " + began, "beganAt": began + "T06:00:00.000Z"})
        at = "/api/v1/crises/" + made["id"]
        self.chief.post(at + "/members", {"organisation": self.ids[CCI]})
        self.carole.post(at + "/membership", {"joined": True})
        return at

    def flood(self, places, room=None):
        """A zone over so many parcels from the west, and half of the next."""
        east = WEST + (places + 0.5) * STEP
        outline = files.polygon([[WEST - 1, SOUTH - 0.0005], [east, SOUTH - 0.0005], [east, SOUTH + STEP + 0.0005],
                                 [WEST - 1, SOUTH + STEP + 0.0005], [WEST - 1, SOUTH - 0.0005]])
        return self.anne.post((room or self.room) + "/zones", {"source": "drawn", "outline": outline, "field": "agricultural"})


def near(found, expected, what):
    assert abs(found - expected) <= max(2, expected * 1e-4), (what, found, expected)


def layers_from_files(site):
    refused(take(site.anne, [parcel(0, "1")]), 403, "access.denied")
    refused(take(site.chief, [parcel(0, "1")], origin="cadastre"), 400, "query.bad_value")
    refused(take(site.chief, [parcel(0, "1")], year="24"), 400, "query.bad_value")
    refused(take(site.chief, [parcel(0, "1")], year="1999"), 400, "crisis.bad_value")
    refused(take(site.chief, [parcel(0, "")]), 400, "crisis.no_parcels")
    assert take(site.chief, b"no file at all")[0] == 400
    bow = files.polygon([[WEST, SOUTH], [WEST + STEP, SOUTH + STEP], [WEST + STEP, SOUTH], [WEST, SOUTH + STEP], [WEST, SOUTH]])
    status, taken = take(site.chief, [
        parcel(0, "1001"), parcel(1, "1002", "18"), parcel(2, "1003", "18"), parcel(3, "1004", "1", "77171"),
        parcel(4, "1001"), parcel(5, "1006", SURF_PARC=9999), parcel(6, "1007", "77"), parcel(7, "1008", commune="75056"),
        files.feature(bow, **parcel(0, "1009")["properties"]),
        {"type": "Feature", "properties": {"ID_PARCEL": "1010"}, "geometry": {"type": "Point", "coordinates": [WEST, SOUTH]}}])
    assert status == 200, taken
    report = taken["layer"]["report"]
    assert (report["features"], report["kept"], report["elsewhere"], report["refused"], report["skipped"]) == (10, 6, 1, 2, 1), report
    assert report["repaired"] == 1 and report["faults"] == {"twice": 1, "surface": 1, "group": 1, "differs": 1}, report
    assert not taken["replaced"] and taken["layer"]["territory"] == "77" and taken["layer"]["revision"] == 1
    # The same in metres of Lambert-93, said by who sends it: one place, one area. A newer file takes the place of the one before.
    flat = [in_metres(parcel(0, "1001")), in_metres(parcel(1, "1002", "18")), in_metres(parcel(2, "1003", "18")),
            in_metres(parcel(3, "1004", "1", "77171"))]
    refused(take(site.chief, flat), 400, "zone.no_crs")
    status, again = take(site.chief, flat, crs="EPSG:2154")
    assert status == 200 and again["replaced"] and again["layer"]["id"] == taken["layer"]["id"] and again["layer"]["revision"] == 2, again
    near(again["layer"]["areaM2"], 4 * AREA, "from another projection")
    listed = site.cleo.must("/api/v1/parcel-layers")
    assert len(listed["layers"]) == 1 and not listed["mayWrite"] and site.chief.must("/api/v1/parcel-layers")["mayWrite"]
    refused(site.ana.ask("/api/v1/parcel-layers"), 403, "access.denied")
    site.layer = again["layer"]["id"]


def a_zone_touches_land(site):
    made = site.flood(2)
    assert made["parcels"] == 3 and made["byParcels"] == 0, made
    land = site.cleo.must(site.room + "/land")
    assert land["zone"] == 1 and not land["stale"] and land["farms"] == 0 and land["all"]["parcels"] == 3, land
    near(land["all"]["insideM2"], 2.5 * AREA, "two and a half")
    by_group = {it["group"]["code"]: it for it in land["groups"]}
    near(by_group[1]["sum"]["insideM2"], AREA, "wheat")
    near(by_group[18]["sum"]["insideM2"], 1.5 * AREA, "meadows")
    assert by_group[18]["group"]["label"] == "Prairies permanentes" and [it["place"]["code"] for it in land["communes"]] == [HERE]
    page = site.cleo.must(site.room + "/parcels?group=18")["parcels"]
    assert [it["key"] for it in page] == ["1002", "1003"] and page[0]["farm"] is None, page
    near(page[1]["insideM2"], AREA / 2, "half of it")
    assert [it["key"] for it in site.cleo.must(site.room + "/parcels?key=1003&linked=no&commune=" + HERE)["parcels"]] == ["1003"]
    refused(site.cleo.ask(site.room + "/parcels?group=29"), 400, "query.bad_value")
    refused(site.cleo.ask(site.room + "/parcels?linked=maybe"), 400, "query.bad_value")
    refused(site.ana.ask(site.room + "/land"), 403, "access.denied")
    # All of a commune that is in the zone whole.
    whole = site.open("2026-01-11")
    assert site.anne.post(whole + "/zones", {"source": "communes", "communes": ["77171"], "field": "agricultural"})["parcels"] == 1
    near(site.anne.must(whole + "/land")["all"]["insideM2"], AREA, "whole")


def parcels_belong_to_farms(site):
    farm, other = site.away
    before = {it["business"] for it in site.anne.must(site.room + "/cases?limit=500")["cases"]}
    assert farm not in before and other not in before
    one = {"layer": site.layer, "key": "1002"}
    refused(site.ana.ask(site.room + "/parcel-links", "POST", {"business": farm, "parcels": [one]}), 403, "access.denied")
    refused(site.cleo.ask(site.room + "/parcel-links", "POST", {"business": farm, "parcels": [{**one, "key": "9"}]}), 404,
            "crisis.unknown_parcel")
    made = site.cleo.post(site.room + "/parcel-links", {"business": farm, "parcels": [one, {"layer": site.layer, "key": "1001"}]})
    assert made["linked"] == 2 and made["case"], made
    case = site.anne.must("/api/v1/crisis-cases/" + made["case"])
    assert case["entry"] == "parcels" and case["business"] == farm
    assert [it["id"] for it in site.anne.must(site.room + "/cases?entry=parcels")["cases"]] == [made["case"]]
    taken = site.anne.post(site.room + "/parcel-links", {"business": other, "parcels": [one]})
    assert taken["linked"] == 0 and taken["taken"] == [{**one, "business": farm}] and taken["case"] is None, taken
    over = site.anne.post(site.room + "/parcel-links", {"business": other, "parcels": [one], "over": True})
    assert over["linked"] == 1 and over["case"], over
    assert site.anne.post(site.room + "/parcel-links", {"parcels": [one]})["linked"] == 1, "nobody's again"
    assert site.anne.post(site.room + "/parcel-links", {"business": farm, "parcels": [one]})["linked"] == 1
    land = site.anne.must(site.room + "/land")
    assert land["farms"] == 1 and land["all"]["linkedParcels"] == 2
    # A zone that no longer touches them lets go of whom nobody called.
    site.flood(-1)
    assert not site.anne.must(site.room + "/cases?entry=parcels")["cases"]
    assert site.flood(2)["byParcels"] == 1
    site.case = made["case"]


def a_farm_by_its_number(site):
    farm, other = site.away
    status, taken = take(site.chief, [own(0, "12"), own(2, "13"), own(3, "14", "077099999")], origin="telepac", year="2025", territory="")
    assert status == 200 and taken["layer"]["pacage"] == {"text": PACAGE, "whole": True} and taken["linked"] == 0, taken
    assert taken["layer"]["report"]["faults"] == {"pacage": 1}
    shown = [it for it in site.cleo.must("/api/v1/parcel-layers")["layers"] if it["origin"] == "telepac"]
    assert shown[0]["pacage"] == {"text": "077······", "whole": False} and PACAGE not in json.dumps(shown), shown
    land = site.anne.must(site.room + "/land")
    assert land["stale"], "a layer came"
    assert site.anne.post(site.room + "/crossings", {})["farms"] == 1
    land = site.anne.must(site.room + "/land")
    assert not land["stale"] and land["twice"] == 2, land
    near(land["all"]["insideM2"], 2.5 * AREA, "ground is counted once")
    refused(site.anne.ask(site.room + "/pacage", "PUT", {"business": farm, "pacage": "77"}), 400, "crisis.bad_value")
    given = site.anne.must(site.room + "/pacage", "PUT", {"business": farm, "pacage": PACAGE})
    assert given["linked"] == 2 and given["case"] == site.case, given
    refused(site.anne.ask(site.room + "/pacage", "PUT", {"business": other, "pacage": PACAGE}), 409, "crisis.pacage_taken")
    told = site.anne.must(f"/api/v1/crisis-cases/{site.case}/land")
    assert told["pacage"] == {"text": PACAGE, "whole": True} and len(told["parcels"]) == 4, told
    assert {it["group"]["code"] for it in told["parcels"] if it["layer"] != site.layer} == {1}, "the group of a crop that the register has"
    others = site.cleo.must(f"/api/v1/crisis-cases/{site.case}/land")
    assert others["pacage"] == {"text": "077······", "whole": False} and PACAGE not in json.dumps(others)


def what_a_farm_lost(site):
    told = site.anne.must(f"/api/v1/crisis-cases/{site.case}/land")
    regimes = {it["heading"]: it["regime"] for it in told["regimes"]}
    assert regimes["harvest"] == "crop_insurance" and regimes["soils"] == regimes["livestock"] == "calamity_assets", regimes
    assert regimes["housed_livestock"] == regimes["building"] == regimes["fodder"] == "property_insurance" and len(regimes) == 9
    questions = site.anne.must("/api/v1/damage-questions")
    general = next(it for it in questions["questions"] if it["id"] == "damage")
    assert "harvest" not in general["items"] and not [it for it in questions["questions"] if it["id"] == "harvest_lost"]
    assert "harvest" in next(it for it in questions["farm"] if it["id"] == "damage")["items"] and len(questions["crops"]) == 28
    answers = [{"question": "harvest_lost", "item": "1", "standing": "given", "value": 60},
               {"question": "harvest_yield", "item": "1", "standing": "given", "value": 80},
               {"question": "animals_dead", "item": "cattle", "standing": "given", "value": 3},
               {"question": "animals_moved", "item": "cattle", "standing": "given", "value": 40},
               {"question": "soils_area", "standing": "given", "value": 120},
               {"question": "damage", "item": "harvest", "standing": "given", "value": 4000, "certainty": "estimated"},
               {"question": "damage", "item": "livestock", "standing": "unknown"}]
    report = {"id": str(uuid.uuid4()), "source": "phone", "case": site.case, "seenAt": "2026-01-12T09:00:00.000Z", "answers": answers}
    refused(site.anne.ask(site.room + "/damage-reports", "POST", {**report, "answers": [{**answers[0], "value": 101}]}), 400,
            "crisis.bad_value")
    refused(site.anne.ask(site.room + "/damage-reports", "POST", {**report, "answers": [{**answers[0], "item": "29"}]}), 400,
            "crisis.bad_value")
    site.anne.post(site.room + "/damage-reports", report)
    losses = {it["heading"]: it for it in site.anne.must(site.room + "/situation")["findings"]["losses"]}
    assert losses["harvest"]["sum"]["from"] == 4000 and losses["livestock"]["cases"]["unknown"] == 1, losses
    assert losses["damage"]["sum"]["from"] == 4000
    # Harvests of 2016 fell under the calamités agricoles.
    old = site.open("2016-06-02")
    site.flood(2, old)
    old_case = site.anne.must(old + "/cases?entry=parcels")["cases"][0]["id"]
    regimes = {it["heading"]: it["regime"] for it in site.anne.must(f"/api/v1/crisis-cases/{old_case}/land")["regimes"]}
    assert regimes["harvest"] == "calamity_harvest" and regimes["soils"] == "calamity_assets"


def layers_go(site):
    refused(site.anne.ask("/api/v1/parcel-layers/" + site.layer, "DELETE"), 403, "access.denied")
    site.chief.must("/api/v1/parcel-layers/" + site.layer, "DELETE")
    refused(site.chief.ask("/api/v1/parcel-layers/" + site.layer, "DELETE"), 404, "crisis.unknown_layer")
    assert site.anne.must(site.room + "/land")["stale"]
    assert not [it for it in site.anne.must(site.room + "/parcels")["parcels"] if it["layer"] == site.layer]


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        layers_from_files(site)
        a_zone_touches_land(site)
        parcels_belong_to_farms(site)
        a_farm_by_its_number(site)
        what_a_farm_lost(site)
        layers_go(site)
        server.stop()


if __name__ == "__main__":
    main()
