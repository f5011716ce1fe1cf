#!/usr/bin/env python3
"""Two cases of one business made one and parted again, and crises beside each other: what is proposed, what stays, what lands where.

usage: crisis_doubles.py BINARY OPENAPI
"""

import sys
import uuid

from conventions import refused
from crisis_after import HERE, Site, ago, step
from people import PeopleServer


def place(site, like):
    """A place entered by hand with the name and address of an establishment of the list."""
    row = like["row"]
    return site.anne.post("/api/v1/local-businesses", {
        "name": row["name"]["text"], "address": row["address"].get("text") or "1 rue Neuve", "commune": HERE,
        "reason": "vue au marché"})["id"]


def report(**more):
    return {"id": str(uuid.uuid4()), "source": "field", "seenAt": ago(1) + "T08:00:00.000Z",
            "answers": [{"question": "trading", "standing": "given", "value": "closed"}], **more}


def pairs_of(site, room):
    return site.anne.must(room + "/duplicates")["pairs"]


def proposed_and_merged(site, room, cases):
    shop = next(it for it in cases if it["row"]["name"].get("text"))
    added = site.anne.post(room + "/cases", {"business": "local:" + place(site, shop), "entry": "added"})["id"]
    sent = report(case=added)
    site.anne.post(room + "/damage-reports", sent)
    step(site.cleo, shop, "contacted")
    site.anne.post(f"/api/v1/crisis-cases/{added}/requests", {"right": "damage_claim", "askedOn": ago(1)})
    found = next(it for it in pairs_of(site, room) if added in (it["kept"]["id"], it["other"]["id"]))
    assert found["kept"]["id"] == shop["id"] and "name" in found["reasons"], found
    refused(site.elected.ask(room + "/duplicates"), 403, "access.denied")
    refused(site.nora.ask(room + "/duplicates"), 404, "crisis.unknown")
    listed = site.anne.must(room + "/situation")["all"]["potential"]
    at = "/api/v1/crisis-cases/" + shop["id"]
    versions = {"version": site.anne.must(at)["version"], "otherVersion": site.anne.must("/api/v1/crisis-cases/" + added)["version"]}
    refused(site.anne.ask(at + "/merge", "POST", {**versions, "other": added, "version": 77}), 409, "crisis.changed")
    same = {"version": versions["version"], "other": shop["id"], "otherVersion": versions["version"]}
    refused(site.anne.ask(at + "/merge", "POST", same), 400, "crisis.bad_value")
    refused(site.nora.ask(at + "/merge", "POST", {**versions, "other": added}), 404, "crisis.unknown_case")
    refused(site.ana.ask(at + "/merge", "POST", {**versions, "other": added}), 403, "access.denied")
    site.anne.post(at + "/merge", {**versions, "other": added})
    assert site.anne.must(room + "/situation")["all"]["potential"] == listed - 1, "it counts once"
    assert site.anne.must("/api/v1/crisis-cases/" + added)["id"] == shop["id"], "its address leads to the one that is kept"
    refused(site.anne.ask(f"/api/v1/crisis-cases/{added}/line", "POST", {"held": True}), 409, "crisis.merged_away")
    reports = site.anne.must(at + "/damage-reports")["reports"]
    assert [it["id"] for it in reports] == [sent["id"]]
    site.anne.post(room + "/damage-reports", sent)
    late = report(case=added)
    site.anne.post(room + "/damage-reports", late)
    assert {it["id"] for it in site.anne.must(at + "/damage-reports")["reports"]} == {sent["id"], late["id"]}, \
        "a phone that went out before names the one that is gone, and sends again what was stored"
    told = site.cleo.must(at + "/merges")["merges"]
    assert [(it["case"], it["last"], it["apart"]) for it in told] == [(added, True, [])], told
    version = site.anne.must(at)["version"]
    refused(site.anne.ask(f"/api/v1/crisis-merges/{told[0]['id']}/undo", "POST", {"version": version + 5}), 409, "crisis.changed")
    refused(site.nora.ask(f"/api/v1/crisis-merges/{told[0]['id']}/undo", "POST", {"version": version}), 404, "crisis.unknown_merge")
    site.anne.post(f"/api/v1/crisis-merges/{told[0]['id']}/undo", {"version": version})
    assert site.anne.must("/api/v1/crisis-cases/" + added)["id"] == added
    own = site.anne.must(f"/api/v1/crisis-cases/{added}/damage-reports")["reports"]
    assert [it["id"] for it in own] == [sent["id"]], "what was its own"
    assert [it["id"] for it in site.anne.must(at + "/damage-reports")["reports"]] == [late["id"]]
    assert site.anne.must(room + "/situation")["all"]["potential"] == listed
    deeds = [it["action"] for it in site.partners.root.must("/api/v1/audit?action=crisis_case.&limit=200")["rows"]]
    assert {"crisis_case.merged", "crisis_case.merged_away", "crisis_case.parted"} <= set(deeds), deeds[:20]
    site.anne.post(at + "/apart", {"other": added})
    assert not any({it["kept"]["id"], it["other"]["id"]} == {shop["id"], added} for it in pairs_of(site, room)), "said to be two"


def compared(site, room, cases):
    other, others = site.room(20)
    ids = [it.rsplit("/", 1)[1] for it in (room, other)]
    at = "/api/v1/crisis-comparison?crises=" + ",".join(ids)
    same = next(it for it in others if it["business"] == cases[1]["business"])
    for case in (cases[1], same):
        step(site.anne, case, "visited")
    step(site.anne, same, "reopened")
    told = site.anne.must(at)
    assert (told["rounded"], told["exercise"], [it["id"] for it in told["crises"]]) == (False, False, ids), told
    assert told["crises"][1]["all"]["reopened"] == 1 and told["crises"][1]["all"]["reopening"] == {"cases": 1, "median": 20}, told
    assert told["crises"][0]["all"]["listed"] == site.anne.must(room + "/situation")["all"]["potential"]
    assert [(it["business"], it["cases"]) for it in told["again"]] == [(same["business"], [cases[1]["id"], same["id"]])], told["again"]
    assert told["again"][0]["name"] == same["row"]["name"].get("text")
    assert [it["place"]["code"] for it in told["communes"]] == [HERE]
    round_told = site.elected.must(at)
    assert round_told["rounded"] and round_told["again"] == [] and round_told["crises"][1]["all"]["reopened"] == 0, round_told
    assert round_told["crises"][1]["all"]["reopening"] == {"cases": 0, "median": None}
    practice, _ = site.room(20, exercise=True)
    mixed = "/api/v1/crisis-comparison?crises=" + ",".join([ids[0], practice.rsplit("/", 1)[1]])
    refused(site.anne.ask(mixed), 409, "crisis.mixed")
    refused(site.nora.ask(at), 404, "crisis.unknown")
    refused(site.anne.ask("/api/v1/crisis-comparison?crises=" + ids[0]), 400, "crisis.bad_value")
    refused(site.anne.ask("/api/v1/crisis-comparison"), 400, "crisis.bad_value")


def main():
    binary, openapi = sys.argv[1:]
    with PeopleServer(binary, openapi) as server:
        site = Site(server)
        room, cases = site.room(30)
        proposed_and_merged(site, room, cases)
        compared(site, room, cases)
    print("two cases of one business, and crises beside each other")


if __name__ == "__main__":
    main()
