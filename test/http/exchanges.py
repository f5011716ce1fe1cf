#!/usr/bin/env python3
"""Exchanges with businesses: what an agent notes, what partners see of it, what it counts towards, what is never lost or overwritten.

The Pays Créçois and its chambers, who signed a convention, and a neighbour who is a party to nothing.

usage: exchanges.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import HOME, PARTNERS, Partners, change, drafted, refused
from people import FAST, NO_SECOND_FACTOR, PeopleServer

HERE = "77142"  # Crécy-la-Chapelle
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "field@pays.fr": ("field_agent", HOME),
          "analyst@pays.fr": ("analyst", HOME), "claude@cci.fr": ("adviser", PARTNERS[0]), "carole@cma.fr": ("adviser", PARTNERS[1]),
          "nora@voisine.fr": ("adviser", PARTNERS[3])}
TODAY = datetime.date.today().isoformat()


def visit(**more):
    return {"way": "visit", "theme": "takeover", "on": TODAY, "minutes": 90, "notes": "Cherche un repreneur.", "met": "la gérante", **more}


def exchanges_with(browser, business):
    return browser.must(f"/api/v1/establishments/{business}/exchanges")["exchanges"]


def note(browser, business, **more):
    return browser.post(f"/api/v1/establishments/{business}/exchanges", visit(**more))


def first_of(browser, number=0):
    rows = browser.must(f"/api/v1/establishments?territory={HERE}&field=all&state=any&limit=50")["rows"]
    return [row["id"] for row in rows if not row["local"]][number]


def signed(chief, parties):
    made = drafted(chief, parties)
    for name in ("Pays Créçois", *PARTNERS[:3]):
        made = change(chief, made, f"/parties/{parties[name]}/deliberation", "PUT", body="assemblée", number="7", on="2017-12-01",
                      transmittedOn="", signatory="Mme Exemple", signatoryTitle="Présidente")
    made = change(chief, made, "/steps", "POST", step="submit")
    return change(chief, made, "/steps", "POST", step="sign", on="2017-12-20")


def kept_for_the_organisation(server, anne, field, business):
    headers = {"Idempotency-Key": "visit-1"}
    target = f"/api/v1/establishments/{business}/exchanges"
    first, again = (anne.ask(target, "POST", visit(), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and set(first[1]) == {"id", "version"}, "sent twice, noted once"
    seen = exchanges_with(field, business)
    assert [(it["id"], it["level"], it["notes"], it["changeable"]) for it in seen] == [
        (first[1]["id"], "content", "Cherche un repreneur.", False)]
    assert seen[0]["agent"]["name"] == "Agent anne" and seen[0]["organisation"]["kind"] == "intercommunality"
    choices = anne.must("/api/v1/exchanges/choices")
    assert choices["last"] == {"action": None, "theme": "takeover"}
    own = anne.must("/api/v1/exchanges")["exchanges"]
    assert [it["business"] for it in own] == [business] and own[0]["name"]["text"] and own[0]["commune"]["code"] == HERE
    assert field.must("/api/v1/exchanges?of=me")["exchanges"] == []
    assert len(field.must("/api/v1/exchanges?of=organisation")["exchanges"]) == 1
    return first[1]


def refusals(anne, analyst, stranger, business):
    target = f"/api/v1/establishments/{business}/exchanges"
    refused(stranger.ask(target), 401, "access.sign_in")
    refused(analyst.ask(target), 403, "access.denied")
    refused(analyst.ask(target, "POST", visit()), 403, "access.denied")
    tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
    for wrong, error in (({"on": tomorrow}, "support.bad_value"), ({"minutes": 1441}, "support.bad_value"),
                         ({"way": "fax"}, "service.bad_field"), ({"theme": "rien"}, "service.bad_field"),
                         ({"on": "hier"}, "service.bad_field"), ({"action": "none"}, "convention.not_countable"),
                         ({"notes": "x\u0000"}, "text.bad_text"), ({"unknown": 1}, "service.unknown_field")):
        refused(anne.ask(target, "POST", visit(**wrong)), 400, error)
    refused(anne.ask("/api/v1/establishments/99999999999999/exchanges", "POST", visit()), 404, "query.unknown_business")
    refused(anne.ask(target + "?after=x"), 400, "query.bad_value")
    refused(anne.ask("/api/v1/exchanges?of=all"), 400, "query.bad_value")


def changed_and_deleted(anne, field, chief, made, business):
    target = "/api/v1/exchanges/" + made["id"]
    refused(field.ask(target, "PUT", {"version": 1, **visit()}), 403, "support.not_yours")
    refused(anne.ask(target, "PUT", {"version": 2, **visit()}), 409, "support.changed")
    script = "<script>alert(1)</script>"
    assert anne.must(target, "PUT", {"version": 1, **visit(notes=script, way="call")}) == {"id": made["id"], "version": 2}
    changed = exchanges_with(anne, business)[0]
    assert (changed["version"], changed["way"], changed["notes"]) == (2, "call", script), "text is text"
    refused(chief.ask(target, "PUT", {"version": 1, **visit()}), 409, "support.changed")
    assert chief.must(target + "?version=2", "DELETE") == {"changed": True}
    assert exchanges_with(anne, business) == []
    refused(anne.ask(target + "?version=2", "DELETE"), 404, "support.unknown_exchange")


def nothing_left_in_the_trail(root, made):
    trail = root.must("/api/v1/audit?kind=exchange&record=" + made["id"])["rows"]
    assert [it["action"] for it in trail] == ["exchange.deleted", "exchange.changed", "exchange.noted"]
    assert not any(it["before"] or it["after"] for it in trail), trail


def told_by_the_trail_to_its_own_alone(root, carole, business):
    """Who runs the installation reads that a partner noted something, not what."""
    made = note(carole, business, keptIn=True, notes="Confidence")
    rows = root.must("/api/v1/audit?kind=exchange&record=" + made["id"])["rows"]
    assert [(it["action"], it["before"], it["after"]) for it in rows] == [("exchange.noted", None, None)], rows
    assert carole.must(f"/api/v1/exchanges/{made['id']}?version=1", "DELETE") == {"changed": True}


def nothing_left_in_the_files(server, anne, business):
    """Of what was deleted: in the store, its log, and the answers that are kept for requests sent twice."""
    made = anne.ask(f"/api/v1/establishments/{business}/exchanges", "POST", visit(notes="jeton planté", met="jetonneur"),
                    headers={"Idempotency-Key": "planted"})[1]
    assert anne.must(f"/api/v1/exchanges/{made['id']}?version=1", "DELETE") == {"changed": True}
    server.stop()  # the log is written into the file
    server.lacks("jeton planté", "jetonneur")
    server.start(NO_SECOND_FACTOR + FAST)


def pages(anne, business):
    for number in range(53):
        note(anne, business, on=(datetime.date.today() - datetime.timedelta(days=number % 7)).isoformat(), notes=str(number))
    target = f"/api/v1/establishments/{business}/exchanges"
    first = anne.must(target)
    second = anne.must(f"{target}?after={first['next']}")
    assert (len(first["exchanges"]), len(second["exchanges"]), second["next"]) == (50, 3, None)
    seen = [it["notes"] for it in first["exchanges"] + second["exchanges"]]
    assert sorted(seen, key=int) == [str(number) for number in range(53)], "each once"


def with_several(anne, field, analyst, carole, businesses):
    """One each in one act: kept once however often it is sent, refused as a whole, taken back; who was not found is named."""
    target, facts = "/api/v1/exchanges/several", {"way": "mail", "theme": "takeover", "on": TODAY, "notes": "Courrier à tous"}
    body = {"businesses": [*businesses, businesses[0], "99999999999999"], **facts}
    headers = {"Idempotency-Key": "mailing-1"}
    first, again = (anne.ask(target, "POST", body, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again, "sent twice, noted once"
    noted = first[1]["noted"]
    assert [it["business"] for it in noted] == businesses, noted
    assert first[1]["left"] == [{"business": "99999999999999", "error": "query.unknown_business"}], first
    assert all([it["notes"] for it in exchanges_with(field, one)] == ["Courrier à tous"] for one in businesses)
    for wrong, error in (({"businesses": []}, "service.bad_field"), ({"businesses": businesses * 60}, "service.bad_field"),
                         ({"way": "fax"}, "service.bad_field"), ({"on": "2999-01-01"}, "support.bad_value"),
                         ({"met": "x"}, "service.unknown_field"), ({"action": "none"}, "convention.not_countable")):
        refused(anne.ask(target, "POST", {**body, **wrong}), 400, error)
    refused(analyst.ask(target, "POST", body), 403, "access.denied")
    assert all(len(exchanges_with(anne, one)) == 1 for one in businesses), "what is refused leaves nothing"
    known = [{"id": it["id"], "version": it["version"]} for it in noted]
    for other, error in ((field, "support.not_yours"), (carole, "support.unknown_exchange")):
        kept = other.post(target + "/removal", {"exchanges": known})
        assert kept["removed"] == 0 and {it["error"] for it in kept["left"]} == {error}, kept
    anne.must("/api/v1/exchanges/" + noted[0]["id"], "PUT", {"version": 1, **facts, "notes": "Rappelé depuis"})
    gone = anne.post(target + "/removal", {"exchanges": known})
    assert gone == {"removed": len(businesses) - 1, "left": [{"id": noted[0]["id"], "error": "support.changed"}]}, gone
    assert [len(exchanges_with(anne, one)) for one in businesses] == [1] + [0] * (len(businesses) - 1)


def opened_by_the_convention(anne, carole, nora, business):
    """Decision 19: between parties, the header by default; nothing to whom no convention binds, and nothing of what is kept in."""
    note(anne, business)
    note(anne, business, keptIn=True)
    note(anne, business, theme="distress", notes="Impayés")
    own = exchanges_with(anne, business)
    assert [(it["level"], it["keptIn"]) for it in own if it["theme"] == "distress"] == [("content", True)], "a sensitive theme is kept in"
    assert [it["level"] for it in own] == ["content"] * 3
    seen = exchanges_with(carole, business)
    assert len(seen) == 1, seen
    expected = {"level": "header", "way": "visit", "theme": "takeover", "minutes": 90, "on": TODAY, "notes": None, "met": None,
                "own": False, "keptIn": False, "changeable": False, "version": None}
    assert {name: seen[0][name] for name in expected} == expected, seen
    assert (seen[0]["agent"]["name"], seen[0]["organisation"]["name"]) == ("Agent anne", "Pays Créçois")
    refused(carole.ask(f"/api/v1/exchanges/{seen[0]['id']}?version=1", "DELETE"), 404, "support.unknown_exchange")
    assert exchanges_with(nora, business) == []


def closed_by_a_departure(chief, convention, parties, anne, carole, business):
    convention = chief.must("/api/v1/conventions/" + convention["id"])
    change(chief, convention, f"/parties/{parties[PARTNERS[1]]}/departure", "POST", on="2019-03-10", lastDay="2019-06-10", why="Fusion")
    assert exchanges_with(carole, business) == [] and len(exchanges_with(anne, business)) == 3


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        root, parties = partners.root, partners.ids
        chief, anne, field, analyst, claude, carole, nora = partners.browsers(*AGENTS)
        business = first_of(anne)
        made = kept_for_the_organisation(server, anne, field, business)
        refusals(anne, analyst, server.browser(), business)
        changed_and_deleted(anne, field, chief, made, business)
        nothing_left_in_the_trail(root, made)
        told_by_the_trail_to_its_own_alone(root, carole, first_of(anne, 3))
        pages(anne, first_of(anne, 1))
        assert exchanges_with(carole, first_of(anne, 1)) == [], "no convention opens it"
        with_several(anne, field, analyst, carole, [first_of(anne, number) for number in range(4, 9)])
        convention = signed(chief, parties)
        opened_by_the_convention(anne, carole, nora, first_of(anne, 2))
        nothing_left_in_the_files(server, anne, business)
        closed_by_a_departure(chief, convention, parties, anne, carole, first_of(anne, 2))
        server.stop()


if __name__ == "__main__":
    main()
