#!/usr/bin/env python3
"""Files of more than establishments: somebody's project until its business is there, and a legal unit as a whole.

The Pays Créçois and its chambers, who signed a convention, and a neighbour who is a party to nothing. Eleven project holders received and
four settled: the figures of the Coglais (domain.md §1.3).

usage: projects.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import HOME, PARTNERS, Partners, refused
from documents import attach
from exchanges import AGENTS, HERE, exchanges_with, first_of, note, signed
from people import PeopleServer
from reports import indicator, sheet

TODAY = datetime.date.today().isoformat()
SALON = {"nomenclature": "NAFRev2", "code": "56.10A"}


def project(**more):
    return {"name": "Mme Exemple", "kind": "creation", "stage": "study", "description": "Un salon de thé", "commune": HERE,
            "activity": SALON, "plannedOn": "2027-03-01", "source": "Mairie", **more}


def get(browser, made):
    return browser.must("/api/v1/projects/" + made["id"])


def listed(browser, query="of=all"):
    return [it["name"] for it in browser.must("/api/v1/projects?" + query)["projects"]]


def refusals(anne, analyst, stranger):
    target = "/api/v1/projects"
    refused(stranger.ask(target), 401, "access.sign_in")
    refused(analyst.ask(target), 403, "access.denied")
    for wrong, error in (({"name": " "}, "text.empty"), ({"kind": "rien"}, "service.bad_field"), ({"stage": "rien"}, "service.bad_field"),
                         ({"commune": "00000"}, "query.bad_value"), ({"activity": {**SALON, "code": "99.99Z"}}, "query.bad_value"),
                         ({"plannedOn": "demain"}, "service.bad_field"), ({"action": "none"}, "convention.not_countable"),
                         ({"agent": "none"}, "partners.unknown_agent"), ({"unknown": 1}, "service.unknown_field")):
        status, answer = anne.ask(target, "POST", project(**wrong))
        assert status in (400, 404) and answer["error"] == error, (wrong, status, answer)
    status, answer = anne.ask(target, "POST", project(commune="77288"))
    assert answer.get("error") == "support.outside_territory", (status, answer)
    refused(anne.ask(target + "?of=none"), 400, "query.bad_value")
    refused(anne.ask(target + "?state=none"), 400, "query.bad_value")
    refused(anne.ask(target + "/none"), 404, "support.unknown_project")


def opened(anne, field, carole, nora):
    headers = {"Idempotency-Key": "project-1"}
    first, again = (anne.ask("/api/v1/projects", "POST", project(), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and set(first[1]) == {"id", "version"}, first
    made = first[1]
    own, shown = get(field, made), get(carole, made)
    assert (own["level"], own["name"], own["description"], own["agent"]["name"], own["changeable"]) == (
        "content", "Mme Exemple", "Un salon de thé", "Agent anne", True), own
    assert own["activity"]["label"] and own["commune"]["label"] == "Crécy-la-Chapelle" and own["key"] == "project:" + made["id"]
    assert (shown["level"], shown["kind"], shown["stage"], shown["activity"]["code"], shown["changeable"]) == (
        "header", "creation", "study", "56.10A", False), shown
    assert [shown[name] for name in ("name", "description", "source", "action", "siret")] == [None] * 5, shown
    refused(nora.ask("/api/v1/projects/" + made["id"]), 404, "support.unknown_project")
    assert listed(anne, "of=me&text=exemple") == ["Mme Exemple"] and listed(field, "of=me") == []
    assert listed(carole) == [None] and listed(carole, "of=all&text=exemple") == [] and listed(nora) == []
    return own


def changed(anne, carole, made):
    target = "/api/v1/projects/" + made["id"]
    refused(carole.ask(target, "PUT", {**project(), "version": 1}), 403, "support.not_yours")
    anne.must(target, "PUT", {**project(stage="financing"), "version": 1})
    refused(anne.ask(target, "PUT", {**project(), "version": 1}), 409, "support.changed")
    assert get(anne, made)["stage"] == "financing"


def worked_on(anne, carole, parties, made):
    """Its file is that of a business: exchanges, contacts, reminders, documents, a need that a chamber takes up."""
    here = "/api/v1/establishments/" + made["key"]
    refused(carole.ask(here + "/exchanges", "POST", {"way": "call", "theme": "creation", "on": TODAY}), 404, "support.unknown_project")
    note(anne, made["key"], notes="Premier rendez-vous", way="meeting", theme="creation")
    anne.post(here + "/contacts", {"name": "Mme Exemple", "channels": [{"kind": "phone", "value": "0164630000"}]})
    anne.post("/api/v1/reminders", {"text": "Rappeler", "dueOn": TODAY, "business": made["key"]})
    attach(anne, "business/" + made["key"], b"%PDF-1.7\nplan", file="previsionnel.pdf")
    assert [it["name"] for it in anne.must(here + "/contacts")["contacts"]] == ["Mme Exemple"]
    link = anne.must("/api/v1/contacts?q=exemple")["contacts"][0]["links"][0]
    assert link["name"] == {"text": "Mme Exemple"}, link
    reminder = anne.must("/api/v1/reminders")["reminders"][0]
    assert reminder["name"] == {"text": "Mme Exemple"} and reminder["commune"]["code"] == HERE, reminder
    assert [it["name"] for it in anne.must("/api/v1/documents/business/" + made["key"])["documents"]] == ["previsionnel.pdf"]
    receivers = anne.must(here + "/receivers")["receivers"]
    assert any(it["member"] and it["reason"] for it in receivers), "the activity that is meant names its chambers"
    need = anne.post(here + "/needs", {"theme": "creation", "text": "Un prévisionnel", "to": {"organisation": parties[PARTNERS[1]]}})
    box = carole.must("/api/v1/needs")["received"]
    assert [(it["id"], it["name"]) for it in box] == [(need["id"], {"text": "Mme Exemple"})], box
    assert get(carole, made)["level"] == "content", "who was handed a need knows whose it is"
    note(carole, made["key"], notes="Prévisionnel fait", way="meeting", theme="creation")
    assert {it["organisation"]["name"] for it in exchanges_with(anne, made["key"])} == {HOME, PARTNERS[1]}
    for part, body in (("/tags/Bio", {}), ("/corrections", {"kind": "name", "value": "x", "reason": "vu", "replaces": None})):
        status, answer = anne.ask(here + part, "PUT" if "tags" in part else "POST", body)
        assert status == 400 and answer["error"] == "query.bad_value", (part, answer)


def became(anne, carole, made, business):
    """What was said of the project is read on the page of what it became; reopened, no more."""
    target = "/api/v1/projects/" + made["id"]
    before = len(exchanges_with(anne, business))
    refused(anne.ask(target + "?version=2", "DELETE"), 409, "support.project_has_work")
    for wrong, error in (({"outcome": "rien"}, "service.bad_field"), ({"on": "2999-01-01"}, "support.bad_value"),
                         ({"outcome": "given_up", "siret": business}, "support.bad_value"), ({"siret": "x"}, "query.bad_value")):
        refused(anne.ask(target + "/close", "POST", {"version": 2, "outcome": "settled", "on": TODAY, **wrong}), 400, error)
    refused(anne.ask(target + "/reopen", "POST", {"version": 2}), 409, "support.project_open")
    anne.post(target + "/close", {"version": 2, "outcome": "settled", "on": TODAY, "siret": business})
    refused(anne.ask(target, "PUT", {**project(), "version": 3}), 409, "support.project_closed")
    assert len(exchanges_with(anne, business)) == before + 2
    assert "Prévisionnel fait" in [it["notes"] for it in exchanges_with(carole, business)]
    assert [it["name"] for it in anne.must(f"/api/v1/establishments/{business}/contacts")["contacts"]] == ["Mme Exemple"]
    assert "previsionnel.pdf" in [it["name"] for it in anne.must("/api/v1/documents/business/" + business)["documents"]]
    assert listed(anne) == [] and listed(anne, "state=closed") == ["Mme Exemple"]
    anne.post(target + "/reopen", {"version": 3})
    assert len(exchanges_with(anne, business)) == before


def whole_unit(anne, carole, analyst, stranger, business):
    siren, sister = business[:9], first_of(anne, 1)
    unit = anne.must("/api/v1/legal-units/" + siren)
    assert unit["total"] >= 1 and unit["establishments"][0]["siren"] == siren and unit["key"] == "unit:" + siren, unit
    assert business in [it["id"] for it in unit["establishments"]] and unit["name"]["text"], unit
    assert analyst.ask("/api/v1/legal-units/" + siren)[0] == 200
    hidden = next(row for row in stranger.must(f"/api/v1/establishments?territory={HERE}&field=all&state=any&limit=100")["rows"]
                  if row["name"] == {"masked": True})
    kept = stranger.must("/api/v1/legal-units/" + hidden["siren"])
    assert kept["name"] == {"masked": True} and all(it["name"] == it["unitName"] == {"masked": True} for it in kept["establishments"])
    refused(anne.ask("/api/v1/legal-units/999999999"), 404, "query.unknown_business")
    note(anne, business, notes="boutique")
    note(anne, unit["key"], notes="entreprise entière")
    note(anne, sister, notes="une autre")
    words = [it["notes"] for it in exchanges_with(anne, business)]
    assert {"boutique", "entreprise entière"} <= set(words) and "une autre" not in words, words
    assert {"boutique", "entreprise entière"} <= {it["notes"] for it in exchanges_with(anne, unit["key"])}
    own = next(it for it in anne.must("/api/v1/exchanges")["exchanges"] if it["business"] == unit["key"])
    assert own["name"] == unit["name"] and own["commune"]["code"], own
    assert all(it["level"] == "header" for it in exchanges_with(carole, unit["key"])), "as far as the convention opens each"
    assert anne.must(f"/api/v1/establishments/{unit['key']}/receivers")["receivers"]


def counted(site, chief, anne):
    """Eleven received, four of them settled: two indicators; none of them is a business."""
    action = chief.post(site.actions, sheet(site, site.axis, "4.1", "Accueillir les porteurs de projet"))["id"]
    for code, measure, kinds in (("R", "contributions", ["project"]), ("I", "contributions", ["project_settled"]),
                                 ("E", "businesses", [])):
        indicator(chief, action, code, code, measure, 11, kinds)
    made = [anne.post("/api/v1/projects", project(name=f"Porteur {number}", action=action)) for number in range(11)]
    for number, it in enumerate(made[:5]):
        anne.post(f"/api/v1/projects/{it['id']}/close", {"version": 1, "outcome": "settled" if number < 4 else "given_up", "on": TODAY})
    year = TODAY[:4]
    values = anne.must(f"/api/v1/actions/{action}/indicators?from={year}-01-01&to={year}-12-31")["indicators"]
    assert {it["code"]: it["value"] for it in values} == {"R": 11, "I": 4, "E": 0}, values
    anne.must(f"/api/v1/projects/{made[0]['id']}?version=2", "DELETE")
    values = anne.must(f"/api/v1/actions/{action}/indicators?from={year}-01-01&to={year}-12-31")["indicators"]
    assert {it["code"]: it["value"] for it in values} == {"R": 10, "I": 3, "E": 0}, "a mistake counts no more"


class Site:
    def __init__(self, convention, parties):
        self.ids, self.axis = parties, convention["axes"][0]["id"]
        self.actions = f"/api/v1/conventions/{convention['id']}/actions"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, field, analyst, _, carole, nora = partners.browsers(*AGENTS)
        stranger = server.browser()
        convention = signed(chief, partners.ids)
        refusals(anne, analyst, stranger)
        made = opened(anne, field, carole, nora)
        changed(anne, carole, made)
        worked_on(anne, carole, partners.ids, made)
        became(anne, carole, made, first_of(anne, 2))
        whole_unit(anne, carole, analyst, stranger, first_of(anne))
        counted(Site(convention, partners.ids), chief, anne)
        theirs = carole.post("/api/v1/projects", project(name="M. Confidence"))
        trail = partners.root.must("/api/v1/audit?kind=project&record=" + theirs["id"])["rows"]
        assert trail and not any(it["before"] or it["after"] for it in trail), "what a project says is its organisation's"
        server.stop()
    print("projects and legal units have files of their own")


if __name__ == "__main__":
    main()
