#!/usr/bin/env python3
"""River levels: off until they are watched; rising water proposes to open a crisis, once; a source with its bad days raises nothing.

The service that is asked is this test's own, with answers in the public formats.

usage: waters.py BINARY OPENAPI
"""

import datetime
import json
import sys
import time

from conventions import HOME, PARTNERS, Partners, refused
from people import PeopleServer
from reminding import until
from rivers import Rivers, hubeau, minutes_ago, sections, series, vigicrues

CCI = PARTNERS[0]
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "elue@pays.fr": ("elected", HOME),
          "carole@cci.fr": ("coordinator", CCI)}
STATIONS, PROPOSALS, WATCHING = "/api/v1/waters/stations", "/api/v1/waters/proposals", "/api/v1/waters/watching"
ROUNDS, FILES = "/api/v1/waters/rounds", "/api/v1/waters/files"
CRECY, COULOMMIERS, ESBLY = "F662000101", "F662000102", "F662000103"
PATH = "/observations_tr?code_entite=" + CRECY
MARKS = [{"mark": 2000, "word": "Alerte"}, {"mark": 1500, "word": "Vigilance"}, {"mark": 3200, "word": "Juin 2016"}]


def station(code=CRECY, url="", **more):
    return {"code": code, "name": "Crécy-la-Chapelle", "river": "Grand Morin", "format": "hubeau", "url": url, "lastsMinutes": 30,
            "margin": 100, "thresholds": MARKS, **more}


class Site:
    def __init__(self, server, rivers):
        self.server, self.rivers = server, rivers
        partners = Partners(server, AGENTS)
        self.root, self.ids = partners.root, partners.ids
        self.chief, self.anne, self.elected, self.carole = partners.browsers(*AGENTS)

    def watch(self, on=True):
        return self.root.must(WATCHING, "PUT", {"on": on, "version": self.anne.must(STATIONS)["version"]})

    def round(self):
        """Asks the sources now, and waits until that is done."""
        def jobs():
            return [it for it in self.root.must("/api/v1/jobs?kind=waters")["jobs"] if it["state"] in ("waiting", "running")]
        until(lambda: not jobs(), "the round before")
        before = len(self.rivers.asked)
        self.root.post(ROUNDS, {})
        until(lambda: len(self.rivers.asked) > before, "the source is asked")
        until(lambda: not jobs(), "the round is done")

    def station(self, code=CRECY):
        return next(it for it in self.anne.must(STATIONS)["stations"] if it["code"] == code)

    def open(self, browser=None):
        return (browser or self.chief).must(PROPOSALS)["proposals"]

    def take(self, body, kind="hubeau", browser=None):
        return (browser or self.root).ask(f"{FILES}?format={kind}", "POST", body.encode())


def off_until_somebody_switches_it_on(site):
    assert site.anne.must(STATIONS) == {"watching": False, "version": 0, "mayChange": False, "everyMinutes": 15, "keptDays": 30,
                                        "stations": []}
    for who in (site.chief, site.anne, site.elected):
        refused(who.ask(STATIONS, "POST", station()), 403, "access.denied")
        refused(who.ask(WATCHING, "PUT", {"on": True, "version": 0}), 403, "access.denied")
    refused(site.server.browser().ask(STATIONS), 401, "access.sign_in")
    refused(site.anne.ask(PROPOSALS), 403, "access.denied")
    site.rivers.says(PATH, hubeau(CRECY, series(1000, 1010, 1020, until=90)), status=206)
    headers = {"Idempotency-Key": "station"}
    first, again = (site.root.ask(STATIONS, "POST", station(url=site.rivers.at(PATH)), headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and len(site.anne.must(STATIONS)["stations"]) == 1
    refused(site.root.ask(STATIONS, "POST", station()), 409, "waters.twice")
    refused(site.root.ask(STATIONS, "POST", station(COULOMMIERS, url="http://vigicrues.test/")), 400, "waters.bad_url")
    refused(site.root.ask(STATIONS, "POST", station("crecy")), 400, "waters.bad_value")
    refused(site.root.ask(STATIONS, "POST", station(COULOMMIERS, format="csv")), 400, "service.bad_field")
    refused(site.root.ask(STATIONS, "POST", station(COULOMMIERS, thresholds=[])), 400, "waters.bad_value")
    refused(site.root.ask(ROUNDS, "POST", {}), 409, "waters.not_watching")
    time.sleep(1.5)  # fifteen looks at what is due
    assert site.rivers.asked == [] and site.station()["triedAt"] is None, "nobody was asked"
    site.watch()
    refused(site.root.ask(WATCHING, "PUT", {"on": True, "version": 0}), 409, "waters.changed")
    until(lambda: site.station()["last"], "watched, it is asked by itself")
    assert site.rivers.asked == [PATH]
    told = site.station()
    assert told["last"] | {"at": ""} == {"at": "", "value": 1020, "unit": "mm", "fresh": True} and told["failing"] is None, told
    assert [(it["mark"], it["word"], it["passed"], it["since"]) for it in told["thresholds"]] == [
        (1500, "Vigilance", False, None), (2000, "Alerte", False, None), (3200, "Juin 2016", False, None)]
    assert told["url"] is None and site.root.must(STATIONS)["stations"][0]["url"] == site.rivers.at(PATH)
    assert site.open() == []


def rising_water_proposes_once(site):
    site.rivers.says(PATH, hubeau(CRECY, series(9000, until=1), quality=12))  # doubtful to its producer
    site.round()
    assert site.open() == [] and site.station()["failing"]["error"] == "waters.no_levels"
    risen = series(1400, 1510, 1520, 1530, 1560)
    site.rivers.says(PATH, hubeau(CRECY, risen))
    site.round()
    [told] = site.open()
    assert (told["state"], told["word"], told["mark"], told["level"], told["unit"]) == ("open", "Vigilance", 1500, 1560, "mm"), told
    assert told["risenAt"] == risen[1][0].strftime("%Y-%m-%dT%H:%M:%S.000Z") and told["station"] == site.station()["id"]
    assert (told["now"]["value"], told["now"]["above"], told["now"]["fresh"]) == (1560, True, True)
    assert [it["passed"] for it in site.station()["thresholds"]] == [True, False, False]
    for values in ((1490, 1510), (1480, 1520), (1450, 1600)):
        site.rivers.says(PATH, hubeau(CRECY, series(*values, step=2)))
        site.round()
    assert [it["id"] for it in site.open()] == [told["id"]], "around the mark it says nothing more"
    curve = site.elected.must(f"{STATIONS}/{told['station']}/levels?hours=2")
    assert curve["levels"][-1]["value"] == 1600 and {1000, 1530} <= {it["value"] for it in curve["levels"]}
    assert [it["at"] for it in curve["levels"]] == sorted(it["at"] for it in curve["levels"])
    refused(site.anne.ask(f"{STATIONS}/{told['station']}/levels?hours=721"), 400, "query.bad_value")
    refused(site.anne.ask(f"{STATIONS}/none/levels"), 404, "waters.unknown")
    return told


def bad_days_raise_nothing(site, told):
    """What is not a level of that station touches neither its levels nor its marks, and is told with its cause."""
    def fails(error, seconds=0):
        began = time.monotonic()
        site.round()
        assert time.monotonic() - began >= seconds
        now = site.station()
        assert now["failing"]["error"] == error and now["failing"]["message"], now["failing"]
        assert now["last"]["value"] == 1600 and [it["id"] for it in site.open()] == [told["id"]]
        return now["failing"]["since"]

    rivers, flood = site.rivers, series(9000, 9000, 9000, 9000, 9000)
    rivers.says(PATH, "<html><body>Site en maintenance</body></html>")
    since = fails("waters.not_json")
    rivers.says(PATH, hubeau(CRECY, flood)[:-20])
    assert fails("waters.not_json") == since, "since the first of them"
    rivers.says(PATH, hubeau(COULOMMIERS, flood))
    fails("waters.other_station")
    rivers.says(PATH, vigicrues(CRECY, flood))
    fails("waters.other_form")
    rivers.says(PATH, hubeau(CRECY, flood, quantity="Q"))
    fails("waters.no_levels")
    rivers.says(PATH, hubeau(CRECY, [(minutes_ago(-120), 9000)]))  # ahead of the clock
    fails("waters.no_levels")
    rivers.says(PATH, hubeau(CRECY, flood), status=500)
    fails("waters.status")
    rivers.says(PATH, "", status=302, Location="http://vigicrues.test/elsewhere")
    fails("waters.redirected")
    rivers.says(PATH, " " * (9 << 20))
    fails("outward.too_large")
    rivers.says(PATH, hubeau(CRECY, flood), pause=60)
    assert fails("outward.timeout", seconds=15) == since


def down_then_back(site, told):
    """The water goes on while the source is down: what it tells afterwards counts, as far as it is of now."""
    site.rivers.stop()
    site.root.post(ROUNDS, {})
    until(lambda: site.station()["failing"]["error"] == "outward.unreachable", "nobody answers")
    port = site.rivers.port
    site.rivers = Rivers()
    changed = station(url=site.rivers.at(PATH), version=site.station()["version"], lastsMinutes=0)
    site.root.must(f"{STATIONS}/{told['station']}", "PUT", changed)
    refused(site.root.ask(f"{STATIONS}/{told['station']}", "PUT", changed), 409, "waters.changed")
    assert site.station()["failing"] is None, "another source"
    assert site.rivers.port != port and [it["passed"] for it in site.station()["thresholds"]] == [True, False, False]
    site.rivers.says(PATH, "", status=302, Location="/moved")
    site.rivers.says("/moved", hubeau(CRECY, series(2100, 2400, 2900, 3300, 3300, 3300, 3300)), status=206)
    site.round()
    [now] = site.open()
    assert (now["word"], now["level"]) == ("Juin 2016", 3300), "of two marks the higher one"
    assert site.station()["failing"] is None and all(it["passed"] for it in site.station()["thresholds"])
    past = site.chief.must(PROPOSALS + "?which=all")["proposals"]
    assert [(it["word"], it["state"]) for it in past] == [("Juin 2016", "open"), ("Vigilance", "overtaken")]
    return now


def old_news_are_no_alarm(site):
    site.rivers.says("/esbly", hubeau(ESBLY, series(2500, 2500, 2500, 2500, 2500, until=7 * 60)))
    site.root.post(STATIONS, station(ESBLY, url=site.rivers.at("/esbly"), name="Esbly"))
    before = site.open()
    site.round()
    told = site.station(ESBLY)
    assert told["last"]["fresh"] is False and not any(it["passed"] for it in told["thresholds"]) and site.open() == before


def levels_from_a_file(site):
    refused(site.take(hubeau(COULOMMIERS, series(1)), browser=site.chief), 403, "access.denied")
    refused(site.take(hubeau("Z999999999", series(1))), 400, "waters.nothing_in_file")
    made = site.root.post(STATIONS, station(COULOMMIERS, name="Coulommiers", format="vigicrues"))
    assert site.station(COULOMMIERS)["source"] == "file"
    refused(site.take("{", "vigicrues"), 400, "waters.not_json")
    refused(site.take(hubeau(COULOMMIERS, series(1)), "vigicrues"), 400, "waters.other_form")
    refused(site.root.ask(FILES + "?format=csv", "POST", b"{}"), 400, "query.bad_value")
    status, told = site.take(vigicrues(COULOMMIERS, series(1510, 1540, 1620, 1690)), "vigicrues")
    assert status == 200 and told == {"stations": [{"id": made["id"], "code": COULOMMIERS, "levels": 4}], "unknown": [], "leftOut": 0}, told
    assert site.station(COULOMMIERS)["last"]["value"] == 1690
    assert sorted(it["name"] for it in site.open()) == ["Coulommiers", "Crécy-la-Chapelle"]
    # A whole answer of the country is larger than what other requests may send.
    rows = json.loads(hubeau(CRECY, series(3300, until=1)))
    rows["data"] += [{"code_station": f"X{number:09}", "grandeur_hydro": "H", "date_obs": "2026-01-01T00:00:00Z", "resultat_obs": number}
                     for number in range(20_000)]
    status, told = site.take(json.dumps(rows))
    assert status == 200 and len(told["unknown"]) == 50 and [it["code"] for it in told["stations"]] == [CRECY, ESBLY][:1], told


def colours_of_sections(site):
    site.rivers.says("/sections", sections({"SA15": 3, "LO18": 1}))
    marks = [{"mark": 3, "word": "Orange"}, {"mark": 4, "word": "Rouge"}]
    for code in ("LO18", "SA15"):
        site.root.post(STATIONS, station(code, url=site.rivers.at("/sections"), name="Tronçon " + code, format="vigicrues_sections",
                                         lastsMinutes=0, margin=0, thresholds=marks))
    site.rivers.asked.clear()
    site.round()
    assert site.rivers.asked.count("/sections") == 1, "one address is asked once, whatever the number of its stations"
    assert site.station("LO18")["last"]["value"] == 1 and site.station("SA15")["last"]["unit"] == "colour"
    assert [(it["name"], it["word"], it["level"], it["unit"]) for it in site.open()][0] == ("Tronçon SA15", "Orange", 3, "colour")


def each_organisation_answers_for_itself(site, told):
    other = next(it for it in site.open() if it["name"] == "Coulommiers")
    refused(site.chief.ask(f"{PROPOSALS}/{other['id']}/dismiss", "POST", {"note": " "}), 400, "text.empty")
    refused(site.chief.ask(f"{PROPOSALS}/none/dismiss", "POST", {"note": "x"}), 404, "waters.unknown_proposal")
    site.chief.post(f"{PROPOSALS}/{other['id']}/dismiss", {"note": "Vu avec Jeanne Durandeau : rien à craindre"})
    refused(site.chief.ask(f"{PROPOSALS}/{other['id']}/dismiss", "POST", {"note": "x"}), 409, "waters.answered")
    assert other["id"] not in [it["id"] for it in site.open()]
    mine, theirs = (next(it for it in who.must(PROPOSALS + "?which=all")["proposals"] if it["id"] == other["id"])
                    for who in (site.chief, site.carole))
    assert (mine["state"], mine["reply"]["by"]["name"]) == ("dismissed", "Agent chief") and "Durandeau" in mine["reply"]["note"]
    assert theirs["state"] == "open" and theirs["reply"] is None, "another organisation's word"
    began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    facts = {"kind": "flood", "title": "Crue", "description": "", "beganAt": began.strftime("%Y-%m-%dT%H:%M:%S.000Z")}
    drill, crisis = (site.chief.post("/api/v1/crises", {**facts, "exercise": exercise})["id"] for exercise in (True, False))
    follow = f"{PROPOSALS}/{told['id']}/follow"
    refused(site.chief.ask(follow, "POST", {"crisis": "none"}), 404, "crisis.unknown")
    refused(site.chief.ask(follow, "POST", {"crisis": drill}), 409, "waters.exercise")
    refused(site.carole.ask(follow, "POST", {"crisis": crisis}), 404, "crisis.unknown")
    site.chief.post(follow, {"crisis": crisis})
    followed = next(it for it in site.chief.must(PROPOSALS + "?which=all")["proposals"] if it["id"] == told["id"])
    assert (followed["state"], followed["reply"]["crisis"]) == ("followed", crisis)
    refused(site.chief.ask(follow, "POST", {"crisis": crisis}), 409, "waters.answered")


def held_and_told(site):
    """Words of an organisation are told to whom they name, and in the journal to itself alone."""
    called = site.anne.post("/api/v1/contacts/person", {"name": "Jeanne Durandeau"})
    assert [it["kind"] for it in called["mentions"]] == ["water_proposal"], called["mentions"]
    rows = {it["action"]: it for it in site.root.must("/api/v1/audit?limit=500")["rows"] if it["action"].startswith("water.")}
    assert set(rows) == {"water.station_added", "water.station_changed", "water.watching_on", "water.file_taken",
                         "water.proposal_dismissed", "water.proposal_followed"}, set(rows)
    theirs = [it for it in site.carole.ask("/api/v1/audit?limit=500")[1].get("rows", []) if it["action"] == "water.proposal_dismissed"]
    assert all("Durandeau" not in json.dumps(it) for it in theirs)


def removed_and_switched_off(site):
    told = site.station()
    refused(site.root.ask(f"{STATIONS}/{told['id']}?version=99", "DELETE"), 409, "waters.changed")
    site.root.must(f"{STATIONS}/{told['id']}?version={told['version']}", "DELETE")
    refused(site.anne.ask(f"{STATIONS}/{told['id']}/levels"), 404, "waters.unknown")
    kept = next(it for it in site.chief.must(PROPOSALS + "?which=all")["proposals"] if it["word"] == "Juin 2016")
    assert kept["station"] is None and kept["now"] is None and kept["name"] == "Crécy-la-Chapelle"
    site.watch(False)
    asked = len(site.rivers.asked)
    time.sleep(1)
    assert len(site.rivers.asked) == asked
    refused(site.root.ask(ROUNDS, "POST", {}), 409, "waters.not_watching")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server, Rivers())
        off_until_somebody_switches_it_on(site)
        told = rising_water_proposes_once(site)
        bad_days_raise_nothing(site, told)
        told = down_then_back(site, told)
        old_news_are_no_alarm(site)
        levels_from_a_file(site)
        colours_of_sections(site)
        each_organisation_answers_for_itself(site, told)
        held_and_told(site)
        removed_and_switched_off(site)
        site.rivers.stop()
        server.stop()


if __name__ == "__main__":
    main()
