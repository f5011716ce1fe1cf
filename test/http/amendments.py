#!/usr/bin/env python3
"""An amendment: a list of what it changes, voted and signed like a convention, carried out by its signature.

usage: amendments.py BINARY OPENAPI
"""

import sys

from conventions import CHIEFS, PARTNERS, Partners, change, drafted, refused, signed, try_to
from people import PeopleServer
from sharing import opened

PAYS, CCI, CMA, FARMERS, NEIGHBOUR = "Pays Créçois", *PARTNERS
VOTE = {"body": "assemblée", "number": "AV-1", "on": "2018-06-01", "transmittedOn": "", "signatory": "Mme Exemple", "signatoryTitle": ""}
TERM = {"endsOn": "2021-12-31", "renewal": "tacit", "renewalMonths": 12, "renewalsMost": 0, "noticeMonths": 3}


def begun(chief, convention, title="Avenant n° 1"):
    return chief.post("/api/v1/conventions", {"kind": "amendment", "parent": convention["id"], "title": title, "startsOn": "2019-01-01"})


def set_changes(chief, amendment, *changes):
    answer = change(chief, amendment, "/changes", "PUT", changes=list(changes))
    return chief.must("/api/v1/conventions/" + amendment["id"]), answer["changes"]


def voted(chief, amendment):
    amendment = change(chief, amendment, "/steps", "POST", step="submit")
    for party in amendment["parties"]:
        amendment = change(chief, amendment, f"/parties/{party['organisation']['id']}/deliberation", "PUT", **VOTE)
    return amendment


def written(chief, chamber, adviser, neighbour, convention, parties):
    amendment = begun(chief, convention)
    assert (amendment["kind"], amendment["status"], len(amendment["parties"])) == ("amendment", "draft", 4)
    path = "/changes"
    for wrong in ({"kind": "X"}, {"kind": "title", "text": 3}, {"kind": "term", "term": "long"}, {"kind": "axis_added", "axis": []},
                  {"kind": "party_joins", "subject": parties[NEIGHBOUR], "on": "soon"}, "all"):
        refused(try_to(chief, amendment, path, "PUT", changes=[wrong]), 400, "service.bad_field")
    refused(try_to(chief, amendment, path, "PUT", changes=[{"kind": "title", "more": 1}]), 400, "service.unknown_field")
    refused(try_to(chief, amendment, path, "PUT", changes=[{"kind": "commune_added", "subject": "99999", "on": "2019-01-01"}]), 404,
            "reference.unknown_territory")
    refused(try_to(chamber, amendment, path, "PUT", changes=[]), 403, "convention.not_yours")
    refused(try_to(adviser, amendment, path, "PUT", changes=[]), 403, "access.denied")
    refused(neighbour.ask(f"/api/v1/conventions/{amendment['id']}/changes"), 404, "convention.unknown")
    refused(try_to(chief, convention, path, "PUT", changes=[]), 409, "convention.not_an_amendment")
    refused(chief.ask(f"/api/v1/conventions/{convention['id']}/changes"), 409, "convention.not_an_amendment")
    axis = convention["axes"][1]
    amendment, told = set_changes(
        chief, amendment,
        {"kind": "title", "text": "Convention révisée"},
        {"kind": "term", "term": TERM},
        {"kind": "party_joins", "subject": parties[NEIGHBOUR], "on": "2019-01-01"},
        {"kind": "party_leaves", "subject": parties[FARMERS], "on": "2018-12-31"},
        {"kind": "commune_added", "subject": "77284", "on": "2019-01-01"},
        {"kind": "commune_removed", "subject": "77142", "on": "2019-01-01"},
        {"kind": "axis_reworded", "subject": axis["id"], "axis": {"code": axis["code"], "title": "Animation", "description": ""}},
        {"kind": "axis_added", "axis": {"code": "5", "title": "Gestion de crise", "description": ""}})
    by_kind = {it["kind"]: it for it in told}
    assert by_kind["title"]["before"] == {"text": "Convention de partenariat"}
    assert by_kind["title"]["after"] == {"text": "Convention révisée"}
    assert by_kind["term"]["before"]["term"]["endsOn"] == "2020-12-31" and by_kind["term"]["after"] == {"term": TERM}
    assert by_kind["party_joins"]["subject"] == {"id": parties[NEIGHBOUR], "name": NEIGHBOUR}
    assert by_kind["commune_added"]["subject"] == {"id": "77284", "name": "Meaux"}
    assert by_kind["commune_removed"]["subject"]["name"] == "Crécy-la-Chapelle"
    assert by_kind["axis_reworded"]["before"]["axis"]["title"] == "Animation du territoire"
    assert by_kind["axis_added"]["before"] is None and all(it["holds"] for it in told)
    assert [it["organisation"]["name"] for it in amendment["parties"]][-1] == NEIGHBOUR, "who joins votes"
    seen = neighbour.must(f"/api/v1/conventions/{amendment['id']}/changes")
    assert len(seen["changes"]) == 8 and seen["mine"] is False
    refused(neighbour.ask("/api/v1/conventions/" + convention["id"]), 404, "convention.unknown")
    return amendment


def carried_out(server, chief, neighbour, convention, amendment, parties):
    before = chief.must("/api/v1/conventions/" + convention["id"])
    assert before["title"] == "Convention de partenariat", "nothing before it is signed"
    overlapping, _ = set_changes(chief, begun(chief, convention, "Avenant n° 2"), {"kind": "title", "text": "Un autre titre"})
    amendment = change(chief, voted(chief, amendment), "/steps", "POST", step="sign", on="2018-12-20")
    assert amendment["status"] == "signed"
    after = chief.must("/api/v1/conventions/" + convention["id"])
    assert (after["title"], after["endsOn"], after["version"]) == ("Convention révisée", "2021-12-31", before["version"] + 1)
    assert {it["organisation"]["name"]: (it["joinedOn"], it["leftOn"]) for it in after["parties"]} == {
        PAYS: (None, None), CCI: (None, None), CMA: (None, None), FARMERS: (None, "2018-12-31"), NEIGHBOUR: ("2019-01-01", None)}
    ends = {it["code"]: (it["from"], it["until"]) for it in after["perimeter"]}
    assert ends["77142"] == (None, "2018-12-31") and ends["77284"] == ("2019-01-01", None) and len(ends) == 20
    assert [it["title"] for it in after["axes"]][1::3] == ["Animation", "Gestion de crise"]
    assert neighbour.must("/api/v1/conventions/" + convention["id"])["title"] == "Convention révisée"
    rows = opened(server, convention["id"])[0]
    who = {it for row in rows for it in row[:2]}
    assert who == {parties[it] for it in (PAYS, CCI, CMA, NEIGHBOUR)}, "what it opens follows"
    assert all(it["holds"] for it in chief.must(f"/api/v1/conventions/{amendment['id']}/changes")["changes"]), "it was true on its day"
    assert [it["holds"] for it in chief.must(f"/api/v1/conventions/{overlapping['id']}/changes")["changes"]] == [False]
    return overlapping


def changed_meanwhile(chief, convention, overlapping):
    overlapping = voted(chief, overlapping)
    refused(try_to(chief, overlapping, "/steps", "POST", step="sign", on="2018-12-21"), 409, "convention.changed_meanwhile")
    assert chief.must("/api/v1/conventions/" + convention["id"])["title"] == "Convention révisée"
    assert chief.must("/api/v1/conventions/" + overlapping["id"])["status"] == "deliberating", "nothing was signed"
    empty = begun(chief, convention, "Avenant n° 3")
    refused(try_to(chief, voted(chief, empty), "/steps", "POST", step="sign", on="2018-12-21"), 409, "convention.needs_change")


def it_is_in_the_trail(root, convention, amendment):
    for record, actions in ((convention, {"convention.amended"}), (amendment, {"convention.changes", "convention.signed"})):
        done = {it["action"] for it in root.must("/api/v1/audit?kind=convention&record=" + record["id"])["rows"]}
        assert actions <= done, done


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, CHIEFS)
        root, parties = partners.root, partners.ids
        chief, adviser, chamber, neighbour = partners.browsers(*CHIEFS)
        convention = signed(chief, chamber, drafted(chief, parties), parties)
        amendment = written(chief, chamber, adviser, neighbour, convention, parties)
        overlapping = carried_out(server, chief, neighbour, convention, amendment, parties)
        changed_meanwhile(chief, convention, overlapping)
        it_is_in_the_trail(root, convention, amendment)
        server.stop()


if __name__ == "__main__":
    main()
