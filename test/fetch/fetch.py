"""`bassin fetch`: the official files from a server here, conditional, resumed, refused; then imported.

usage: fetch.py BINARY
"""

import gzip
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib

FILES = {"establishments": "StockEtablissement", "units": "StockUniteLegale", "history": "StockEtablissementHistorique",
         "positions": "GeolocalisationEtablissement"}


class Publisher(http.server.BaseHTTPRequestHandler):
    """/r/<id> redirects to /files/<id>, as data.gouv.fr does; a body is cut while `cuts` lasts."""
    protocol_version = "HTTP/1.1"
    bodies, cuts, log = {}, {}, []

    def log_message(self, *_):
        pass

    def empty(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        part, _, name = self.path.strip("/").partition("/")
        if part == "r":
            return self.empty(302, Location=f"/files/{name}")
        body = self.bodies.get(name)
        if body is None:
            return self.empty(404)
        etag = f'"{len(body)}-{zlib.crc32(body)}"'
        if self.headers.get("If-None-Match") == etag:
            self.log.append(f"{name} 304")
            return self.empty(304, ETag=etag)
        asked = self.headers.get("Range")
        start = int(asked[6:-1]) if asked and self.headers.get("If-Range") == etag else 0
        self.log.append(f"{name} {start}")
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start))
        self.send_header("ETag", etag)
        self.end_headers()
        cut = self.cuts.get(name, 0) > 0
        self.cuts[name] = self.cuts.get(name, 0) - 1
        self.wfile.write(body[start:start + (len(body) - start) // 2] if cut else body[start:])
        self.close_connection = cut
        return None


class World:
    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bassin-fetch-"))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.data = self.folder / "data"
        self.configure()

    def configure(self, **changed):
        keys = {name: f"http://127.0.0.1:{self.server.server_port}/r/{name}" for name in (*FILES, "contours")} | changed
        lines = [f'{name} = "{value}"' for name, value in keys.items()]
        (self.folder / "bassin.toml").write_text("[fetch]\n" + "\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *words, check):
        done = subprocess.run([self.binary, *words], capture_output=True, text=True, timeout=300)
        assert check in (None, done.returncode), f"{words}: exit {done.returncode}, not {check}\n{done.stdout}\n{done.stderr}"
        return done

    def fetch(self, *words, check=0):
        place = ("--config", str(self.folder / "bassin.toml"), "--data", str(self.data))
        return self.run("fetch", *place, "--lang", "en", *words, check=check)

    def publish(self):
        made = self.folder / "made"
        self.run("synthesize", "--rows", "2000", "--seed", "1", "--out", str(made), check=0)
        for name, stem in FILES.items():
            csv = next(path for path in made.iterdir() if path.name.startswith((stem + "_", stem + ".")))
            with zipfile.ZipFile(self.folder / "one.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(csv, csv.name)
            Publisher.bodies[name] = (self.folder / "one.zip").read_bytes()
        square = [[2.8, 48.8], [2.9, 48.8], [2.9, 48.9], [2.8, 48.8]]
        commune = {"type": "Feature", "properties": {"code": "77142"}, "geometry": {"type": "Polygon", "coordinates": [square]}}
        Publisher.bodies["contours"] = gzip.compress(json.dumps({"type": "FeatureCollection", "features": [commune]}).encode(), mtime=0)

    def close(self):
        self.server.shutdown()
        shutil.rmtree(self.folder, ignore_errors=True)


def fetches_once(world):
    told = json.loads(world.fetch("--json").stdout)
    assert [(row["kind"], row["changed"]) for row in told["files"]] == [(name, "new") for name in (*FILES, "contours")], told
    for row in told["files"]:
        assert pathlib.Path(row["path"]).read_bytes() == Publisher.bodies[row["kind"]], row
    again = world.fetch()
    assert again.stdout.count("unchanged") == 5, again.stdout
    assert "bassin import " in again.stdout and "StockEtablissement_utf8.zip" in again.stdout, again.stdout
    assert "communes.geojson.gz --data" not in again.stdout, again.stdout
    assert Publisher.log[-5:] == [f"{name} 304" for name in (*FILES, "contours")], Publisher.log


def goes_on_where_it_was(world):
    """Cut twice; tried again by itself, from where it was."""
    Publisher.bodies["history"] += b"\0" * 100_000
    Publisher.cuts["history"] = 2
    del Publisher.log[:]
    world.fetch("--only", "history")
    starts = [int(line.split()[1]) for line in Publisher.log]
    assert len(starts) == 3 and starts[0] == 0 and 0 < starts[1] < starts[2], Publisher.log
    assert (world.data / "sources" / "StockEtablissementHistorique_utf8.zip").read_bytes() == Publisher.bodies["history"]
    Publisher.bodies["history"] = Publisher.bodies["history"][:-100_000]


def says_what_went_wrong(world):
    kept = (world.data / "sources" / "StockUniteLegale_utf8.zip").read_bytes()
    absent = f"http://127.0.0.1:{world.server.server_port}/files/absent"
    for address, word in ((absent, "404"), ("http://192.0.2.1/u", "without encryption"), ("http://127.0.0.1:1/u", "could not be reached"),
                          ("ftp://127.0.0.1/u", "not an address")):
        world.configure(units=address)
        done = world.fetch("--only", "units", check=2 if word in ("without encryption", "not an address") else 6)
        assert word in done.stderr, (address, done.stderr)
        assert (world.data / "sources" / "StockUniteLegale_utf8.zip").read_bytes() == kept
    world.configure(units="")
    assert "Nothing to download" in world.fetch("--only", "units", check=2).stderr
    assert "did you mean" in world.fetch("--only", "unit", check=2).stderr.lower()
    world.configure()


def imports(world):
    done = world.fetch("--import", "--json")
    assert json.loads(done.stdout)["establishments"] == 2000, done.stdout
    assert "1 communes loaded" in done.stderr and "IGN" in done.stderr, done.stderr
    assert "loaded already" in world.fetch("--import", "--json").stderr
    world.run("count", "--data", str(world.data), check=0)


def main(binary):
    world = World(binary)
    try:
        world.publish()
        fetches_once(world)
        goes_on_where_it_was(world)
        says_what_went_wrong(world)
        imports(world)
        print("fetched once, resumed, refused, imported")
    finally:
        world.close()


if __name__ == "__main__":
    main(sys.argv[1])
