#!/usr/bin/env python3
"""A change of territory: the 19 communes of the Pays Créçois go three ways on 1 January 2020, to what each heir sees, and back.

usage: territory_changes.py BINARY OPENAPI
"""

import collections
import datetime
import sys
import time

from conventions import HOME, PARTNERS, Partners, refused
from exchanges import exchanges_with, note, signed
from people import PeopleServer

CHANGES = "/api/v1/territory-changes"
COULOMMIERS, MEAUX, VAL = "CA Coulommiers Pays de Brie", "CA du Pays de Meaux", "Val d'Europe Agglomération"
SIRENS = {"200090504": COULOMMIERS, "200072130": MEAUX, "247700339": VAL}
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "carole@cci.fr": ("coordinator", PARTNERS[0])}


def until_over(browser, change, over):
    """The server carries it on by itself; a reader asks until it is over."""
    for _ in range(600):
        now = browser.must(f"{CHANGES}/{change['id']}")
        if now["state"] == over:
            return now
        time.sleep(0.05)
    raise AssertionError(now)


def plan(root, ids, on="2020-01-01"):
    proposed = root.must(f"/api/v1/territory-proposals?organisation={ids[HOME]}&on={on}")["communes"]
    groups = collections.Counter(it["epci"]["siren"] for it in proposed)
    assert groups == {"200090504": 12, "200072130": 4, "247700339": 3}, groups
    assert not any(it["stays"] for it in proposed) and {it["name"] for it in proposed} >= {"Crécy-la-Chapelle"}
    known = {it["epci"]["siren"]: it["organisation"] for it in proposed if it["organisation"]}
    assert {siren: it["name"] for siren, it in known.items()} == {siren: name for siren, name in SIRENS.items() if name in ids}, known
    keys = {"200090504": ids[COULOMMIERS], "200072130": ids[MEAUX], "247700339": ids.get(VAL, "val")}
    last = {"new": True, "name": VAL, "kind": "intercommunality", "siren": "247700339"} if VAL not in ids else {}
    heirs = [{"key": ids[COULOMMIERS]}, {"key": ids[MEAUX]}, {"key": keys["247700339"], **last}]
    return {"on": on, "formers": [{"organisation": ids[HOME], "ends": True, "rest": ids[COULOMMIERS]}], "heirs": heirs,
            "communes": [{"former": ids[HOME], "commune": it["commune"], "heir": keys[it["epci"]["siren"]]} for it in proposed],
            "homes": []}


def a_business_of_each(anne, wanted):
    """The first establishment of the register in a commune of each heir."""
    out = {}
    for it in wanted["communes"]:
        if it["heir"] in out:
            continue
        rows = anne.must(f"/api/v1/establishments?territory={it['commune']}&field=all&state=any&limit=5")["rows"]
        if rows:
            out[it["heir"]] = rows[0]["id"]
    assert len(out) == 3, out
    return out


def previewed(root, made, wanted, ids):
    preview = root.must(f"{CHANGES}/{made['id']}/preview")
    assert len(preview["communes"]) == 19
    crecy = next(it for it in preview["communes"] if it["commune"] == "77142")
    assert crecy["heir"] == ids[COULOMMIERS]
    before, after = ({it["name"] for it in crecy[side]} for side in ("before", "after"))
    assert HOME in before and HOME not in after and COULOMMIERS in after and PARTNERS[0] in before & after, crecy
    counts = collections.Counter()
    for it in preview["communes"] + preview["elsewhere"]:
        for one in it["counts"]:
            counts[one["kind"], one["heir"]] += one["records"]
    for key in {it["heir"] for it in wanted["communes"]}:
        assert counts["exchange", key] == 2, counts
    assert counts["need_received", ids[MEAUX]] == 1, counts
    touched = preview["conventions"]
    assert [(it["then"], len(it["communes"]), len(it["joining"])) for it in touched] == [("heirs_join", 19, 3)], touched
    agents = {it["agent"]["name"]: it["role"] for it in preview["people"]}
    assert agents["Agent anne"] == "adviser", agents
    return preview


def approved(root, made, seal):
    return root.post(f"{CHANGES}/{made['id']}/approval", {"version": made["version"], "seal": seal})


def refused_where_something_moved(root, made, preview, ids):
    partners = f"/api/v1/organisations/{ids[MEAUX]}"
    root.must(partners, "PATCH", {"territory": "77284"})
    answer = root.ask(f"{CHANGES}/{made['id']}/approval", "POST", {"version": made["version"], "seal": preview["seal"]})
    refused(answer, 409, "succession.seal_broken")
    assert MEAUX in answer[1]["message"], answer
    root.must(partners, "PATCH", {"territory": "epci:200072130"})


def told(browser, business):
    """What a reader is shown of the exchanges there: {notes or level}."""
    return sorted(it.get("notes") or it["level"] for it in exchanges_with(browser, business))


def each_heir_has_its_own(browsers, businesses):
    for heir, business in businesses.items():
        for name, browser in browsers.items():
            expected = ["kept in", "visit"] if name == heir else []
            assert told(browser, business) == expected, (heir, name, told(browser, business))


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        root, ids = partners.root, partners.ids
        for name, siren in ((COULOMMIERS, "200090504"), (MEAUX, "200072130")):
            ids[name] = root.post("/api/v1/organisations", {
                "name": name, "kind": "intercommunality", "siren": siren, "territory": "epci:" + siren})["id"]
        server.add("keeper@coulommiers.fr", "administrator", COULOMMIERS, "--installation")
        server.add("mila@meaux.fr", "administrator", MEAUX)
        chief, anne, carole = partners.browsers(*AGENTS)
        keeper, mila = partners.browsers("keeper@coulommiers.fr", "mila@meaux.fr")
        signed(chief, ids)
        wanted = plan(keeper, ids)
        businesses = a_business_of_each(anne, wanted)
        for business in businesses.values():
            note(anne, business, notes="visit")
            note(anne, business, notes="kept in", keptIn=True)
        need = carole.post(f"/api/v1/establishments/{businesses[ids[MEAUX]]}/needs", {
            "theme": "premises", "text": "Cherche un local", "to": {"organisation": ids[HOME]}})

        refused(chief.ask(CHANGES), 403, "access.denied")
        refused(keeper.ask(CHANGES, "POST", {**wanted, "communes": []} | {"heirs": [{"key": "none"}]}), 404,
                "partners.unknown_organisation")
        made = keeper.post(CHANGES, wanted)
        preview = previewed(keeper, made, wanted, ids)
        refused_where_something_moved(keeper, made, preview, ids)
        approved(keeper, made, keeper.must(f"{CHANGES}/{made['id']}/preview")["seal"])
        done = until_over(keeper, made, "done")
        moved = collections.Counter()
        for it in done["moved"]:
            moved[it["kind"]] += it["records"]
        assert moved["exchange"] == 6 and moved["need_received"] == 1, moved
        ids[VAL] = next(it["key"] for it in done["heirs"] if it["name"] == VAL)
        businesses[ids[VAL]] = businesses.pop("val")

        server.add("victor@val.fr", "adviser", VAL)
        readers = {ids[COULOMMIERS]: keeper, ids[MEAUX]: mila, ids[VAL]: server.browser("victor@val.fr")}
        each_heir_has_its_own(readers, businesses)
        assert all(told(carole, business) == ["header"] for business in businesses.values()), "a partner reads what it read"
        inbox = mila.must("/api/v1/needs")["received"]
        assert [it["id"] for it in inbox] == [need["id"]], inbox
        amendment = keeper.must("/api/v1/conventions/" + done["amendments"][0]["amendment"])
        assert (amendment["kind"], amendment["status"]) == ("amendment", "draft")
        assert {it["organisation"]["name"] for it in amendment["parties"]} >= {COULOMMIERS, MEAUX, VAL, PARTNERS[0]}
        answering = {it["name"] for it in server.browser().must("/api/v1/personal-data")["conventions"][0]["parties"]}
        assert answering >= {COULOMMIERS, MEAUX, VAL, PARTNERS[0]}, answering
        trail = [it["action"] for it in keeper.must(f"/api/v1/audit?kind=territory_change&record={made['id']}")["rows"]]
        assert trail[0] == "territory_change.done" and trail[-1] == "territory_change.planned", trail

        keeper.post(f"{CHANGES}/{made['id']}/undo", {})
        until_over(keeper, made, "undone")
        for business in businesses.values():
            assert told(anne, business) == ["kept in", "visit"] and told(mila, business) == [], "all is back"
        again = keeper.post(CHANGES, plan(keeper, ids))
        approved(keeper, again, keeper.must(f"{CHANGES}/{again['id']}/preview")["seal"])
        until_over(keeper, again, "done")
        each_heir_has_its_own(readers, businesses)
        here = businesses[ids[MEAUX]]
        visit = next(it for it in exchanges_with(mila, here) if it["notes"] == "visit")
        mila.must(f"/api/v1/exchanges/{visit['id']}", "PUT", {
            "version": visit["version"], "way": "visit", "theme": "takeover", "on": visit["on"], "minutes": 5, "notes": "changed",
            "met": "", "action": None, "followUp": None, "keptIn": False})
        refused(keeper.ask(f"{CHANGES}/{again['id']}/undo", "POST", {}), 409, "succession.changed_since")

        tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
        later = keeper.post(CHANGES, {
            "on": tomorrow, "formers": [{"organisation": ids[MEAUX], "ends": False}], "heirs": [{"key": ids[COULOMMIERS]}],
            "communes": [{"former": ids[MEAUX], "commune": "77284", "heir": ids[COULOMMIERS]}], "homes": []})
        now = approved(keeper, later, keeper.must(f"{CHANGES}/{later['id']}/preview")["seal"])
        refused(keeper.ask(f"{CHANGES}/{later['id']}/carry-out", "POST", {}), 409, "succession.not_yet")
        keeper.must(f"{CHANGES}/{later['id']}?version={now['version']}", "DELETE")
        assert [it["state"] for it in keeper.must(CHANGES)["changes"]] == ["left", "done", "undone"]
        print("19 communes, three heirs, and back")
        server.stop()


if __name__ == "__main__":
    main()
