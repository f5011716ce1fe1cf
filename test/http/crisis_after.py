#!/usr/bin/env python3
"""After a crisis: how businesses fare at 1, 3, 6 and 12 months, also in a closed room; which of them it cost; the action of the convention
that the work counts towards, and what its indicator reads.

usage: crisis_after.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from exchanges import HERE, signed
from indicators import facts
from paris import today
from people import PeopleServer
from reports import sheet

CCI, CMA = PARTNERS[0], PARTNERS[1]
AGENTS = {**CHIEFS, "ana@pays.fr": ("analyst", HOME), "elue@pays.fr": ("elected", HOME), "cleo@cci.fr": ("adviser", CCI)}
TODAY = today()


def ago(days):
    return (TODAY - datetime.timedelta(days=days)).isoformat()


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000)
        self.partners, self.ids = partners, partners.ids
        self.chief, self.anne, self.ana, self.elected, self.carole, self.cleo, self.nora = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "elue@pays.fr", "carole@cci.fr", "cleo@cci.fr", "nora@voisine.fr")

    def room(self, days, exercise=False):
        """A crisis of so many days ago that the CCI has joined, with its cases."""
        made = self.chief.post("/api/v1/crises", {"kind": "flood", "title": f"Crue il y a {days} jours", "exercise": exercise,
                                                  "beganAt": ago(days) + "T06:00:00.000Z"})
        at = "/api/v1/crises/" + made["id"]
        self.chief.post(at + "/members", {"organisation": self.ids[CCI]})
        self.carole.post(at + "/membership", {"joined": True})
        self.anne.post(at + "/zones", {"source": "communes", "communes": [HERE]})
        return at, self.anne.must(at + "/cases?limit=50")["cases"]


def step(browser, case, state):
    now = browser.must("/api/v1/crisis-cases/" + case["id"])
    browser.must("/api/v1/crisis-cases/" + case["id"], "PUT", {"version": now["version"], "state": state, "why": "vu"})


def word(term, fares="partly", **more):
    return {"term": term, "fares": fares, "way": "call", "on": TODAY.isoformat(), **more}


def at_the_terms(site, room, cases):
    case = cases[0]
    at = f"/api/v1/crisis-cases/{case['id']}/after"
    assert site.anne.must(room + "/after") == {"due": [], "total": 0, "late": 0}, "nobody said that it was hit"
    step(site.anne, case, "reported")
    due = site.cleo.must(room + "/after")
    assert (due["total"], due["late"], due["due"][0]["term"], due["due"][0]["late"]) == (1, 1, 3, True), due
    assert due["due"][0]["name"] == case["row"]["name"].get("text")
    told = site.cleo.must(at)["terms"]
    assert [it["term"] for it in told] == [1, 3, 6, 12] and all(it["word"] is None for it in told)
    refused(site.ana.ask(at, "POST", word(3)), 403, "access.denied")
    refused(site.nora.ask(at, "POST", word(3)), 404, "crisis.unknown_case")
    refused(site.cleo.ask(at, "POST", word(6)), 409, "crisis.not_due")
    refused(site.cleo.ask(at, "POST", word(2)), 400, "service.bad_field")
    refused(site.cleo.ask(at, "POST", word(3, "closed", reopenedOn=ago(3))), 400, "crisis.bad_value")
    refused(site.cleo.ask(at, "POST", word(3, "gone")), 400, "service.bad_field")
    made = site.cleo.post(at, word(3, jobs=4, minutes=20, reopenedOn=ago(60), lacks=["cash", "aid"], note="attend l’expert"))
    refused(site.anne.ask(at, "POST", word(3)), 409, "crisis.said_already")
    refused(site.anne.ask("/api/v1/crisis-after/" + made["id"], "PUT", {**word(3), "version": 1}), 400, "service.unknown_field")
    facts = {name: value for name, value in word(3, "difficulty", jobs=4).items() if name != "term"}
    refused(site.anne.ask("/api/v1/crisis-after/" + made["id"], "PUT", {**facts, "version": 4}), 409, "crisis.changed")
    site.anne.must("/api/v1/crisis-after/" + made["id"], "PUT", {**facts, "version": 1})
    said = site.cleo.must(at)["terms"][1]["word"]
    assert (said["fares"], said["jobs"], said["note"]) == ("difficulty", 4, "") and said["organisation"]["name"] == CCI, said
    assert site.anne.must(room + "/after")["total"] == 0
    figures = site.anne.must(room + "/after-figures")
    three = figures["terms"][1]["figures"]
    assert (figures["hit"], three["due"], three["followed"], three["reopened"], three["jobs"]) == (1, 1, 1, 1, 4), figures
    assert figures["terms"][0]["figures"]["unknown"] == 1 and figures["communes"][0]["place"]["code"] == HERE
    assert site.elected.must(room + "/after-figures")["hit"] == 0, "to the nearest five"
    refused(site.elected.ask(room + "/after"), 403, "access.denied")
    refused(site.nora.ask(room + "/after-figures"), 404, "crisis.unknown")
    site.anne.must(f"/api/v1/crisis-after/{made['id']}?version=2", "DELETE")
    refused(site.anne.ask(f"/api/v1/crisis-after/{made['id']}?version=2", "DELETE"), 404, "crisis.unknown_after")


def in_the_days_work(site, room, cases):
    assert site.cleo.must("/api/v1/crisis-after")["total"] == 0
    site.anne.post(room + "/assignments", {"cases": [cases[0]["id"]], "organisation": site.ids[CCI],
                                           "agent": site.cleo.session["agent"]["id"]})
    mine = site.cleo.must("/api/v1/crisis-after")
    assert [(it["case"], it["term"]) for it in mine["due"]] == [(cases[0]["id"], 3)], mine
    assert site.carole.must("/api/v1/crisis-after")["total"] == 0
    assert site.carole.must("/api/v1/crisis-after?of=organisation")["total"] == 1
    refused(site.cleo.ask("/api/v1/crisis-after?of=all"), 400, "query.bad_value")
    practice, others = site.room(120, exercise=True)
    step(site.cleo, others[0], "visited")
    site.anne.post(practice + "/assignments", {"cases": [others[0]["id"]], "organisation": site.ids[CCI],
                                               "agent": site.cleo.session["agent"]["id"]})
    assert site.cleo.must("/api/v1/crisis-after")["total"] == 1, "an exercise waits in its own room"
    assert site.cleo.must(practice + "/after")["total"] == 1
    return practice


def losses(site, room, cases):
    case = cases[0]
    at = f"/api/v1/crisis-cases/{case['id']}"
    assert site.cleo.must(room + "/losses") == {"proposed": [], "confirmed": [], "denied": 0}
    site.cleo.post(at + "/after", word(3, "ceased"))
    proposed = site.anne.must(room + "/losses")["proposed"]
    assert [(it["case"], it["ceased"], it["registerClosed"]) for it in proposed] == [(case["id"], True, False)], proposed
    version = lambda: site.anne.must(at)["version"]
    refused(site.anne.ask(at + "/loss", "POST", {"lost": True}), 400, "service.bad_field")
    refused(site.anne.ask(at + "/loss", "POST", {"lost": True, "version": 1}), 409, "crisis.changed")
    assert proposed[0]["version"] == version()
    site.anne.post(at + "/loss", {"version": version(), "lost": False, "why": "repris par son fils"})
    assert site.anne.must(room + "/losses") == {"proposed": [], "confirmed": [], "denied": 1}
    now = site.chief.must(room)
    site.chief.post(room + "/state", {"version": now["version"], "state": "closed"})
    site.anne.post(at + "/loss", {"version": version(), "lost": True})
    assert site.anne.must(at)["state"] == "closed_for_good", "also of a room that is closed"
    assert [it["case"] for it in site.anne.must(room + "/losses")["confirmed"]] == [case["id"]]
    refused(site.anne.ask(at + "/loss", "POST", {"version": version(), "lost": True}), 400, "crisis.bad_value")
    assert site.anne.must(room + "/after-figures")["lost"] == 1


def counted(site, practice):
    """What the CCI chose counts, what was done before too; the indicator reads as many as the room tells."""
    convention = signed(site.chief, site.ids)
    first, second = (site.chief.post(f"/api/v1/conventions/{convention['id']}/actions",
                                     sheet(site, convention["axes"][0]["id"], code, title))["id"]
                     for code, title in (("1.1", "Aider les entreprises sinistrées"), ("1.2", "Prévenir")))
    visits = f"/api/v1/actions/{first}/indicators"
    site.chief.post(visits, facts(code="V1", computed={"measure": "contributions", "kinds": [], "organisation": "", "field": ""}))
    room, cases = site.room(40)
    at = room + "/action"
    step(site.cleo, cases[0], "contacted")
    step(site.cleo, cases[0], "visited")
    step(site.anne, cases[1], "visited")
    told = site.cleo.must(at)
    assert (told["action"], told["version"], told["mayChoose"]) == (None, 0, False), told
    assert [it["code"] for it in told["choices"]] == ["1.1", "1.2"], told
    refused(site.cleo.ask(at, "PUT", {"version": 0, "action": first}), 403, "access.denied")
    refused(site.nora.ask(at), 404, "crisis.unknown")
    refused(site.carole.ask(at, "PUT", {"version": 0, "action": "none"}), 400, "convention.not_countable")
    refused(site.carole.ask(practice + "/action", "PUT", {"version": 0, "action": first}), 409, "crisis.exercise")
    read = lambda: site.chief.must(visits + f"?from={ago(60)}&to={TODAY}")["indicators"]
    value = lambda: next(it for it in read() if it["code"] == "V1")["value"]
    assert value() == 0
    site.carole.must(at, "PUT", {"version": 0, "action": first})
    refused(site.carole.ask(at, "PUT", {"version": 0, "action": second}), 409, "crisis.changed")
    assert site.cleo.must(at)["counted"] == {"calls": 1, "visits": 1, "others": 0, "minutes": 0}
    assert value() == 2, "what was done before counts, another organisation's work does not"
    made = site.cleo.post(f"/api/v1/crisis-cases/{cases[0]['id']}/after", word(1, minutes=15, way="mail"))
    assert value() == 3 and site.cleo.must(at)["counted"] == {"calls": 1, "visits": 1, "others": 1, "minutes": 15}
    step(site.cleo, cases[0], "contacted")  # a correction: there was no visit
    site.cleo.must(f"/api/v1/crisis-after/{made['id']}?version=1", "DELETE")
    assert value() == 1 and site.cleo.must(at)["counted"]["visits"] == 0, "taken back with the word"
    site.carole.must(at, "PUT", {"version": 1, "action": None})
    assert value() == 0


def main():
    binary, openapi = sys.argv[1:]
    with PeopleServer(binary, openapi) as server:
        site = Site(server)
        room, cases = site.room(120)
        at_the_terms(site, room, cases)
        practice = in_the_days_work(site, room, cases)
        losses(site, room, cases)
        counted(site, practice)
    print("after a crisis: terms, the day's work, losses, what counts")


if __name__ == "__main__":
    main()
