#!/usr/bin/env python3
"""Contours of communes: loaded by the command, taken up by a running server, answered for a territory; hostile files.

usage: contours.py BINARY OPENAPI
"""

import gzip
import io
import json
import math
import os
import sys

from people import FAST, NO_SECOND_FACTOR, PeopleServer

CODES = ["77142", "77171", "77049", "77063", "77116", "77125", "77155", "77157", "77225"]


def wavy(a, b):
    """The line from a to b, wandering; the same from either end."""
    turned = a > b
    (x, y), (u, v) = (b, a) if turned else (a, b)
    line = [(round(x + (u - x) * s / 30 + 0.0008 * math.sin(s * 2.1 + x + y) * (0 < s < 30), 6),
             round(y + (v - y) * s / 30 + 0.0008 * math.cos(s * 1.7 + x - y) * (0 < s < 30), 6)) for s in range(31)]
    return (line[::-1] if turned else line)[:-1]


def grid(codes, west=2.8, south=48.8, side=0.05):
    features = []
    for number, code in enumerate(codes):
        x, y = west + side * (number % 3), south + side * (number // 3)
        corners = [(round(a, 6), round(b, 6)) for a, b in ((x, y), (x + side, y), (x + side, y + side), (x, y + side))]
        ring = [point for at in range(4) for point in wavy(corners[at], corners[(at + 1) % 4])]
        features.append({"type": "Feature", "properties": {"code": code, "nom": "Commune " + code},
                         "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}})
    return {"type": "FeatureCollection", "features": features}


def write(server, name, content):
    path = os.path.join(server.folder, name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def load(server, path, *more, check=0):
    return server.run("contours", path, "--data", server.data, *more, check=check)


def contours(browser, territory, headers=None, query=""):
    status, body = browser.ask(f"/api/v1/contours/{territory}{query}", headers=headers)
    return status, json.loads(body) if isinstance(body, bytes) and body else body


def segments(features):
    out = {}
    for feature in features:
        for part in feature["geometry"]["coordinates"]:
            for ring in part:
                for a, b in zip(ring, ring[1:]):
                    key = tuple(sorted((tuple(a), tuple(b))))
                    out[key] = out.get(key, 0) + 1
    return out


def answers(server, reader):
    assert contours(reader, "epci:247700438")[1]["error"] == "contours.none"
    path = write(server, "communes.geojson.gz", gzip.compress(json.dumps(grid(CODES)).encode()))
    said = load(server, path, "--source", "IGN <b>", "--vintage", "2026-01-01").stdout
    assert "9 communes" in said and "IGN <b>" in said, said
    assert "loaded already" in load(server, path, "--source", "IGN <b>", "--vintage", "2026-01-01").stdout
    server.until(lambda: contours(reader, "77142")[0] == 200, "the running server takes them up")
    status, one = contours(reader, "77142")
    assert [it["properties"]["code"] for it in one["features"]] == ["77142"] and one["features"][0]["properties"]["name"], one
    assert (one["source"], one["vintage"], one["missing"]) == ("IGN <b>", "2026-01-01", []), one
    status, some = contours(reader, "list:77142,77171,77284")
    assert sorted(it["properties"]["code"] for it in some["features"]) == ["77142", "77171"] and some["missing"] == ["77284"], some
    assert max(segments(some["features"]).values()) == 2, "the line between both is one"
    status, all_of_it = contours(reader, "dep:77")
    assert status == 200 and len(all_of_it["features"]) == 9 and len(all_of_it["missing"]) > 400
    assert contours(reader, "region:11", query="?perimeter=2019-01-01")[0] == 200
    assert contours(reader, "Atlantis")[1]["error"] == "reference.unknown_territory"
    assert contours(reader, "77142", query="?at=2019-01-01")[1]["error"] == "query.unknown_parameter"
    assert contours(reader, "77142", query="?perimeter=hier")[1]["error"] == "query.bad_value"
    return path


def keeps_what_is_known(server, reader):
    status, headers, _ = server.ask("/api/v1/contours/77142", headers=reader_headers(reader))
    etag = headers["ETag"]
    assert status == 200 and "no-cache" in headers["Cache-Control"]
    assert server.ask("/api/v1/contours/77142", headers={**reader_headers(reader), "If-None-Match": etag})[0] == 304
    load(server, os.path.join(server.folder, "communes.geojson.gz"), "--source", "other")
    server.until(lambda: contours(reader, "77142")[1]["source"] == "other", "a fresh image")
    assert server.ask("/api/v1/contours/77142", headers={**reader_headers(reader), "If-None-Match": etag})[0] == 200


def reader_headers(browser):
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())}


def hostile(server, reader):
    """Each is refused with its reason, and the contours in use stay."""
    before = contours(reader, "77142")[1]
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=1) as file:
        for _ in range(650):
            file.write(b" " * (1 << 20))
    for name, content, code, word in (
            ("text.geojson", b"ceci n'est rien", 2, "could not be read"),
            ("empty.geojson", b"", 2, "could not be read"),
            ("cut.geojson.gz", gzip.compress(json.dumps(grid(CODES)).encode())[:-200], 2, "could not be read"),
            ("lambert.geojson", json.dumps(grid(CODES, west=690000, south=6860000)).encode(), 2, "could not be read"),
            ("points.geojson", b'{"type":"Feature","properties":{"code":"77142"},"geometry":{"type":"Point","coordinates":[2,48]}}', 2,
             "could not be read"),
            ("zones.geojson", json.dumps(grid(["zone", "", "99999"])).encode(), 2, "None of the 3 features"),
            ("bomb.geojson.gz", bomb.getvalue(), 2, "too large")):
        said = load(server, write(server, name, content), check=code).stderr
        assert word in said, (name, said)
        os.remove(os.path.join(server.folder, name))
    load(server, os.path.join(server.folder, "absent.geojson"), check=2)
    assert contours(reader, "77142")[1] == before
    image = os.path.join(server.data, "contours.img")
    with open(image, "rb") as file:
        good = file.read()
    for bad in (b"", b"BASSINIM", good[: len(good) // 2], good[:200] + bytes([good[200] ^ 255]) + good[201:]):
        fresh = image + ".test"
        with open(fresh, "wb") as file:
            file.write(bad)
        os.replace(fresh, image)
        path = os.path.join(server.folder, "communes.geojson.gz")
        assert "contours of communes: damaged" in server.run("verify", "--data", server.data, check=3).stdout
        assert server.ask("/healthz")[0] == 200 and contours(reader, "77142")[0] in (200, 500)
        assert "9 communes loaded" in load(server, path, "--source", "other").stdout, "a damaged image is replaced"
    server.run("verify", "--data", server.data)
    server.until(lambda: contours(reader, "77142") == (200, before), "whole again")


def large(server, reader):
    """Every commune of a département, drawn finely, answers below a megabyte when it is compressed."""
    communes = [row["key"] for row in reader.must("/api/v1/count?by=commune&territory=dep:77&field=all&state=any")["by"]["buckets"]]
    assert len(communes) > 200, len(communes)
    features = grid(communes)["features"]
    for feature in features:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"][0] = [[x + (u - x) * s / 5 + 1e-5 * math.sin(s * x * 1e4), y + (v - y) * s / 5]
                                                 for (x, y), (u, v) in zip(ring, ring[1:]) for s in range(5)] + [ring[0]]
    load(server, write(server, "fine.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode()))
    server.until(lambda: contours(reader, "77142")[1]["source"] == "fine.geojson", "taken up")
    status, headers, body = server.ask("/api/v1/contours/dep:77", headers={**reader_headers(reader), "Accept-Encoding": "gzip"})
    assert status == 200 and headers["Content-Encoding"] == "gzip" and len(body) < 1 << 20, len(body)
    answer = json.loads(gzip.decompress(body))
    vertices = sum(len(ring) for it in answer["features"] for part in it["geometry"]["coordinates"] for ring in part)
    assert len(answer["features"]) == len(communes) and 20_000 < vertices < 70_000, vertices


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        server.add("anne@pays.fr", "adviser")
        server.add("elected@pays.fr", "elected")
        server.start(NO_SECOND_FACTOR + FAST, public_register=False)
        anne, elected = server.browser("anne@pays.fr"), server.browser("elected@pays.fr")
        assert server.browser().ask("/api/v1/contours/77142")[0] == 401
        answers(server, anne)
        assert contours(elected, "77142")[0] == 200
        keeps_what_is_known(server, anne)
        hostile(server, anne)
        large(server, anne)
        server.stop()


if __name__ == "__main__":
    main()
