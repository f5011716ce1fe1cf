#!/usr/bin/env python3
"""Indicators of actions: who writes them, what they come to in a period, what was entered with which evidence.

The conventions of programme.py; the perimeter is counted by the register of the test itself.

usage: indicators.py BINARY OPENAPI
"""

import sys
import urllib.parse

from conventions import PARTNERS, refused
from programme import Programme, sheet


def facts(**more):
    return {"code": "V1", "label": "Entreprises visitées", "effect": "output", "unit": "entreprises", "method": "", "baseline": None,
            "targets": [{"year": 2026, "target": 70}],
            "computed": {"measure": "visited", "kinds": [], "organisation": "", "field": ""}, "gathering": "sum", **more}


COVERAGE = {"measure": "coverage", "kinds": ["visit", "call"], "organisation": "", "field": "economic-fabric"}


def by_code(answer):
    return {it["code"]: it for it in answer["indicators"]}


def written_by_who_may(site, action):
    of_action = f"/api/v1/actions/{action}/indicators"
    site.chief.post(of_action, facts())
    refused(site.chamber.ask(of_action, "POST", facts(code="2")), 403, "convention.not_yours")
    refused(site.adviser.ask(of_action, "POST", facts(code="2")), 403, "convention.not_yours")
    refused(site.neighbour.ask(of_action, "POST", facts(code="2")), 404, "convention.unknown_action")
    refused(site.neighbour.ask(of_action), 404, "convention.unknown_action")
    site.pilot.post(of_action, facts(code="V2", label="Taux de contact", unit="%", computed=COVERAGE, effect="result"))
    refused(site.chief.ask(of_action, "POST", facts()), 400, "convention.twice")
    refused(site.chief.ask(of_action, "POST", facts(code="2", computed={**COVERAGE, "field": "nowhere"})), 400, "service.bad_field")
    refused(site.chief.ask(of_action, "POST", facts(code="2", computed={**COVERAGE, "field": ""})), 400, "convention.bad_value")
    refused(site.chief.ask(of_action, "POST", facts(code="2", targets=[{"year": 2026, "target": 1}] * 2)), 400, "service.bad_field")
    refused(site.chief.ask(of_action, "POST", facts(code="2", baseline="douze")), 400, "service.bad_field")


def delays(site, action):
    of_action = f"/api/v1/actions/{action}/indicators"
    delay = {"measure": "delay", "kinds": [], "organisation": "", "field": "", "delay": "taken"}
    site.chief.post(of_action, facts(code="D1", label="Délai de prise en charge", unit="jours", computed=delay))
    within = {**delay, "measure": "within", "most": 5}
    site.chief.post(of_action, facts(code="D2", label="Prises en charge en 5 jours", unit="%", computed=within))
    refused(site.chief.ask(of_action, "POST", facts(code="3", computed={**delay, "delay": "lunch"})), 400, "service.bad_field")
    refused(site.chief.ask(of_action, "POST", facts(code="3", computed={**delay, "delay": ""})), 400, "convention.bad_value")
    refused(site.chief.ask(of_action, "POST", facts(code="3", computed={**delay, "most": 4000})), 400, "service.bad_field")
    shown = by_code(site.adviser.must(of_action))
    assert (shown["D1"]["computed"]["delay"], shown["D2"]["computed"]["most"]) == ("taken", 5), shown
    assert (shown["D1"]["value"], shown["D1"]["counted"], shown["D1"]["waiting"], shown["D1"]["target"]) == (None, 0, 0, 70), shown["D1"]
    for code in ("D1", "D2"):
        site.chief.must(f"/api/v1/indicators/{shown[code]['id']}?version=1", "DELETE")


def told_in_a_period(site, action):
    whole = f"/api/v1/conventions/{site.convention['id']}/indicators"
    answer = site.adviser.must(whole + "?from=2026-01-01&to=2026-12-31")
    assert (answer["from"], answer["to"], answer["communes"]) == ("2026-01-01", "2026-12-31", 19), answer
    visited, coverage = by_code(answer)["V1"], by_code(answer)["V2"]
    assert (visited["value"], visited["target"], visited["progress"], visited["mine"]) == (0, 70, 0, False), visited
    assert visited["action"] == {"id": action, "code": "1.1", "title": "Visiter les artisans"}
    query = urllib.parse.urlencode({"territory": "list:" + ",".join(it["now"]["code"] for it in site.convention["perimeter"]),
                                    "field": "economic-fabric"})
    counted = site.server_count(query)
    assert counted > 0 and coverage["establishments"] == counted and coverage["businesses"] == 0, (coverage, counted)
    assert coverage["value"] == 0 and coverage["computed"]["field"] == "economic-fabric"
    half = by_code(site.adviser.must(f"/api/v1/actions/{action}/indicators?from=2026-01-01&to=2026-07-01"))["V1"]
    assert abs(half["target"] - 70 * 182 / 365) < 1e-9, "by the share of the year"
    assert site.adviser.must(whole)["from"] in ("2018-01-01", site.today[:4] + "-01-01")
    refused(site.adviser.ask(whole + "?from=2026-02-01&to=2026-01-01"), 400, "query.bad_value")
    refused(site.adviser.ask(whole + "?from=hier"), 400, "query.bad_value")
    refused(site.neighbour.ask(whole), 404, "convention.unknown")


def entered_with_evidence(site, action):
    of_action = f"/api/v1/actions/{action}/indicators"
    made = site.chief.post(of_action, facts(code="E1", label="Locaux vacants", computed=None, gathering="last", effect="impact",
                                            baseline=12, targets=[{"year": 2026, "target": 8}]))
    values = f"/api/v1/indicators/{made['id']}/values"
    told = {"on": "2026-06-30", "value": 11, "evidence": "Relevé de terrain de juin", "link": ""}
    headers = {"Idempotency-Key": "june"}
    first, again = (site.pilot.ask(values, "POST", told, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again
    one = f"/api/v1/indicator-values/{first[1]['id']}"
    state = lambda: by_code(site.adviser.must(of_action + "?from=2026-01-01&to=2026-12-31"))["E1"]
    assert (state()["value"], state()["progress"]) == (11, 0.25), "a quarter of the way from 12 down to 8"
    refused(site.chief.ask(values, "POST", {**told, "evidence": ""}), 400, "text.empty")
    refused(site.chief.ask(values, "POST", {**told, "link": "javascript:alert(1)"}), 400, "convention.bad_value")
    refused(site.chamber.ask(values, "POST", told), 403, "convention.not_yours")
    refused(site.neighbour.ask(values), 404, "convention.unknown_indicator")
    site.chief.must(one, "PUT", {"version": 1, **told, "value": 10, "link": "https://example.org/releve"})
    refused(site.pilot.ask(one, "PUT", {"version": 1, **told}), 409, "convention.changed")
    history = site.adviser.must(values)["values"]
    assert [(it["value"], it["version"], it["endedAt"] is None) for it in history] == [(10, 2, True), (11, 1, False)], history
    assert history[1]["by"]["name"] == "Agent paul" and history[1]["organisation"]["name"] == PARTNERS[1]
    assert state()["value"] == 10
    site.chief.must(one + "?version=2", "DELETE")
    assert state()["value"] is None
    computed = by_code(site.chief.must(of_action))["V1"]["id"]
    refused(site.chief.ask(f"/api/v1/indicators/{computed}/values", "POST", told), 409, "convention.computed")


def changed_and_removed(site, action):
    of_action = f"/api/v1/actions/{action}/indicators"
    it = by_code(site.chief.must(of_action))["V1"]
    one = f"/api/v1/indicators/{it['id']}"
    site.chief.must(one, "PUT", {"version": 1, **facts(label="Visites d'entreprises")})
    refused(site.chief.ask(one, "PUT", {"version": 1, **facts()}), 409, "convention.changed")
    refused(site.neighbour.ask(one, "PUT", {"version": 2, **facts()}), 404, "convention.unknown_indicator")
    site.chief.must(one + "?version=2", "DELETE")
    assert set(by_code(site.chief.must(of_action))) == {"V2", "E1"}
    trail = {row["action"] for row in site.root.must("/api/v1/audit?kind=indicator&record=" + it["id"])["rows"]}
    assert trail == {"indicator.added", "indicator.changed", "indicator.removed"}, trail


def main():
    with Programme(sys.argv[1], sys.argv[2]) as site:
        site.open()
        pilot = next(it["id"] for it in site.chief.must(f"/api/v1/conventions/{site.convention['id']}/people")["people"]
                     if it["name"] == "Agent paul")
        action = site.chief.post(site.actions, sheet(site, pilot=pilot))["id"]
        written_by_who_may(site, action)
        delays(site, action)
        told_in_a_period(site, action)
        entered_with_evidence(site, action)
        changed_and_removed(site, action)
        site.stop()


if __name__ == "__main__":
    main()
