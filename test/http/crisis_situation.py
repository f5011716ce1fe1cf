#!/usr/bin/env python3
"""The situation of a crisis: jobs, losses, aid, needs and freshness counted from what was sent; frozen when a report is issued; what all
are told hides amounts of few and gives none back by subtraction.

usage: crisis_situation.py BINARY OPENAPI
"""

import sys

from conventions import refused
from crises import the_whole_list
from damage_reports import Site, report, said
from people import PeopleServer

LOSS_STEP, AID_STEP, PERSONS_STEP = 500_000, 50_000, 100


def find(findings, part, key, value):
    return next((it for it in findings[part] if it[key] == value), None)


def send(site, number, *answers):
    site.cleo.post(site.room + "/damage-reports", report(*answers, case=site.cases[number]["id"]))


def findings(site):
    return site.anne.must(site.room + "/situation")["findings"]


def nothing_was_said(site):
    told = findings(site)
    assert told["cases"] == len(site.cases) and told["losses"] == told["aid"] == told["needs"] == told["shortTime"] == []
    assert told["employees"] == {"cases": {"given": 0, "unknown": 0, "refused": 0}, "sum": 0}
    assert told["words"] == [{"state": "potential", "cases": len(site.cases), "heard": 0, "newest": None, "median": None}]
    assert told["silent"] == 0


def counted_from_what_was_sent(site):
    """Twelve businesses with 10,000, 20,000 … of stock, four people each; one refuses, one knows bands alone."""
    for number in range(12):
        send(site, number, said("damage", 10_000 * (number + 1), item="stock", certainty="assessed" if number % 2 else "estimated"),
             said("employees", 4), said("stopped", 4 if number < 3 else 0), said("short_time_work", "asked"), said("urgent_need", "cash"))
    send(site, 12, said("damage", standing="refused"), said("employees", standing="refused"))
    send(site, 13, said("damage", item="stock", band={"from": 5000, "to": 20000}), said("turnover_loss", 3000), said("urgent_need", "none"))
    told = findings(site)
    stock = find(told, "losses", "heading", "stock")
    assert stock["cases"] == {"given": 13, "unknown": 0, "refused": 1}
    assert stock["sum"] == {"cases": 13, "from": 785_000, "to": 800_000, "endless": 0}
    assert [(it["certainty"], it["sum"]["cases"], it["sum"]["from"]) for it in stock["certainties"]] == [
        ("estimated", 7, 365_000), ("assessed", 6, 420_000)]
    assert find(told, "losses", "heading", "vehicles")["cases"] == {"given": 0, "unknown": 0, "refused": 1}
    assert find(told, "losses", "heading", "damage")["sum"]["to"] == 800_000
    assert find(told, "losses", "heading", "turnover_loss")["sum"]["from"] == 3000
    assert told["employees"] == {"cases": {"given": 12, "unknown": 0, "refused": 1}, "sum": 48} and told["stopped"]["sum"] == 12
    assert told["shortTime"] == [{"answer": "asked", "cases": 12}] and told["needs"] == [{"need": "cash", "cases": 12}]
    reported = find(told, "words", "state", "reported")
    assert (reported["cases"], reported["heard"]) == (14, 14) and 0 <= reported["newest"] <= reported["median"] <= 60, reported


def aid_by_scheme(site):
    at = f"/api/v1/crisis-cases/{site.cases[0]['id']}/requests"
    site.cleo.post(at, {"right": "craft_fund", "askedOn": "2026-01-02", "asked": 2000, "decision": "granted", "decidedOn": "2026-01-05",
                        "granted": 1500})
    send(site, 0, said("aid_asked", 9000, item="craft_fund"))
    send(site, 1, said("aid_asked", item="craft_fund"), said("aid_paid", 700, item="municipality"))
    told = findings(site)
    craft = find(told, "aid", "aid", "craft_fund")
    assert craft["asked"] == {"cases": 2, "priced": 1, "from": 2000, "to": 2000}, craft
    assert craft["granted"] == {"cases": 1, "priced": 1, "from": 1500, "to": 1500} and craft["refused"] == 0
    assert find(told, "aid", "aid", "municipality")["paid"]["from"] == 700


def frozen_with_the_report(site):
    before = site.anne.must(site.room + "/situation")
    assert site.anne.post(site.room + "/reports", {"words": "Premier point"}) == {"number": 1}
    send(site, 14, said("damage", 400_000, item="stock"), said("stopped", 7))
    assert site.anne.post(site.room + "/reports", {}) == {"number": 2}
    first, second = (site.anne.must(f"{site.room}/reports/{number}") for number in (1, 2))
    for part in ("employees", "stopped", "shortTime", "losses", "aid", "needs"):
        assert first["findings"][part] == before["findings"][part], part
    assert [it["chamber"] for it in first["chambers"]] == [it["chamber"] for it in before["chambers"]] != []
    for one, other in zip(first["chambers"], before["chambers"]):
        assert one["figures"]["potential"] == other["figures"]["potential"] > 0
    assert second["before"]["findings"] == first["findings"]
    moved = [find(it["findings"], "losses", "heading", "stock")["sum"]["from"] for it in (first, second)]
    assert moved[1] - moved[0] == 400_000


def told_to_all(site):
    """No amount of few, none by certainty, and from one report to the next a step or none."""
    told = [site.elected.must(f"{site.room}/reports/{number}") for number in (1, 2)]
    assert all(it["audience"] == "all" for it in told)
    assert told[1] == site.anne.must(f"{site.room}/reports/2?audience=all")
    for it in told:
        found = it["findings"]
        for loss in found["losses"]:
            assert all(one["sum"]["from"] is None and one["sum"]["to"] is None for one in loss["certainties"]), loss
            few = loss["cases"]["given"] < 10
            assert (loss["sum"]["from"] is None) == (loss["sum"]["to"] is None) == few, loss
            assert all(value % 5 == 0 for value in loss["cases"].values())
            if not few:
                assert loss["sum"]["from"] % LOSS_STEP == 0 and loss["sum"]["to"] % LOSS_STEP == 0
        assert {it["heading"] for it in found["losses"]} == {"stock", "damage"}, "one refusal tells of one business"
        for line in found["aid"]:
            assert all(line[step]["priced"] >= 10 or line[step]["from"] is None for step in ("asked", "granted", "paid")), line
        assert found["stopped"]["sum"] in (None, 0, PERSONS_STEP) and found["employees"]["sum"] == 0, found
        assert all(word["newest"] is None and (word["median"] or 0) % 60 == 0 for word in found["words"])
        assert all(value % 5 == 0 for one in it["chambers"] for value in one["figures"].values())
    one, two = (find(it["findings"], "losses", "heading", "stock")["sum"]["to"] for it in told)
    assert two - one in (0, LOSS_STEP), "400,000 that came between are told as a step at most"
    refused(site.elected.ask(site.room + "/situation"), 403, "access.denied")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        rows = site.anne.must("/api/v1/establishments?territory=epci:247700438&field=all&state=active&limit=200")["rows"]
        communes = sorted({row["commune"]["code"] for row in rows})
        site.anne.post(site.room + "/zones", {"source": "communes", "communes": communes, "field": "all"})
        site.cases = the_whole_list(site.anne, site.room)
        nothing_was_said(site)
        counted_from_what_was_sent(site)
        aid_by_scheme(site)
        frozen_with_the_report(site)
        told_to_all(site)
        server.stop()


if __name__ == "__main__":
    main()
