#!/usr/bin/env python3
"""What a signed convention opens to its parties, and the annex that says otherwise: who proposes, who agrees, what follows.

usage: sharing.py BINARY OPENAPI
"""

import contextlib
import os
import sqlite3
import sys

from conventions import CHIEFS, PARTNERS, Partners, change, drafted, refused, signed, try_to
from people import FAST, NO_SECOND_FACTOR, PeopleServer

RECORDS = ("exchange", "contact", "need", "follow_up", "document", "campaign")
PAYS, CCI, CMA = "Pays Créçois", *PARTNERS[:2]
SOON = "2100-01-01"


def statement(owner, level, *others):
    """Every kind at one level, for all; (kind, reader, level) for what differs."""
    levels = {(kind, None): level for kind in RECORDS}
    levels.update({(kind, reader): other for kind, reader, other in others})
    return {"owner": owner, "levels": [{"kind": kind, "reader": reader, "level": it} for (kind, reader), it in levels.items()]}


def opened(server, convention):
    """As the store says, for today: {(owner, reader, kind): level}, and the communes."""
    with contextlib.closing(sqlite3.connect(os.path.join(server.data, "casework.db"))) as store:
        rows = store.execute("select owner, reader, kind, level from sharing where convention = ? and from_day <= date('now') "
                             "and (until_day is null or until_day >= date('now'))", [convention]).fetchall()
        places = {row[0] for row in store.execute("select commune from sharing_place where convention = ?", [convention])}
    return {row[:3]: row[3] for row in rows}, places


def shown(browser, convention, party):
    answer = browser.must(f"/api/v1/conventions/{convention}/annexes")
    levels = next(it["levels"] for it in answer["parties"] if it["owner"]["name"] == party)
    return {(it["kind"], it["reader"] and it["reader"]["name"]): it["level"] for it in levels}


def the_signature_opens_the_header(server, chief, convention, parties):
    rows, places = opened(server, convention["id"])
    assert len(rows) == 4 * 3 * len(RECORDS) and set(rows.values()) == {2}, rows
    assert len(places) > 19 and {"77142", "77092"} <= places, "also the former codes of its 19 communes"
    assert set(shown(chief, convention["id"], CCI).values()) == {"header"}
    assert parties[PARTNERS[3]] not in {it for row in rows for it in row[:2]}


def proposed_and_agreed(server, chief, chamber, adviser, neighbour, convention, parties):
    cci, cma = parties[CCI], parties[CMA]
    wide = [statement(cci, "header", ("exchange", cma, "content"), ("need", None, "content"))]
    path = "/annexes"
    refused(neighbour.ask(f"/api/v1/conventions/{convention['id']}/annexes"), 404, "convention.unknown")
    refused(try_to(adviser, convention, path, "POST", **{"from": SOON, "statements": wide}), 403, "access.denied")
    refused(try_to(chamber, convention, path, "POST", **{"from": SOON, "statements": wide}), 409, "convention.only_narrower")
    refused(try_to(chief, convention, path, "POST", **{"from": "2018-01-01", "statements": wide}), 400, "convention.bad_value")
    refused(try_to(chief, convention, path, "POST", **{"from": SOON, "statements": [statement(cci, "header")]}), 409,
            "convention.nothing_changes")
    for wrong in ([{"owner": cci}], [{"owner": cci, "levels": [{"kind": "exchange", "level": "all"}]}], "all", [statement(cci, 3)]):
        refused(try_to(chief, convention, path, "POST", **{"from": SOON, "statements": wrong}), 400, "service.bad_field")
    today = chief.must("/api/v1/conventions/" + convention["id"])["changedAt"][:10]
    answer = change(chief, convention, path, "POST", **{"from": today, "why": "Comité du 3 mars", "statements": wide})
    annex = answer["annexes"][0]
    assert (annex["status"], annex["number"], annex["from"], annex["why"]) == ("proposed", None, None, "Comité du 3 mars"), annex
    assert [(it["organisation"]["name"], it["agreedAt"], it["mine"]) for it in annex["agreements"]] == [(CCI, None, False)]
    assert set(opened(server, convention["id"])[0].values()) == {2}, "nothing opens before its owner agrees"
    agreement = f"/annexes/{annex['id']}/agreement"
    refused(try_to(chief, answer | {"id": convention["id"]}, agreement, "POST", organisation=cci), 403, "convention.not_yours")
    refused(try_to(chamber, convention, agreement, "POST", organisation=cci), 409, "convention.changed")
    seen = chamber.must(f"/api/v1/conventions/{convention['id']}/annexes")
    assert seen["mine"] is False and seen["annexes"][0]["agreements"][0]["mine"] is True
    answer = change(chamber, seen | {"id": convention["id"]}, agreement, "POST", organisation=cci)
    annex = answer["annexes"][0]
    assert (annex["status"], annex["number"], annex["from"]) == ("in_force", 1, today), annex
    rows = opened(server, convention["id"])[0]
    assert rows[(cci, cma, "exchange")] == 3 and rows[(cci, parties[PAYS], "exchange")] == 2 and rows[(cci, cma, "need")] == 3
    assert shown(chief, convention["id"], CCI)[("exchange", CMA)] == "content"
    refused(try_to(chamber, answer | {"id": convention["id"]}, agreement, "POST", organisation=cci), 409, "convention.not_awaited")
    return answer | {"id": convention["id"]}


def narrowed_alone(server, chief, chamber, convention, parties):
    today = convention["annexes"][0]["from"]
    answer = change(chamber, convention, "/annexes", "POST", **{"from": today, "statements": [statement(parties[CCI], "presence")]})
    assert [(it["number"], it["status"]) for it in answer["annexes"]] == [(2, "in_force"), (1, "in_force")]
    assert opened(server, convention["id"])[0][(parties[CCI], parties[CMA], "exchange")] == 1
    assert set(shown(chief, convention["id"], CCI).values()) == {"presence"}
    refused(try_to(chamber, answer | {"id": convention["id"]}, "/annexes", "POST",
                   **{"from": today, "statements": [statement(parties[CMA], "nothing")]}), 403, "convention.not_yours")
    headers = {"Idempotency-Key": "twice"}
    body = {"version": answer["version"], "from": SOON, "statements": [statement(parties[CCI], "content")]}
    first, again = (chief.ask(f"/api/v1/conventions/{convention['id']}/annexes", "POST", body, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and len(first[1]["annexes"]) == 3
    answer = first[1] | {"id": convention["id"]}
    annex = answer["annexes"][0]["id"]
    refused(try_to(chamber, answer, f"/annexes/{annex}/withdrawal", "POST"), 403, "convention.not_yours")
    answer = change(chief, answer, f"/annexes/{annex}/withdrawal", "POST")
    assert answer["annexes"][0]["status"] == "withdrawn"
    refused(try_to(chief, answer | {"id": convention["id"]}, "/annexes/none/withdrawal", "POST"), 404, "convention.unknown_annex")


def places_follow_the_code_lists(server, convention):
    """What an older server wrote is worked out anew by the first start of one whose lists are others."""
    before = opened(server, convention["id"])
    server.stop()
    with contextlib.closing(sqlite3.connect(os.path.join(server.data, "casework.db"))) as store, store:
        store.execute("update sharing_codes set edition = 'older'")
        store.execute("delete from sharing_place")
    server.start(NO_SECOND_FACTOR + FAST)
    assert opened(server, convention["id"]) == before


def closed_by_its_end(server, chief, convention, parties):
    convention = chief.must("/api/v1/conventions/" + convention["id"])
    today = convention["changedAt"][:10]
    convention = change(chief, convention, f"/parties/{parties[CMA]}/departure", "POST", on="2019-01-01", lastDay="2019-01-31")
    rows = opened(server, convention["id"])[0]
    assert parties[CMA] not in {it for row in rows for it in row[:2]} and len(rows) == 3 * 2 * len(RECORDS)
    change(chief, convention, "/steps", "POST", step="denounce", by=parties[CCI], on="2019-05-10", lastDay=today)
    assert len(opened(server, convention["id"])[0]) == 3 * 2 * len(RECORDS), "to the end of its last day"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, CHIEFS)
        parties = partners.ids
        chief, adviser, chamber, neighbour = partners.browsers(*CHIEFS)
        made = drafted(chief, parties)
        assert opened(server, made["id"]) == ({}, set()), "a draft opens nothing"
        convention = signed(chief, chamber, made, parties)
        the_signature_opens_the_header(server, chief, convention, parties)
        agreed = proposed_and_agreed(server, chief, chamber, adviser, neighbour, convention, parties)
        narrowed_alone(server, chief, chamber, agreed, parties)
        places_follow_the_code_lists(server, convention)
        chief = server.browser("chief@pays.fr")
        closed_by_its_end(server, chief, convention, parties)
        server.stop()


if __name__ == "__main__":
    main()
