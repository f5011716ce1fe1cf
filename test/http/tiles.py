#!/usr/bin/env python3
"""Vector tiles over HTTP, decoded by a reader of their own: they hold the rows of the list, where the list says they stand.

usage: tiles.py BINARY OPENAPI
"""

import gzip
import http.client
import math
import sys
import urllib.parse

from server import Server
from vector_tile import decode

PLACE = {"territory": "dep:77", "field": "all", "state": "any"}


def tile_of(longitude, latitude, zoom):
    """The formula of every web map, with the share inside the tile."""
    x = (longitude + 180) / 360 * 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom
    return int(x), int(y), x % 1, y % 1


def tile(server, zoom, x, y, **parameters):
    query = urllib.parse.urlencode({name.replace("_", "-"): value for name, value in parameters.items()})
    status, headers, body = server.ask(f"/api/v1/tiles/{zoom}/{x}/{y}?{query}")
    assert status == 200 and headers["Content-Type"] == "application/vnd.mapbox-vector-tile", (status, body)
    return decode(body)


def located_rows(server, **parameters):
    rows, cursor = [], None
    while True:
        page = server.get("/api/v1/establishments", limit=1000, **parameters, **({"cursor": cursor} if cursor else {}))
        rows += [row for row in page["rows"] if row["position"] and "longitude" in row["position"]]
        cursor = page["next"]
        if cursor is None:
            return rows


def counted(layers):
    return len(layers.get("establishments", [])) + sum(f["properties"]["count"] for f in layers.get("clusters", []))


def points_are_the_rows_of_the_list(server):
    rows = located_rows(server, **{**PLACE, "territory": "77142"})
    assert len(rows) > 20
    zoom, seen = 16, {}
    for row in rows:
        x, y, *_ = tile_of(row["position"]["longitude"], row["position"]["latitude"], zoom)
        seen.setdefault((x, y), []).append(row)
    for (x, y), here in seen.items():
        features = {f["properties"]["id"]: f for f in tile(server, zoom, x, y, **{**PLACE, "territory": "77142"})["establishments"]}
        assert features.keys() == {row["id"] for row in here}
        for row in here:
            feature, position = features[row["id"]], row["position"]
            *_, east, south = tile_of(position["longitude"], position["latitude"], zoom)
            assert abs(feature["x"] - east * 4096) < 2 and abs(feature["y"] - south * 4096) < 2, row["id"]
            properties = feature["properties"]
            assert feature["id"] == int(row["id"])
            bits = {"cci": 1, "cma": 2, "ca": 4, "outside": 8, "to-qualify": 16}
            assert properties["chambers"] == sum(bits[chamber] for chamber in row["chambers"])
            assert properties.get("state") == row["state"]
            assert properties.get("size") == (row["size"]["code"] if row["size"] else None)


def tiles_of_a_zoom_add_up(server):
    rows = located_rows(server, **PLACE)
    for zoom in (0, 4, 7, 9, 11):
        wanted = {tile_of(row["position"]["longitude"], row["position"]["latitude"], zoom)[:2] for row in rows}
        total = sum(counted(tile(server, zoom, x, y, **PLACE)) for x, y in wanted)
        assert total == len(rows), (zoom, total, len(rows))


def clusters_and_their_chambers(server):
    layers = tile(server, 4, 8, 5, **PLACE)
    assert layers["clusters"] and all(f["properties"]["count"] > 1 for f in layers["clusters"])
    for chamber in ("cci", "cma", "ca"):
        of_chamber = counted(tile(server, 4, 8, 5, **PLACE, chamber=chamber))
        bit = {"cci": 1, "cma": 2, "ca": 4}[chamber]
        told = sum(f["properties"][chamber] for f in layers["clusters"])
        told += sum(1 for f in layers.get("establishments", []) if f["properties"]["chambers"] & bit)
        assert told == of_chamber > 0, chamber


def filters_narrow_tiles(server):
    whole = counted(tile(server, 4, 8, 5, **PLACE))
    part = counted(tile(server, 4, 8, 5, **{**PLACE, "territory": "77142"}))
    assert 0 < part < whole
    assert tile(server, 10, 0, 0) == {}
    for target in ("/api/v1/tiles/1/2/0", "/api/v1/tiles/21/0/0", "/api/v1/tiles/a/0/0", "/api/v1/tiles/1/-1/0", "/api/v1/tiles/0/0/0?a=b"):
        status, _, body = server.ask(target)
        assert status == 400, (target, status, body)


def fresh_or_not_modified(server):
    target = "/api/v1/tiles/8/129/88?territory=dep:77"
    status, headers, _ = server.ask(target)
    etag = headers["ETag"]
    assert status == 200 and headers["Cache-Control"] == "private, no-cache"
    status, headers, body = server.ask(target, headers={"If-None-Match": etag})
    assert (status, body, headers["ETag"]) == (304, "", etag)
    assert server.ask(target + "&field=all", headers={"If-None-Match": etag})[0] == 200
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", target + "&field=all", headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    packed = response.read()
    assert response.getheader("Content-Encoding") == "gzip" and decode(gzip.decompress(packed))
    connection.close()


def main():
    with Server(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "8000", "--departements", "77")
        server.start("[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n")
        for test in (points_are_the_rows_of_the_list, tiles_of_a_zoom_add_up, clusters_and_their_chambers, filters_narrow_tiles,
                     fresh_or_not_modified):
            test(server)
            print("passed", test.__name__)
        server.stop()


if __name__ == "__main__":
    main()
