#!/usr/bin/env python3
"""The demonstration with its year of work: what each of its people finds, and that every figure is a count of that work.

usage: demonstration.py BINARY OPENAPI
"""

import datetime
import json
import sys

from people import FAST, NO_SECOND_FACTOR, PeopleServer


def exchanges_of(browser):
    found, target = [], "/api/v1/exchanges?of=organisation"
    while target:
        page = browser.must(target)
        found += page["exchanges"]
        target = page["next"] and "/api/v1/exchanges?of=organisation&after=" + page["next"]
    return found


def the_flood(chief, agents):
    """The four work in one room; its figures are counts of the list."""
    crises = chief.must("/api/v1/crises")["crises"]
    assert [(it["title"], it["exercise"], it["zone"]) for it in crises] == [("Crue du Grand Morin", False, 2)], crises
    room = "/api/v1/crises/" + crises[0]["id"]
    assert all(it["joinedAt"] for it in chief.must(room)["members"]) and len(chief.must(room)["members"]) == 4
    cases, start = [], 0
    while start is not None:
        page = agents["ca"].must(f"{room}/cases?limit=500&from={start}")
        cases, start = cases + page["cases"], page["next"]
    told = agents["cma"].must(room + "/situation")
    assert len(cases) == told["all"]["potential"] > 300
    assert told["all"]["nobodys"] == sum(not it["organisation"] and it["state"] not in ("reopened", "nothing_to_do") for it in cases)
    assert told["all"]["visited"] == sum(it["reached"] in ("visited", "qualified", "filed") for it in cases) > 50, told["all"]


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--demonstration")
        made = json.loads(server.run("demonstration", "--with-work", "--json", "--data", server.data, "--config", server.cost()).stdout)
        server.start(NO_SECOND_FACTOR + FAST)

        def signed_in(email):
            return server.browser().sign_in(email, made["password"])

        agents = {name: signed_in(email) for name, email in (
            ("pays", "developpement@pays-crecois.example"), ("cci", "conseil@cci77.example"), ("cma", "conseil@cma77.example"),
            ("ca", "conseil@agri77.example"))}
        chief = signed_in("coordination@pays-crecois.example")
        convention = chief.must("/api/v1/conventions")["conventions"][0]
        assert (convention["phase"], len(convention["parties"])) == ("running", 4), convention
        actions = chief.must(f"/api/v1/conventions/{convention['id']}/actions")["actions"]
        assert len(actions) == 12, len(actions)
        work = [it for browser in agents.values() for it in exchanges_of(browser)]
        assert len(work) == len({it["id"] for it in work}) > 500
        assert all(it["action"] for it in work) and not any(it["on"] > datetime.date.today().isoformat() for it in work)
        year = datetime.date.today().year
        target = f"/api/v1/conventions/{convention['id']}/indicators?from={year}-01-01&to={year}-12-31"
        computed = [it for it in chief.must(target)["indicators"] if it["computed"]]
        assert len(computed) == 8, computed
        for it in computed:
            visited = {one["business"] for one in work if one["action"]["id"] == it["action"]["id"] and one["way"] == "visit"
                       and one["on"].startswith(str(year))}
            assert it["value"] == len(visited), (it, len(visited))
        contract = signed_in("coordination@cma77.example").must("/api/v1/grids")["grids"][0]
        assert contract["mine"] and not chief.must("/api/v1/grids")["grids"], contract
        told = agents["cma"].must(f"/api/v1/grids/{contract['id']}?from={year}-01-01&to={year}-12-31")["headings"]
        own = [it for it in exchanges_of(agents["cma"]) if it["on"].startswith(str(year))]
        assert [it["code"] for it in told] == ["1", "1.1", "1.2", "2", "3", "4"]
        assert told[4]["contributions"] == len(own) > 20, "each exchange of the chamber once"
        assert all(it["value"] for heading in told for it in heading["indicators"] if it["code"] != "B1"), told
        holders = [len(agents["pays"].must("/api/v1/projects?of=all&state=" + state)["projects"]) for state in ("open", "closed")]
        assert holders == [5, 6], holders
        contacts = agents["cma"].must("/api/v1/contacts?limit=100")["contacts"]
        own = [it for it in contacts if it["own"]]
        assert len(contacts) == 60 and len(own) == 15 and all(it["channels"] for it in own), len(own)
        assert not any(it["channels"] for it in contacts if not it["own"]), "numbers of partners are not opened"
        assert all(browser.must("/api/v1/follow-ups?of=organisation")["followUps"] for browser in agents.values())
        assert any(it["state"] == "waiting" for it in agents["cma"].must("/api/v1/needs")["received"])
        the_flood(chief, agents)
        server.stop()


if __name__ == "__main__":
    main()
