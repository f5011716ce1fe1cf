#!/usr/bin/env python3
"""Questions of the load: writes directory.txt, peer.txt and tiles.txt (the last where the server has tiles).

usage: targets.py PORT FOLDER
Ten median and three large départements; a third of the questions is unfiltered, a third within a section, a third within a
section and a size band, as one narrows a list.
"""

import json
import math
import random
import sys
import urllib.error
import urllib.request

FACETS = "section,division,size,legal-3,commune,chamber,head-office,employer,diffusion,created-year"
SECTIONS = "CFGIJMNPQS"
# The band of INSEE and the peer's number of it.
BANDS = [("01", 3), ("02", 4), ("03", 5)]


def get(port, target):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{target}", timeout=60) as response:
        return json.load(response)


def departments(port):
    answer = get(port, "/api/v1/count?by=departement&field=all&state=any")
    counts = sorted((bucket["count"], bucket["key"]) for bucket in answer["by"]["buckets"] if bucket["key"])
    codes = [key for _, key in counts]
    middle = len(codes) // 2
    return codes[middle - 5 : middle + 5] + codes[-3:]


def questions(codes, chance):
    """(target of ours, target of the peer) pairs."""
    for _ in range(3000):
        code = chance.choice(codes)
        kind = chance.randrange(3)
        section = chance.choice(SECTIONS)
        band, number = chance.choice(BANDS)
        ours = f"/api/v1/establishments?territory=dep:{code}&facets={FACETS}&limit=25"
        peer = f"/directory?department={code}"
        if kind >= 1:
            ours += f"&activity={section}"
            peer += f"&section={section}"
        if kind == 2:
            ours += f"&size={band}"
            peer += f"&size={number}"
        yield ours, peer


def tile_of(longitude, latitude, zoom):
    x = (longitude + 180) / 360 * 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom
    return int(x), int(y)


def tiles(port, codes, chance):
    for _ in range(2000):
        code = chance.choice(codes)
        row = chance.choice(ROWS.setdefault(code, rows_of(port, code)))
        zoom = chance.randrange(4, 17)
        x, y = tile_of(row["position"]["longitude"], row["position"]["latitude"], zoom)
        yield f"/api/v1/tiles/{zoom}/{x}/{y}?territory=dep:{code}"


ROWS = {}


def rows_of(port, code):
    rows = get(port, f"/api/v1/establishments?territory=dep:{code}&limit=1000&total=false")["rows"]
    return [row for row in rows if row.get("position") and "longitude" in row["position"]]


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    port, folder = sys.argv[1:]
    chance = random.Random(1)
    codes = departments(port)
    print("départements: " + ", ".join(codes))
    pairs = list(questions(codes, chance))
    write(f"{folder}/directory.txt", [ours for ours, _ in pairs])
    write(f"{folder}/peer.txt", [peer for _, peer in pairs])
    write(f"{folder}/tiles.txt", list(tiles(port, codes, chance)))


main()
