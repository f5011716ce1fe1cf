#!/usr/bin/env python3
"""The standing list before a flood holds the businesses that an independent tool (Turf) finds in the real flood zones of Vienne and Clain.

Establishments generated around the banks of the zones, the zones brought as a known hazard zone, some of its rings invalid.
usage: exposure_list.py BINARY OPENAPI
"""

import os
import sys
import time

from crisis_list import BAKERY, Site
from register import real_data
from zones import around_the_banks, inside, stock_row, turf_or_skip

HERE = "86194"  # Poitiers, where all of them are said to lie


def flood_zones(binary, openapi):
    zone_path = os.path.join(real_data(), "geo", "flood_zones_vienne_clain.geojson")
    points = around_the_banks(zone_path)
    with Site(binary, openapi) as site:
        site.run_on([stock_row(it["siret"], HERE, "ETABLISSEMENT " + it["siret"], BAKERY) for it in points], points)
        root = site.browser("root@pays.fr")
        root.post("/api/v1/organisations", {"name": "Grand Poitiers", "kind": "intercommunality", "territory": "list:" + HERE})
        site.add("chief@poitiers.fr", "coordinator", "Grand Poitiers")
        chief = site.browser("chief@poitiers.fr")
        with open(zone_path, "rb") as file:
            begin = time.monotonic()
            status, layer = chief.ask("/api/v1/hazard-layers?file=zones.geojson&name=Crue&source=TRI&dated=2013-12-01&level=medium", "POST",
                                      file.read(), headers={"Content-Type": "application/octet-stream"})
        assert status == 200 and layer["vertices"] > 5000, layer
        brought = time.monotonic() - begin
        found, start, took = [], 0, []
        while start is not None:
            begin = time.monotonic()
            page = chief.must(f"/api/v1/exposure/businesses?located=yes&limit=200&from={start}")
            took.append(time.monotonic() - begin)
            found += [it["business"] for it in page["businesses"]]
            start = page["next"]
        wanted = inside(zone_path, site.points_path)
        assert wanted, "an empty list proves nothing"
        differing = sorted(set(wanted) ^ set(found))
        assert sorted(found) == wanted, f"{len(differing)} differ: {differing[:5]}"
        assert chief.must("/api/v1/exposure")["layers"] == [{"layer": layer["id"], "inside": len(wanted)}]
        assert site.chief.must("/api/v1/exposure")["all"]["total"] == 0, "another intercommunality is told nothing of it"
        print(f"Known zone of {layer['vertices']} points ({layer['notes']['repaired']} surfaces repaired, brought in {brought:.1f} s): "
              f"{len(found)} of {len(points)} establishments, as Turf says; a page in {min(took):.3f} to {max(took):.3f} s")
        site.stop()


if __name__ == "__main__":
    real_data()
    turf_or_skip()
    flood_zones(*sys.argv[1:])
