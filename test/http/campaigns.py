#!/usr/bin/env python3
"""Campaigns: whom they may reach, the file of recipients, calls one after the other, what is noted of each, who sees what.

The Pays Créçois and its chambers, who signed a convention.

usage: campaigns.py BINARY OPENAPI
"""

import csv
import datetime
import io
import sys
import zipfile

from contacts import open_at
from conventions import HOME, PARTNERS, Partners, refused
from exchanges import HERE, exchanges_with, signed
from people import PeopleServer
from reports import sheet

AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "alain@pays.fr": ("adviser", HOME),
          "field@pays.fr": ("field_agent", HOME), "analyst@pays.fr": ("analyst", HOME), "elected@pays.fr": ("elected", HOME),
          "carole@cma.fr": ("adviser", PARTNERS[1])}
TODAY = datetime.date.today()
CAMPAIGNS = "/api/v1/campaigns"


def facts(means, **more):
    return {"title": "Enquête cadre de vie", "means": means, "theme": "surroundings", "purpose": "surveys", "startsOn": TODAY.isoformat(),
            "script": "Bonjour, je vous appelle de la communauté de communes.", **more}


def prepared(browser, means, businesses, **more):
    made = browser.post(CAMPAIGNS, facts(means, **more))
    if businesses:
        browser.post(f"{CAMPAIGNS}/{made['id']}/targets", {"businesses": businesses})
    return f"{CAMPAIGNS}/{made['id']}"


def step(browser, campaign, name):
    version = browser.must(campaign)["version"]
    return browser.post(campaign + "/steps", {"version": version, "step": name})


def targets(browser, campaign, query=""):
    return browser.must(campaign + "/targets" + query)["targets"]


def person(browser, business, name, *channels, **more):
    return browser.post(f"/api/v1/establishments/{business}/contacts", {"name": name, "function": "gérante", "channels": [
        {"kind": "email" if "@" in it else "phone", "value": it, "purposes": ["surveys"]} for it in channels], **more})


def enter(browser, campaign, target, result, **more):
    at = f"{campaign}/targets/{target['id']}/result"
    return browser.ask(at, "PUT", {"version": target["version"], "result": result, "on": TODAY.isoformat(), **more})


def chosen_in_three_ways(anne, analyst, businesses):
    campaign = prepared(anne, "post", [])
    at = campaign + "/targets"
    assert anne.post(at, {"businesses": [*businesses[:3], businesses[0], "99999999999999"]}) == {
        "added": 3, "already": 1, "left": [{"business": "99999999999999", "error": "query.unknown_business"}]}
    selection = anne.post("/api/v1/selections", {"name": "Boulangers", "query": f"territory={HERE}&field=all&vue=carte"})
    found = anne.must(f"/api/v1/count?territory={HERE}&field=all")["total"]
    again = anne.post(at, {"selection": selection["id"]})
    assert again["added"] + again["already"] == found, (again, found)
    assert anne.post(at, {"query": f"territory={HERE}&field=all"})["added"] == 0
    headers = {"Idempotency-Key": "targets-1"}
    first, second = (anne.ask(at, "POST", {"query": "territory=77171&field=all"}, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == second
    refused(anne.ask(at, "POST", {"query": "territory=dep:77&field=all&state=any"}), 400, "campaign.too_many")
    for wrong, error in (({}, "service.bad_field"), ({"query": "x=y"}, "query.unknown_parameter"), ({"businesses": [], "query": ""},
                         "service.bad_field"), ({"selection": "none"}, "support.unknown_selection")):
        answer = anne.ask(at, "POST", wrong)
        assert answer[1]["error"] == error, (wrong, answer)
    refused(analyst.ask(at, "POST", {"query": "territory=" + HERE}), 403, "access.denied")
    page = anne.must(at)
    total = anne.must(campaign)["figures"]["targets"]
    assert len(page["targets"]) == min(100, total) and page["targets"][0]["name"] and page["targets"][0]["commune"]["code"] == HERE
    if page["next"]:
        assert anne.must(f"{at}?after={page['next']}")["targets"][0]["number"] == page["next"] + 1
    one = page["targets"][0]
    assert anne.must(f"{at}/{one['id']}", "DELETE") == {"changed": True}
    refused(anne.ask(f"{at}/{one['id']}"), 404, "support.unknown_target")
    refused(anne.ask(at + "?state=late"), 400, "query.bad_value")
    version = anne.must(campaign)["version"]
    assert anne.must(f"{campaign}?version={version}", "DELETE") == {"changed": True}
    refused(anne.ask(campaign), 404, "support.unknown_campaign")


def rows_of(browser, campaign):
    status, headers, body = browser.whole(campaign + "/recipients.csv")
    assert status == 200, body
    rows = list(csv.DictReader(io.StringIO(body)))
    assert int(headers["X-Bassin-Rows"]) == len(rows) and "no-store" in headers["Cache-Control"]
    return rows


def mailing(root, anne, field, carole, businesses, action):
    """A letter: its file, the opposition that came since, its exchanges, what came back, and the second round."""
    quiet = person(anne, businesses[0], "Zoé Silence")
    person(anne, businesses[1], "=Paul;Petit", "paul@exemple.fr")
    campaign = prepared(anne, "post", businesses, action=action)
    refused(anne.ask(campaign + "/file", "POST", {}), 409, "campaign.not_running")
    refused(anne.ask(campaign + "/recipients.csv"), 409, "campaign.not_running")
    step(anne, campaign, "start")
    refused(anne.ask(campaign + "/recipients.csv"), 409, "campaign.no_file")
    refused(field.ask(campaign + "/file", "POST", {}), 403, "access.denied")
    refused(field.ask(campaign + "/recipients.csv"), 403, "access.denied")
    filed = anne.post(campaign + "/file", {})
    assert filed["lines"] + filed["aside"] == len(businesses), filed
    rows = rows_of(anne, campaign)
    assert len(rows) == filed["lines"] and rows[0]["contact"] == "Zoé Silence" and rows[1]["contact"] == "'=Paul;Petit"
    assert {it["id"] for it in targets(anne, campaign) if it["filed"]} == {it["target"] for it in rows}
    anne.post(f"/api/v1/contacts/{quiet['id']}/oppositions", {"version": 1, "how": "au marché"})
    assert [it["business"] for it in rows_of(anne, campaign)] == [it["business"] for it in rows[1:]]
    assert targets(anne, campaign)[0]["aside"] == "opposed", "shown so before anybody checks"
    status, _, workbook = anne.whole(campaign + "/recipients.xlsx")
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(workbook)) as file:
        text = "".join(file.read(name).decode(errors="replace") for name in file.namelist())
        assert "Paul;Petit" in text and "Silence" not in text
    taken = root.must("/api/v1/audit?action=export.taken")["rows"]
    assert any(campaign.split("/")[-1] in str(it) for it in taken), taken[:2]
    sent = anne.post(campaign + "/sent", {"on": TODAY.isoformat()})
    assert sent == {"sent": len(rows) - 1, "aside": 1, "again": 0, "remaining": 0}, sent
    assert exchanges_with(anne, businesses[0]) == []
    noted = exchanges_with(anne, businesses[1])
    assert [(it["way"], it["notes"], it["action"]["id"]) for it in noted] == [("mail", "Enquête cadre de vie", action)]
    assert [it["level"] for it in exchanges_with(carole, businesses[1])] == ["header"], "partners see its exchanges as any"
    all_of_them = targets(anne, campaign)
    refused(enter(anne, campaign, all_of_them[0], "answered", answer="yes"), 409, "campaign.opposed")
    refused(enter(anne, campaign, all_of_them[1], "reached"), 409, "campaign.not_a_result")
    refused(enter(anne, campaign, all_of_them[1], "answered", answer="maybe"), 400, "support.bad_value")
    assert enter(anne, campaign, all_of_them[1], "answered", answer="yes", note="Très bien")[1]["state"] == "answered"
    assert enter(field, campaign, all_of_them[2], "wrong")[1]["state"] == "wrong"
    refused(enter(anne, campaign, all_of_them[2], "answered", answer="no"), 409, "support.changed")
    whole = anne.must(campaign)
    rates = whole["figures"]["rates"]
    of = len(rows) - 2  # written to, less the one that came back
    assert rates["answered"] == {"count": 1, "of": of, "percent": round(1000 / of) / 10}, rates
    assert rates["wrong"] == {"count": 1, "of": of + 1, "percent": round(1000 / (of + 1)) / 10} and rates["reached"] is None
    for name in ("communes", "sections"):
        assert sum(it["figures"]["targets"] for it in whole[name]) == whole["figures"]["targets"] == len(businesses), name
    second = anne.post(CAMPAIGNS, facts("call", previous=whole["id"], title="Relance"))
    assert len(targets(anne, f"{CAMPAIGNS}/{second['id']}")) == of - 1
    taken_back = anne.post(campaign + "/sent/removal", {})
    assert taken_back == {"undone": of - 1, "left": 0, "after": None}
    assert len(exchanges_with(anne, businesses[1])) == 1 and exchanges_with(anne, businesses[3]) == []


def calls(anne, alain, businesses):
    for number, business in enumerate(businesses[:4]):
        person(anne, business, f"Personne {number}", f"01 64 63 55 0{number}")
    campaign = prepared(anne, "call", businesses[:5])
    assert [it["aside"] for it in targets(anne, campaign)] == [None] * 4 + ["no_contact"]
    step(anne, campaign, "start")
    first = anne.post(campaign + "/next", {})["target"]
    other = alain.post(campaign + "/next", {})["target"]
    assert first != other
    seen = alain.must(f"{campaign}/targets/{first}")
    assert seen["heldBy"]["name"] == "Agent anne" and seen["now"] is None
    assert [(it["value"], it["link"]) for it in seen["reach"]] == [("01 64 63 55 00", "tel:+33164635500")]
    refused(enter(alain, campaign, seen, "reached"), 409, "campaign.held")
    tomorrow = (TODAY + datetime.timedelta(days=1)).isoformat()
    back = enter(anne, campaign, seen, "call_back", callBackOn=tomorrow, note="Après 14 h")[1]
    assert [it["text"] for it in anne.must("/api/v1/reminders")["reminders"]] == ["Enquête cadre de vie\nAprès 14 h"]
    undone = anne.post(f"{campaign}/targets/{first}/undo", {"version": back["version"]})
    assert undone["state"] == "waiting" and anne.must("/api/v1/reminders")["reminders"] == []
    one = alain.must(f"{campaign}/targets/{other}")
    contact = one["reach"][0]["contact"]
    said = {"what": "channel", "how": "au téléphone"}
    refusal = enter(alain, campaign, one, "refused", refused=said)[1]
    noted = exchanges_with(anne, businesses[1])
    assert [(it["way"], it["met"]) for it in noted] == [("call", "Personne 1")]
    opposed = anne.must("/api/v1/contacts/" + contact)
    assert [it["how"] for it in opposed["oppositions"]] == ["au téléphone"] and opposed["channels"][0]["refusals"]
    assert alain.post(f"{campaign}/targets/{other}/undo", {"version": refusal["version"]})["state"] == "waiting"
    assert exchanges_with(anne, businesses[1]) == [] and anne.must("/api/v1/contacts/" + contact)["oppositions"] == []
    # An opposition that came since wins, and the target is set aside.
    version = anne.must("/api/v1/contacts/" + contact)["version"]
    anne.post(f"/api/v1/contacts/{contact}/oppositions", {"version": version, "how": "par courrier"})
    one = alain.must(f"{campaign}/targets/{other}")
    refused(enter(alain, campaign, one, "reached"), 409, "campaign.opposed")
    one = alain.must(f"{campaign}/targets/{other}")
    assert (one["state"], one["aside"], one["now"]) == ("aside", "opposed", "opposed") and exchanges_with(anne, businesses[1]) == []
    told = anne.post("/api/v1/contacts/person", {"phone": "0164635500"})
    assert [it["campaign"]["title"] for it in told["campaigns"]] == ["Enquête cadre de vie"]
    return campaign


def by_partners_numbers(server, anne, carole, business):
    """A partner's number is used where its content is opened, its reading is noted, and its refusal is kept by the number."""
    open_at(server, "content")
    theirs = person(carole, business, "Nadia Chambre", "01 64 63 66 99")
    campaign = prepared(anne, "call", [business])
    step(anne, campaign, "start")
    target = anne.must(f"{campaign}/targets/{anne.post(campaign + '/next', {})['target']}")
    assert [(it["name"], it["own"]) for it in target["reach"]] == [("Nadia Chambre", False)]
    assert enter(anne, campaign, target, "refused", refused={"what": "all"})[1]["state"] == "refused"
    assert carole.must("/api/v1/contacts/" + theirs["id"])["doNotContact"]
    open_at(server, "header")


def seen_by(anne, analyst, field, elected, carole, campaign):
    theirs = carole.must(CAMPAIGNS)
    assert theirs["campaigns"] == []
    for path in ("", "/targets", "/recipients.csv"):
        refused(carole.ask(campaign + path), 404, "support.unknown_campaign")
    figures = analyst.must(campaign)
    assert figures["script"] is None and figures["agents"] == [] and figures["by"] is None and not figures["works"]
    assert figures["figures"] == anne.must(campaign)["figures"]
    refused(analyst.ask(campaign + "/targets"), 403, "access.denied")
    refused(analyst.ask(campaign + "/recipients.csv"), 403, "access.denied")
    refused(elected.ask(CAMPAIGNS), 403, "access.denied")
    assert field.must(campaign)["works"] and not field.must(campaign)["exports"] and not field.must(campaign)["changeable"]
    refused(field.ask(campaign + "/steps", "POST", {"version": figures["version"], "step": "close"}), 403, "support.not_yours")


def refusals(anne):
    for wrong, error in (
            ({"means": "fax"}, "service.bad_field"), ({"purpose": "x"}, "service.bad_field"), ({"theme": "x"}, "service.bad_field"),
            ({"startsOn": "x"}, "service.bad_field"), ({"title": ""}, "text.empty"), ({"endsOn": "2001-01-01"}, "support.bad_value"),
            ({"action": "none"}, "convention.not_countable"), ({"more": 1}, "service.unknown_field")):
        refused(anne.ask(CAMPAIGNS, "POST", {**facts("call"), **wrong}), 400, error)
    campaign = prepared(anne, "call", [])
    refused(anne.ask(campaign + "/steps", "POST", {"version": 1, "step": "start"}), 409, "campaign.empty")
    refused(anne.ask(campaign + "/steps", "POST", {"version": 1, "step": "x"}), 400, "service.bad_field")
    refused(anne.ask(campaign + "/next", "POST", {}), 409, "campaign.not_running")
    refused(anne.ask(campaign, "PUT", {"version": 7, **facts("call")}), 409, "support.changed")
    assert anne.must(campaign, "PUT", {"version": 1, **facts("visit")})["version"] == 2


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, alain, field, analyst, elected, carole = partners.browsers(*AGENTS)
        convention = signed(chief, partners.ids)
        rows = anne.must(f"/api/v1/establishments?territory={HERE}&field=all&state=active&limit=100")["rows"]
        businesses = [row["id"] for row in rows if not row["local"] and row["address"] and "text" in row["address"]]
        chosen_in_three_ways(anne, analyst, businesses)
        action = chief.post(f"/api/v1/conventions/{convention['id']}/actions", sheet(partners, convention["axes"][0]["id"], "1.1", "Cadre"))
        mailing(partners.root, anne, field, carole, businesses[:8], action["id"])
        campaign = calls(anne, alain, businesses[8:13])
        by_partners_numbers(server, anne, carole, businesses[14])
        seen_by(anne, analyst, field, elected, carole, campaign)
        refusals(anne)
        server.stop()


if __name__ == "__main__":
    main()
