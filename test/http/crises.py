#!/usr/bin/env python3
"""The crisis room: who is in it, the list that a zone makes at once, one call for each business, who has what in hand, the figures.

The Pays Créçois opens it and asks the chambers in; the CCI comes, the CMA does not, the neighbour was never asked.

usage: crises.py BINARY OPENAPI
"""

import concurrent.futures
import datetime
import sys

import zone_files as files
from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from exchanges import HERE
from people import PeopleServer
from zones import RING, look_for_the_place

CCI, CMA = PARTNERS[0], PARTNERS[1]
AGENTS = {**CHIEFS, "bea@pays.fr": ("adviser", HOME), "ana@pays.fr": ("analyst", HOME), "elue@pays.fr": ("elected", HOME),
          "cleo@cci.fr": ("adviser", CCI), "chef@cma.fr": ("coordinator", CMA), "max@cma.fr": ("adviser", CMA)}
BEGAN = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
FACTS = {"kind": "flood", "title": "Crue du Grand Morin", "description": "", "beganAt": BEGAN}


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000)
        self.ids = partners.ids
        (self.chief, self.anne, self.bea, self.ana, self.elected, self.carole, self.cleo, self.cma, self.max,
         self.nora) = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "bea@pays.fr", "ana@pays.fr", "elue@pays.fr", "carole@cci.fr", "cleo@cci.fr", "chef@cma.fr",
            "max@cma.fr", "nora@voisine.fr")


def the_whole_list(browser, room, query=""):
    out, start = [], 0
    while start is not None:
        page = browser.must(f"{room}/cases?limit=500&from={start}{query}")
        out += page["cases"]
        start = page["next"]
    assert len(out) == page["total"]
    return out


def opened_and_joined(site):
    refused(site.anne.ask("/api/v1/crises", "POST", FACTS), 403, "access.denied")
    refused(site.chief.ask("/api/v1/crises", "POST", {**FACTS, "kind": "rain"}), 400, "service.bad_field")
    refused(site.chief.ask("/api/v1/crises", "POST", {**FACTS, "beganAt": "2099-01-01T00:00:00.000Z"}), 400, "crisis.bad_value")
    headers = {"Idempotency-Key": "crue"}
    first, again = (site.chief.ask("/api/v1/crises", "POST", FACTS, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and len(site.chief.must("/api/v1/crises")["crises"]) == 1
    room = "/api/v1/crises/" + first[1]["id"]
    for partner in (CCI, CMA):
        site.chief.post(room + "/members", {"organisation": site.ids[partner]})
    refused(site.anne.ask(room + "/members", "POST", {"organisation": site.ids[CCI]}), 403, "access.denied")
    refused(site.carole.ask(room + "/members", "POST", {"organisation": site.ids[CMA]}), 403, "crisis.not_yours")
    refused(site.cleo.ask(room + "/cases"), 404, "crisis.unknown")  # asked is not joined
    told = site.carole.must(room)
    assert told["description"] == "" and told["openedBy"] is None and len(told["members"]) == 2, "asked is not joined"
    assert told["rights"] == {"reads": False, "writes": False, "runs": False, "joins": True, "leaves": False}, told
    refused(site.cleo.ask(room + "/membership", "POST", {"joined": True}), 403, "access.denied")
    site.carole.post(room + "/membership", {"joined": True})
    assert site.cleo.must(room)["rights"] == {"reads": True, "writes": True, "runs": False, "joins": False, "leaves": False}
    assert site.elected.must(room)["rights"]["reads"] is False, "names of victims are for those who work with businesses"
    refused(site.nora.ask(room), 404, "crisis.unknown")
    members = {it["organisation"]["name"]: it["joinedAt"] is not None for it in site.anne.must(room)["members"]}
    assert members == {HOME: True, CCI: True, CMA: False}, members
    return room


def a_zone_makes_its_list(site, room):
    """The same businesses as the directory finds in the same zone, and those of its communes that no zone can find."""
    zone = look_for_the_place(site.anne)
    status, kept = site.anne.ask("/api/v1/zones?file=zone.geojson&name=Laisse&sharing=organisation", "POST",
                                 files.geojson(files.polygon(RING)), headers={"Content-Type": "application/octet-stream"})
    assert status == 200, (zone, kept)
    refused(site.anne.ask(room + "/zones", "POST", {"source": "drawn"}), 400, "crisis.empty_zone")
    refused(site.anne.ask(room + "/zones", "POST", {"source": "drawn", "outline": {"type": "Point", "coordinates": [2.9, 48.8]}}), 400,
            "geo.geometry_kind")
    refused(site.ana.ask(room + "/zones", "POST", {"source": "communes", "communes": [HERE]}), 403, "access.denied")
    refused(site.max.ask(room + "/zones", "POST", {"source": "communes", "communes": [HERE]}), 404, "crisis.unknown")
    refused(site.anne.ask(room + "/zones", "POST", {"source": "communes", "communes": ["99999"]}), 400, "query.unknown_commune")
    wanted = {"source": "file", "file": kept["id"], "note": "relevé des pompiers"}
    before = site.anne.must(room + "/zone-previews", "POST", wanted)
    made = site.anne.post(room + "/zones", wanted)
    assert made["number"] == 1 and made["inside"] > 0 and (made["back"], made["left"]) == (0, 0), made
    assert {name: made[name] for name in before} == before and made["added"] == made["inside"] + made["unlocated"]
    found = site.anne.must(f"/api/v1/establishments?zone={kept['id']}&limit=500")
    cases = the_whole_list(site.cleo, room)
    inside = {it["business"] for it in cases if it["entry"] == "inside"}
    # Who keeps its address back stands apart, whoever draws: the room is shared.
    public = {row["id"] for row in found["rows"] if row["position"] and "masked" not in row["position"]}
    assert inside <= {row["id"] for row in found["rows"]} and len(inside) == made["inside"], (len(inside), found["total"])
    assert len(public) >= len(inside) > 0
    apart = [it for it in cases if it["entry"] == "unlocated"]
    assert len(apart) == made["unlocated"] and len({it["business"] for it in cases}) == len(cases)
    assert all(it["row"] and (it["row"]["position"] is None or "masked" in it["row"]["position"]) for it in apart), "as the CCI sees them"
    assert site.anne.must(room + "/zones/1")["outline"]["type"] == "MultiPolygon"
    refused(site.anne.ask(room + "/zones/7"), 404, "crisis.unknown_zone")
    refused(site.max.ask(room + "/zones"), 404, "crisis.unknown")
    return cases, inside


def in_the_order_of_a_walk(site, room, cases):
    walk = [(it["place"]["code"], it["row"]["street"] is None, it["row"]["street"] or "") for it in cases]
    assert walk == sorted(walk), "commune by commune, street by street, those without an address last"
    assert [it["id"] for it in the_whole_list(site.cleo, room, "&order=street")] == [it["id"] for it in cases]
    for query, keep in (("&entry=unlocated", lambda it: it["entry"] == "unlocated"),
                        ("&chamber=cma", lambda it: "cma" in it["row"]["chambers"]),
                        ("&organisation=none", lambda it: it["organisation"] is None), ("&callable=yes", lambda it: it["callable"]),
                        ("&callable=no", lambda it: not it["callable"]), ("&state=visited", lambda it: False)):
        assert {it["id"] for it in the_whole_list(site.cleo, room, query)} == {it["id"] for it in cases if keep(it)}, query
    street = next(it["row"]["street"] for it in cases if it["row"]["street"])
    found = {it["id"] for it in the_whole_list(site.cleo, room, "&street=" + street.replace(" ", "%20"))}
    assert found == {it["id"] for it in cases if it["row"]["street"] == street}
    for query, error in (("?state=wet", "query.bad_value"), ("?limit=501", "query.bad_value"), ("?colour=blue", "query.unknown_parameter"),
                         ("?order=x", "query.bad_value"), ("?chamber=x", "query.bad_value"), ("?callable=maybe", "query.bad_value")):
        refused(site.cleo.ask(room + "/cases" + query), 400, error)


def street_by_street(site, room):
    streets = site.anne.must("/api/v1/streets?commune=" + HERE)["streets"]
    assert streets and [it["businesses"] for it in streets] == sorted((it["businesses"] for it in streets), reverse=True)
    one = streets[0]
    zone = {"source": "streets", "streets": [{"commune": HERE, "name": one["name"].lower()}]}
    told = site.anne.must(room + "/zone-previews", "POST", zone)
    assert told["inside"] == one["businesses"], "however it is typed"
    refused(site.anne.ask("/api/v1/streets?commune=x"), 400, "query.unknown_commune")


def the_water_moves(site, room, cases):
    """What nobody touched leaves with the water, what was begun stays; it comes back as it was."""
    begun = next(it for it in cases if it["entry"] == "inside")
    site.cleo.must("/api/v1/crisis-cases/" + begun["id"], "PUT", {"version": begun["version"], "state": "reported", "trading": "closed",
                                                                  "priority": 2})
    other = "77171" if HERE != "77171" else "77142"
    moved = site.anne.post(room + "/zones", {"source": "communes", "communes": [other], "field": "all"})
    assert moved["number"] == 2 and moved["left"] == len([it for it in cases if it["place"]["code"] != other]), moved
    now = the_whole_list(site.anne, room)
    kept = [it for it in now if it["leftZone"]]
    assert [it["id"] for it in kept] == [begun["id"]] and kept[0]["leftZone"] == 2
    back = site.anne.post(room + "/zones", {"source": "communes", "communes": [HERE]})
    assert back["number"] == 3 and back["back"] > 0 and back["added"] >= 0
    went_on = site.anne.post(room + "/zones", {"source": "communes", "communes": [other], "field": "all", "keepsBefore": True})
    assert went_on["left"] == 0 and went_on["back"] > 0 and len(the_whole_list(site.anne, room)) > len(now), went_on
    assert site.anne.post(room + "/zones", {"source": "communes", "communes": [HERE]})["number"] == 5
    late = {"source": "communes", "communes": [other], "after": 2}
    refused(site.cleo.ask(room + "/zones", "POST", late), 409, "crisis.zone_moved")
    zones = site.anne.must(room + "/zones")["zones"]
    assert [it["number"] for it in zones] == [5, 4, 3, 2, 1] and all(it["outline"] is None for it in zones)


def one_call_each(site, room):
    """Of ten who ask for the line at once one has it; nobody else writes meanwhile."""
    case = next(it for it in the_whole_list(site.anne, room) if it["state"] == "potential")
    at = "/api/v1/crisis-cases/" + case["id"]
    agents = [site.anne, site.bea, site.cleo, site.carole, site.chief]
    with concurrent.futures.ThreadPoolExecutor(len(agents)) as pool:
        answers = list(pool.map(lambda it: it.ask(at + "/line", "POST", {"held": True}), agents))
    held = [agent for agent, answer in zip(agents, answers) if answer[0] == 200]
    assert len(held) == 1, answers
    caller, other = held[0], next(it for it in agents if it is not held[0])
    error = other.ask(at, "PUT", {"version": case["version"], "state": "contacted"})
    refused(error, 409, "crisis.on_the_line")
    assert caller.session["agent"]["name"] in error[1]["message"], error
    told = other.must(at)
    assert told["line"]["agent"]["name"] == caller.session["agent"]["name"] and told["line"]["mine"] is False
    assert [it["case"] for it in other.must(room + "/situation")["lines"]] == [case["id"]]
    version = caller.must(at, "PUT", {"version": case["version"], "state": "contacted", "trading": "partly"})["version"]
    refused(caller.ask(at, "PUT", {"version": case["version"], "state": "visited"}), 409, "crisis.changed")
    caller.post(at + "/line", {"held": False})
    refused(other.ask(at, "PUT", {"version": version, "state": "potential"}), 400, "crisis.wants_reason")
    other.must(at, "PUT", {"version": version, "state": "potential", "why": "ce n'était pas la bonne enseigne"})
    steps = other.must(at)["steps"]
    assert [(it["from"], it["to"]) for it in steps] == [("potential", "contacted"), ("contacted", "potential")]
    refused(site.max.ask(at), 404, "crisis.unknown_case")
    refused(site.nora.ask(at + "/line", "POST", {"held": True}), 404, "crisis.unknown_case")


def given_in_hand(site, room):
    some = [it["id"] for it in the_whole_list(site.anne, room, "&organisation=none")[:3]]
    cleo = site.cleo.session["agent"]["id"]
    refused(site.anne.ask(room + "/assignments", "POST", {"cases": some, "organisation": site.ids[CMA]}), 400, "crisis.unknown_partner")
    refused(site.anne.ask(room + "/assignments", "POST", {"cases": some, "organisation": site.ids[HOME], "agent": cleo}), 400,
            "crisis.unknown_agent")
    given = site.anne.post(room + "/assignments", {"cases": some, "organisation": site.ids[CCI], "agent": cleo})
    assert given == {"given": 3, "left": 0}
    assert {it["id"] for it in the_whole_list(site.cleo, room, "&agent=" + cleo)} == set(some)
    board = site.anne.must(room + "/situation")
    of_cleo = [it for it in board["agents"] if it["agent"]["id"] == cleo]
    assert of_cleo[0]["figures"]["potential"] == 3 and of_cleo[0]["organisation"]["name"] == CCI


def outside_of_the_zone(site, room):
    there = {it["business"] for it in the_whole_list(site.anne, room)}
    rows = site.anne.must("/api/v1/establishments?territory=epci:247700438&limit=500")["rows"]
    far = next(row["id"] for row in rows if row["id"] not in there and not row["local"])
    made = site.cleo.post(room + "/cases", {"business": far, "entry": "indirect"})
    assert site.cleo.post(room + "/cases", {"business": far, "entry": "added"})["id"] == made["id"], "one case each"
    assert site.cleo.must("/api/v1/crisis-cases/" + made["id"])["entry"] == "indirect"
    refused(site.cleo.ask(room + "/cases", "POST", {"business": "local:none", "entry": "added"}), 404, "query.unknown_business")


def figures_add_up(site, room):
    cases = the_whole_list(site.anne, room)
    told = site.cleo.must(room + "/situation")
    assert told["all"]["potential"] == len(cases)
    for name in ("potential", "reported", "contacted", "visited", "closed", "nobodys", "unlocated"):
        for group in ("communes", "organisations"):
            assert sum(it["figures"][name] for it in told[group]) == told["all"][name], (name, group)
    of = [it["reached"] for it in cases]
    assert told["all"]["reported"] == sum(it != "potential" for it in of)
    assert told["all"]["closed"] == sum(it["trading"] == "closed" for it in cases) and told["all"]["urgent"] == [0, 1, 0, 0]
    assert sum(told["callable"].values()) == len(cases)
    case = next(it for it in cases if not it["callable"])
    site.cleo.post(f"/api/v1/establishments/{case['business']}/contacts", {
        "name": "La patronne", "channels": [{"kind": "phone", "value": "0164630001", "purposes": ["crisis"]}]})
    assert site.cleo.must(room + "/situation")["callable"]["yes"] == told["callable"]["yes"] + 1
    told_of = site.cleo.must("/api/v1/crisis-cases/" + case["id"])
    assert told_of["callable"] is True and [it["value"] for it in told_of["reach"]] == ["01 64 63 00 01"], told_of["reach"]
    # A number stays its organisation's, unless a convention opens it: the room opens work, not address books.
    assert site.anne.must("/api/v1/crisis-cases/" + case["id"])["reach"] == []
    refused(site.ana.ask(room + "/situation"), 403, "access.denied")
    refused(site.max.ask(room + "/situation"), 404, "crisis.unknown")


def issued_and_frozen(site, room):
    """A report stays as it was; elected members and the public read each figure to the nearest five."""
    before = site.cleo.must(room + "/situation")["all"]
    assert site.cleo.post(room + "/reports", {"words": "Décrue amorcée"}) == {"number": 1}
    case = next(it for it in the_whole_list(site.anne, room) if it["state"] == "potential" and not it["line"])
    site.anne.must("/api/v1/crisis-cases/" + case["id"], "PUT", {"version": case["version"], "state": "visited"})
    assert site.anne.post(room + "/reports", {}) == {"number": 2}
    first, second = (site.anne.must(f"{room}/reports/{number}") for number in (1, 2))
    assert (first["words"], first["audience"], first["before"]) == ("Décrue amorcée", "room", None)
    assert all(first["all"][name] == before[name] for name in ("potential", "reported", "visited", "closed", "nobodys"))
    assert second["all"]["visited"] == first["all"]["visited"] + 1 and second["before"]["all"] == first["all"]
    assert sum(it["figures"]["potential"] for it in second["communes"]) == second["all"]["potential"]
    for told in (site.elected.must(room + "/reports/2"), site.anne.must(room + "/reports/2?audience=all")):
        assert told["audience"] == "all" and told["agent"] is None, told
        figures = [told["all"], told["before"]["all"]] + [it["figures"] for it in told["communes"]]
        assert all(value % 5 == 0 for it in figures for value in it.values())
        assert all(abs(told["all"][name] - second["all"][name]) <= 2 for name in told["all"])
    assert [it["number"] for it in site.elected.must(room + "/reports")["reports"]] == [2, 1]
    refused(site.anne.ask(room + "/reports/3"), 404, "crisis.unknown_report")
    refused(site.anne.ask(room + "/reports/2?audience=press"), 400, "query.bad_value")
    refused(site.elected.ask(room + "/reports", "POST", {}), 403, "access.denied")
    refused(site.max.ask(room + "/reports"), 404, "crisis.unknown")


def left_and_closed(site, room):
    refused(site.chief.ask(room + "/membership", "POST", {"joined": False}), 409, "crisis.keeper_stays")
    site.carole.post(room + "/membership", {"joined": False})
    refused(site.cleo.ask(room + "/cases"), 404, "crisis.unknown")
    assert the_whole_list(site.anne, room, "&organisation=" + site.ids[CCI]) == [], "what it had in hand is nobody's"
    seen = site.chief.must(room)
    facts = {name: seen[name] for name in FACTS}
    refused(site.chief.ask(room, "PUT", {**facts, "version": 0}), 409, "crisis.changed")
    version = site.chief.must(room, "PUT", {**facts, "version": seen["version"], "title": "Crue de juin"})["version"]
    site.chief.post(room + "/state", {"version": version, "state": "closed"})
    refused(site.anne.ask(room + "/zones", "POST", {"source": "communes", "communes": [HERE]}), 409, "crisis.closed")
    told = site.anne.must(room)
    assert told["rights"]["reads"] is True and told["rights"]["writes"] is False and told["closedAt"]
    assert the_whole_list(site.anne, room), "a closed room is read"
    site.chief.post(room + "/state", {"version": told["version"], "state": "open"})


def an_exercise_stays_one(site):
    made = site.chief.post("/api/v1/crises", {**FACTS, "title": "Exercice", "exercise": True})
    at = "/api/v1/crises/" + made["id"]
    site.chief.must(at, "PUT", {**FACTS, "title": "Exercice de novembre", "version": 1})
    assert site.chief.must(at)["exercise"] is True and site.anne.must(at + "/situation")["exercise"] is True
    assert {it["title"]: it["exercise"] for it in site.anne.must("/api/v1/crises")["crises"]} == {
        "Crue de juin": False, "Exercice de novembre": True}


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        room = opened_and_joined(site)
        cases, _ = a_zone_makes_its_list(site, room)
        in_the_order_of_a_walk(site, room, cases)
        street_by_street(site, room)
        the_water_moves(site, room, cases)
        one_call_each(site, room)
        given_in_hand(site, room)
        outside_of_the_zone(site, room)
        figures_add_up(site, room)
        issued_and_frozen(site, room)
        left_and_closed(site, room)
        an_exercise_stays_one(site)
        server.stop()


if __name__ == "__main__":
    main()
