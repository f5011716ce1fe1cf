#!/usr/bin/env python3
"""A need from who heard it to its outcome, and reminders: who may do which step, who sees it, what waits in whose inbox.

The Pays Créçois and its chambers, who signed a convention, and a neighbour who is a party to nothing.

usage: needs.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import PARTNERS, Partners, refused
from exchanges import AGENTS, HERE, signed
from people import PeopleServer

TODAY = datetime.date.today()


def craft(browser, number):
    """One of the chamber of crafts."""
    rows = browser.must(f"/api/v1/establishments?territory={HERE}&field=all&state=any&chamber=cma&limit=50")["rows"]
    return rows[number]["id"]


def need(to, **more):
    return {"theme": "premises", "text": "Cherche 300 m² près de la gare.", "to": to, **more}


def about(browser, business, made):
    return next(it for it in browser.must(f"/api/v1/establishments/{business}/needs")["needs"] if it["id"] == made["id"])


def step(browser, it, name, **more):
    """The need as the page shows it after that."""
    kept = browser.must(f"/api/v1/needs/{it['id']}/steps", "POST", {"version": it["version"], "step": name, **more})
    assert kept == {"id": it["id"], "version": it["version"] + 1}, "answers are kept for requests sent twice: they hold no text"
    return about(browser, it["business"], it)


def try_step(browser, it, name, **more):
    return browser.ask(f"/api/v1/needs/{it['id']}/steps", "POST", {"version": it["version"], "step": name, **more})


def receivers(anne, nora, business):
    found = anne.must(f"/api/v1/establishments/{business}/receivers")["receivers"]
    members = [it for it in found if it["member"]]
    assert members == found[:len(members)] and members and all(it["reason"] for it in members), found
    assert {it["organisation"]["name"] for it in found} == {"Pays Créçois", *PARTNERS[:3]}
    own = next(it for it in found if it["own"])
    assert "Agent field" not in [it["name"] for it in own["agents"]], "who visits receives no needs"
    alone = nora.ask(f"/api/v1/establishments/{business}/receivers")
    assert alone[0] == 200 and [it["own"] for it in alone[1]["receivers"]] == [True], alone
    return {it["organisation"]["name"]: it for it in found}


def handed_and_closed(anne, carole, claude, nora, business, found):
    target = f"/api/v1/establishments/{business}/needs"
    cma, cci = (found[PARTNERS[number]]["organisation"]["id"] for number in (1, 0))
    headers = {"Idempotency-Key": "need-1"}
    first, again = (anne.ask(target, "POST", need({"organisation": cma}), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again, "sent twice, handed once"
    made = about(anne, business, first[1])
    assert (made["state"], made["silentDays"], made["may"]) == ("waiting", 0, ["pass_on", "withdraw"]), made
    box = carole.must("/api/v1/needs")
    assert [it["id"] for it in box["received"]] == [made["id"]] and box["received"][0]["name"]["text"] and box["given"] == []
    assert [it["id"] for it in anne.must("/api/v1/needs")["given"]] == [made["id"]]
    assert claude.must("/api/v1/needs") == {"received": [], "given": []}
    header = claude.must(target)["needs"][0]
    assert (header["level"], header["theme"], header["text"], header["steps"], header["may"], header["version"]) == (
        "header", "premises", None, [], [], None), header
    assert nora.must(target)["needs"] == []
    refused(try_step(claude, {**made}, "accept"), 404, "support.unknown_need")
    refused(try_step(anne, made, "accept"), 403, "support.not_yours")
    refused(try_step(carole, made, "close", outcome="helped"), 409, "support.wrong_state")
    refused(try_step(carole, {**made, "version": 7}, "accept"), 409, "support.changed")
    refused(try_step(carole, made, "decline"), 400, "text.empty")
    refused(try_step(carole, made, "eat"), 400, "service.bad_field")
    passed = step(carole, made, "pass_on", to={"organisation": cci}, why="Commerce, pas artisanat.")
    taken = step(claude, passed, "accept")
    assert taken["takenBy"]["name"] == "Agent claude" and taken["may"] == ["close", "pass_on"]
    closed = step(claude, taken, "close", outcome="helped", why="Local trouvé.")
    assert [it["what"] for it in closed["steps"]] == ["handed", "passed_on", "accepted", "closed"]
    for reader in (anne, carole):
        seen = reader.must(target)["needs"][0]
        assert (seen["state"], seen["outcome"], seen["steps"][-1]["why"], seen["may"]) == ("closed", "helped", "Local trouvé.", []), seen
    refused(try_step(anne, closed, "withdraw"), 409, "support.wrong_state")


def refusals(anne, analyst, stranger, business, found, neighbour):
    target = f"/api/v1/establishments/{business}/needs"
    cma = found[PARTNERS[1]]["organisation"]["id"]
    refused(stranger.ask(target), 401, "access.sign_in")
    refused(analyst.ask(target), 403, "access.denied")
    refused(anne.ask(target, "POST", need({"organisation": neighbour})), 403, "support.no_convention")
    refused(anne.ask(target, "POST", need({"organisation": cma, "team": "none"})), 404, "partners.unknown_team")
    refused(anne.ask(target, "POST", need({"organisation": cma}, theme="rien")), 400, "service.bad_field")
    refused(anne.ask(target, "POST", need({"organisation": cma}, text=" ")), 400, "text.empty")
    refused(anne.ask(target, "POST", need({"organisation": cma}, action="none")), 400, "convention.not_countable")


def sensitive(anne, carole, claude, business, found):
    cma = found[PARTNERS[1]]["organisation"]["id"]
    anne.post(f"/api/v1/establishments/{business}/needs", need({"organisation": cma}, theme="distress", text="Impayés"))
    assert len(carole.must(f"/api/v1/establishments/{business}/needs")["needs"]) == 1
    assert claude.must(f"/api/v1/establishments/{business}/needs")["needs"] == [], "between giver and receiver alone"


def reminders(anne, carole, field, business):
    colleagues = {it["name"]: it["id"] for it in anne.must("/api/v1/colleagues")["colleagues"]}
    assert {"Agent anne", "Agent field"} <= set(colleagues) and "Agent analyst" not in colleagues
    later = (TODAY + datetime.timedelta(days=30)).isoformat()
    made = anne.post("/api/v1/reminders", {"text": "Rappeler", "dueOn": later, "business": business})
    other = anne.post("/api/v1/reminders", {"text": "Préparer le COPIL", "dueOn": TODAY.isoformat(), "agent": colleagues["Agent field"]})
    assert [it["text"] for it in anne.must("/api/v1/reminders")["reminders"]] == ["Rappeler"]
    everybody = anne.must("/api/v1/reminders?of=organisation")["reminders"]
    assert [(it["text"], it["mine"], it["name"] is None) for it in everybody] == [
        ("Préparer le COPIL", False, True), ("Rappeler", True, False)]
    about = field.must(f"/api/v1/establishments/{business}/reminders")["reminders"]
    assert [(it["id"], it["changeable"]) for it in about] == [(made["id"], False)]
    assert carole.must(f"/api/v1/establishments/{business}/reminders")["reminders"] == []
    refused(field.ask(f"/api/v1/reminders/{made['id']}/done", "PUT", {"version": 1}), 403, "support.not_yours")
    refused(carole.ask(f"/api/v1/reminders/{made['id']}/done", "PUT", {"version": 1}), 404, "support.unknown_reminder")
    done = anne.must(f"/api/v1/reminders/{made['id']}/done", "PUT", {"version": 1})
    assert done == {"id": made["id"], "version": 2} and anne.must("/api/v1/reminders")["reminders"] == []
    refused(anne.ask(f"/api/v1/reminders/{made['id']}", "PUT", {"version": 1, "text": "x", "dueOn": later}), 409, "support.changed")
    refused(anne.ask("/api/v1/reminders", "POST", {"text": "x", "dueOn": "demain"}), 400, "service.bad_field")
    assert field.must(f"/api/v1/reminders/{other['id']}?version=1", "DELETE") == {"changed": True}


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        parties = partners.ids
        chief, anne, field, analyst, claude, carole, nora = partners.browsers(*AGENTS)
        signed(chief, parties)
        business = craft(anne, 0)
        found = receivers(anne, nora, business)
        handed_and_closed(anne, carole, claude, nora, business, found)
        refusals(anne, analyst, server.browser(), business, found, parties[PARTNERS[3]])
        sensitive(anne, carole, claude, craft(anne, 1), found)
        reminders(anne, carole, field, business)
        server.stop()


if __name__ == "__main__":
    main()
