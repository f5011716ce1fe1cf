#!/usr/bin/env python3
"""What comes out: script in what people write or ask, headers of every answer, downloads, cells that a spreadsheet would run.

usage: output.py BINARY OPENAPI
"""

import csv
import io
import os
import re
import sys
import urllib.parse
import zipfile

from raw import exchange, get, headers_of, statuses
from people import FAST, NO_SECOND_FACTOR, PeopleServer

SCRIPT = "<img src=x onerror=alert(1)><script>alert(1)"
PLACE = "territory=77142&field=all&state=any"
# What begins a formula, or a command, in one spreadsheet or another.
FORMULAS = ('=HYPERLINK("x.example","x")', "=1+1", "+33 1 60 00 00 00", "-2+3", "@SUM(A1)", "=cmd|' -C calc'!A0", "+1;=1+1",
            "=1\",=2")


def quoted(text):
    return urllib.parse.quote(text, safe="")


def every_answer_has_its_headers(server):
    """Whatever the status, and whoever answers: pages, API, files, refusals of the server itself."""
    session = f"Cookie: bassin={server.agent.cookies['bassin']}"
    etag = headers_of(get(server, "/api/v1/tiles/8/129/88", session))["etag"]
    seen = {}
    answers = {
        "page": get(server, "/"), "page of the application": get(server, "/annuaire"), "asset": get(server, "/assets/app.js"),
        "JSON": get(server, f"/api/v1/count?{PLACE}", session),
        "CSV": get(server, f"/api/v1/exports/establishments.csv?{PLACE}", session),
        "XLSX": get(server, f"/api/v1/exports/establishments.xlsx?{PLACE}", session),
        "GeoJSON": get(server, f"/api/v1/exports/establishments.geojson?{PLACE}", session),
        "tile": get(server, "/api/v1/tiles/8/129/88", session),
        "not modified": get(server, "/api/v1/tiles/8/129/88", session, f"If-None-Match: {etag}"),
        "health": get(server, "/healthz"), "metrics": get(server, "/metrics"),
        "refused value": get(server, "/api/v1/count?size=99", session),
        "stranger": get(server, "/api/v1/count"), "nothing there": get(server, "/api/v1/nothing"),
        "no such method": exchange(server, b"POST /api/v1/count HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        "bad path": get(server, "/a/../../b"), "no request at all": exchange(server, b"GARBAGE\r\n\r\n"),
        "too long": get(server, "/" + "a" * 20000),
        "too much": exchange(server, b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"),
        "cross-origin": exchange(server, b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                                         b"Content-Length: 2\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}"),
    }
    for what, answer in answers.items():
        headers = headers_of(answer)
        seen[what] = statuses(answer)
        assert len(seen[what]) == 1, (what, seen[what])
        assert headers.get("x-content-type-options") == "nosniff", (what, headers)
        assert headers.get("x-frame-options") == "DENY" and headers.get("referrer-policy") == "same-origin", (what, headers)
        policy = headers.get("content-security-policy", "")
        for word in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"):
            assert word in policy, (what, policy)
        assert "unsafe" not in policy and "*" not in policy, policy
        assert "access-control-allow-origin" not in headers, what
        assert "server" not in headers and "x-powered-by" not in headers, what
    assert {status for it in seen.values() for status in it} >= {200, 304, 400, 401, 403, 404, 405, 413, 431}, seen


def what_is_asked_comes_back_as_text(server):
    """In messages, which name the value that they refuse; never as a page."""
    session = f"Cookie: bassin={server.agent.cookies['bassin']}"
    for target in (f"/api/v1/count?size={quoted(SCRIPT)}", f"/api/v1/count?{quoted(SCRIPT)}=1",
                   f"/api/v1/territories?name={quoted(SCRIPT)}",
                   f"/api/v1/establishments/{quoted(SCRIPT)}", f"/api/v1/search?q={quoted(SCRIPT)}", f"/api/v1/{quoted(SCRIPT)}",
                   f"/api/v1/establishments?cursor={quoted(SCRIPT)}", f"/api/v1/tiles/1/1/{quoted(SCRIPT)}",
                   f"/api/v1/jobs?state={quoted(SCRIPT)}", f"/api/v1/audit?{quoted(SCRIPT)}=1", f"/api/v1/invitations/{quoted(SCRIPT)}"):
        headers = headers_of(get(server, target, session))
        assert headers["content-type"].startswith("application/json"), (target, headers)
    for target in (f"/{quoted(SCRIPT)}", f"/annuaire?q={quoted(SCRIPT)}", "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"):
        answer = get(server, target)
        assert b"alert(1)" not in answer, f"{target} is repeated on a page"


def what_is_written_stays_text(server):
    """Tags, portfolios, businesses, selections, names: as they were, and as JSON."""
    agent = server.agent
    agent.must(f"/api/v1/establishments/{server.business}/tags/{quoted(SCRIPT)}", "PUT")
    portfolio = agent.post("/api/v1/portfolios", {"name": SCRIPT})
    local = agent.post("/api/v1/local-businesses", {"name": SCRIPT, "commune": "77142", "reason": SCRIPT, "address": SCRIPT})
    selection = agent.post("/api/v1/selections", {"name": SCRIPT, "query": "tag=" + quoted(SCRIPT)})
    agent.post(f"/api/v1/establishments/{server.business}/corrections", {"kind": "description", "value": SCRIPT, "reason": SCRIPT})
    cookie = {"Cookie": f"bassin={agent.cookies['bassin']}"}
    for target in ("/api/v1/tags", "/api/v1/portfolios", f"/api/v1/local-businesses/{local['id']}", "/api/v1/selections",
                   f"/api/v1/establishments/{server.business}/casework", f"/api/v1/establishments?{PLACE}&tag={quoted(SCRIPT)}",
                   f"/api/v1/establishments/{local['business']}", f"/api/v1/selections/{selection['id']}/changes"):
        status, headers, body = server.ask(target, headers=cookie)
        assert status == 200 and headers["Content-Type"].startswith("application/json"), target
        assert SCRIPT in str(body) or "changes" in target, target
    assert portfolio["name"] == SCRIPT
    for name in ("a\r\nX: y", "a\x00b", "\u202egnp.exe", "\x1b[31m"):
        status, answer = agent.ask("/api/v1/portfolios", "POST", {"name": name})
        assert status == 400, (name, answer)


def headers_stay_headers(server):
    """Line breaks in what is asked begin no header of the answer."""
    session = f"Cookie: bassin={server.agent.cookies['bassin']}"
    for evil in ("%0d%0aX-Evil:%201", "%0aX-Evil:%201", "%0dX-Evil:%201", "%E5%98%8A%E5%98%8DX-Evil:%201", "%0d%0a%0d%0a%3Cscript%3E"):
        for target in (f"/api/v1/exports/establishments.csv?{PLACE}&tag=a{evil}",
                       f"/api/v1/exports/establishments.geojson?{PLACE}&tag={evil}", f"/api/v1/count?tag={evil}",
                       f"/annuaire{evil}", f"/api/v1/tiles/8/129/88?tag={evil}"):
            answer = get(server, target, session)
            assert len(statuses(answer)) == 1 and "x-evil" not in headers_of(answer), (target, answer[:800])
            assert b"<script>" not in answer.split(b"\r\n\r\n")[0], target


def downloads_are_downloads(server):
    """Saved under a name of ours, never shown in the page's place, kept by no cache."""
    session = f"Cookie: bassin={server.agent.cookies['bassin']}"
    for ending in ("csv", "xlsx", "geojson"):
        headers = headers_of(get(server, f"/api/v1/exports/establishments.{ending}?{PLACE}&tag={quoted(chr(34) + SCRIPT)}", session))
        disposition = headers["content-disposition"]
        assert re.fullmatch(r'attachment; filename="etablissements[-0-9]*\.' + ending + '"', disposition), disposition
        assert headers["cache-control"] == "no-store", headers


def cells_of_csv(text, delimiter):
    return [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter) for cell in row]


def no_cell_is_a_formula(server):
    """Names, tags, portfolios, addresses that begin as formulas do; in each dialect and in the workbook, whose texts are texts."""
    agent = server.agent
    for formula in FORMULAS:
        agent.must(f"/api/v1/establishments/{server.business}/tags/{quoted(formula)}", "PUT")
        agent.post("/api/v1/local-businesses",
                   {"name": formula, "commune": "77142", "address": formula, "reason": "vu", "naturalPerson": False})
        portfolio = agent.post("/api/v1/portfolios", {"name": formula + "."})
        agent.must(f"/api/v1/portfolios/{portfolio['id']}/businesses/{server.business}", "PUT")
    for start in ("\t=1", "\r=1", "\n=1"):
        assert agent.ask("/api/v1/portfolios", "POST", {"name": "a" + start})[0] == 400, "no such sign in a name"
    query = f"/api/v1/exports/establishments.csv?{PLACE}&columns=siret,name,tags,portfolios,address,commune-label"
    for dialect, delimiter in (("", ","), ("&dialect=excel", ";")):
        for narrowed in ("", f"&tag={quoted(FORMULAS[0])}", f"&portfolio={quoted(FORMULAS[1] + '.')}"):
            text = agent.must(query + dialect + narrowed)
            cells = cells_of_csv(text, delimiter)
            risky = [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")]
            assert not risky, (dialect, narrowed, risky[:3])
        assert any(cell == "'" + FORMULAS[0] for cell in cells_of_csv(agent.must(query + dialect), delimiter)), "and none is lost"
    book = zipfile.ZipFile(io.BytesIO(agent.must(query.replace(".csv?", ".xlsx?"))))
    for name in (it for it in book.namelist() if it.startswith("xl/")):
        sheet = book.read(name).decode()
        assert "<f>" not in sheet and "<f " not in sheet and "hyperlink" not in sheet.lower().replace("=hyperlink(", ""), name
    assert "=1+1" in book.read("xl/worksheets/sheet1.xml").decode() or "=1+1" in book.read("xl/sharedStrings.xml").decode()
    assert not [name for name in book.namelist() if "externalLink" in name or "vba" in name.lower() or "connections" in name]


def make_web(server):
    """A page and a file of ours, so that the test needs no built application."""
    folder = os.path.join(server.folder, "web")
    os.makedirs(os.path.join(folder, "assets"))
    for name, text in (("index.html", "<!doctype html><title>Bassin</title>"), ("assets/app.js", "// nothing")):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return f'[web]\nfolder = "{folder}"\n'


def main(binary, contract):
    with PeopleServer(binary, contract) as server:
        server.load("files", "--rows", "40000", "--departements", "77")
        server.init()
        server.add("anne@pays.fr", "coordinator")
        server.start(NO_SECOND_FACTOR + FAST + make_web(server), public_register=False)
        server.agent = server.browser("anne@pays.fr")
        rows = server.agent.must(f"/api/v1/establishments?{PLACE}&limit=5")["rows"]
        server.business = next(row["id"] for row in rows if not row["local"])
        for test in (every_answer_has_its_headers, what_is_asked_comes_back_as_text, what_is_written_stays_text, headers_stay_headers,
                     downloads_are_downloads, no_cell_is_a_formula):
            test(server)
            print("passed", test.__name__)
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
