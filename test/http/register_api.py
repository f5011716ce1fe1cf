#!/usr/bin/env python3
"""The register over HTTP: each operation with each of its parameters, the same figures as the command line, masked values.

usage: register_api.py BINARY OPENAPI
"""

import json
import sys
import urllib.parse

from server import Server

ORIGIN = "distance:2.9,48.85"


def every_parameter_of_every_operation(server):
    """The examples of openapi.yaml are questions that the server understands."""
    asked = 0
    for path, item in server.contract.document["paths"].items():
        for method, operation in item.items():
            if method != "get" or operation["x-need"] not in ("see_businesses", "see_aggregates"):
                continue  # of people: accounts.py
            if path.startswith(("/api/v1/local-businesses/", "/api/v1/selections/", "/api/v1/zones/", "/api/v1/campaigns/")):
                continue  # of what somebody made: casework.py, zones.py, campaigns.py
            if path.startswith("/api/v1/contours/"):
                continue  # of what is not loaded here: contours.py
            target = path.replace("{id}", server.first_id).replace("{siren}", server.first_id[:9])
            for place in (p for p in server.contract.parameters(operation) if p["in"] == "path"):
                target = target.replace("{" + place["name"] + "}", str(place["schema"].get("example", place.get("example"))))
            needed = {"/search": [("q", "boulangerie")], "/territories": [("name", "77142")], "/streets": [("commune", "77142")]}.get(
                path[path.rindex("/"):], [])
            for parameter in [None, *server.contract.parameters(operation)]:
                if parameter and (parameter["in"] != "query" or parameter["name"] in ("cursor", "zone", "layer")):
                    continue
                own = [(parameter["name"], str(parameter["schema"].get("example", parameter.get("example"))))] if parameter else []
                if own and own[0][1] in ("True", "False"):
                    own = [(own[0][0], own[0][1].lower())]
                query = urllib.parse.urlencode([pair for pair in needed if not own or pair[0] != own[0][0]] + own)
                status, _, body = server.ask(target + ("?" + query if query else ""), method.upper())
                refused = isinstance(body, dict) and body.get("error", "").startswith(("reference.", "partners.unknown_organisation"))
                needs_account = status == 401 and path.startswith("/api/v1/exports/")
                needs_account = needs_account or status == 401 and own and own[0][0].startswith(("contact", "follow-up"))
                assert status == 200 or refused or needs_account, f"{target}?{query}: {status} {body}"
                asked += 1
    assert asked > 100, asked


def activities_by_code_and_by_words(server):
    found = server.get("/api/v1/activities", words="boulangerie")
    assert "10.71C" in [it["code"] for it in found["activities"]] and found["total"] == len(found["activities"]), found
    assert [it["code"] for it in server.get("/api/v1/activities", words="5610a")["activities"]] == ["56.10A"]
    assert server.get("/api/v1/activities", words="Boulangerie patisserie")["activities"], "accents aside"
    many = server.get("/api/v1/activities", words="commerce")
    assert len(many["activities"]) == 30 < many["total"], many["total"]
    assert server.get("/api/v1/activities", words="zzz") == {"activities": [], "total": 0}
    assert server.ask("/api/v1/activities?naem=pain")[0] == 400


def refuses_what_it_does_not_know(server):
    for target, error in [("/api/v1/count?territroy=77", "query.unknown_parameter"),
                          ("/api/v1/count?size=99", "query.bad_value"),
                          ("/api/v1/count?by=section,size,epci", "query.too_many_dimensions"),
                          ("/api/v1/establishments?limit=0", "query.bad_value"),
                          ("/api/v1/establishments?limit=1001", "query.bad_value"),
                          ("/api/v1/establishments?limit=ten", "query.bad_value"),
                          ("/api/v1/establishments?total=perhaps", "query.bad_value"),
                          ("/api/v1/establishments?sort=beauty", "query.bad_value"),
                          ("/api/v1/establishments?cursor=nonsense", "query.cursor_invalid"),
                          ("/api/v1/establishments?perimeter=yesterday", "query.bad_value"),
                          ("/api/v1/search?q=", "search.empty"),
                          ("/api/v1/territories?name=Atlantis", "reference.unknown_territory"),
                          ("/api/v1/territories?nmae=77", "query.unknown_parameter"),
                          ("/api/v1/establishments/nonsense", "query.bad_value")]:
        status, _, body = server.ask(target)
        assert status == 400 or (error.startswith("reference.") and status == 404), f"{target}: {status} {body}"
        assert body["error"] == error, f"{target}: {body}"
    status, _, body = server.ask("/api/v1/establishments/99999999999999")
    assert (status, body["error"]) == (404, "query.unknown_business"), body
    assert server.ask("/api/v1/nothing")[0] == 404
    status, headers, _ = server.ask("/api/v1/count", "POST")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def the_same_figures_as_the_command_line(server):
    for arguments in [{"territory": "dep:77"}, {"territory": "dep:77", "field": "all", "state": "any"},
                      {"territory": "dep:77", "at": "2018-01-31", "size_group": "10-49"}]:
        options = [part for name, value in arguments.items() for part in ("--" + name.replace("_", "-"), value)]
        command = json.loads(server.run("facets", "--data", server.data, "--by", "section,chamber", "--json", *options).stdout)
        page = server.get("/api/v1/establishments", facets="section,chamber", limit=1, **arguments)
        assert page["total"] == command["total"] > 0, arguments
        ours = {(f["dimension"], b["key"]): b["count"] for f in page["facets"] for b in f["buckets"]}
        theirs = {(b["dimension"], b["key"]): b["count"] for b in command["buckets"]}
        assert len(theirs) > 10 and theirs.items() <= ours.items(), arguments  # the command shows the largest


def pages_hold_every_row_once(server):
    for sort in ("name", "created-desc", "size", ORIGIN):
        seen, cursor, total = [], None, None
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = server.get("/api/v1/establishments", territory="77142", field="all", state="any", limit=7, sort=sort, **more)
            total = page["total"] if cursor is None else total
            seen += [row["id"] for row in page["rows"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == total > 7, (sort, len(seen), total)


def leaves(answer):
    if isinstance(answer, dict):
        answer = list(answer.values())
    return [leaf for part in answer for leaf in leaves(part)] if isinstance(answer, list) else [str(answer)]


def masked_values_never_leave(server):
    """No text that an agent alone may read stands in any answer about the row."""
    of_agents = json.loads(server.run("list", "--data", server.data, "--territory", "dep:77", "--diffusion", "partial", "--field", "all",
                                      "--limit", "200", "--audience", "agent", "--json").stdout)["rows"]
    assert len(of_agents) > 20
    hidden = 0
    for row in of_agents:
        file = server.get("/api/v1/establishments/" + row["siret"])
        public = {"siret": file["row"]["id"]}
        assert public["siret"] == row["siret"]
        for ours, theirs in [("name", "name"), ("address", "address"), ("postalCode", "postal-code")]:
            value = file["row"][ours]
            if value == {"masked": True} and row[theirs]:
                hidden += 1
                # A sister's public commune may have the digits of a postal code.
                answer = {name: part for name, part in file.items() if name != "sisters" or ours != "postalCode"}
                told = [leaf for leaf in leaves(answer) if leaf == row[theirs] or (len(row[theirs]) > 8 and row[theirs] in leaf)]
                assert not told, (row["siret"], theirs, told)
        if file["row"]["position"] == {"masked": True} and row["longitude"] is not None:
            assert str(row["longitude"]) not in json.dumps(file), row["siret"]
        assert file["privacy"]["shownToYou"] is False
    assert hidden > 20, hidden
    names = [row["name"] for row in of_agents if row["name"] and len(row["name"]) > 8][:20]
    for name in names:
        found = server.get("/api/v1/search", q=name, field="all", state="any")
        for hit in found["hits"]:
            if hit["row"]["name"] == {"masked": True}:
                assert hit["matched"] != name


def languages_and_headers(server):
    french = server.ask("/api/v1/count?size=99")[2]["message"]
    english = server.ask("/api/v1/count?size=99", headers={"Accept-Language": "en-GB,en;q=0.9,fr;q=0.5"})[2]["message"]
    assert french != english
    status, headers, _ = server.ask("/api/v1/count")
    assert headers["X-Content-Type-Options"] == "nosniff" and "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    status, headers, body = server.ask("/api/v1/count", "HEAD")
    assert (status, body) == (200, "") and int(headers["Content-Length"]) > 100
    metrics = server.ask("/metrics")[2]
    assert 'route="/api/v1/establishments/{id}",status="200"' in metrics
    assert server.first_id not in metrics, "metrics name routes, not businesses"


def main():
    with Server(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77", "--named-p", "100")
        server.start("[limits]\nrequests_per_second = 100000\nrequests_at_once = 100000\n")
        server.first_id = server.get("/api/v1/establishments", territory="77142", field="all", state="any", limit=1)["rows"][0]["id"]
        for test in (every_parameter_of_every_operation, refuses_what_it_does_not_know, the_same_figures_as_the_command_line,
                     activities_by_code_and_by_words, pages_hold_every_row_once, masked_values_never_leave, languages_and_headers):
            test(server)
            print("passed", test.__name__)
        server.stop()


if __name__ == "__main__":
    main()
