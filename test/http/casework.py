#!/usr/bin/env python3
"""What partners say of businesses beside the register: who sees it, what it changes in every answer, what is never overwritten.

Two intercommunalities side by side and the chamber that serves both.

usage: casework.py BINARY OPENAPI
"""

import sys
import urllib.parse

from people import FAST, NO_SECOND_FACTOR, PeopleServer

HERE, THERE = "77142", "77284"  # Crécy-la-Chapelle; Meaux


def quoted(text):
    return urllib.parse.quote(text, safe="")


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def rows_in(browser, commune, **more):
    query = urllib.parse.urlencode({"territory": commune, "field": "all", "state": "any", "limit": 500,
                                    **{name.replace("_", "-"): value for name, value in more.items()}})
    return browser.must("/api/v1/establishments?" + query)


def first_of(browser, commune, number=0):
    return [row["id"] for row in rows_in(browser, commune)["rows"] if not row["local"]][number]


def counts_equal_lists(browser, commune, **more):
    """One question, by every output that counts: the same number."""
    page = rows_in(browser, commune, facets="tag,portfolio,chamber", **more)
    query = urllib.parse.urlencode({"territory": commune, "field": "all", "state": "any",
                                    **{name.replace("_", "-"): value for name, value in more.items()}})
    count = browser.must("/api/v1/count?" + query)["total"]
    assert count == page["total"] == len(page["rows"]), (count, page["total"], len(page["rows"]))
    for dimension in ("tag", "portfolio"):
        facet = next(it for it in page["facets"] if it["dimension"] == dimension)
        if dimension in more:
            continue  # a facet leaves its own filter aside
        for bucket in facet["buckets"]:
            if bucket["key"]:
                carried = sum(bucket["key"] in row[dimension + "s"] for row in page["rows"])
                assert carried == bucket["count"], (bucket, carried)
    return count


def tags(server, anne, carole, nora, analyst):
    mine, other = first_of(anne, HERE), first_of(anne, HERE, 1)
    there = first_of(carole, THERE)
    put = f"/api/v1/establishments/{mine}/tags/{quoted('Marché')}"
    assert anne.must(put, "PUT") == {"changed": True}
    assert anne.must(put, "PUT") == {"changed": False}
    assert counts_equal_lists(anne, HERE, tag="Marché") == 1, "the next question sees it"
    anne.must(f"/api/v1/establishments/{other}/tags/{quoted('à revoir')}", "PUT", {"shared": False})
    anne.must(f"/api/v1/establishments/{mine}/tags/{quoted('À revoir')}", "PUT", {"shared": False})
    assert counts_equal_lists(anne, HERE) > 2
    refused(anne.ask(f"/api/v1/establishments/{there}/tags/Bio", "PUT"), 403, "support.outside_territory")
    server.until(lambda: counts_equal_lists(carole, HERE, tag="Marché") == 1, "the partner sees what is shared")
    assert counts_equal_lists(carole, HERE, tag="à revoir") == 0, "and not what is not"
    assert rows_in(nora, HERE, tag="Marché")["total"] == 0, "nothing crosses to another intercommunality"
    assert rows_in(analyst, HERE, tag="Marché")["total"] == 1
    refused(analyst.ask(put, "PUT"), 403, "access.denied")
    words = {tag["name"]: tag for tag in anne.must("/api/v1/tags")["tags"]}
    assert {name: tag["businesses"] for name, tag in words.items()} == {"Marché": 1, "à revoir": 2}, words
    assert [(t["name"], t["own"]) for t in carole.must("/api/v1/tags")["tags"]] == [("Marché", None)]
    assert nora.must("/api/v1/tags")["tags"] == []
    own = words["Marché"]["own"]
    renamed = anne.must(f"/api/v1/tags/{own['id']}", "PATCH", {"version": own["version"], "name": "Halles"})
    assert rows_in(anne, HERE, tag="Halles")["total"] == 1 and rows_in(anne, HERE, tag="Marché")["total"] == 0
    refused(anne.ask(f"/api/v1/tags/{own['id']}", "PATCH", {"version": own["version"], "name": "X"}), 409, "support.changed")
    refused(carole.ask(f"/api/v1/tags/{own['id']}?version=2", "DELETE"), 404, "support.unknown_tag")
    refused(anne.ask(f"/api/v1/tags/{own['id']}", "PATCH", {"version": 2, "name": "A revoir"}), 409, "support.tag_exists")
    script = "<script>alert(1)"
    anne.must(f"/api/v1/establishments/{mine}/tags/{quoted(script)}", "PUT")
    assert script in rows_in(anne, HERE, business=mine)["rows"][0]["tags"], "text is text"
    assert anne.must(f"/api/v1/establishments/{mine}/tags/{quoted(script)}", "DELETE") == {"changed": True}
    assert anne.must(f"/api/v1/tags/{own['id']}?version={renamed['version']}", "DELETE") == {"changed": True}
    assert rows_in(anne, HERE, tag="Halles")["total"] == 0


def portfolios(server, anne, carole, chief):
    mine = first_of(anne, HERE)
    new = {"name": "Artisans de Crécy"}
    headers = {"Idempotency-Key": "one-two-three"}
    first = anne.ask("/api/v1/portfolios", "POST", new, headers=headers)
    again = anne.ask("/api/v1/portfolios", "POST", new, headers=headers)
    assert first == again and first[0] == 200, (first, again)
    refused(anne.ask("/api/v1/portfolios", "POST", {"name": "Autre"}, headers=headers), 409, "support.key_reused")
    refused(anne.ask("/api/v1/portfolios", "POST", {"name": "ARTISANS DE CRECY"}), 409, "support.portfolio_exists")
    portfolio = first[1]
    anne.must(f"/api/v1/portfolios/{portfolio['id']}/businesses/{mine}", "PUT")
    assert counts_equal_lists(anne, HERE, portfolio="Artisans de Crécy") == 1
    listed = anne.must("/api/v1/portfolios")["portfolios"]
    assert [(it["name"], it["businesses"], it["mine"], it["changeable"]) for it in listed] == [("Artisans de Crécy", 1, True, True)]
    assert carole.must("/api/v1/portfolios")["portfolios"] == []
    assert rows_in(carole, HERE, portfolio="Artisans de Crécy")["total"] == 0
    refused(carole.ask(f"/api/v1/portfolios/{portfolio['id']}/businesses/{mine}", "PUT"), 404, "support.unknown_portfolio")
    field = server.browser("field@pays.fr")
    refused(field.ask(f"/api/v1/portfolios/{portfolio['id']}/businesses/{mine}", "DELETE"), 403, "support.not_yours")
    assert chief.must(f"/api/v1/portfolios/{portfolio['id']}/businesses/{mine}", "DELETE") == {"changed": True}
    assert rows_in(anne, HERE, portfolio="Artisans de Crécy")["total"] == 0


def corrections(server, anne, carole, nora, analyst):
    business = first_of(anne, HERE, 2)
    target = f"/api/v1/establishments/{business}"
    before = anne.must(target)["row"]

    def correct(browser, kind, value, replaces=None, reason="vu sur place"):
        return browser.ask(target + "/corrections", "POST", {"kind": kind, "value": value, "reason": reason, "replaces": replaces})

    status, chambers = correct(anne, "chambers", {"add": ["ca"], "remove": ["cci"]})
    assert status == 200, chambers
    expected = sorted(({"ca"} | set(before["chambers"]) & {"cci", "cma"}) - {"cci"})
    assert sorted(chambers["value"]["value"]["members"]) == expected, chambers
    row = anne.must(target)["row"]
    assert row["chambersCorrected"] and sorted(row["chambers"]) == expected
    assert business in [r["id"] for r in rows_in(anne, HERE, chamber="ca")["rows"]]
    refused(correct(carole, "chambers", {"members": ["cma"]}), 409, "support.changed")
    status, second = correct(carole, "chambers", {"members": ["cma"]}, chambers["id"])
    assert status == 200 and anne.must(target)["membership"]["byHand"], second
    status, place = correct(anne, "position", {"longitude": 2.91, "latitude": 48.86})
    assert status == 200, place
    inside = {"radius": "2.91,48.86,50"}
    assert business in [r["id"] for r in rows_in(anne, HERE, **inside)["rows"]], "found where it was put"
    assert correct(anne, "activity", {"nomenclature": "NAFRev2", "code": "10.71C"})[0] == 200
    assert anne.must(target)["row"]["activity"]["corrected"]
    for kind, value in (("activity", {"nomenclature": "NAFRev2", "code": "99.99X"}), ("position", {"longitude": 200, "latitude": 0}),
                        ("chambers", {"members": ["ccii"]}), ("chambers", {}), ("name", 3), ("position", None), ("gender", "x")):
        refused(correct(anne, kind, value), 400, "query.bad_value")
    refused(correct(anne, "name", "Nouveau nom", reason=" "), 400, "text.empty")
    assert correct(anne, "name", "Chez Jeanne Durand")[0] == 200
    assert correct(anne, "description", "Vend aussi au <marché>\nle jeudi")[0] == 200
    page = anne.must(target + "/casework")
    assert page["description"] == {"value": "Vend aussi au <marché>\nle jeudi"} and page["mayEdit"]
    assert [c["ended"]["how"] for c in page["corrections"] if not c["inForce"]] == ["superseded"]
    assert all(c["by"]["name"].startswith("Agent ") and not c["registerChanged"] for c in page["corrections"]), page
    assert anne.must(target)["row"]["name"] == {"text": "Chez Jeanne Durand"}
    seen = analyst.must(target + "/casework")
    text = str(seen)
    assert "Jeanne" not in text and "jeudi" not in text and "vu sur place" not in text and "2.91" not in text, seen
    assert next(c for c in seen["corrections"] if c["kind"] == "chambers" and c["inForce"])["value"] == {"value": {"members": ["cma"]}}
    empty = nora.must(target + "/casework")
    assert empty["corrections"] == [] and empty["tags"] == [] and empty["description"] is None, "the neighbour sees nothing"
    assert nora.must(target)["row"]["name"] == before["name"] or "masked" in str(nora.must(target)["row"]["name"])
    refused(nora.ask(f"/api/v1/corrections/{second['id']}", "DELETE"), 404, "support.unknown_correction")
    assert anne.must(f"/api/v1/corrections/{second['id']}", "DELETE") == {"changed": True}
    assert sorted(anne.must(target)["row"]["chambers"]) != ["cma"] or not anne.must(target)["row"]["chambersCorrected"]
    return business


def local_businesses(server, anne, carole, nora, analyst):
    new = {"name": "La Roulotte de Zoé", "commune": HERE, "reason": "vue au marché", "position": {"longitude": 2.90, "latitude": 48.85},
           "activity": {"nomenclature": "NAFRev2", "code": "56.10C"}, "chambers": {"members": ["cma"]}}
    stock = rows_in(anne, HERE)["total"]
    van = anne.post("/api/v1/local-businesses", new)
    assert rows_in(anne, HERE)["total"] == stock + 1 and counts_equal_lists(anne, HERE) == stock + 1
    hits = anne.must("/api/v1/search?" + urllib.parse.urlencode({"q": "roulotte zoe", "territory": HERE}))["hits"]
    assert any(hit["row"]["id"] == van["business"] for hit in hits), hits
    row = anne.must("/api/v1/establishments/" + van["business"])["row"]
    assert row["local"] and row["chambers"] == ["cma"] and row["position"]["quality"] == "given", row
    server.until(lambda: rows_in(carole, HERE)["total"] == stock + 1, "the partner sees it")
    assert rows_in(nora, HERE)["total"] == stock
    assert "Zoé" not in str(rows_in(analyst, HERE, business=van["business"])), "a person's name, as long as nothing says otherwise"
    listed = analyst.must("/api/v1/local-businesses")["businesses"]
    assert "Zoé" not in str(listed) and "marché" not in str(listed) and len(listed) == 1, listed
    refused(nora.ask("/api/v1/local-businesses/" + van["id"]), 404, "support.unknown_local")
    refused(anne.ask("/api/v1/local-businesses", "POST", {**new, "commune": THERE}), 403, "support.outside_territory")
    for wrong in ({"commune": "99999"}, {"size": "99"}, {"legal": "0001"}, {"position": {"longitude": 1}}, {"openedOn": "hier"}):
        refused(anne.ask("/api/v1/local-businesses", "POST", {**new, **wrong}), 400, "query.bad_value")
    changed = carole.must("/api/v1/local-businesses/" + van["id"], "PATCH", {"version": van["version"], "name": "La Roulotte"})
    refused(anne.ask("/api/v1/local-businesses/" + van["id"], "PATCH", {"version": van["version"], "name": "X"}), 409, "support.changed")
    anne.must(f"/api/v1/establishments/{van['business']}/tags/{quoted('Ambulant')}", "PUT")
    it = rows_in(anne, HERE, sort="distance:2.90,48.85")["rows"]
    candidates = anne.must(f"/api/v1/local-businesses/{van['id']}/candidates")["candidates"]
    assert all(c["row"]["commune"]["code"] == HERE and not c["row"]["local"] for c in candidates), candidates
    siret = next(r["id"] for r in it if not r["local"])
    matched = anne.must(f"/api/v1/local-businesses/{van['id']}/match", "POST", {"siret": siret, "version": changed["version"]})
    assert rows_in(anne, HERE)["total"] == stock, "counted once"
    row = rows_in(anne, HERE, tag="Ambulant")["rows"]
    assert [r["id"] for r in row] == [siret] and row[0]["chambers"] == ["cma"], "what was said of it goes with it"
    assert anne.must("/api/v1/establishments/" + van["business"])["row"]["id"] == siret, "an old link leads to it"
    assert [m["id"] for m in anne.must(f"/api/v1/establishments/{siret}/casework")["matched"]] == [van["id"]]
    refused(anne.ask(f"/api/v1/local-businesses/{van['id']}/match", "POST", {"siret": siret, "version": matched["version"]}), 409,
            "support.matched")
    anne.must(f"/api/v1/local-businesses/{van['id']}/match?version={matched['version']}", "DELETE")
    assert rows_in(anne, HERE)["total"] == stock + 1
    assert [r["id"] for r in rows_in(anne, HERE, tag="Ambulant")["rows"]] == [van["business"]]
    return van


def selections(server, anne, carole, chief, analyst):
    query = urllib.parse.urlencode({"territory": HERE, "field": "all", "state": "any", "colonnes": "name", "tag": "Suivi"})
    one, two = first_of(anne, HERE, 3), first_of(anne, HERE, 4)
    anne.must(f"/api/v1/establishments/{one}/tags/Suivi", "PUT")
    refused(anne.ask("/api/v1/selections", "POST", {"name": "X", "query": "territroy=77"}), 400, "query.unknown_parameter")
    made = anne.post("/api/v1/selections", {"name": "Suivis", "query": query, "shared": False})
    target = "/api/v1/selections/" + made["id"]
    assert anne.must(target + "/changes")["changes"] == {"in": [], "out": [], "changed": []}
    anne.must(f"/api/v1/establishments/{two}/tags/Suivi", "PUT")
    anne.must(f"/api/v1/establishments/{one}/corrections", "POST",
              {"kind": "activity", "value": {"nomenclature": "NAFRev2", "code": "01.11Z"}, "reason": "vu"})
    changes = anne.must(target + "/changes")
    assert changes["changes"]["in"] == [two] and changes["changes"]["out"] == [] and changes["total"] == 2, changes
    assert [c["id"] for c in changes["changes"]["changed"]] == [one], changes
    assert {"name": "activity", "now": "NAFRev2:01.11Z"}.items() <= next(
        v for v in changes["changes"]["changed"][0]["values"] if v["name"] == "activity").items()
    anne.must(target + "/seen", "PUT")
    anne.must(f"/api/v1/establishments/{one}/tags/Suivi", "DELETE")
    assert anne.must(target + "/changes")["changes"] == {"in": [], "out": [one], "changed": []}
    refused(chief.ask(target + "/changes"), 404, "support.unknown_selection")
    shared = anne.must(target, "PATCH", {"version": made["version"], "shared": True})
    assert chief.must(target + "/changes")["since"] is None, "each has their own last look"
    refused(chief.ask(target, "PATCH", {"version": shared["version"], "name": "X"}), 403, "support.not_yours")
    assert [s["name"] for s in carole.must("/api/v1/selections")["selections"]] == []
    assert analyst.must("/api/v1/selections")["selections"][0]["name"] == "Suivis"
    assert analyst.post("/api/v1/selections", {"name": "Figures", "query": query})["mine"]


def strangers(server):
    """The register is open to all here; nothing of the casework is."""
    stranger = server.browser()
    assert stranger.must("/api/v1/tags")["tags"] == [] and stranger.must("/api/v1/portfolios")["portfolios"] == []
    assert stranger.must("/api/v1/local-businesses")["businesses"] == [] and stranger.must("/api/v1/selections")["selections"] == []
    refused(stranger.ask("/api/v1/selections", "POST", {"name": "X", "query": ""}), 401, "access.sign_in")
    assert all(row["tags"] == [] and not row["local"] for row in rows_in(stranger, HERE)["rows"])


def leaving(server, anne, chief):
    root = server.browser("root@pays.fr")
    people = {a["email"]: a["id"] for a in
              root.must(f"/api/v1/organisations/{root.session['organisation']['id']}/agents")["agents"]}
    root.post(f"/api/v1/agents/{people['anne@pays.fr']}/leave", {"hand_over_to": people["chief@pays.fr"]})
    mine = [p["name"] for p in chief.must("/api/v1/portfolios")["portfolios"] if p["mine"]]
    assert mine == ["Artisans de Crécy"], mine
    assert [s["name"] for s in chief.must("/api/v1/selections")["selections"] if s["mine"]] == ["Suivis"]


def still_there_after_a_restart(server, business, van):
    server.stop()
    server.start(NO_SECOND_FACTOR + FAST)
    chief = server.browser("chief@pays.fr")
    assert chief.must(f"/api/v1/establishments/{business}/casework")["description"] is not None
    assert chief.must("/api/v1/establishments/" + van["business"])["row"]["local"]


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "40000", "--departements", "77")
        server.init()
        server.add("anne@pays.fr", "adviser")
        server.add("chief@pays.fr", "coordinator")
        server.add("field@pays.fr", "field_agent")
        server.add("analyst@pays.fr", "analyst")
        server.start(NO_SECOND_FACTOR + FAST)
        root = server.browser("root@pays.fr")
        root.post("/api/v1/organisations", {"name": "CMA 77", "kind": "cma", "territory": "dep:77"})
        root.post("/api/v1/organisations", {"name": "Pays de Meaux", "kind": "intercommunality", "territory": "list:" + THERE})
        server.add("carole@cma.fr", "adviser", "CMA 77")
        server.add("nora@meaux.fr", "adviser", "Pays de Meaux")
        anne, chief, analyst, carole, nora = (server.browser(email) for email in (
            "anne@pays.fr", "chief@pays.fr", "analyst@pays.fr", "carole@cma.fr", "nora@meaux.fr"))
        tags(server, anne, carole, nora, analyst)
        portfolios(server, anne, carole, chief)
        business = corrections(server, anne, carole, nora, analyst)
        van = local_businesses(server, anne, carole, nora, analyst)
        selections(server, anne, carole, chief, analyst)
        strangers(server)
        leaving(server, anne, chief)
        still_there_after_a_restart(server, business, van)
        server.stop()


if __name__ == "__main__":
    main()
