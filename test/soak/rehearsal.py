#!/usr/bin/env python3
"""Three days of a flood of the Grand Morin, on the demonstration's territory and with its people: four organisations on the phone and in
the streets, owners with the public code, at once; two of them after the same business; the server killed on the second day. Every figure
of each evening's situation report is that of the rehearsal's own ledger.

usage: rehearsal.py BINARY OPENAPI [CASES WORKED A DAY]
"""

import collections
import datetime
import http.client
import json
import os
import queue
import random
import signal
import sys
import threading
import time
import uuid

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))

from crises import the_whole_list
from damage_reports import said, solved
from flood_ledger import COUNTED, Ledger
from people import FAST, NO_SECOND_FACTOR, PeopleServer

SETTINGS = NO_SECOND_FACTOR + FAST
PEOPLE = {"pays": ("developpement@pays-crecois.example", "terrain@pays-crecois.example"), "cci": ("conseil@cci77.example",),
          "cma": ("conseil@cma77.example",), "ca": ("conseil@agri77.example",)}
CHIEFS = ("coordination@cci77.example", "coordination@cma77.example", "coordination@agri77.example")
OWNERS = 2
GONE = (OSError, http.client.HTTPException)
TRADING = ("closed", "closed", "partly", "open")


def stamp(seconds=0):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


class Walk:
    """Works through a queue with one person's browser; what fails ends the rehearsal, told by the main thread."""

    def __init__(self, work, browser, rehearsal):
        self.work, self.browser, self.rehearsal, self.fault = work, browser, rehearsal, None
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        try:
            while True:
                task, *arguments = self.work.get_nowait()
                began = time.monotonic()
                task(self.browser, *arguments)
                self.rehearsal.times[task.__name__].append(time.monotonic() - began)
        except queue.Empty:
            pass
        except BaseException as fault:
            self.fault = fault

    def done(self):
        self.thread.join(timeout=600)
        assert not self.thread.is_alive(), "somebody hangs"
        if self.fault:
            raise self.fault


def asked(browser, target, method="GET", data=None):
    """As a person does whose line is down for a moment: again, until there is an answer."""
    while True:
        try:
            status, answer = browser.ask(target, method, data)
        except GONE:
            time.sleep(0.05)
            continue
        if status not in (429, 503):
            return status, answer
        time.sleep(0.2)


class Rehearsal:
    def __init__(self, server, password, seed):
        self.server, self.chance, self.ledger, self.times = server, random.Random(seed), Ledger(), collections.defaultdict(list)
        self.collisions, self.reports = 0, []
        signed = lambda email: server.browser().sign_in(email, password)
        self.chief = signed("coordination@pays-crecois.example")
        self.people = {name: [signed(it) for it in them] for name, them in PEOPLE.items()}
        self.elected, chiefs = signed("elue@pays-crecois.example"), [signed(it) for it in CHIEFS]
        before = self.chief.must("/api/v1/crises")["crises"][0]["id"]
        self.outlines = [self.chief.must(f"/api/v1/crises/{before}/zones/{number}")["outline"] for number in (1, 2)]
        self.began = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=12)
        self.room = "/api/v1/crises/" + self.chief.post("/api/v1/crises", {
            "kind": "flood", "title": "Crue du Grand Morin, répétition", "description": "",
            "beganAt": self.began.strftime("%Y-%m-%dT%H:%M:%S.000Z")})["id"]
        parties = self.chief.must("/api/v1/conventions/partners")["organisations"]
        self.houses = {name: them[0].session["organisation"]["id"] for name, them in self.people.items()}
        for it in parties:
            if it["id"] != self.houses["pays"]:
                self.chief.post(self.room + "/members", {"organisation": it["id"]})
        for it in chiefs:
            it.post(self.room + "/membership", {"joined": True})
        self.form = "/api/v1/damage-forms/" + self.chief.must(self.room + "/form", "PUT", {"title": "Crue du Grand Morin"})["code"]

    def draw(self, facts, after):
        """The water is there now: who came on the list, who left it."""
        began = time.monotonic()
        told = self.chief.post(self.room + "/zones", {**facts, "after": after})
        self.times["draw"].append(time.monotonic() - began)
        listed = the_whole_list(self.people["cma"][0], self.room)
        came, gone = self.ledger.entered(listed)
        begun = sum(it["leftZone"] == told["number"] for it in listed)
        assert (told["added"] + told["back"], told["left"]) == (came, gone + begun), (told, came, gone, begun)
        assert not facts.get("keepsBefore") or told["left"] == 0

    def give(self):
        """What is nobody's, by chamber; those of none stay the Pays's."""
        for house in self.houses:
            which = "" if house == "pays" else "&chamber=" + house
            ids = [it["id"] for it in the_whole_list(self.chief, self.room, "&organisation=none" + which)]
            ids = ids[:len(ids) * 3 // 4] if house == "pays" else ids
            for start in range(0, len(ids), 250):
                some = ids[start:start + 250]
                told = self.chief.post(self.room + "/assignments", {"cases": some, "organisation": self.houses[house]})
                assert told == {"given": len(some), "left": 0}, told
                self.ledger.given(some, house)

    def change(self, browser, case, state, trading=None):
        """The version of another moment is read again, as the page does."""
        at = "/api/v1/crisis-cases/" + case
        while True:
            seen = asked(browser, at)[1]
            if seen["state"] == state and (trading is None or seen["trading"] == trading):
                break  # the answer was lost, not the word
            body = {"version": seen["version"], "state": state, **({"trading": trading} if trading else {})}
            status, answer = asked(browser, at, "PUT", body)
            if status == 200:
                break
            assert status == 409 and answer["error"] in ("crisis.changed", "crisis.on_the_line"), (status, answer)
            time.sleep(0.01)
        self.ledger.said(case, state, trading)

    def call(self, browser, case, trading):
        status, answer = asked(browser, f"/api/v1/crisis-cases/{case}/line", "POST", {"held": True})
        if status == 409 and answer["error"] == "crisis.on_the_line":
            self.collisions += 1  # somebody is on the line with it: the next one
            return
        assert status == 200, answer
        self.change(browser, case, "contacted", trading)
        asked(browser, f"/api/v1/crisis-cases/{case}/line", "POST", {"held": False})

    def visit(self, browser, case, trading):
        """Noted in the street, sent where there is a network."""
        sent = {"id": str(uuid.uuid4()), "source": "field", "seenAt": stamp(), "case": case,
                "answers": [said("trading", trading), said("water_height", self.chance.randrange(150)),
                            said("insurer", standing="refused")]}
        for _ in range(2):
            status, answer = asked(browser, self.room + "/damage-reports", "POST", sent)
            assert status == 200 and answer["case"] == case, answer
        self.ledger.reported(case, trading, by_owner=False)
        self.change(browser, case, "visited")

    def end(self, browser, case, state):
        self.change(browser, case, state)

    def owner(self, browser, entry, trading):
        """By SIRET for who is on the list; anybody else waits for a human."""
        report = {"id": str(uuid.uuid4()), "seenAt": stamp(-18_000), "answers": [said("trading", trading)],
                  "typed": {"name": "Chez nous", **({"siret": entry.business} if entry else {})}}
        proof = None
        while not proof:
            try:
                proof = solved(browser, self.form, report["id"])
            except GONE:
                time.sleep(0.05)
        status, answer = asked(browser, self.form + "/reports", "POST", {**report, "proof": proof})
        assert status == 200, answer
        if entry:
            self.ledger.reported(entry.id, trading, by_owner=True)
        else:
            self.ledger.nobodys_yet()

    def day(self, tasks, owners=(), killed=False):
        """Everybody at once: people of a house share its list, and one of them is always after what another has."""
        works = {house: queue.Queue() for house in self.people}
        for house, *task in tasks:
            works[house].put(tuple(task))
        walks = [Walk(works[house], browser, self) for house, them in self.people.items() for browser in them]
        public = queue.Queue()
        for it in owners:
            public.put((self.owner, *it))
        walks += [Walk(public, self.server.browser(), self) for _ in range(OWNERS)]
        if killed:
            time.sleep(0.5)
            self.server.process.send_signal(signal.SIGKILL)
            self.server.process.wait()
            self.server.start(SETTINGS, port=self.server.port)
        for it in walks:
            it.done()

    def evening(self, words):
        began = time.monotonic()
        number = self.chief.post(self.room + "/reports", {"words": words})["number"]
        told = self.people["ca"][0].must(f"{self.room}/reports/{number}")
        self.times["report"].append(time.monotonic() - began)
        now, wanted = self.chief.must(self.room + "/situation"), self.ledger.figures()
        for name, figures in (("frozen", told["all"]), ("of the moment", now["all"])):
            differing = {it: (figures[it], wanted[it]) for it in COUNTED if figures[it] != wanted[it]}
            assert not differing, f"{words}, {name}: told and counted: {differing}"
        houses = {self.houses[house]: house for house in self.houses}
        by_house = {houses[it["organisation"]["id"]] if it["organisation"] else "": it["figures"] for it in now["organisations"]}
        for what, shown, counted in (
                ("communes", {it["place"]["code"]: it["figures"] for it in told["communes"]}, self.ledger.by(lambda it: it.commune)),
                ("communes now", {it["place"]["code"]: it["figures"] for it in now["communes"]}, self.ledger.by(lambda it: it.commune)),
                ("organisations", by_house, self.ledger.by(lambda it: it.organisation))):
            kept = {key: {it: figures[it] for it in COUNTED} for key, figures in shown.items() if any(figures[it] for it in COUNTED)}
            differing = [(it, kept.get(it), counted.get(it)) for it in counted.keys() | kept.keys() if kept.get(it) != counted.get(it)]
            assert not differing, f"{words}, {what}: {differing}"
        if self.reports:
            assert {it: told["before"]["all"][it] for it in COUNTED} == self.reports[-1], "what moved is since the evening before"
        self.reports.append(wanted)
        assert self.chief.must(self.room + "/damage-reports?state=waiting&limit=1")["counts"]["waiting"] == self.ledger.waiting
        public = self.elected.must(f"{self.room}/reports/{number}")
        assert all(public["all"][it] == (wanted[it] + 2) // 5 * 5 for it in COUNTED), "to the nearest five for who sees nothing personal"
        print(f"{words}: " + ", ".join(f"{name} {wanted[name]}" for name in (
            "potential", "reported", "contacted", "visited", "closed", "partlyOpen", "open", "reopened", "nobodys")), flush=True)

    def some(self, which, many):
        found = sorted((it for it in self.ledger.entries.values() if it.organisation and which(it)), key=lambda it: it.id)
        return self.chance.sample(found, min(many, len(found)))

    def said(self):
        return self.chance.choice(TRADING)


def three_days(it, many):
    it.draw({"source": "drawn", "outline": it.outlines[0], "note": "vu des ponts"}, after=0)
    it.give()
    calls = [(one.organisation, it.call, one.id, it.said()) for one in it.some(lambda one: True, many)]
    owners = [(one, it.said()) for one in it.some(lambda one: one.business.isdigit(), many // 4)] + [(None, "closed")] * (many // 20)
    # Every fifth stands twice in a row: two people of one house have it at once, or one of them again.
    it.day([call for number, call in enumerate(calls) for _ in range(1 + (number % 5 == 0))], owners)
    it.evening("Premier soir")

    it.draw({"source": "drawn", "outline": it.outlines[1], "note": "relevé des pompiers"}, after=1)
    it.give()
    visits = [(one.organisation, it.visit, one.id, it.said()) for one in it.some(lambda one: one.stage > 0, many // 2)]
    calls = [(one.organisation, it.call, one.id, it.said()) for one in it.some(lambda one: one.stage == 0, many // 2)]
    mixed = visits + calls
    it.chance.shuffle(mixed)
    it.day(mixed, [(one, it.said()) for one in it.some(lambda one: one.business.isdigit(), many // 4)], killed=True)
    it.evening("Deuxième soir")

    it.draw({"source": "drawn", "outline": it.outlines[0], "note": "décrue", "keepsBefore": True}, after=2)
    ends = [(one.organisation, it.end, one.id, it.chance.choice(("reopened", "reopened", "reopened", "nothing_to_do", "closed_for_good")))
            for one in it.some(lambda one: one.stage >= 2, many // 2)]
    it.day(ends)
    it.draw({"source": "drawn", "outline": it.outlines[0], "note": "relevé corrigé"}, after=3)
    it.evening("Troisième soir")


def main():
    many = int(sys.argv[3]) if len(sys.argv) > 3 else 80
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--demonstration")
        made = json.loads(server.run("demonstration", "--with-work", "--json", "--data", server.data, "--config", server.cost()).stdout)
        server.start(SETTINGS)
        rehearsal = Rehearsal(server, made["password"], seed=2018)
        three_days(rehearsal, many)
        for name, times in sorted(rehearsal.times.items()):
            times.sort()
            print(f"{name}: {len(times)}, half within {times[len(times) // 2] * 1000:.0f} ms, the slowest {times[-1] * 1000:.0f} ms")
        print(f"{rehearsal.collisions} calls found somebody on the line")
        server.stop()


if __name__ == "__main__":
    main()
