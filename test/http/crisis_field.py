#!/usr/bin/env python3
"""The extract that a phone takes into the field: whose, which part, masked as the list, bounded, told to the trail; for nobody else.

usage: crisis_field.py BINARY OPENAPI
"""

import sys

from conventions import HOME, PARTNERS, Partners, refused
from crises import AGENTS, FACTS, the_whole_list
from exchanges import HERE
from people import PeopleServer

KEPT = ("id", "business", "place", "state", "trading", "priority", "version", "changedAt", "row")


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000)
        self.ids = partners.ids
        (self.chief, self.anne, self.ana, self.elected, self.carole, self.cleo, self.max, self.nora) = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "elue@pays.fr", "carole@cci.fr", "cleo@cci.fr", "max@cma.fr", "nora@voisine.fr")
        self.room = "/api/v1/crises/" + self.chief.post("/api/v1/crises", FACTS)["id"]
        self.chief.post(self.room + "/members", {"organisation": self.ids[PARTNERS[0]]})
        self.carole.post(self.room + "/membership", {"joined": True})
        self.anne.post(self.room + "/zones", {"source": "communes", "communes": [HERE], "field": "all"})
        self.extract = self.room + "/field-extract"

    def trail(self):
        return self.server.browser("root@pays.fr").must("/api/v1/audit?action=crisis.extract_taken")["rows"]


def as_the_list(site):
    for reader in (site.anne, site.cleo):
        cases = the_whole_list(reader, site.room, f"&commune={HERE}")
        taken = reader.must(f"{site.extract}?commune={HERE}")
        assert taken["cases"] == [{name: it[name] for name in KEPT} for it in cases], "masked and ordered as the list is"
        assert 0 < len(cases) <= 500 and taken["agent"] == reader.session["agent"]["id"] and taken["crisis"] == FACTS["title"]
        assert taken["expiresAt"][11:] == taken["takenAt"][11:] and taken["expiresAt"] > taken["takenAt"] and taken["exercise"] is False
    asked = site.anne.must("/api/v1/damage-questions")
    assert (taken["questions"], taken["bands"]) == (asked["questions"], asked["bands"])
    return cases


def a_part(site, cases):
    street = next(it["row"]["street"] for it in cases if it["row"]["street"])
    taken = site.anne.must(f"{site.extract}?commune={HERE}&street=" + street.lower().replace(" ", "%20"))
    assert [it["id"] for it in taken["cases"]] == [it["id"] for it in cases if it["row"]["street"] == street]
    assert site.anne.must(site.extract + "?mine=yes")["cases"] == []
    given = cases[0]["id"]
    site.chief.post(site.room + "/assignments", {"cases": [given], "organisation": site.ids[HOME],
                                                 "agent": site.anne.session["agent"]["id"]})
    assert [it["id"] for it in site.anne.must(site.extract + "?mine=yes")["cases"]] == [given]
    assert site.cleo.must(site.extract + "?mine=yes")["cases"] == [], "what is mine is not hers"


def told_to_the_trail(site):
    before = len(site.trail())
    taken = site.anne.must(site.extract + "?mine=yes")
    rows = site.trail()
    assert len(rows) == before + 1 and rows[0]["record"] == site.room.split("/")[-1], rows[0]
    assert rows[0]["agent"] == site.anne.session["agent"]["id"] and rows[0]["place"] == "GET /api/v1/crises/{id}/field-extract"
    assert rows[0]["after"] == {"commune": "", "street": "", "mine": True, "cases": [it["id"] for it in taken["cases"]]}, rows[0]


def refusals(site):
    before = len(site.trail())
    for other in (site.max, site.nora):
        refused(other.ask(site.extract), 404, "crisis.unknown")
    for other in (site.ana, site.elected):
        refused(other.ask(site.extract), 403, "access.denied")
    refused(site.server.browser().ask(site.extract), 401, "access.sign_in")
    refused(site.anne.ask(site.extract + "?mine=perhaps"), 400, "query.bad_value")
    refused(site.anne.ask(site.extract + "?limit=3"), 400, "query.unknown_parameter")
    everywhere = {"type": "Polygon", "coordinates": [[[-5, 42], [9, 42], [9, 51], [-5, 51], [-5, 42]]]}
    site.anne.post(site.room + "/zones", {"source": "drawn", "outline": everywhere, "field": "all"})
    found = len(the_whole_list(site.anne, site.room))
    assert found > 500, f"{found} cases do not reach the bound"
    refused(site.anne.ask(site.extract), 400, "crisis.extract_too_large")
    room = site.chief.must(site.room)
    site.chief.post(site.room + "/state", {"version": room["version"], "state": "closed"})
    refused(site.anne.ask(site.extract + "?mine=yes"), 409, "crisis.closed")
    assert len(site.trail()) == before, "nothing was taken"


def main():
    binary, openapi = sys.argv[1:]
    with PeopleServer(binary, openapi) as server:
        site = Site(server)
        cases = as_the_list(site)
        a_part(site, cases)
        told_to_the_trail(site)
        refusals(site)
        server.stop()


if __name__ == "__main__":
    main()
