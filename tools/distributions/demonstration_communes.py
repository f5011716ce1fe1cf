#!/usr/bin/env python3
"""Derives the communes of the demonstration and the postal codes from public geography.

usage: tools/distributions/demonstration_communes.py DECOUPAGE_FOLDER COMMUNES_GEOJSON

DECOUPAGE_FOLDER is the folder `data` of the npm package @etalab/decoupage-administratif 6.0.0 (COG of 2026);
COMMUNES_GEOJSON the contours of the communes of Seine-et-Marne, with a property `code`. Centres of the bourgs of the valley,
which lie on the river and not in the middle of their commune, are stated below.
"""
import collections
import json
import pathlib
import sys

REFERENCE = pathlib.Path(__file__).resolve().parents[2] / "data" / "reference"
EPCIS = {"200090504": "CPB", "200072130": "CAPM", "247700339": "VEA"}
CRECOIS_2019 = ("77047 77049 77125 77128 77130 77141 77142 77171 77225 77315 77382 77408 77413 77443 77466 77484 77505 77521 77529").split()
BOURGS = {  # latitude, longitude, to the nearest hundred metres
    "77142": (48.8592, 2.9078), "77128": (48.8847, 2.8560), "77413": (48.8826, 2.8487), "77171": (48.9046, 2.8118),
    "77125": (48.8993, 2.8373), "77521": (48.8632, 2.8797), "77529": (48.8537, 2.8966), "77315": (48.8860, 2.8290),
    "77466": (48.8332, 2.9090), "77219": (48.8206, 2.9608), "77371": (48.8163, 3.0095), "77131": (48.8156, 3.0838),
    "77063": (48.8062, 2.9680), "77154": (48.8100, 2.9480), "77176": (48.8005, 2.9962),
}


def ring_centre(ring):
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return abs(area), y / (3 * area), x / (3 * area)


def centres(path):
    found = {}
    for feature in json.load(open(path, encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        _, lat, lon = max(ring_centre(polygon[0]) for polygon in polygons)
        found[feature["properties"]["code"]] = (lat, lon)
    return found


def write_demonstration(folder, contours):
    communes = {c["code"]: c for c in json.load(open(folder / "communes.json", encoding="utf-8")) if c["type"] == "commune-actuelle"}
    group = {m["code"]: EPCIS[e["code"]] for e in json.load(open(folder / "epci.json", encoding="utf-8")) if e["code"] in EPCIS
             for m in e["membres"]}
    middle = centres(contours)
    lines = ["# Communes of the demonstration: the 19 of the Pays Créçois of 2019 (column crecois = 1) and their neighbours, by the",
             "# intercommunality of 2026: CPB = CA Coulommiers Pays de Brie, CAPM = CA du Pays de Meaux, VEA = Val d'Europe.",
             "# Code, name, population, postal code, membership: INSEE, COG of 2026 and DGCL, through "
             "@etalab/decoupage-administratif 6.0.0.",
             "# Centres: middle of the contour of IGN Admin Express 2018 (Licence Ouverte), or the bourg, to about 100 m.",
             "# code\tname\tlatitude\tlongitude\tpostcode\tpopulation\tcrecois\tintercommunality"]
    for code in sorted(group):
        lat, lon = BOURGS.get(code, middle[code])
        c = communes[code]
        lines.append(f"{code}\t{c['nom']}\t{lat:.4f}\t{lon:.4f}\t{c['codesPostaux'][0]}\t{c.get('population', 0)}\t"
                     f"{int(code in CRECOIS_2019)}\t{group[code]}")
    missing = set(CRECOIS_2019) - set(group)
    assert not missing, missing
    (REFERENCE / "demonstration_communes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_postcodes(folder):
    by = collections.defaultdict(list)
    for c in json.load(open(folder / "communes.json", encoding="utf-8")):
        if c["type"] in ("commune-actuelle", "arrondissement-municipal") and c.get("codesPostaux"):
            by[(c["code"][:2], c["codesPostaux"][0])].append(c["code"][2:])
    lines = ["# First postal code of each commune and arrondissement: La Poste, through @etalab/decoupage-administratif 6.0.0 (2026).",
             "# first two characters of the commune codes\tpostal code\tlast three characters of each commune code"]
    lines += [f"{start}\t{code}\t{' '.join(sorted(ends))}" for (start, code), ends in sorted(by.items())]
    (REFERENCE / "distributions" / "postcodes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    write_demonstration(folder, sys.argv[2])
    write_postcodes(folder)


if __name__ == "__main__":
    main()
