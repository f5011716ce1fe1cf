#!/usr/bin/env python3
"""Zones that agents bring as files: every format, who sees which, the same answers as a drawn polygon, hostile files.

usage: zones.py BINARY OPENAPI
"""

import hashlib
import http.client
import json
import math
import os
import socket
import statistics
import sys
import time
import urllib.parse

import zone_files as files
from people import FAST, NO_SECOND_FACTOR, PeopleServer

HERE = "77142"  # Crécy-la-Chapelle
RING = []  # closed, around where the fictitious register has that commune
ELSEWHERE = [(-3.2, 48.3), (-3.1, 48.3), (-3.1, 48.4), (-3.2, 48.3)]
ALL = {"field": "all", "state": "any"}


def drawn(ring):
    return ",".join(f"{x},{y}" for x, y in ring[:-1])


def tile_of(longitude, latitude, zoom=12):
    scale = 2 ** zoom
    turned = math.radians(latitude)
    return int((longitude + 180) / 360 * scale), int((1 - math.log(math.tan(turned) + 1 / math.cos(turned)) / math.pi) / 2 * scale)


def look_for_the_place(browser):
    points = [row["position"] for row in ask(browser, "/api/v1/establishments", territory=HERE, limit=500)["rows"] if row["position"]]
    points = [it for it in points if "longitude" in it]
    x, y = (round(statistics.median(it[name] for it in points), 3) for name in ("longitude", "latitude"))
    RING.extend((round(x + dx, 6), round(y + dy, 6)) for dx, dy in ((-0.05, -0.04), (0.09, -0.04), (0.1, 0.04), (0, 0.07), (-0.05, -0.04)))


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def send(browser, content, **wishes):
    query = urllib.parse.urlencode({"file": "zone.geojson", **wishes})
    return browser.ask("/api/v1/zones?" + query, "POST", content, headers={"Content-Type": "application/octet-stream"})


def bring(browser, content, **wishes):
    status, zone = send(browser, content, **wishes)
    assert status == 200, zone
    return zone


def ask(browser, path, **parameters):
    return browser.must(path + "?" + urllib.parse.urlencode({**ALL, **parameters}))


def each_format(anne):
    """One ring, sent in every form, selects the same businesses."""
    expected = ask(anne, "/api/v1/count", polygon=drawn(RING))["total"]
    assert expected > 20, expected
    xs, ys = [x for x, _ in RING], [y for _, y in RING]
    sent = {
        "zone.geojson": files.geojson(files.polygon(RING)), "zone.kml": files.kml(RING), "zone.csv": files.csv_wkt(RING),
        "zone.gpkg": files.geopackage(RING), "zone.zip": files.zipped(files.shapefile(RING)),
        "Zone Inondable (é).ZIP": files.zipped({"a/b/" + name: content for name, content in files.shapefile(RING).items()}),
        "double.zip": files.zipped({"eau.geojson": files.geojson(files.polygon(RING)), "notes.json": b"{}"})}
    for name, content in sent.items():
        zone = bring(anne, content, file=name)
        assert zone["fileName"] == name and zone["sha256"] == hashlib.sha256(content).hexdigest(), zone
        assert zone["name"] == name.rsplit(".", 1)[0] and zone["mine"] and zone["sharing"] == "private"
        assert zone["vertices"] == 5 and [round(it, 6) for it in zone["box"]] == [min(xs), min(ys), max(xs), max(ys)], zone
        assert ask(anne, "/api/v1/count", zone=zone["id"])["total"] == expected, name
        anne.must(f"/api/v1/zones/{zone['id']}?version=1", "DELETE")
    # Lambert-93 by the file's own word, and by that of who sends it.
    metres = [(695000, 6860000), (703000, 6860000), (703000, 6867000), (695000, 6860000)]
    stated = bring(anne, files.zipped(files.shapefile(metres, files.LAMBERT_93)), file="lambert.zip")
    chosen = bring(anne, files.zipped(files.shapefile(metres)), file="lambert.zip", crs="EPSG:2154")
    assert all(abs(a - b) < 1e-6 for a, b in zip(stated["box"], chosen["box"])) and 2.9 < stated["box"][0] < 3, stated
    assert abs(stated["areaM2"] - 28e6) < 0.005 * 28e6, stated["areaM2"]
    refused(send(anne, files.zipped(files.shapefile(metres)), file="lambert.zip"), 400, "zone.no_crs")
    refused(send(anne, files.zipped(files.shapefile(metres)), file="lambert.zip", crs="EPSG:99999"), 400, "zone.bad_crs")
    for zone in (stated, chosen):
        anne.must(f"/api/v1/zones/{zone['id']}?version=1", "DELETE")


def like_a_drawn_polygon(anne):
    """zone= and polygon= of one shape: every answer the same."""
    zone = bring(anne, files.geojson(files.polygon(RING)), name="La crue")
    by_zone, by_polygon = {"zone": zone["id"]}, {"polygon": drawn(RING)}
    for more in ({}, {"chamber": "cma"}, {"territory": HERE}, {"at": "2018-01-31", "state": "active"}):
        one = ask(anne, "/api/v1/establishments", limit=200, facets="section,size,chamber,commune", sort="siret", **by_zone, **more)
        two = ask(anne, "/api/v1/establishments", limit=200, facets="section,size,chamber,commune", sort="siret", **by_polygon, **more)
        assert one["scope"].pop("zone") == "La crue" and two["scope"].pop("zone") == "polygon"
        assert (one["total"], one["rows"], one["facets"], one["scope"]) == (two["total"], two["rows"], two["facets"], two["scope"]), more
        counts = [ask(anne, "/api/v1/count", by="section,size-group", **which, **more) for which in (by_zone, by_polygon)]
        assert counts[0]["cells"] == counts[1]["cells"]
    series = [anne.must("/api/v1/series?" + urllib.parse.urlencode({"step": "year", "from": "2016", "to": "2020", **which}))
              for which in (by_zone, by_polygon)]
    assert series[0]["points"] == series[1]["points"]
    hits = [[h["row"]["id"] for h in ask(anne, "/api/v1/search", q="sarl", limit=50, **which)["hits"]] for which in (by_zone, by_polygon)]
    assert hits[0] == hits[1]
    column, line = tile_of(*RING[0])
    for x, y in ((column, line), (column + 1, line), (column, line - 1)):
        tiles = [anne.ask(f"/api/v1/tiles/12/{x}/{y}?" + urllib.parse.urlencode({**ALL, **which})) for which in (by_zone, by_polygon)]
        assert tiles[0][0] == 200 and tiles[0][1] == tiles[1][1]
    exports = [anne.ask("/api/v1/exports/establishments.csv?" + urllib.parse.urlencode({**ALL, **which, "columns": "siret"}))
               for which in (by_zone, by_polygon)]
    assert exports[0][0] == 200 and exports[0][1] == exports[1][1]
    cursor = ask(anne, "/api/v1/establishments", limit=1, **by_zone)["next"]
    assert ask(anne, "/api/v1/establishments", limit=1, cursor=cursor, **by_zone)["rows"]
    both = ask(anne, "/api/v1/count", zone=zone["id"], polygon=drawn(ELSEWHERE))
    assert both["total"] == ask(anne, "/api/v1/count", **by_zone)["total"], "a zone comes before what is drawn"
    return zone


def who_sees_it(server, anne, alain, carole, nora, analyst, elected, zone):
    target = "/api/v1/zones/" + zone["id"]

    def seen_by(browser):
        listed = zone["id"] in [it["id"] for it in browser.must("/api/v1/zones")["zones"]]
        status, answer = browser.ask(target)
        used = browser.ask(f"/api/v1/count?zone={zone['id']}")
        assert listed == (status == 200) == (used[0] == 200), (listed, status, used)
        if not listed:
            refused((status, answer), 404, "support.unknown_zone")
            for path in ("establishments?", "search?q=bar&", "count?", "series?step=year&from=2016&to=2018&", "tiles/12/2081/1408?"):
                refused(browser.ask(f"/api/v1/{path}zone={zone['id']}"), 404, "support.unknown_zone")
        return listed

    others = (alain, analyst, carole, nora)
    assert seen_by(anne) and [seen_by(it) for it in others] == [False] * 4, "private"
    refused(alain.ask(target, "PATCH", {"version": 1, "name": "X"}), 404, "support.unknown_zone")
    refused(alain.ask(target + "?version=1", "DELETE"), 404, "support.unknown_zone")
    shared = anne.must(target, "PATCH", {"version": 1, "sharing": "organisation"})
    assert shared["version"] == 2 and [seen_by(it) for it in others] == [True, True, False, False], "the organisation's"
    assert elected.ask(f"/api/v1/count?zone={zone['id']}")[0] == 200, "figures of it"
    refused(elected.ask("/api/v1/zones"), 403, "access.denied")
    refused(alain.ask(target, "PATCH", {"version": 2, "name": "X"}), 403, "support.not_yours")
    refused(anne.ask(target, "PATCH", {"version": 1, "name": "X"}), 409, "support.changed")
    refused(anne.ask(target, "PATCH", {"version": 2, "sharing": "everybody"}), 400, "query.bad_value")
    shared = anne.must(target, "PATCH", {"version": 2, "sharing": "partners", "name": "Crue du Morin"})
    assert [seen_by(it) for it in others] == [True, True, True, False], "partners who serve where it lies"
    assert ask(anne, "/api/v1/count", zone=zone["id"])["scope"]["zone"] == "Crue du Morin"
    listed = next(it for it in carole.must("/api/v1/zones")["zones"] if it["id"] == zone["id"])
    assert not listed["mine"] and not listed["changeable"] and listed["organisation"]["name"] == "Pays Créçois", listed
    refused(send(analyst, files.geojson(files.polygon(RING)), sharing="partners"), 403, "access.denied")
    far = files.geojson(files.polygon(ELSEWHERE))
    refused(send(anne, far, sharing="partners"), 409, "support.zone_elsewhere")
    anne.must(target, "PATCH", {"version": 3, "sharing": "private"})
    assert [seen_by(it) for it in others] == [False] * 4, "taken back, at once"
    stranger = server.browser()
    refused(stranger.ask(f"/api/v1/count?zone={zone['id']}"), 404, "support.unknown_zone")
    refused(send(stranger, far), 401, "access.sign_in")
    assert stranger.must("/api/v1/zones")["zones"] == []


def outline(anne):
    many = [(2.95 + 0.05 * math.cos(2 * math.pi * i / 60_000), 48.85 + 0.04 * math.sin(2 * math.pi * i / 60_000)) for i in range(60_000)]
    zone = bring(anne, files.geojson(files.polygon([*many, many[0]])), name="Cercle")
    assert zone["vertices"] > 50_000, zone["vertices"]

    def vertices(detail):
        status, body = anne.ask(f"/api/v1/zones/{zone['id']}" + detail)
        assert status == 200
        shape = json.loads(body)
        assert shape["type"] == "Feature" and shape["properties"]["name"] == "Cercle"
        return sum(len(ring) for part in shape["geometry"]["coordinates"] for ring in part)

    assert 1_000 < vertices("") <= 20_001 and vertices("?detail=full") == zone["vertices"]
    anne.must(f"/api/v1/zones/{zone['id']}?version=1", "DELETE")


def masking_stays(analyst, anne):
    """A zone around one point tells an analyst no more than a drawn polygon does."""
    for row in ask(anne, "/api/v1/establishments", territory=HERE, limit=200)["rows"]:
        if row["position"] and "longitude" in row["position"]:
            x, y = row["position"]["longitude"], row["position"]["latitude"]
            ring = [(x - 1e-5, y - 1e-5), (x + 1e-5, y - 1e-5), (x, y + 1e-5), (x - 1e-5, y - 1e-5)]
            zone = bring(analyst, files.geojson(files.polygon(ring)), name="point")
            assert ask(analyst, "/api/v1/count", zone=zone["id"])["total"] == ask(analyst, "/api/v1/count", polygon=drawn(ring))["total"]
            analyst.must(f"/api/v1/zones/{zone['id']}?version=1", "DELETE")
            return
    raise AssertionError("no position")


def hostile(server, anne):
    spoken = []
    for name, content, status, error in (
            ("zone.geojson", b"ceci n'est pas une zone", 400, "geofile.unreadable"),
            ("zone.geojson", b"", 400, "geofile.unreadable"),
            ("zone.exe", b"MZ" + bytes(5000), 400, "geofile.unreadable"),
            ("points.geojson", files.geojson({"type": "Point", "coordinates": [2.9, 48.8]}), 400, "geofile.no_polygon"),
            ("nan.geojson", b'{"type":"Polygon","coordinates":[[[NaN,48],[3,NaN],[3,49],[NaN,48]]]}', 400, None),
            ("infinite.csv", b'id,WKT\n1,"POLYGON((2 48,inf 49,nan 48,2 48))"\n', 400, None),
            ("swapped.geojson", files.geojson(files.polygon([(y, x) for x, y in RING])), 400, "zone.outside_france"),
            ("flat.geojson", files.geojson(files.polygon([(2.9, 48.8), (2.95, 48.8), (2.9, 48.8), (2.9, 48.8)])), 400,
             "geofile.no_polygon"),
            ("crafted.zip", files.zipped({"../../../../tmp/owned.geojson": b"x", "/etc/passwd": b"x"}), 400, "geofile.unreadable"),
            ("zip.zip", files.zipped({"inner.zip": files.zipped({"a.geojson": files.geojson(files.polygon(RING))})}), 400,
             "geofile.unreadable"),
            ("vrt.geojson", b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
                            b"</OGRVRTDataSource>", 400, "geofile.unreadable"),
            ("../../../etc/passwd", files.geojson(files.polygon(RING)), 200, None),
            ("bomb.zip", files.zip_bomb(), 413, None)):
        answer = send(anne, content, file=name)
        assert answer[0] == status or (error is None and answer[0] in (400, 413)), (name, answer)
        assert error is None or answer[0] == 200 or answer[1]["error"] == error, (name, answer)
        spoken.append(str(answer[1]))
    assert not any("/tmp" in text or "bassin-zone" in text for text in spoken), spoken
    assert not os.path.exists("/tmp/owned.geojson")
    named = next(it for it in anne.must("/api/v1/zones")["zones"] if it["name"] == "passwd")
    assert named["fileName"] == "passwd"
    anne.must(f"/api/v1/zones/{named['id']}?version=1", "DELETE")
    crossing = bring(anne, files.geojson(files.polygon([(2.9, 48.85), (2.92, 48.87), (2.92, 48.85), (2.9, 48.87), (2.9, 48.85)])))
    assert crossing["notes"]["repaired"] == 1 and crossing["areaM2"] > 0, crossing
    anne.must(f"/api/v1/zones/{crossing['id']}?version=1", "DELETE")
    mixed = bring(anne, files.geojson(files.polygon(RING), {"type": "Point", "coordinates": [2.9, 48.8]}))
    assert mixed["notes"]["skipped"] == 1
    anne.must(f"/api/v1/zones/{mixed['id']}?version=1", "DELETE")
    million = [(2.9 + 0.1 * math.cos(i / 159154.9), 48.8 + 0.1 * math.sin(i / 159154.9)) for i in range(1_000_000)]
    refused(send(anne, json.dumps(files.polygon([*million, million[0]])).encode(), file="million.geojson"), 413, "geofile.limit")
    refused(anne.ask("/api/v1/zones", "POST", b"{}"), 400, "query.bad_value")
    refused(anne.ask("/api/v1/zones?file=a.geojson&owner=me", "POST", b"{}"), 400, "query.unknown_parameter")
    refused(send(anne, files.geojson(files.polygon(RING)), name="  "), 400, "text.empty")
    refused(send(anne, files.geojson(files.polygon(RING)), name="x" * 81), 400, "text.too_long")
    left = [name for name in os.listdir(os.environ["TMPDIR"]) if name.startswith("bassin-zone-")]
    assert not left, left


def raw(server, browser, length, chunks):
    """Sends what it says and waits for an answer: (status, body) or None where the connection was closed."""
    head = (f"POST /api/v1/zones?file=a.geojson HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {length}\r\n"
            "Content-Type: application/octet-stream\r\n")
    if browser is not None:
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        head += f"Cookie: {cookies}\r\nX-Bassin-Token: {browser.token}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as wire:
        wire.sendall(head.encode() + b"\r\n")
        try:
            for chunk in chunks:
                wire.sendall(chunk)
        except OSError:
            pass  # refused before it was sent
        response = http.client.HTTPResponse(wire)
        try:
            response.begin()
            return response.status, json.loads(response.read())
        except (http.client.HTTPException, OSError):
            return None


def large_and_slow(server, anne):
    """What is too much is refused by its header; a slow one holds nobody; no more than a few large ones are held at once."""
    status, answer = raw(server, anne, 200 * 1024 * 1024, [])
    assert status == 413 and answer["error"] == "http.body_too_large", answer
    status, answer = raw(server, None, 10 * 1024 * 1024, [])
    assert status == 401 and answer["error"] == "access.sign_in", answer
    status, answer = raw(server, server.browser(), 10 * 1024 * 1024, [])
    assert status == 401, answer
    large = files.geojson(files.polygon(RING)) + b" " * (3 * 1024 * 1024)
    waiting = []

    def hold():
        cookies = "; ".join(f"{name}={value}" for name, value in anne.cookies.items())
        wire = socket.create_connection(("127.0.0.1", server.port), timeout=60)
        wire.sendall((f"POST /api/v1/zones?file=a.geojson HTTP/1.1\r\nHost: x\r\nContent-Length: {len(large)}\r\nCookie: {cookies}\r\n"
                      f"X-Bassin-Token: {anne.token}\r\n\r\n").encode() + large[:1000])
        waiting.append(wire)

    for _ in range(4):
        hold()
    server.until(lambda: (raw(server, anne, len(large), [large]) or (0,))[0] == 503, "four are there")
    started = time.monotonic()
    ask(anne, "/api/v1/count", polygon=drawn(RING))
    assert time.monotonic() - started < 20, "nobody else waits for them"
    for wire in waiting:
        wire.close()
    answers = []
    server.until(lambda: answers.append(raw(server, anne, len(large), [large]) or (0,)) or answers[-1][0] == 200,
                 "their places are free again")
    anne.must(f"/api/v1/zones/{answers[-1][1]['id']}?version=1", "DELETE")


def selections_and_trail(server, anne, chief):
    zone = bring(anne, files.geojson(files.polygon(RING)), name="Zone bleue", sharing="organisation")
    query = f"zone={zone['id']}&field=all"
    selection = anne.post("/api/v1/selections", {"name": "Sous l'eau", "query": query, "shared": True})
    assert selection["zone"] == {"id": zone["id"], "name": "Zone bleue"}, selection
    assert anne.must(f"/api/v1/selections/{selection['id']}/changes")["changes"] == {"in": [], "out": [], "changed": []}
    anne.ask(f"/api/v1/exports/establishments.csv?zone={zone['id']}&columns=siret")
    gone = anne.must(f"/api/v1/zones/{zone['id']}?version=1", "DELETE")
    assert gone == {"changed": True, "selections": ["Sous l'eau"]}, gone
    refused(anne.ask(f"/api/v1/selections/{selection['id']}/changes"), 404, "support.unknown_zone")
    listed = anne.must("/api/v1/selections")["selections"]
    assert [it["zone"] for it in listed] == [{"id": zone["id"], "name": None}], listed
    refused(anne.ask(f"/api/v1/exports/establishments.csv?zone={zone['id']}"), 404, "support.unknown_zone")
    root = server.browser("root@pays.fr")
    trail = root.must("/api/v1/audit?action=export.")["rows"]
    assert any("Zone bleue" in json.dumps(row, ensure_ascii=False) for row in trail), "the journal names the zone, though it is gone"
    actions = json.dumps(root.must("/api/v1/audit?kind=zone&limit=200"), ensure_ascii=False)
    assert "zone.created" in actions and "zone.changed" in actions and "zone.deleted" in actions


def once(anne):
    headers = {"Idempotency-Key": "zone-1", "Content-Type": "application/octet-stream"}
    content = files.geojson(files.polygon(RING))
    first, again = (anne.ask("/api/v1/zones?file=a.geojson", "POST", content, headers=headers) for _ in range(2))
    assert first == again and first[0] == 200, (first, again)
    anne.must(f"/api/v1/zones/{first[1]['id']}?version=1", "DELETE")


def leaving(server, anne, chief):
    kept = bring(anne, files.geojson(files.polygon(RING)), name="Partagée", sharing="organisation")
    bring(anne, files.geojson(files.polygon(RING)), name="À moi")
    root = server.browser("root@pays.fr")
    people = {a["email"]: a["id"] for a in
              root.must(f"/api/v1/organisations/{root.session['organisation']['id']}/agents")["agents"]}
    root.post(f"/api/v1/agents/{people['anne@pays.fr']}/leave", {"hand_over_to": people["chief@pays.fr"]})
    mine = [(it["name"], it["mine"]) for it in chief.must("/api/v1/zones")["zones"]]
    assert mine == [("Partagée", True)], mine
    server.stop()
    server.start(NO_SECOND_FACTOR + FAST)
    again = server.browser("chief@pays.fr")
    assert ask(again, "/api/v1/count", zone=kept["id"])["total"] > 20, "there after a restart"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        for email, role in (("anne@pays.fr", "adviser"), ("alain@pays.fr", "adviser"), ("chief@pays.fr", "coordinator"),
                            ("analyst@pays.fr", "analyst"), ("elected@pays.fr", "elected")):
            server.add(email, role)
        os.environ["TMPDIR"] = server.folder
        server.start(NO_SECOND_FACTOR + FAST)
        root = server.browser("root@pays.fr")
        root.post("/api/v1/organisations", {"name": "CMA 77", "kind": "cma", "territory": "dep:77"})
        root.post("/api/v1/organisations", {"name": "Pays de Meaux", "kind": "intercommunality", "territory": "list:77284"})
        server.add("carole@cma.fr", "adviser", "CMA 77")
        server.add("nora@meaux.fr", "adviser", "Pays de Meaux")
        anne, alain, chief, analyst, elected, carole, nora = (server.browser(email) for email in (
            "anne@pays.fr", "alain@pays.fr", "chief@pays.fr", "analyst@pays.fr", "elected@pays.fr", "carole@cma.fr", "nora@meaux.fr"))
        look_for_the_place(anne)
        each_format(anne)
        zone = like_a_drawn_polygon(anne)
        who_sees_it(server, anne, alain, carole, nora, analyst, elected, zone)
        outline(anne)
        masking_stays(analyst, anne)
        hostile(server, anne)
        large_and_slow(server, anne)
        once(anne)
        selections_and_trail(server, anne, chief)
        leaving(server, anne, chief)
        server.stop()


if __name__ == "__main__":
    main()
