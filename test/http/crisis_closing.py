#!/usr/bin/env python3
"""The end of a crisis: what stays open is told before it is closed, who goes on with cases in nobody's hand is chosen, lessons are noted in
the room and reach the day's work of who has them to do.

usage: crisis_closing.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import PARTNERS, refused
from crisis_after import Site, ago, step
from paris import today
from people import PeopleServer

CCI = PARTNERS[0]
TODAY = today()


def ahead(days):
    return (TODAY + datetime.timedelta(days=days)).isoformat()


def what_stays_open(site, room, cases):
    step(site.anne, cases[0], "visited")
    step(site.anne, cases[1], "reopened")
    at = f"/api/v1/crisis-cases/{cases[0]['id']}"
    site.anne.post(at + "/requests", {"right": "damage_claim", "askedOn": ago(2)})
    told = site.cleo.must(room + "/closing")
    assert (told["cases"], told["nobodys"], told["requests"], told["reports"]) == (1, 1, 1, 0), told
    assert told["unreached"] == len(site.anne.must(room + "/cases?limit=250&state=potential")["cases"]), told
    assert told["toFollow"] == 2, "the reopened one is followed too"
    refused(site.elected.ask(room + "/closing"), 403, "access.denied")
    refused(site.nora.ask(room + "/closing"), 404, "crisis.unknown")


def lessons(site, room):
    at = room + "/lessons"
    assert site.cleo.must(at) == {"lessons": []}
    site.cleo.post(at, {"heading": "worked", "text": "Une seule liste pour tous"})
    refused(site.cleo.ask(at, "POST", {"heading": "worked", "text": "trop", "until": ahead(3)}), 400, "crisis.bad_value")
    refused(site.cleo.ask(at, "POST", {"heading": "best", "text": "x"}), 400, "service.bad_field")
    refused(site.cleo.ask(at, "POST", {"heading": "to_do", "text": "x", "charge": site.ids[PARTNERS[1]]}), 400, "crisis.unknown_partner")
    refused(site.ana.ask(at, "POST", {"heading": "worked", "text": "x"}), 403, "access.denied")
    refused(site.nora.ask(at), 404, "crisis.unknown")
    made = site.anne.post(at, {"heading": "to_do", "text": "Tenir la liste des contacts à jour", "charge": site.ids[CCI],
                               "person": "Cléo", "until": ahead(10)})
    told = site.anne.must(at)["lessons"]
    assert [(it["heading"], it["charge"] and it["charge"]["name"], it["done"]) for it in told] == [
        ("worked", None, False), ("to_do", CCI, False)], told
    waits = site.cleo.must("/api/v1/crisis-lessons")["lessons"]
    assert [(it["id"], it["late"], it["crisis"]["id"]) for it in waits] == [(made["id"], False, room.rsplit("/", 1)[1])], waits
    assert site.anne.must("/api/v1/crisis-lessons") == {"lessons": []}, "another's"
    assert site.cleo.must(room + "/closing")["toDo"] == 1
    facts = {"heading": "to_do", "text": "Tenir la liste", "charge": site.ids[CCI], "until": ahead(10)}
    refused(site.cleo.ask("/api/v1/crisis-lessons/" + made["id"], "PUT", {**facts, "version": 7}), 409, "crisis.changed")
    refused(site.nora.ask("/api/v1/crisis-lessons/" + made["id"], "PUT", {**facts, "version": 1}), 404, "crisis.unknown_lesson")
    site.cleo.must("/api/v1/crisis-lessons/" + made["id"], "PUT", {**facts, "version": 1, "done": True})
    assert site.cleo.must("/api/v1/crisis-lessons") == {"lessons": []}
    refused(site.cleo.ask(f"/api/v1/crisis-lessons/{made['id']}?version=2", "DELETE"), 403, "crisis.not_yours")
    site.chief.must(f"/api/v1/crisis-lessons/{made['id']}?version=2", "DELETE")
    assert len(site.anne.must(at)["lessons"]) == 1


def who_goes_on(site, room, cases):
    now = lambda: site.chief.must(room)
    close = lambda **more: site.chief.ask(room + "/state", "POST", {"version": now()["version"], "state": "closed", **more})
    refused(close(followsOn=site.ids[PARTNERS[1]]), 400, "crisis.unknown_partner")
    site.chief.post(room + "/state", {"version": now()["version"], "state": "closed", "followsOn": site.ids[CCI]})
    assert now()["followsOn"]["name"] == CCI
    of_all = "/api/v1/crisis-after?of=organisation"
    waits = lambda browser, where=of_all: {it["case"] for it in browser.must(where)["due"]}
    mine = {cases[0]["id"], cases[1]["id"]}
    assert waits(site.carole) == mine and waits(site.chief) == set(), "who was named goes on"
    assert waits(site.carole, "/api/v1/crisis-after") == mine, "coordinators give them to somebody"
    assert waits(site.cleo, "/api/v1/crisis-after") == set()
    site.cleo.post(room + "/lessons", {"heading": "lacked", "text": "Des numéros de portable"})
    site.chief.post(room + "/state", {"version": now()["version"], "state": "open"})
    assert now()["followsOn"] is None and waits(site.carole) == set()
    site.chief.post(room + "/state", {"version": now()["version"], "state": "closed"})
    assert now()["followsOn"] is None and waits(site.chief) == mine, "by default who runs the room"


def nobody_wrote(site):
    """Whatever says so is proposed alone: the room stays open."""
    all_of = site.chief.must("/api/v1/crises")["crises"]
    assert all_of and all(it["quietSince"] is None for it in all_of), "they were written in today"


def main():
    binary, openapi = sys.argv[1:]
    with PeopleServer(binary, openapi) as server:
        site = Site(server)
        room, cases = site.room(120)
        what_stays_open(site, room, cases)
        lessons(site, room)
        who_goes_on(site, room, cases)
        nobody_wrote(site)
    print("the end of a crisis: what stays open, lessons, who goes on")


if __name__ == "__main__":
    main()
