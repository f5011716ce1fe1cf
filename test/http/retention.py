#!/usr/bin/env python3
"""How long records are kept: who may set it, within which bounds; who purges what; what everybody reads of it without signing in.

usage: retention.py BINARY OPENAPI
"""

import sys

from conventions import HOME, PARTNERS, Partners, refused
from exchanges import first_of, note, signed
from people import PeopleServer

AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "head@cma.fr": ("administrator", PARTNERS[1]),
          "claude@cci.fr": ("coordinator", PARTNERS[0])}


def kind_in(browser, kind):
    return next(it for it in browser.must("/api/v1/retention")["kinds"] if it["kind"] == kind)


def set_by_the_installation(root, head, chief):
    was = kind_in(root, "exchange")
    assert (was["months"], was["least"], was["most"], was["version"], was["decided"]) == (36, 6, 36, 0, None), was
    change = {"version": 0, "months": 24, "why": "Deux ans suffisent."}
    refused(head.ask("/api/v1/retention/exchange", "PUT", change), 403, "access.denied")
    refused(root.ask("/api/v1/retention/exchange", "PUT", {**change, "months": 48}), 400, "retention.months")
    refused(root.ask("/api/v1/retention/none", "PUT", change), 404, "retention.unknown_kind")
    assert root.must("/api/v1/retention/exchange", "PUT", change) == {"id": "exchange", "version": 1}
    refused(root.ask("/api/v1/retention/exchange", "PUT", change), 409, "support.changed")
    now = kind_in(head, "exchange")
    assert now["months"] == 24 and now["decided"]["why"] == "Deux ans suffisent.", now
    assert [it["months"] for it in head.must("/api/v1/retention")["decided"]] == [24]
    refused(chief.ask("/api/v1/retention"), 403, "access.denied")


def purged_by_its_own(root, head, anne, business):
    note(anne, business, on="2019-03-20", notes="Ancien")
    assert kind_in(root, "exchange")["due"]["count"] == 1 and kind_in(head, "exchange")["due"]["count"] == 0
    refused(head.ask("/api/v1/purges", "POST", {"kinds": ["exchange"]}), 409, "retention.nothing_due")
    refused(root.ask("/api/v1/purges", "POST", {"kinds": []}), 400, "service.bad_field")
    made = root.post("/api/v1/purges", {"kinds": ["exchange"]})
    refused(root.ask("/api/v1/purges", "POST", {"kinds": ["exchange"]}), 409, "retention.purge_open")
    for method, path, body in (("GET", "/archive", None), ("PUT", "/visa", {"version": 1, "reference": "x", "on": "2026-01-01"}),
                               ("POST", "/carry-out", {})):
        refused(head.ask(f"/api/v1/purges/{made['id']}{path}", method, body), 404, "retention.unknown_purge")
    refused(root.ask(f"/api/v1/purges/{made['id']}?version=9", "DELETE"), 409, "support.changed")
    assert root.must(f"/api/v1/purges/{made['id']}?version=1", "DELETE") == {"changed": True}
    refused(root.ask(f"/api/v1/purges/{made['id']}/carry-out", "POST", {}), 409, "retention.purge_over")
    assert kind_in(root, "exchange")["due"]["count"] == 1, "nothing was erased"


def told_to_everybody(server, chief, claude, convention):
    stranger = server.browser()
    notice = stranger.must("/api/v1/personal-data")
    assert [it["convention"] for it in notice["conventions"]] == [convention["id"]]
    mine = notice["conventions"][0]
    assert len(mine["parties"]) == 4 and {it["level"] for it in mine["levels"]} == {"header"}, mine
    assert {it["kind"]: it["months"] for it in notice["kinds"]}["exchange"] == 24, "as it was set"
    target = f"/api/v1/conventions/{convention['id']}/notice/contact_point"
    refused(claude.ask(target, "PUT", {"version": 0, "text": "x"}), 403, "convention.not_yours")
    refused(chief.ask(target + "s", "PUT", {"version": 0, "text": "x"}), 404, "retention.unknown_section")
    chief.must(target, "PUT", {"version": 0, "text": "La déléguée à la protection des données."})
    refused(chief.ask(target, "PUT", {"version": 0, "text": "x"}), 409, "support.changed")
    texts = {it["section"]: it["text"] for it in stranger.must("/api/v1/personal-data")["conventions"][0]["texts"]}
    assert texts == {"contact_point": "La déléguée à la protection des données.", "roles": "", "purposes": "", "rights": ""}


def sensitive_reads_are_noted(root, head, anne, chief, business):
    """Once a day for each agent and record, by whoever did not write it; nobody else is shown any."""
    made = note(anne, business, theme="distress", notes="Impayés")
    for _ in range(2):
        chief.must(f"/api/v1/establishments/{business}/exchanges")
    anne.must(f"/api/v1/establishments/{business}/exchanges")
    head.must(f"/api/v1/establishments/{business}/exchanges")
    rows = root.must("/api/v1/audit?action=sensitive.read")["rows"]
    assert [(it["kind"], it["record"], it["agent_name"]) for it in rows] == [("exchange", made["id"], "Agent chief")], rows


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, head, claude = partners.browsers("chief@pays.fr", "anne@pays.fr", "head@cma.fr", "claude@cci.fr")
        root = partners.root
        set_by_the_installation(root, head, chief)
        sensitive_reads_are_noted(root, head, anne, chief, first_of(anne, 4))
        convention = signed(chief, partners.ids)
        purged_by_its_own(root, head, anne, first_of(anne))
        told_to_everybody(server, chief, claude, convention)
    print("kept, set, purged by its own, told")


if __name__ == "__main__":
    main()
