#!/usr/bin/env python3
"""`bassin fetch`, and imports that fetch, against a publisher with the faults of the world: cut short for good, going round in circles,
leading elsewhere, stalled, too large, changed in between, damaged, a page in place of a file. What was there before stays.

usage: faults.py BINARY OPENAPI
"""

import os
import pathlib
import subprocess
import sys
import threading
import time
from http.server import ThreadingHTTPServer

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))

from fetch import FILES, Publisher, World
from people import FAST, NO_SECOND_FACTOR, PeopleServer


class Faulty(Publisher):
    """`faults`: what happens to a file; `late`: to those that are fetched beside all else."""
    faults, late, ended = {}, {"late-positions": "short", "late-history": "stalled"}, threading.Event()

    def do_GET(self):
        name = self.path.strip("/").partition("/")[2]
        fault = self.late.get(name) or self.faults.get(name, "sound")
        return getattr(self, "be_" + fault)(name.removeprefix("late-"))

    def be_sound(self, _):
        return Publisher.do_GET(self)

    def be_circle(self, name):
        self.empty(302, Location=f"/r/{name}")

    def be_elsewhere(self, _):
        self.empty(302, Location="http://192.0.2.1/file.zip")

    def be_local_file(self, _):
        self.empty(302, Location="file:///etc/passwd")

    def head(self, length):
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def be_short(self, name):
        """Fewer bytes than it promises, each time."""
        self.head(len(self.bodies[name]) + 1000)
        self.wfile.write(self.bodies[name])
        self.close_connection = True

    def be_stalled(self, name):
        self.head(len(self.bodies[name]))
        self.wfile.write(self.bodies[name][:1000])
        self.wfile.flush()
        self.ended.wait(60)
        self.close_connection = True

    def be_endless(self, _):
        self.head(1 << 44)
        self.wfile.write(b"x" * 100_000)
        self.close_connection = True

    def be_page(self, _):
        page = b"<html>Please sign in to this network</html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def be_gone(self, _):
        self.empty(404)

    def be_changing(self, name):
        """Cut in the middle; then it is another file, of the same length."""
        first = self.cuts.setdefault("changing " + name, 0) == 0
        self.cuts["changing " + name] += 1
        body = self.bodies[name] if first else self.bodies["after"]
        etag = '"before"' if first else '"after"'
        same = self.headers.get("If-Range") == etag and self.headers.get("Range")
        assert first or not same, "it asks for the rest of a file that is no more"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if first else body)
        self.close_connection = True


class FaultyWorld(World):
    """The same files, from a publisher with faults."""

    def __init__(self, binary):
        super().__init__(binary)
        self.server.shutdown()
        self.server.server_close()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.configure()

    def settings(self):
        """Without contours, which are small here: what is tried are the files of the register."""
        lines = (self.folder / "bassin.toml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("contours")]
        return "\n".join([*kept, 'contours = ""', "stalled_seconds = 1"]) + "\n"

    def in_background(self, name):
        """One file into a folder of its own; these take as long as their attempts."""
        config = self.folder / f"{name}.toml"
        address = f"http://127.0.0.1:{self.server.server_port}/r/late-{name}"
        config.write_text(f'[fetch]\n{name} = "{address}"\nstalled_seconds = 1\n', encoding="utf-8")
        return subprocess.Popen([self.binary, "fetch", "--config", str(config), "--data", str(self.folder / name), "--only", name,
                                 "--lang", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def path_of(world, name):
    return world.data / "sources" / f"{FILES[name]}_utf8.zip"


def what_was_there_stays(world):
    """By command: each fault said in words, exit code 6, the file of before untouched and nothing else in its place."""
    world.fetch()
    kept = path_of(world, "units").read_bytes()
    for fault, words in (("circle", "redirect"), ("elsewhere", "encryption"), ("local_file", "not an address"),
                         ("endless", "over the limit"), ("gone", "404")):
        Faulty.faults = {"units": fault}
        done = world.fetch("--only", "units", check=2 if words in ("encryption", "not an address") else 6)
        assert words in done.stderr, (fault, done.stderr)
        assert path_of(world, "units").read_bytes() == kept, fault
    Faulty.faults = {}
    world.fetch("--only", "units")
    assert path_of(world, "units").read_bytes() == kept


def a_file_that_changes_in_between(world):
    """The new one, whole; never the beginning of one and the end of another."""
    Publisher.bodies["after"] = Publisher.bodies["history"][::-1]
    Faulty.faults = {"history": "changing"}
    world.fetch("--only", "history")
    assert path_of(world, "history").read_bytes() == Publisher.bodies["after"]
    Faulty.faults = {}
    world.fetch("--only", "history")
    assert path_of(world, "history").read_bytes() == Publisher.bodies["history"]


def what_cannot_be_imported(world):
    """Whole on the way and wrong inside: the import says so, the register in use stays."""
    world.fetch("--import")
    before = world.run("count", "--data", str(world.data), "--field", "all", "--state", "any", "--json", check=0).stdout
    sound = Publisher.bodies["establishments"]
    damaged = bytearray(sound)
    for place in range(len(sound) // 2, len(sound) // 2 + 2000):
        damaged[place] ^= 0x55
    for body in (bytes(damaged), sound[:len(sound) // 2], b"<html>Please sign in</html>", b""):
        Publisher.bodies["establishments"] = body
        done = world.fetch("--import", check=None)
        assert done.returncode in (2, 3, 4, 6) and done.stderr.strip(), (done.returncode, done.stderr)
        assert world.run("count", "--data", str(world.data), "--field", "all", "--state", "any", "--json", check=0).stdout == before
    Publisher.bodies["establishments"] = sound
    world.fetch("--import")


def ended(root, job, states=("done", "failed", "stopped")):
    deadline = time.monotonic() + 120
    while (now := root.must(f"/api/v1/jobs/{job}"))["state"] not in states:
        assert time.monotonic() < deadline, now
        time.sleep(0.05)
    return now


def as_a_job(world, binary, contract):
    """POST /api/v1/imports {"source": "fetch"}: the same, with its progress, its error and its stop."""
    with PeopleServer(binary, contract) as server:
        server.init()
        server.start(NO_SECOND_FACTOR + FAST + world.settings(), public_register=False)
        root = server.browser("root@pays.fr")

        def ask():
            return root.post("/api/v1/imports", {"source": "fetch"})["id"]

        done = ended(root, ask())
        assert done["state"] == "done" and done["attempts"] == 1, done
        server.until(lambda: root.ask("/api/v1/count")[0] == 200, "the register is there")
        before = root.must("/api/v1/count?field=all&state=any")
        for fault, error in (("circle", "outward.redirects"), ("elsewhere", "outward.plain_refused"), ("gone", "outward.status"),
                             ("endless", "outward.too_large")):
            Faulty.faults = {"units": fault}
            failed = ended(root, ask())
            assert failed["state"] == "failed" and failed["error"]["error"] == error, (fault, failed)
        Faulty.faults = {"units": "page"}
        failed = ended(root, ask())
        assert failed["state"] == "failed" and failed["error"]["error"].startswith("ingest."), failed
        Faulty.faults = {"history": "stalled"}
        job = ask()
        server.until(lambda: root.must(f"/api/v1/jobs/{job}")["progress"]["step"] == "fetch-history", "it fetches")
        root.post(f"/api/v1/jobs/{job}/stop", {})
        assert ended(root, job)["state"] == "stopped"
        assert root.must("/api/v1/count?field=all&state=any") == before, "the register in use stayed"
        Faulty.faults = {}
        assert ended(root, ask())["state"] == "done"
        server.stop()


def given_up(world, name, process):
    """After so many attempts; nothing has its name."""
    _, said = process.communicate(timeout=120)
    assert process.returncode == 6 and said.strip(), (process.returncode, said)
    left = [path.name for path in pathlib.Path(world.folder / name / "sources").iterdir()]
    assert not [it for it in left if it.endswith((".zip", ".gz"))], left


def main(binary, contract):
    world = FaultyWorld(binary)
    try:
        world.publish()
        waiting = {name: world.in_background(name) for name in ("positions", "history")}
        for test in (what_was_there_stays, a_file_that_changes_in_between, what_cannot_be_imported):
            test(world)
            print("passed", test.__name__)
        as_a_job(world, binary, contract)
        print("passed as_a_job")
        for name, process in waiting.items():
            given_up(world, name, process)
        print("passed given_up")
    finally:
        Faulty.ended.set()
        world.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
