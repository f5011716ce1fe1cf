#!/usr/bin/env python3
"""Follow-ups of businesses: one that partners share, joined and not opened twice, beside private ones; who sees how much of them, who may
do which step, what is told by the trail.

usage: follow_ups.py BINARY OPENAPI
"""

import sys
import threading
import urllib.parse

from conventions import PARTNERS, Partners, refused
from exchanges import AGENTS, HERE, exchanges_with, first_of, note, signed
from people import PeopleServer


def follow_up(**more):
    return {"title": "S'agrandir", "theme": "premises", "objective": "Jeton planté", "shared": True, **more}


def about(browser, business):
    return browser.must(f"/api/v1/establishments/{business}/follow-ups")["followUps"]


def one(browser, it):
    return next(found for found in about(browser, it["business"]) if found["id"] == it["id"])


def step(browser, it, name, **more):
    kept = browser.must(f"/api/v1/follow-ups/{it['id']}/steps", "POST", {"version": it["version"], "step": name, **more})
    assert set(kept) == {"id", "version"} and kept["version"] == it["version"] + 1, kept
    return one(browser, it)


def try_step(browser, it, name, **more):
    return browser.ask(f"/api/v1/follow-ups/{it['id']}/steps", "POST", {"version": it["version"], "step": name, **more})


def opened_once(anne, carole, nora, business):
    target = f"/api/v1/establishments/{business}/follow-ups"
    headers = {"Idempotency-Key": "follow-up-1"}
    first, again = (anne.ask(target, "POST", follow_up(), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and set(first[1]) == {"id", "version"}, first
    it = about(anne, business)[0]
    assert (it["level"], it["own"], it["part"], it["may"]) == ("content", True, "member", ["change", "referent", "invite", "close"]), it
    seen = about(carole, business)[0]
    expected = {"level": "header", "theme": "premises", "title": None, "objective": None, "action": None, "steps": [], "own": False,
                "part": None, "may": ["ask"], "shared": True}
    assert {name: seen[name] for name in expected} == expected, seen
    assert [(member["organisation"]["name"], member["referent"]["name"]) for member in seen["members"]] == [("Pays Créçois", "Agent anne")]
    answer = carole.ask(target, "POST", follow_up())
    refused(answer, 409, "support.follow_up_exists")
    assert answer[1]["values"]["organisation"] == "Pays Créçois" and answer[1]["values"]["id"] == it["id"], answer
    carole.post(target, follow_up(shared=False, title="Pour nous"))
    assert [found["title"] for found in about(carole, business)] == ["Pour nous", None]
    assert len(about(anne, business)) == 1, "private"
    assert about(nora, business) == []
    nora.post(target, follow_up(title="Le nôtre"))
    return it


def refusals(anne, analyst, stranger, business):
    target = f"/api/v1/establishments/{business}/follow-ups"
    refused(stranger.ask(target), 401, "access.sign_in")
    refused(analyst.ask(target), 403, "access.denied")
    refused(anne.ask(target, "POST", follow_up(theme="distress")), 409, "support.sensitive_not_shared")
    refused(anne.ask(target, "POST", follow_up(title=" ")), 400, "text.empty")
    refused(anne.ask(target, "POST", follow_up(theme="rien")), 400, "service.bad_field")
    refused(anne.ask(target, "POST", follow_up(shared=False, action="none")), 400, "convention.not_countable")
    refused(anne.ask("/api/v1/follow-ups?of=all"), 400, "query.bad_value")
    refused(anne.ask("/api/v1/follow-ups/none/steps", "POST", {"version": 1, "step": "close", "outcome": "helped"}), 404,
            "support.unknown_follow_up")


def joined(anne, carole, claude, parties, it):
    asked = step(carole, one(carole, it), "ask", why="Elle est artisane.")
    assert (asked["part"], asked["level"], asked["may"]) == ("asked", "header", ["leave"]), asked
    refused(try_step(carole, asked, "accept"), 403, "support.not_in_follow_up")
    refused(try_step(anne, {**it, "version": 1}, "accept", organisation=parties[PARTNERS[1]]), 409, "support.changed")
    step(anne, one(anne, it), "accept", organisation=parties[PARTNERS[1]])
    seen = one(carole, it)
    assert (seen["part"], seen["level"], seen["objective"], seen["may"]) == ("member", "content", "Jeton planté", ["referent", "leave"])
    invited = step(anne, one(anne, it), "invite", organisation=parties[PARTNERS[0]])
    assert [found["id"] for found in claude.must("/api/v1/follow-ups")["followUps"]] == [it["id"]]
    refused(try_step(anne, invited, "invite", organisation=parties[PARTNERS[3]]), 403, "support.no_convention")
    step(claude, one(claude, it), "decline", why="Pas notre ressort.")
    assert claude.must("/api/v1/follow-ups")["followUps"] == []
    mine = carole.must("/api/v1/follow-ups")["followUps"]
    assert it["id"] in [found["id"] for found in mine] and all(found["name"] and found["commune"]["code"] == HERE for found in mine)


def exchanges_belong(anne, carole, claude, it):
    noted = note(anne, it["business"], followUp=it["id"])
    for reader, expected in ((anne, it["id"]), (carole, it["id"]), (claude, None)):
        found = next(one for one in exchanges_with(reader, it["business"]) if one["id"] == noted["id"])
        assert found["followUp"] == expected, found
    refused(claude.ask(f"/api/v1/establishments/{it['business']}/exchanges", "POST",
                       {"way": "call", "theme": "other", "on": "2026-01-05", "followUp": it["id"]}), 404, "support.unknown_follow_up")


def work_belongs(anne, carole, claude, parties, it):
    """Needs and reminders: told on both sides to who takes part, to nobody else; reminders within the organisation."""
    here = f"/api/v1/establishments/{it['business']}"
    asked = {"theme": "premises", "text": "Un local près de la gare", "to": {"organisation": parties[PARTNERS[0]]}}
    reminded = {"text": "Appeler la mairie", "dueOn": "2026-01-31", "business": it["business"]}
    need = anne.post(here + "/needs", {**asked, "followUp": it["id"]})
    reminder = anne.post("/api/v1/reminders", {**reminded, "followUp": it["id"]})
    for reader, needs, reminders in ((anne, [need["id"]], [reminder["id"]]), (carole, [need["id"]], []), (claude, [], [])):
        found = one(reader, it)
        assert ([this["id"] for this in found["needs"]], [this["id"] for this in found["reminders"]]) == (needs, reminders), found
        told = {this["id"]: this["followUp"] for this in reader.must(here + "/needs")["needs"]}
        assert told[need["id"]] == (it["id"] if needs else None), told
    assert next(this for this in claude.must("/api/v1/needs")["received"] if this["id"] == need["id"])["followUp"] is None
    assert next(this for this in anne.must("/api/v1/needs")["given"] if this["id"] == need["id"])["followUp"] == it["id"]
    assert {this["followUp"] for this in anne.must(here + "/reminders")["reminders"]} == {it["id"]}
    assert one(anne, it)["needs"][0]["text"] == asked["text"] and one(anne, it)["reminders"][0]["text"] == reminded["text"]
    kept = anne.must("/api/v1/reminders/" + reminder["id"], "PUT", {"version": 1, "text": "Rien", "dueOn": "2026-02-01", "followUp": None})
    assert one(anne, it)["reminders"] == []
    anne.must("/api/v1/reminders/" + reminder["id"], "PUT",
              {"version": kept["version"], "text": "Rien", "dueOn": "2026-02-01", "followUp": it["id"]})
    for body in ({**asked, "followUp": it["id"]}, {**asked, "followUp": "none"}):
        refused(claude.ask(here + "/needs", "POST", body), 404, "support.unknown_follow_up")
    refused(claude.ask("/api/v1/reminders", "POST", {**reminded, "followUp": it["id"]}), 404, "support.unknown_follow_up")
    refused(anne.ask("/api/v1/reminders", "POST", {**reminded, "business": None, "followUp": it["id"]}), 404, "support.unknown_follow_up")
    # Of one of its own a partner to whom the need goes learns nothing.
    private = anne.post(here + "/follow-ups", follow_up(shared=False, title="Entre nous"))
    hidden = anne.post(here + "/needs", {**asked, "followUp": private["id"]})
    claude.must(f"/api/v1/needs/{hidden['id']}/steps", "POST", {"version": 1, "step": "accept"})
    assert private["id"] not in str([claude.must(here + "/needs"), claude.must("/api/v1/needs"), about(claude, it["business"])])
    anne.must(f"/api/v1/follow-ups/{private['id']}/steps", "POST", {"version": 1, "step": "close", "outcome": "helped"})
    refused(anne.ask(here + "/needs", "POST", {**asked, "followUp": private["id"]}), 404, "support.unknown_follow_up")


def handed_over_and_closed(anne, carole, field, parties, it):
    colleagues = {found["name"]: found["id"] for found in anne.must("/api/v1/colleagues")["colleagues"]}
    now = step(anne, one(anne, it), "referent", referent=colleagues["Agent field"], agents=[colleagues["Agent anne"]])
    member = next(found for found in now["members"] if found["organisation"]["name"] == "Pays Créçois")
    assert (member["referent"]["name"], [found["name"] for found in member["agents"]]) == ("Agent field", ["Agent anne"])
    assert it["id"] in [found["id"] for found in field.must("/api/v1/follow-ups")["followUps"]]
    facts = {name: now[name] for name in ("title", "theme", "objective")}
    target = "/api/v1/follow-ups/" + it["id"]
    refused(anne.ask(target, "PUT", {"version": now["version"], **facts, "shared": False}), 409, "support.follow_up_has_partners")
    changed = anne.must(target, "PUT", {"version": now["version"], **facts, "title": "Un local plus grand", "shared": True})
    refused(carole.ask(target, "PUT", {"version": changed["version"], **facts, "shared": True}), 403, "support.not_in_follow_up")
    step(anne, one(anne, it), "hand_over", organisation=parties[PARTNERS[1]], why="C'est une artisane.")
    refused(try_step(anne, one(anne, it), "close", outcome="helped"), 403, "support.not_in_follow_up")
    closed = step(carole, one(carole, it), "close", outcome="helped", why="Local trouvé.")
    assert (closed["outcome"], closed["may"], closed["title"]) == ("helped", [], "Un local plus grand"), closed
    assert [found["what"] for found in closed["steps"]] == [
        "opened", "asked", "joined", "invited", "declined", "referent", "changed", "handed_over", "closed"]
    refused(try_step(anne, one(anne, it), "leave"), 409, "support.follow_up_closed")


def filtered(browser, **more):
    page = browser.must("/api/v1/establishments?" + urllib.parse.urlencode({
        "territory": HERE, "field": "all", "state": "any", "limit": 1000, "facets": "follow-up", **more}))
    assert page["total"] == len(page["rows"])
    return {row["id"] for row in page["rows"]}, {it["key"]: it["count"] for it in page["facets"][0]["buckets"]}


def found_as_the_pages_tell(server, readers, businesses):
    """The filter and its counts, recounted from the pages of the businesses for each reader; others' views follow within moments."""
    for name, reader in readers.items():
        told = {it: [one for one in about(reader, it) if one["level"] != "presence" and not one["closedOn"]] for it in businesses}
        running = {it for it, all_of_it in told.items() if all_of_it}
        own = {it for it, all_of_it in told.items() if any(one["part"] == "member" for one in all_of_it)}
        server.until(lambda: filtered(reader, **{"follow-up": "running"})[0] == running, f"what {name} is told is found")
        assert filtered(reader, **{"follow-up": "own"})[0] == own, name
        counts = {key: len(found) for key, found in (("running", running), ("own", own)) if found}
        assert filtered(reader)[1] == filtered(reader, **{"follow-up": "own"})[1] == counts, name
        assert reader.must("/api/v1/count?" + urllib.parse.urlencode(
            {"territory": HERE, "field": "all", "state": "any", "follow-up": "running"}))["total"] == len(running)
    return len(running)


def kept_and_taken_along(server, anne, analyst):
    """In selections and files as other filters; nothing of it is told to who reads no follow-ups."""
    question = urllib.parse.urlencode({"territory": HERE, "field": "all", "state": "any", "follow-up": "own"})
    wanted = filtered(anne, **{"follow-up": "own"})[0]
    kept = anne.post("/api/v1/selections", {"name": "Nos suivis", "query": question, "shared": False})
    changes = anne.must(f"/api/v1/selections/{kept['id']}/changes")
    assert changes["total"] == len(wanted) > 0, changes
    status, _, body = server.ask("/api/v1/exports/establishments.csv?columns=siret&" + question, headers={
        "Cookie": "; ".join(f"{name}={value}" for name, value in anne.cookies.items())})
    assert status == 200 and {"".join(line.split(";")[0].split(",")[0].split()) for line in body.splitlines()} >= wanted, body[:300]
    refused(anne.ask("/api/v1/count?follow-up=closed"), 400, "query.bad_value")
    for target in ("count?follow-up=running", "count?by=follow-up", "establishments?facets=follow-up&limit=1",
                   "tiles/9/260/176?follow-up=own", "exports/establishments.csv?follow-up=own"):
        refused(analyst.ask("/api/v1/" + target), 403, "access.denied")
    for target in ("count?follow-up=running", "count?by=follow-up"):
        refused(server.browser().ask("/api/v1/" + target), 401, "access.sign_in")


def told_by_the_trail_to_its_own_alone(root, it):
    rows = root.must("/api/v1/audit?kind=follow_up&record=" + it["id"])["rows"]
    assert {row["action"] for row in rows} >= {"follow_up.opened", "follow_up.asked", "follow_up.closed"}
    others = [row for row in rows if row["action"] == "follow_up.closed"]
    assert all(row["before"] is None and row["after"] is None for row in others), others


def at_once(anne, carole, business):
    answers = {}
    target = f"/api/v1/establishments/{business}/follow-ups"
    threads = [threading.Thread(target=lambda name=name, who=who: answers.update({name: who.ask(target, "POST", follow_up())}))
               for name, who in (("anne", anne), ("carole", carole))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in answers.values()) == [200, 409], answers
    lost = next(name for name, (status, _) in answers.items() if status == 409)
    refused(answers[lost], 409, "support.follow_up_exists")
    assert answers[lost][1]["values"]["organisation"] == ("Pays Créçois" if lost == "carole" else PARTNERS[1])


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        root, parties = partners.root, partners.ids
        chief, anne, field, analyst, claude, carole, nora = partners.browsers(*AGENTS)
        signed(chief, parties)
        readers = {"anne": anne, "carole": carole, "claude": claude, "nora": nora}
        businesses = [first_of(anne, number) for number in range(7)]
        it = opened_once(anne, carole, nora, first_of(anne))
        found_as_the_pages_tell(server, readers, businesses)
        refusals(anne, analyst, server.browser(), first_of(anne, 1))
        joined(anne, carole, claude, parties, it)
        exchanges_belong(anne, carole, claude, it)
        work_belongs(anne, carole, claude, parties, it)
        found_as_the_pages_tell(server, readers, businesses)
        kept_and_taken_along(server, anne, analyst)
        handed_over_and_closed(anne, carole, field, parties, it)
        told_by_the_trail_to_its_own_alone(root, it)
        for number in range(2, 6):
            at_once(anne, carole, first_of(anne, number))
        assert found_as_the_pages_tell(server, readers, businesses)
        server.stop()


if __name__ == "__main__":
    main()
