#!/usr/bin/env python3
"""Zones over real places give the lists that an independent tool (Turf, even-odd on the raw rings) gives.

The geocoded establishments of Moselle, made stock and position rows, with drawn zones and the contours of communes;
establishments generated around the real flood zones of Vienne and Clain. usage: zones.py BINARY GEOFILE
"""

import json
import os
import random
import subprocess
import sys

from register import Register, header, read_csv, real_data, write_csv

HERE = os.path.dirname(os.path.abspath(__file__))
POSITIONS = ["siret", "x_longitude", "y_latitude"]


def inside(zone_path, points_path):
    """SIRETs that Turf finds in the zone."""
    done = subprocess.run(["node", os.path.join(HERE, "inside.mjs"), zone_path, points_path], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.split())


def stock_row(siret, commune, name, activity=""):
    return {
        "siren": siret[:9], "nic": siret[9:], "siret": siret, "statutDiffusionEtablissement": "O",
        "codeCommuneEtablissement": commune, "etablissementSiege": "true", "etatAdministratifEtablissement": "A",
        "enseigne1Etablissement": name, "activitePrincipaleEtablissement": activity,
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2" if activity else "",
    }


def load(register, stock, points):
    stock_path, points_path = register.path("StockEtablissement_utf8.csv"), register.path("positions.csv")
    write_csv(stock_path, header("H54"), sorted(stock, key=lambda row: row["siret"]))
    write_csv(points_path, ["siret", "longitude", "latitude"], points)
    report = register.load(stock_path, points_path)
    assert all(s["rejected"] == 0 for s in report["files"]), report["files"]
    return points_path


def compare(register, zone_path, points_path, what):
    wanted = inside(zone_path, points_path)
    found = sorted(register.sirets("within", zone_path, "--field", "all", "--state", "any"))
    assert wanted, f"{what}: an empty list proves nothing"
    missing, extra = set(wanted) - set(found), set(found) - set(wanted)
    assert found == wanted, f"{what}: {len(missing)} missing, {len(extra)} too many: {sorted(missing | extra)[:5]}"
    return len(wanted)


def drawn_zones():
    """Hand-drawn shapes around Metz: a plain one, one with a hole, one that crosses itself."""
    def polygon(*rings):
        return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [list(r) + [r[0]] for r in rings]}}
    centre = [(6.15, 49.10), (6.22, 49.09), (6.21, 49.13), (6.17, 49.14)]
    hole = [(6.17, 49.115), (6.18, 49.115), (6.18, 49.12), (6.17, 49.12)]
    crossing = [(6.10, 49.05), (6.30, 49.20), (6.30, 49.05), (6.10, 49.20)]
    return {"quarter": polygon(centre), "quarter with a hole": polygon(centre, hole), "crossing itself": polygon(crossing)}


def write_zone(register, name, features):
    path = register.path(name.replace(" ", "_") + ".geojson")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    return path


def moselle(binary):
    folder = real_data()
    rows = list(read_csv(os.path.join(folder, "sirene", "moselle_geocoded_etablissements.csv")))
    with Register(binary) as register:
        # Twenty SIRETs stand twice in the extract: the first of each is kept.
        rows = list({row["siret"].zfill(14): row for row in reversed(rows)}.values())
        stock = [stock_row(row["siret"].zfill(14), row["codecommune"], row["enseigne"] or row["raisonsociale"]) for row in rows]
        points = [{"siret": row["siret"].zfill(14), "longitude": row["lon"], "latitude": row["lat"]} for row in rows]
        points_path = load(register, stock, points)
        located = [row for row in points if float(row["longitude"]) != 0]
        write_csv(points_path, ["siret", "longitude", "latitude"], located)
        counts = {name: compare(register, write_zone(register, name, [feature]), points_path, name)
                  for name, feature in drawn_zones().items()}
        with open(os.path.join(folder, "geo", "communes_moselle.geojson"), encoding="utf-8") as file:
            communes = json.load(file)["features"]
        held = [c for c in communes if inside_any(c, located)]
        random.Random(57).shuffle(held)
        checked = 0
        for place in held:
            label = "commune " + str(place["properties"].get("code") or place["properties"].get("nom"))
            zone_path = write_zone(register, label.replace("/", "_"), [place])
            if not inside(zone_path, points_path):
                continue  # the box of the commune holds points, the commune none
            counts[label] = compare(register, zone_path, points_path, label)
            checked += 1
            if checked == 6:
                break
        assert checked >= 3, f"only {checked} communes hold establishments"
        print("Moselle:", ", ".join(f"{name} {count}" for name, count in counts.items()))


def ring_points(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [point for polygon in polygons for ring in polygon for point in ring]


def inside_any(feature, points):
    """Whether the box of the feature holds at least 30 points: enough for a list that can be wrong."""
    corners = ring_points(feature["geometry"])
    west, east = min(p[0] for p in corners), max(p[0] for p in corners)
    south, north = min(p[1] for p in corners), max(p[1] for p in corners)
    held = sum(west <= float(p["longitude"]) <= east and south <= float(p["latitude"]) <= north for p in points)
    return held >= 30


def luhn_siret(number):
    body = f"{number:013d}"
    total = sum(d if i % 2 else (d * 2 if d < 5 else d * 2 - 9) for i, d in enumerate(map(int, reversed(body)), start=0))
    return body + str(-total % 10)


def around_the_banks(zone_path):
    """Points where the lists differ if anything does: a few hundred metres from a vertex of a zone."""
    with open(zone_path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    corners = [point for feature in features for point in ring_points(feature["geometry"])]
    chance = random.Random(86)
    points = []
    for number in range(20000):
        at = chance.choice(corners)
        points.append({"siret": luhn_siret(1000000000000 + number), "longitude": f"{at[0] + chance.gauss(0, 0.004):.7f}",
                       "latitude": f"{at[1] + chance.gauss(0, 0.003):.7f}"})
    return points


def flood_zones(binary):
    zone_path = os.path.join(real_data(), "geo", "flood_zones_vienne_clain.geojson")
    points = around_the_banks(zone_path)
    with Register(binary) as register:
        points_path = load(register, [stock_row(point["siret"], "86194", "ETABLISSEMENT " + point["siret"]) for point in points], points)
        count = compare(register, zone_path, points_path, "flood zones of Vienne and Clain")
        print(f"Flood zones: {count} of {len(points)} establishments inside, as Turf says")


def turf_or_skip():
    if not os.path.exists(os.path.join(HERE, "node_modules", ".package-lock.json")):
        print("Turf is not installed in test/real (./run test does it where npm has a registry): skipped")
        sys.exit(77)


if __name__ == "__main__":
    real_data()
    turf_or_skip()
    moselle(sys.argv[1])
    flood_zones(sys.argv[1])
