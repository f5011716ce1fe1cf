"""Questions whose answers are known: each was asked once at rest, of every register and for every organisation.

Whatever an agent is told while registers are swapped must be the answer of the one register whose snapshot it names.
"""

import hashlib
import io
import json
import re
import threading
import urllib.parse
import zipfile

from vector_tile import decode

PLACE = "territory=77142&field=all&state=any"
QUESTIONS = {
    "count": "/api/v1/count?field=all&state=any",
    "count by section": "/api/v1/count?territory=dep:77&by=section,chamber",
    "list with facets": f"/api/v1/establishments?{PLACE}&facets=section,size-group,chamber&limit=20",
    "list by name": "/api/v1/establishments?territory=dep:77&sort=name&limit=25&size-group=10-49",
    "polygon": "/api/v1/establishments?polygon=2.80,48.80,3.00,48.80,3.00,48.92,2.80,48.92&facets=section&limit=5",
    "radius": "/api/v1/count?radius=2.90,48.85,3000&field=all&state=any",
    "search": "/api/v1/search?" + urllib.parse.urlencode({"q": "boulangerie crecy", "territory": "dep:77"}),
    "series": "/api/v1/series?territory=dep:77",
    "territory": "/api/v1/territories?name=77142",
}
COLUMNS = "columns=siret,name,commune-label,activity,size,chambers,created,address,longitude,latitude"  # without tags, which change
EXPORTS = {"export CSV": f"/api/v1/exports/establishments.csv?{PLACE}&{COLUMNS}",
           "export Excel CSV": f"/api/v1/exports/establishments.csv?{PLACE}&{COLUMNS}&dialect=excel&size-group=1-9",
           "export XLSX": f"/api/v1/exports/establishments.xlsx?{PLACE}&{COLUMNS}",
           "export GeoJSON": f"/api/v1/exports/establishments.geojson?{PLACE}&{COLUMNS}"}
TILES = {f"tile {z}/{x}/{y}": f"/api/v1/tiles/{z}/{x}/{y}?territory=dep:77" for z, x, y in ((4, 8, 5), (8, 130, 88), (11, 1040, 705))}
# What names the snapshot, or what agents change meanwhile.
ASIDE = {"snapshot", "next", "tags", "portfolios", "lastContact"}


def is_of_tags(part):
    """What was tagged in one register is not in the next: that much is said of it, as a caveat or in words."""
    return isinstance(part, dict) and part.get("id") == "overlay-unresolved" or isinstance(part, str) and part.startswith("fiches locales")


def bare(value):
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items() if name not in ASIDE}
    return [bare(part) for part in value if not is_of_tags(part)] if isinstance(value, list) else value


def canonical(what, body):
    """The answer as text that two answers of one register share."""
    return re.sub(r"\d{8}-\d{6}-[0-9a-f]{4}", "", text_of(what, body))


def text_of(what, body):
    if what in TILES:
        return json.dumps(decode(body), sort_keys=True)
    if what == "export XLSX":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return book.read("xl/worksheets/sheet1.xml").decode()
    if what == "export GeoJSON":
        body = json.loads(body)
    if isinstance(body, (dict, list)):
        return json.dumps(bare(body), sort_keys=True)
    text = body.decode() if isinstance(body, bytes) else body
    return "\n".join(line for line in text.splitlines() if not is_of_tags(line))


def sums_hold(what, body):
    """Within one answer: total, facets and rows say the same."""
    if what == "list with facets":
        by_section = next(it for it in body["facets"] if it["dimension"] == "section")
        assert body["total"] == sum(b["count"] for b in by_section["buckets"]), (body["total"], by_section)
        assert len(body["rows"]) == min(20, body["total"])


def rows_hold(what, headers, body):
    """A file holds as many rows as its header says."""
    stated = int(headers["X-Bassin-Rows"])
    if what == "export CSV":
        assert body.count("\r\n") >= stated + 1, (stated, body.count("\r\n"))
    if what == "export XLSX":
        assert canonical(what, body).count("<row ") == stated + 1, stated
    if what == "export GeoJSON":
        found = json.loads(body)
        assert len(found["features"]) + found["withoutPosition"] == stated, stated


class Figures:
    """From many threads. `register` is a number, `organisation` a name."""

    def __init__(self):
        self.lock, self.known, self.registers, self.waiting = threading.Lock(), {}, {}, []
        self.judged = 0

    def at_rest(self, register, organisation, what, body):
        self.known[register, organisation, what] = canonical(what, body)

    def learn(self, snapshot, register):
        with self.lock:
            self.registers[snapshot] = register

    def told(self, organisation, what, snapshot, body):
        """Judged at once where the snapshot is known; else when it is."""
        with self.lock:
            self.waiting.append((organisation, what, snapshot, canonical(what, body)))
        self.judge()

    def judge(self, all_of_them=False):
        with self.lock:
            ready, waiting = [], []
            for it in self.waiting:
                (ready if it[2] is None or it[2] in self.registers else waiting).append(it)
            self.waiting = waiting
            assert not (all_of_them and self.waiting), f"of no snapshot that was made: {self.waiting[0][:3]}"
            self.judged += len(ready)
        for organisation, what, snapshot, answer in ready:
            among = [self.registers[snapshot]] if snapshot else set(self.registers.values())
            good = [self.known[register, organisation, what] for register in among]
            assert answer in good, f"{what} for {organisation}, snapshot {snapshot}:\n{difference(answer, good[0])}"

    def distinct(self, what):
        """How many different answers there are: a question that all registers answer alike proves nothing."""
        return len({hashlib.sha256(answer.encode()).digest() for (_, _, name), answer in self.known.items() if name == what})


def difference(answer, good):
    at = next((i for i, (a, b) in enumerate(zip(answer, good)) if a != b), min(len(answer), len(good)))
    return f"at {at}: …{answer[max(0, at - 80):at + 120]}…\nexpected …{good[max(0, at - 80):at + 120]}…"
