#!/usr/bin/env python3
"""Committees of a convention: their sittings, who came, what they decided, who sees to it and says so.

usage: committees.py BINARY OPENAPI
"""

import sys

from conventions import PARTNERS, refused
from programme import Programme


def sitting(site, **more):
    return {"committee": "steering", "on": "2018-06-12", "place": "Crécy-la-Chapelle", "agenda": "1. Visites\n2. Budget", "minutes": "",
            "attendance": [
                {"organisation": site.parties[PARTNERS[0]], "organisationName": "", "person": "Mme Exemple", "title": "directrice",
                 "presence": "present"},
                {"organisation": "", "organisationName": "Préfecture", "person": "", "title": "", "presence": "excused"}], **more}


def decision(site, **more):
    return {"text": "Relancer les artisans", "follower": site.parties[PARTNERS[0]], "dueOn": "2018-07-31", "outcome": "open", "note": "",
            **more}


def noted_by_the_keeper(site, sittings):
    made = site.chief.post(sittings, sitting(site))
    answer = site.adviser.must(sittings)
    one = answer["sittings"][0]
    assert answer["mayNote"] is False and site.chief.must(sittings)["mayNote"] is True
    assert [it["presence"] for it in one["attendance"]] == ["present", "excused"] and one["attendance"][0]["person"] == "Mme Exemple"
    refused(site.neighbour.ask(sittings), 404, "convention.unknown")
    refused(site.chamber.ask(sittings, "POST", sitting(site)), 403, "convention.not_yours")
    refused(site.adviser.ask(sittings, "POST", sitting(site)), 403, "access.denied")
    refused(site.chief.ask(sittings, "POST", sitting(site, committee="other")), 400, "service.bad_field")
    refused(site.chief.ask(sittings, "POST", sitting(site, on="")), 400, "service.bad_field")
    here = f"/api/v1/sittings/{made['id']}"
    site.chief.must(here, "PUT", {"version": 1, **sitting(site, minutes="Adopté à l'unanimité.")})
    refused(site.chief.ask(here, "PUT", {"version": 1, **sitting(site)}), 409, "convention.changed")
    refused(site.neighbour.ask(here, "PUT", {"version": 2, **sitting(site)}), 404, "convention.unknown_sitting")
    return here


def decided_and_followed(site, sittings, here):
    made = site.chief.post(here + "/decisions", decision(site))
    refused(site.chamber.ask(here + "/decisions", "POST", decision(site)), 403, "convention.not_yours")
    refused(site.chief.ask(here + "/decisions", "POST", decision(site, follower="nobody")), 404, "convention.unknown_party")
    seen = lambda browser: browser.must(sittings)["sittings"][0]["decisions"][0]
    assert seen(site.adviser)["late"] is True and seen(site.adviser)["mayClose"] is False and seen(site.chamber)["mayClose"] is True
    assert seen(site.chief)["follower"]["kind"] == "cci"
    one = f"/api/v1/decisions/{made['id']}"
    refused(site.chamber.ask(one, "PUT", {"version": 1, **decision(site, dueOn="")}), 403, "convention.not_yours")
    site.chamber.must(one, "PUT", {"version": 1, **decision(site, outcome="done", note="Trente appels")})
    refused(site.chief.ask(one, "PUT", {"version": 1, **decision(site)}), 409, "convention.changed")
    refused(site.neighbour.ask(one, "PUT", {"version": 2, **decision(site)}), 404, "convention.unknown_decision")
    assert (seen(site.chief)["outcome"], seen(site.chief)["late"], seen(site.chief)["note"]) == ("done", False, "Trente appels")
    refused(site.chief.ask(here + "?version=2", "DELETE"), 409, "convention.has_decisions")
    site.chief.must(one + "?version=2", "DELETE")
    site.chief.must(here + "?version=2", "DELETE")
    assert site.chief.must(sittings)["sittings"] == []


def main():
    with Programme(sys.argv[1], sys.argv[2]) as site:
        site.open()
        sittings = f"/api/v1/conventions/{site.convention['id']}/sittings"
        here = noted_by_the_keeper(site, sittings)
        decided_and_followed(site, sittings, here)
        trail = site.root.must("/api/v1/audit?kind=sitting")["rows"]
        assert len(trail) == 3 and not any("Exemple" in str(row) for row in trail), "the trail names nobody"
        site.stop()


if __name__ == "__main__":
    main()
