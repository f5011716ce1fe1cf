#!/usr/bin/env python3
"""Action sheets: who reads, adds and changes them, and what an answer says of them.

A convention of the Pays Créçois and its three chambers; a neighbour is a party to nothing.

usage: actions.py BINARY OPENAPI
"""

import sys

from conventions import PARTNERS, change, refused
from programme import Programme, sheet


def added(site):
    chief, chamber = site.chief, site.chamber
    made = chief.post(site.actions, sheet(site, budget=[
        {"label": "Conseiller", "financer": site.parties["Pays Créçois"], "financerName": "", "nature": "subsidy", "planned": 2000000,
         "committed": 1500050, "spent": 0},
        {"label": "Locaux", "financer": "", "financerName": "Commune de Crécy", "nature": "valuation", "planned": 100000,
         "committed": 0, "spent": 0}], milestones=[{"label": "Courrier à tous", "dueOn": "2018-03-31", "doneOn": ""}]))
    assert made["convention"] == {"id": site.convention["id"], "name": site.convention["title"]}
    assert made["axis"]["title"] == "Développement économique" and made["mine"] and made["version"] == 1
    assert made["members"][0]["organisation"] == {"id": site.parties[PARTNERS[1]], "name": PARTNERS[1], "kind": "cma"}
    assert made["budget"][0]["financer"]["name"] == "Pays Créçois" and made["budget"][1]["financer"] is None
    assert made["late"] is True, "its milestone was never reached"
    listed = site.adviser.must(site.actions)
    assert listed["mayAdd"] is False and chamber.must(site.actions)["mayAdd"] is True
    row = listed["actions"][0]
    assert (row["planned"], row["committed"], row["spent"], row["plannedHalfDays"]) == (2100000, 1500050, 0, 220), row
    assert row["lead"]["name"] == PARTNERS[1] and row["mine"] is False
    return made


def refusals(site, made):
    chief, one = site.chief, "/api/v1/actions/" + made["id"]
    refused(site.neighbour.ask(one), 404, "convention.unknown_action")
    refused(site.neighbour.ask(site.actions), 404, "convention.unknown")
    refused(site.neighbour.ask(one, "PUT", sheet(site, version=1)), 404, "convention.unknown_action")
    refused(site.adviser.ask(one, "PUT", sheet(site, version=1)), 403, "convention.not_yours")
    refused(site.adviser.ask(site.actions, "POST", sheet(site, code="9")), 403, "access.denied")
    refused(site.chamber.ask(site.actions, "POST", sheet(site, code="9")), 403, "convention.not_yours")
    refused(chief.ask(site.actions, "POST", sheet(site)), 400, "convention.twice")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", pilot="nobody")), 400, "convention.unknown_pilot")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", progress="soon")), 400, "service.bad_field")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", startsOn="soon")), 400, "service.bad_field")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", members=[{"part": "lead"}])), 400, "service.bad_field")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", members=[])), 400, "convention.needs_lead")
    refused(chief.ask(site.actions, "POST", sheet(site, code="9", milestones=[{"label": "x", "dueOn": "", "doneOn": "", "y": 1}])), 400,
            "service.unknown_field")
    half = sheet(site, code="9")
    del half["risks"]
    refused(chief.ask(site.actions, "POST", half), 400, "service.bad_field")


def changed(site, made):
    one = "/api/v1/actions/" + made["id"]
    people = {it["name"]: it for it in site.chief.must(f"/api/v1/conventions/{site.convention['id']}/people")["people"]}
    assert people["Agent paul"]["organisation"]["name"] == PARTNERS[1] and "Agent nora" not in people
    by_pilot = site.chief.must(one, "PUT", sheet(site, version=1, pilot=people["Agent paul"]["id"]))
    assert by_pilot["pilot"]["name"] == "Agent paul" and by_pilot["late"] is True, "its last day is past"
    paul = site.pilot
    assert paul.must(one)["mine"] is True and paul.must(site.actions)["mayAdd"] is False
    done = paul.must(one, "PUT", sheet(site, version=2, pilot=people["Agent paul"]["id"], progress="done", code="1.2"))
    assert (done["progress"], done["late"], done["version"], done["code"]) == ("done", False, 3, "1.2")
    lost = site.chief.ask(one, "PUT", sheet(site, version=2))
    refused(lost, 409, "convention.changed")
    assert '"progress":"done"' in lost[1]["values"]["now"], "what it is now"
    headers = {"Idempotency-Key": "second-action"}
    first, again = (site.chief.ask(site.actions, "POST", sheet(site, code="2"), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again
    assert [it["code"] for it in site.chief.must(site.actions)["actions"]] == ["1.2", "2"]


def kept_with_its_axis(site):
    refused(site.chief.ask(f"/api/v1/conventions/{site.convention['id']}/axes", "PUT", {
        "version": site.convention["version"], "axes": [{"code": "9", "title": "Autre"}]}), 409, "convention.axis_in_use")
    gone = change(site.chief, site.convention, "/steps", "POST", step="abandon")
    refused(site.chief.ask(site.actions, "POST", sheet(site, code="9")), 409, "convention.wrong_status")
    assert [it["mine"] for it in site.chief.must(site.actions)["actions"]] == [False, False]
    site.chief.must(f"/api/v1/conventions/{gone['id']}?version={gone['version']}", "DELETE")
    refused(site.chief.ask(site.actions), 404, "convention.unknown")


def taken_into_the_next_programme(site):
    year = {"kind": "annual", "parent": site.convention["id"], "title": "Programme 2019", "startsOn": "2019-01-01",
            "endsOn": "2019-12-31"}
    made = site.chief.post("/api/v1/conventions", year)
    sheets = site.chief.must(site.actions)["actions"]
    target = f"/api/v1/conventions/{made['id']}/programme"
    wanted = {"from": site.convention["id"], "actions": [it["id"] for it in sheets]}
    refused(site.adviser.ask(target, "POST", wanted), 403, "access.denied")
    refused(site.neighbour.ask(target, "POST", wanted), 404, "convention.unknown")
    refused(site.chief.ask(target, "POST", {**wanted, "actions": []}), 400, "service.bad_field")
    refused(site.chief.ask(target, "POST", {**wanted, "actions": ["none"]}), 404, "convention.unknown_action")
    taken = site.chief.must(target, "POST", wanted)
    assert [it["code"] for it in taken["taken"]] == [it["code"] for it in sheets] and not taken["left"], taken
    copies = site.chief.must(f"/api/v1/conventions/{made['id']}/actions")["actions"]
    assert {it["progress"] for it in copies} == {"to_start"} and {it["spent"] for it in copies} == {0}, copies
    first = next(it for it in sheets if it["startsOn"])
    copy = next(it for it in copies if it["code"] == first["code"])
    assert copy["startsOn"] == str(int(first["startsOn"][:4]) + 1) + first["startsOn"][4:], (first, copy)
    again = site.chief.must(target, "POST", wanted)
    assert not again["taken"] and {it["why"] for it in again["left"]} == {"twice"}
    site.chief.must(f"/api/v1/conventions/{made['id']}?version={made['version']}", "DELETE")


def main():
    with Programme(sys.argv[1], sys.argv[2]) as site:
        site.open()
        made = added(site)
        refusals(site, made)
        changed(site, made)
        taken_into_the_next_programme(site)
        kept_with_its_axis(site)
        site.stop()


if __name__ == "__main__":
    main()
