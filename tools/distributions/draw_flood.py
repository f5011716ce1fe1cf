#!/usr/bin/env python3
"""Draws the fictitious flood extent of the demonstration along the Grand Morin: data/reference/demonstration_flood.geojson.

The course of the river is stated below to about a hundred metres; the width of the flood is invented. It shows no real flood.
"""
import json
import math
import pathlib

TARGET = pathlib.Path(__file__).resolve().parents[2] / "data" / "reference" / "demonstration_flood.geojson"
# longitude, latitude, half width of the flood in metres: from above Coulommiers to the Marne below Esbly
COURSE = [
    (3.1120, 48.8135, 120), (3.0990, 48.8128, 170), (3.0880, 48.8146, 260), (3.0800, 48.8160, 280), (3.0720, 48.8166, 200),
    (3.0600, 48.8178, 190), (3.0500, 48.8192, 240), (3.0380, 48.8186, 190), (3.0290, 48.8205, 180), (3.0215, 48.8202, 200),
    (3.0120, 48.8172, 280), (3.0030, 48.8112, 200), (2.9930, 48.8070, 190), (2.9830, 48.8062, 200), (2.9720, 48.8076, 220),
    (2.9680, 48.8130, 190), (2.9615, 48.8190, 280), (2.9520, 48.8205, 200), (2.9410, 48.8180, 180), (2.9310, 48.8222, 190),
    (2.9200, 48.8254, 180), (2.9120, 48.8310, 220), (2.9085, 48.8380, 190), (2.9135, 48.8450, 190), (2.9150, 48.8520, 230),
    (2.9090, 48.8578, 330), (2.9000, 48.8588, 280), (2.8920, 48.8600, 240), (2.8840, 48.8628, 270), (2.8760, 48.8662, 220),
    (2.8660, 48.8705, 190), (2.8618, 48.8765, 190), (2.8570, 48.8822, 300), (2.8520, 48.8850, 330), (2.8430, 48.8880, 250),
    (2.8390, 48.8920, 220), (2.8380, 48.8972, 290), (2.8290, 48.8990, 260), (2.8200, 48.9015, 290), (2.8120, 48.9052, 330),
    (2.8050, 48.9100, 240),
]
STEPS = 3  # points drawn between two points of the course


def catmull(p0, p1, p2, p3, t):
    return tuple(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3)
                 for a, b, c, d in zip(p0, p1, p2, p3))


def smooth(course):
    ends = [course[0], *course, course[-1]]
    line = [catmull(*ends[i:i + 4], step / STEPS) for i in range(len(ends) - 3) for step in range(STEPS)]
    return [*line, course[-1]]


def bank(line, side):
    out = []
    for i, (lon, lat, half) in enumerate(line):
        before, after = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        metres_lon = 111320 * math.cos(math.radians(lat))
        dx, dy = (after[0] - before[0]) * metres_lon, (after[1] - before[1]) * 111320
        length = math.hypot(dx, dy)
        wide = half * (1 + .22 * math.sin(2.3 * i + side) + .1 * math.sin(5.1 * i + 2 * side))
        out.append((lon - side * dy / length * wide / metres_lon, lat + side * dx / length * wide / 111320))
    return out


def crosses(a, b, c, d):
    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def untangled(ring):
    """Drops the vertices between two sides that cross, until none do."""
    changed = True
    while changed:
        changed = False
        for i in range(len(ring) - 1):
            for j in range(i + 2, min(len(ring) - 1, i + 12)):
                if crosses(ring[i], ring[i + 1], ring[j], ring[j + 1]):
                    ring = ring[:i + 1] + ring[j + 1:]
                    changed = True
                    break
            if changed:
                break
    return ring


def main():
    line = smooth(COURSE)
    ring = untangled(bank(line, 1))[::-1] + untangled(bank(line, -1))
    ring = [(round(lon, 5), round(lat, 5)) for lon, lat in ring]
    sides = list(zip(ring, ring[1:] + ring[:1]))
    bad = [(i, j) for i in range(len(sides)) for j in range(i + 2, len(sides)) if crosses(*sides[i], *sides[j])]
    assert not bad, bad
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in sides)
    ring = ring if area > 0 else ring[::-1]
    feature = {"type": "Feature", "properties": {
        "nom": "Crue fictive du Grand Morin", "fictif": True,
        "source": "dessinée pour la démonstration, tracé approché ; ne représente aucune crue réelle"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    TARGET.write_text(text.replace("]], [[", "]],\n[[") + "\n", encoding="utf-8")
    print(len(ring), "vertices")


if __name__ == "__main__":
    main()
