#!/usr/bin/env python3
"""The list of a crisis over real places holds the businesses that an independent tool (Turf) finds in the same zone.

The geocoded establishments of Moselle under drawn zones, one after the other as the water moves; establishments generated around the real
flood zones of Vienne and Clain, from their file. usage: crisis_list.py BINARY OPENAPI
"""

import json
import os
import sys

from register import header, read_csv, real_data, write_csv
from zones import around_the_banks, drawn_zones, inside, stock_row, turf_or_skip

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
from conventions import Partners  # noqa: E402
from people import NO_SECOND_FACTOR, FAST, PeopleServer  # noqa: E402

BAKERY = "10.71C"
FACTS = {"kind": "flood", "title": "Crue", "description": "", "beganAt": "2018-01-22T06:00:00.000Z"}


class Site(PeopleServer):
    """A house with one agent who opens rooms, on a register of these establishments."""

    def run_on(self, stock, points):
        stock_path, points_path = self.write("StockEtablissement_utf8.csv", ""), self.write("positions.csv", "")
        write_csv(stock_path, header("H54"), sorted(stock, key=lambda row: row["siret"]))
        write_csv(points_path, ["siret", "longitude", "latitude"], points)
        self.run("import", stock_path, points_path, "--data", self.data, "--force")
        self.init()
        self.add("chief@pays.fr", "coordinator")
        self.start(NO_SECOND_FACTOR + FAST)
        self.chief = self.browser("chief@pays.fr")
        # Turf reads the points that are somewhere.
        write_csv(points_path, ["siret", "longitude", "latitude"], [it for it in points if float(it["longitude"]) != 0])
        self.points_path = points_path
        self.room = "/api/v1/crises/" + self.chief.post("/api/v1/crises", FACTS)["id"]

    def listed(self):
        out, start = [], 0
        while start is not None:
            page = self.chief.must(f"{self.room}/cases?limit=500&from={start}&entry=inside")
            out += [it["business"] for it in page["cases"]]
            start = page["next"]
        return sorted(out)

    def compare(self, zone_path, entered, what):
        wanted, found = inside(zone_path, self.points_path), self.listed()
        assert wanted, f"{what}: an empty list proves nothing"
        differing = sorted(set(wanted) ^ set(found))
        assert found == wanted and entered["inside"] == len(wanted), f"{what}: {len(differing)} differ: {differing[:5]}, {entered}"
        return len(wanted)

    def written(self, name, features):
        return self.write(name.replace(" ", "_") + ".geojson", json.dumps({"type": "FeatureCollection", "features": features}))


def moselle(binary, openapi):
    rows = read_csv(os.path.join(real_data(), "sirene", "moselle_geocoded_etablissements.csv"))
    rows = {row["siret"].zfill(14): row for row in reversed(list(rows))}
    stock = [stock_row(siret, row["codecommune"], row["enseigne"] or row["raisonsociale"], BAKERY) for siret, row in rows.items()]
    points = [{"siret": siret, "longitude": row["lon"], "latitude": row["lat"]} for siret, row in rows.items()]
    with Site(binary, openapi) as site:
        site.run_on(stock, points)
        counts = {}
        # Nothing was said of a business yet: whom the next zone holds no more leaves the list.
        for name, feature in drawn_zones().items():
            entered = site.chief.post(site.room + "/zones", {"source": "drawn", "outline": feature["geometry"], "after": len(counts)})
            counts[name] = site.compare(site.written(name, [feature]), entered, name)
        print("Moselle:", ", ".join(f"{name} {count}" for name, count in counts.items()))
        site.stop()


def flood_zones(binary, openapi):
    zone_path = os.path.join(real_data(), "geo", "flood_zones_vienne_clain.geojson")
    points = around_the_banks(zone_path)
    with Site(binary, openapi) as site:
        site.run_on([stock_row(it["siret"], "86194", "ETABLISSEMENT " + it["siret"], BAKERY) for it in points], points)
        with open(zone_path, "rb") as file:
            status, kept = site.chief.ask("/api/v1/zones?file=zones.geojson&name=Crue&sharing=organisation", "POST", file.read(),
                                          headers={"Content-Type": "application/octet-stream"})
        assert status == 200, kept
        entered = site.chief.post(site.room + "/zones", {"source": "file", "file": kept["id"]})
        count = site.compare(zone_path, entered, "flood zones of Vienne and Clain")
        print(f"Flood zones: {count} of {len(points)} establishments on the list, as Turf says")
        site.stop()


if __name__ == "__main__":
    real_data()
    turf_or_skip()
    moselle(*sys.argv[1:])
    flood_zones(*sys.argv[1:])
