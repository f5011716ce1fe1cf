#!/usr/bin/env python3
"""Damage reports: by an agent on the phone and by the owner with the public code; ten times at once, contradicting, matched, set aside;
robots refused; strangers told nothing of the room.

usage: damage_reports.py BINARY OPENAPI
"""

import concurrent.futures
import datetime
import hashlib
import sys
import time
import uuid

from conventions import HOME, PARTNERS, Partners, refused
from crises import AGENTS, FACTS, the_whole_list
from exchanges import HERE
from people import FAST, PeopleServer

NOW = datetime.datetime.now(datetime.timezone.utc)


def moment(minutes=0):
    return (NOW + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def said(question, value=None, standing="given", **more):
    return {"question": question, "standing": standing, **({} if value is None else {"value": value}), **more}


CLOSED = said("trading", "closed")


def report(*answers, source="phone", at=-60, **more):
    return {"id": str(uuid.uuid4()), "source": source, "seenAt": moment(at), "answers": list(answers or (CLOSED,)), **more}


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000, limits=FAST)
        self.ids = partners.ids
        self.chief, self.anne, self.carole, self.cleo, self.max, self.nora, self.elected = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "carole@cci.fr", "cleo@cci.fr", "max@cma.fr", "nora@voisine.fr", "elue@pays.fr")
        self.room = "/api/v1/crises/" + self.chief.post("/api/v1/crises", FACTS)["id"]
        for partner in PARTNERS[:2]:
            self.chief.post(self.room + "/members", {"organisation": self.ids[partner]})
        self.carole.post(self.room + "/membership", {"joined": True})
        self.anne.post(self.room + "/zones", {"source": "communes", "communes": [HERE], "field": "all"})
        self.cases = the_whole_list(self.anne, self.room)
        self.owner = server.browser()

    def case(self, number):
        return self.cleo.must("/api/v1/crisis-cases/" + self.cases[number]["id"])

    def held(self, number):
        """What holds of it now: {question or question/item: (standing, value or band, report)}"""
        told = self.cleo.must(f"/api/v1/crisis-cases/{self.cases[number]['id']}/damage-reports")
        return {"/".join(filter(None, (it["answer"]["question"], it["answer"]["item"]))): (
            it["answer"]["standing"], it["answer"]["band"] or it["answer"]["value"], it["report"]) for it in told["present"]}

    def reports(self, query=""):
        return self.anne.must(self.room + "/damage-reports" + query)


def asked_in_three_tiers(site):
    told = site.cleo.must("/api/v1/damage-questions")
    assert [it["id"] for it in told["questions"] if it["tier"] == "minute"] == [
        "trading", "people_safe", "water_height", "callback", "urgent_need"]
    assert {it["tier"] for it in told["questions"]} == {"minute", "full", "aid"}
    refused(site.elected.ask("/api/v1/damage-questions"), 403, "access.denied")


def by_an_agent_on_the_phone(site):
    send, case = site.room + "/damage-reports", site.cases[0]
    assert case["state"] == "potential"
    first = report(CLOSED, said("people_safe", "yes"), said("water_height", 120), said("callback", "01 64 63 77 00"),
                   said("urgent_need", "pumping"), said("damage", 8000, item="stock", certainty="quoted"),
                   said("damage", item="equipment", band={"from": 20000, "to": 50000}), said("insurer", standing="refused"),
                   said("employees", standing="unknown"), said("aid_asked", item="craft_fund"), case=case["id"])
    answers = []
    with concurrent.futures.ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: site.cleo.ask(send, "POST", first), range(10)))
    assert {status for status, _ in answers} == {200} and all(body == answers[0][1] for _, body in answers), answers
    assert answers[0][1]["case"] == case["id"] and answers[0][1]["id"] == first["id"]
    after = site.case(0)
    assert (after["state"], after["trading"]) == ("reported", "closed")
    assert [(it["from"], it["to"], it["agent"]["name"]) for it in after["steps"]] == [
        ("potential", "reported", site.cleo.session["agent"]["name"])]
    held = site.held(0)
    assert held["damage/stock"] == ("given", 8000, first["id"]) and held["water_height"][1] == 120
    assert held["damage/equipment"][1] == {"from": 20000, "to": 50000}
    assert held["insurer"][:2] == ("refused", None) and held["employees"][:2] == ("unknown", None)
    assert held["aid_asked/craft_fund"][:2] == ("given", None)
    assert site.reports("?state=matched")["counts"] == {"waiting": 0, "matched": 1, "setAside": 0}
    refused(site.cleo.ask(send, "POST", {**first, "answers": [said("trading", "open")]}), 409, "crisis.report_differs")
    refused(site.cleo.ask(send, "POST", {**first, "case": site.cases[1]["id"]}), 409, "crisis.report_differs")
    assert site.anne.ask(send, "POST", first)[1] == answers[0][1], "a colleague's phone that has the same queue"
    return first


def refusals(site):
    send = site.room + "/damage-reports"
    for wrong, status, error in (
            (report(said("weather", "rain")), 400, "crisis.unknown_question"), (report(said("trading", "soon")), 400, "crisis.bad_value"),
            (report(said("water_height", "deep")), 400, "crisis.bad_value"), (report(said("water_height", 1.5)), 400, "service.bad_field"),
            (report(said("trading", "open", "perhaps")), 400, "service.bad_field"),
            ({**report(), "answers": []}, 400, "crisis.empty_report"),
            (report(source="owner"), 400, "service.bad_field"), ({**report(), "id": "7"}, 400, "crisis.bad_value"),
            ({**report(), "seenAt": "yesterday"}, 400, "service.bad_field"), (report(CLOSED, CLOSED), 400, "crisis.bad_value"),
            (report(said("damage", 8000)), 400, "crisis.bad_value"), (report(colour="blue"), 400, "service.unknown_field"),
            (report(said("damage", item="stock", band={"from": 1, "to": 2})), 400, "crisis.bad_value"),
            ({**report(), "business": "local:none"}, 404, "query.unknown_business")):
        refused(site.cleo.ask(send, "POST", {"case": site.cases[1]["id"], **wrong} if "business" not in wrong else wrong), status, error)
    refused(site.cleo.ask(send, "POST", report()), 400, "crisis.unnamed_report")
    refused(site.cleo.ask(send, "POST", report(case=str(uuid.uuid4()))), 404, "crisis.unknown_case")
    for other in (site.max, site.nora):
        refused(other.ask(send, "POST", report(typed={"name": "Chez Léa"})), 404, "crisis.unknown")
        refused(other.ask(send), 404, "crisis.unknown")
        refused(other.ask(site.room + "/form"), 404, "crisis.unknown")
    refused(site.elected.ask(send), 403, "access.denied")
    for query, error in (("?state=wet", "query.bad_value"), ("?limit=0", "query.bad_value"), ("?limit=251", "query.bad_value"),
                         ("?colour=blue", "query.unknown_parameter")):
        refused(site.anne.ask(send + query), 400, error)
    assert site.case(1)["state"] == "potential", "what was refused changes nothing"


def beside_each_other(site, first):
    """A visit in the street, sent in the evening; what was said of it by phone in between is newer."""
    late = report(said("trading", "partly"), said("insurer", "La Mutuelle"), said("damage", 9000, item="stock"), source="field", at=-90,
                  case=site.cases[0]["id"])
    site.anne.post(site.room + "/damage-reports", late)
    assert site.case(0)["trading"] == "closed", "seen before"
    held = site.held(0)
    assert held["trading"][1:] == ("closed", first["id"]) and held["damage/stock"][1] == 8000
    assert held["insurer"] == ("given", "La Mutuelle", late["id"]), "refused later, told once"
    all_of_it = site.cleo.must(f"/api/v1/crisis-cases/{site.cases[0]['id']}/damage-reports")["reports"]
    assert [it["id"] for it in all_of_it] == [first["id"], late["id"]] and [it["source"] for it in all_of_it] == ["phone", "field"]
    far = site.anne.must("/api/v1/establishments?territory=epci:247700438&limit=500")["rows"]
    business = next(it["id"] for it in far if it["id"] not in {case["business"] for case in site.cases} and not it["local"])
    made = site.cleo.post(site.room + "/damage-reports", report(business=business))
    new = site.cleo.must("/api/v1/crisis-cases/" + made["case"])
    assert (new["business"], new["entry"], new["state"], new["trading"]) == (business, "added", "reported", "closed")


def solved(browser, at, report_id):
    told = browser.must(at + "/challenge")
    for counter in range(1 << 26):
        digest = hashlib.sha256(f"{told['challenge']}.{report_id}.{counter}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - told["bits"]) == 0:
            return {"challenge": told["challenge"], "counter": str(counter)}
    raise AssertionError("no counter solves it")


def owners(*answers, **typed):
    return {"id": str(uuid.uuid4()), "seenAt": moment(-30), "answers": list(answers or (CLOSED,)), "typed": {"name": "Chez Léa", **typed}}


def opened_to_owners(site):
    form = site.room + "/form"
    assert site.cleo.must(form)["form"] is None
    refused(site.anne.ask(form, "PUT", {"title": "Crue"}), 403, "access.denied")
    code = site.carole.must(form, "PUT", {"title": "Crue du Grand Morin"})["code"]
    at = "/api/v1/damage-forms/" + code
    told = site.owner.must(at.lower())
    assert (told["code"], told["title"], told["organisation"], told["exercise"]) == (code, "Crue du Grand Morin", HOME, False)
    assert set(told) == {"code", "title", "organisation", "exercise", "questions", "bands"}
    assert not [it for it in told["questions"] if it["tier"] == "aid"]
    none = {"challenge": "", "counter": ""}
    for wrong in ("BBBBBBBB", "x", "BKTDGRWM'--"):
        refused(site.owner.ask("/api/v1/damage-forms/" + wrong), 404, "crisis.no_form")
        refused(site.owner.ask(f"/api/v1/damage-forms/{wrong}/challenge"), 404, "crisis.no_form")
        refused(site.owner.ask(f"/api/v1/damage-forms/{wrong}/reports", "POST", {**owners(), "proof": none}), 404, "crisis.no_form")
    return at


def by_owners(site, at):
    """One of a SIRET of the list, one of another, one of a name: answered alike."""
    known, other, named = owners(siret=site.cases[2]["business"]), owners(siret="98765432100012"), owners(person="Mme Exemple")
    answers = []
    for sent in (known, other, named):
        whole = {**sent, "proof": solved(site.owner, at, sent["id"])}
        with concurrent.futures.ThreadPoolExecutor(10) as pool:
            got = list(pool.map(lambda _, body=whole: site.owner.ask(at + "/reports", "POST", body), range(10)))
        assert {status for status, _ in got} == {200} and all(body == got[0][1] for _, body in got), got
        assert set(got[0][1]) == {"id", "receivedAt", "upload"} and got[0][1]["id"] == sent["id"]
        answers.append(got[0][1])
        refused(site.owner.ask(at + "/reports", "POST", {**whole, "answers": [said("trading", "open")]}), 409, "crisis.report_differs")
    after = site.case(2)
    assert (after["state"], after["trading"], after["steps"][0]["agent"]) == ("reported", "closed", None)
    waiting = site.reports()
    assert [it["id"] for it in waiting["reports"]] == [other["id"], named["id"]] and waiting["counts"]["waiting"] == 2
    assert all((it["source"], it["agent"], it["case"]) == ("owner", None, None) for it in waiting["reports"])
    return waiting["reports"]


def robots_are_refused(site, at):
    send, sent = at + "/reports", owners()
    proof = solved(site.owner, at, sent["id"])
    refused(site.owner.ask(send, "POST", sent), 400, "service.bad_field")
    for wrong in ({**proof, "counter": proof["counter"] + "0"}, {**proof, "challenge": "9" + proof["challenge"]},
                  {**proof, "challenge": ""}, {**proof, "counter": ""}):
        refused(site.owner.ask(send, "POST", {**sent, "proof": wrong}), 400, "crisis.bad_proof")
    other = owners()
    refused(site.owner.ask(send, "POST", {**other, "proof": proof}), 400, "crisis.bad_proof")
    aid = owners(said("aid_paid", 5, item="craft_fund"))
    refused(site.owner.ask(send, "POST", {**aid, "proof": proof}), 400, "crisis.unknown_question")
    refused(site.owner.ask(send, "POST", {**sent, "source": "phone", "proof": proof}), 400, "service.unknown_field")
    refused(site.owner.ask(send, "POST", {**sent, "answers": [said("remarks", "x" * 33000)], "proof": proof}), 413,
            "crisis.report_too_large")
    before = site.reports()["counts"]
    site.owner.post(send, {**sent, "proof": proof})
    # Its challenge has served: what another counter makes of it serves nobody else.
    for counter in range(1 << 26):
        digest = hashlib.sha256(f"{proof['challenge']}.{other['id']}.{counter}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - 17) == 0:
            break
    refused(site.owner.ask(send, "POST", {**other, "proof": {**proof, "counter": str(counter)}}), 409, "crisis.challenge_over")
    assert site.reports()["counts"] == {**before, "waiting": before["waiting"] + 1}


def proposed(site):
    """By its SIRET, by a number that another report gave, by name and address, by where the phone was; to the room alone."""
    send = site.room + "/damage-reports"
    case = next(it for it in site.cases[1:] if "text" in (it["row"]["name"] or {}) and "text" in (it["row"]["address"] or {}))
    name, address = case["row"]["name"]["text"], case["row"]["address"]["text"]

    def of(**typed):
        made = site.cleo.post(send, report(CLOSED, said("callback", typed.pop("phone", "01 64 00 00 09")), typed=typed))
        path = f"/api/v1/damage-reports/{made['id']}/proposals"
        return path, site.cleo.must(path)["proposals"]

    path, found = of(name=name, address=f"{address}, {case['place']['label']}")
    assert (found[0]["business"], found[0]["case"]["id"]) == (case["business"], case["id"]), found
    assert found[0]["reasons"] == ["name", "address"] and found[0]["metres"] is None and found[0]["name"]["text"] == name, found[0]
    assert len(found) <= 8 and len({it["business"] for it in found}) == len(found)
    for other, status, error in ((site.max, 404, "crisis.unknown_damage_report"), (site.elected, 403, "access.denied")):
        refused(other.ask(path), status, error)
    _, found = of(siret=case["business"])
    assert found[0]["reasons"] == ["siret"] and found[0]["business"] == case["business"], found
    # What an earlier report of the room gave as its number: by_an_agent_on_the_phone().
    _, found = of(name="Sans enseigne Qzxw", phone="+33 1 64 63 77 00")
    assert [(it["business"], it["reasons"]) for it in found] == [(site.cases[0]["business"], ["phone"])], found
    located = next(it for it in site.cases if "longitude" in (it["row"]["position"] or {}))
    where = {key: located["row"]["position"][key] for key in ("longitude", "latitude")}
    _, found = of(name="Sans enseigne Qzxw", position=where)
    assert "near" in found[0]["reasons"] and found[0]["metres"] < 50, found
    assert all(it["reasons"] == ["near"] and it["metres"] <= 50.5 for it in found), found
    _, found = of(name="Sans enseigne Qzxw")
    assert found == []
    listed = site.reports("?source=phone&limit=250")
    assert len(listed["reports"]) == 5 and {it["source"] for it in listed["reports"]} == {"phone"}
    assert site.reports("?source=owner")["counts"] == listed["counts"], "of all sources"
    refused(site.anne.ask(send + "?source=sky"), 400, "query.bad_value")
    matched = site.reports("?state=matched&limit=250")
    assert {it["id"] for it in matched["cases"]} == {it["case"] for it in matched["reports"]}
    assert all(it["name"] for it in matched["cases"])
    for it in listed["reports"]:
        site.cleo.post(f"/api/v1/damage-reports/{it['id']}/aside", {"version": it["version"], "why": "Essai."})


def matched_and_set_aside(site, waiting):
    one, other = waiting
    match, case = f"/api/v1/damage-reports/{one['id']}/match", site.cases[3]
    refused(site.max.ask(match, "POST", {"version": 1, "case": case["id"]}), 404, "crisis.unknown_damage_report")
    refused(site.cleo.ask(match, "POST", {"version": 1}), 400, "service.bad_field")
    refused(site.cleo.ask(match, "POST", {"version": 1, "case": str(uuid.uuid4())}), 404, "crisis.unknown_case")
    got = site.cleo.post(match, {"version": 1, "case": case["id"]})
    assert got["case"] == case["id"] and site.case(3)["state"] == "reported" and site.held(3)["trading"][1] == "closed"
    refused(site.anne.ask(match, "POST", {"version": 1, "case": site.cases[4]["id"]}), 409, "crisis.changed")
    again = site.anne.post(match, {"version": got["version"], "business": site.cases[4]["business"]})
    assert again["case"] == site.cases[4]["id"] and site.held(3) == {} and site.held(4)["trading"][1] == "closed"
    told = site.cleo.must(f"/api/v1/crisis-cases/{again['case']}/damage-reports")["reports"][0]
    assert told["typed"]["name"] == "Chez Léa" and told["settledBy"]["name"] == site.anne.session["agent"]["name"], "as it was typed"
    aside = f"/api/v1/damage-reports/{other['id']}/aside"
    refused(site.cleo.ask(aside, "POST", {"version": other["version"], "why": ""}), 400, "text.empty")
    site.cleo.post(aside, {"version": other["version"], "why": "Hors zone."})
    assert [(it["id"], it["why"]) for it in site.reports("?state=set_aside")["reports"]] == [(other["id"], "Hors zone.")]
    actions = [it["action"] for it in site.server.browser("root@pays.fr").must(
        f"/api/v1/audit?kind=damage_report&record={one['id']}")["rows"]]
    assert actions == ["damage_report.matched", "damage_report.matched", "damage_report.received"], actions


def owners_go_before_no_agent(site, at):
    """What an agent noted stands; what the owner sent later is proposed beside it, until an agent confirms it."""
    case = site.cases[1]
    noted = report(said("trading", "open"), case=case["id"], at=-30)
    site.cleo.post(site.room + "/damage-reports", noted)
    sent = owners(siret=case["business"])
    sent["seenAt"] = moment(-5)
    site.owner.post(at + "/reports", {**sent, "proof": solved(site.owner, at, sent["id"])})
    told = site.cleo.must(f"/api/v1/crisis-cases/{case['id']}/damage-reports")
    assert site.case(1)["trading"] == "open" and site.held(1)["trading"][1:] == ("open", noted["id"])
    assert [(it["answer"]["value"], it["report"], it["source"]) for it in told["proposed"]] == [("closed", sent["id"], "owner")], told
    site.cleo.post(site.room + "/damage-reports", report(case=case["id"], at=-1))
    assert site.case(1)["trading"] == "closed"
    assert site.cleo.must(f"/api/v1/crisis-cases/{case['id']}/damage-reports")["proposed"] == []


def pages(site):
    ids = [it["id"] for it in site.reports("?state=matched")["reports"]]
    found, cursor = [], ""
    while cursor is not None:
        page = site.reports("?state=matched&limit=2" + (f"&cursor={cursor}" if cursor else ""))
        found += [it["id"] for it in page["reports"]]
        cursor = page["next"]
    assert found == ids and len(ids) > 4
    other = "/api/v1/crises/" + site.chief.post("/api/v1/crises", FACTS)["id"]
    site.chief.post(other + "/damage-reports", report(typed={"name": "Ailleurs"}))
    assert len(site.chief.must(other + "/damage-reports")["reports"]) == 1
    assert site.chief.must(f"{other}/damage-reports?cursor={ids[0]}")["reports"] == [], "the cursor of another room says nothing"


def a_village_waits_some_seconds(site, at):
    """From one address: beyond what a village sends at once, each waits for a moment and none is shut out."""
    time.sleep(4)  # the server's own limit of all questions, which is another
    answers = []
    for _ in range(140):
        answers.append(site.owner.whole(at + "/reports", "POST", {}))
    often = [it for it in answers if it[0] == 429]
    assert often and answers[-1][2]["error"] == "crisis.too_often", answers[-1]
    wait = int(answers[-1][1]["Retry-After"])
    assert 1 <= wait <= 4, wait
    sent = owners()
    proof = solved(site.owner, at, sent["id"])
    time.sleep(wait)
    site.owner.post(at + "/reports", {**sent, "proof": proof})


def switched_off_and_closed(site, at):
    form, sent = site.room + "/form", owners()
    whole = {**sent, "proof": solved(site.owner, at, sent["id"])}
    time.sleep(4)
    site.owner.post(at + "/reports", whole)
    refused(site.anne.ask(form, "DELETE"), 403, "access.denied")
    site.chief.must(form, "DELETE")
    assert site.cleo.must(form)["form"]["endedAt"]
    refused(site.owner.ask(at), 404, "crisis.no_form")
    refused(site.owner.ask(at + "/challenge"), 404, "crisis.no_form")
    time.sleep(4)
    assert site.owner.post(at + "/reports", whole)["id"] == sent["id"], "the answer that was lost on the way"
    again = site.chief.must(form, "PUT", {"title": "Crue", "anotherCode": True})["code"]
    refused(site.owner.ask(at), 404, "crisis.no_form")
    assert site.owner.must("/api/v1/damage-forms/" + again)["title"] == "Crue"
    seen = site.chief.must(site.room)
    site.chief.post(site.room + "/state", {"version": seen["version"], "state": "closed"})
    refused(site.owner.ask("/api/v1/damage-forms/" + again), 404, "crisis.no_form")
    refused(site.cleo.ask(site.room + "/damage-reports", "POST", report(case=site.cases[1]["id"])), 409, "crisis.closed")
    refused(site.chief.ask(form, "PUT", {"title": "Crue"}), 409, "crisis.closed")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        asked_in_three_tiers(site)
        first = by_an_agent_on_the_phone(site)
        refusals(site)
        beside_each_other(site, first)
        at = opened_to_owners(site)
        waiting = by_owners(site, at)
        robots_are_refused(site, at)
        matched_and_set_aside(site, waiting)
        proposed(site)
        owners_go_before_no_agent(site, at)
        pages(site)
        a_village_waits_some_seconds(site, at)
        switched_off_and_closed(site, at)
        server.stop()


if __name__ == "__main__":
    main()
