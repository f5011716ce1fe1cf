#!/usr/bin/env python3
"""Six hundred damage reports by agents and owners at once, every tenth sent again, the server killed with -9 twice meanwhile, on SQLite and
on PostgreSQL: every acknowledged report is there, once, as it was sent; the answer to one sent again is the first one.

usage: kill_reports.py BINARY OPENAPI [REPORTS]
"""

import http.client
import os
import queue
import signal
import sys
import threading
import time
import uuid

from places import PostgreSQL, Sqlite, whole
from conventions import Partners
from damage_reports import moment, said, solved
from exchanges import AGENTS, HERE
from people import FAST, NO_SECOND_FACTOR, PeopleServer

SENDERS, OWNERS = 8, 100  # as many of the reports are by owners
GONE = (OSError, http.client.HTTPException)


def answers_of(number):
    return [said("trading", ("closed", "partly", "open")[number % 3]), said("water_height", number % 200),
            said("damage", number * 10, item="stock", certainty="estimated"), said("remarks", f"Signalement {number}")]


class Senders:
    """Each phone sends until it is answered, as one does that comes back into the network."""

    def __init__(self, server, waiting):
        self.server, self.waiting = server, waiting
        self.acknowledged, self.times, self.fault, self.lock = {}, [], None, threading.Lock()

    def send(self, browser, target, body):
        while True:
            began = time.monotonic()
            try:
                status, answer = browser.ask(target, "POST", body)
            except GONE:
                time.sleep(0.02)
                continue
            if status == 200:
                return answer, time.monotonic() - began
            assert status in (429, 503), (status, answer)
            time.sleep(1 if status == 429 else 0.01)

    def run(self):
        try:
            while True:
                number, browser, target, body = self.waiting.get_nowait()
                answer, took = self.send(browser, target, body)
                if number % 10 == 0:
                    assert self.send(browser, target, body)[0] == answer, "sent again, it is answered as before"
                with self.lock:
                    self.acknowledged[body["id"]] = number
                    self.times.append(took)
        except queue.Empty:
            pass
        except BaseException as fault:  # told by the main thread
            self.fault = fault


def all_reports(browser, room):
    out = []
    for state in ("waiting", "matched", "set_aside"):
        cursor = ""
        while cursor is not None:
            page = browser.must(f"{room}/damage-reports?state={state}&limit=250" + (f"&cursor={cursor}" if cursor else ""))
            out, cursor = out + page["reports"], page["next"]
    return out


def prepared(server, many):
    """The room, and all that will be sent."""
    site = Partners(server, AGENTS, rows=2000)
    chief, anne = site.browsers("chief@pays.fr", "anne@pays.fr")
    room = "/api/v1/crises/" + chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue", "beganAt": moment(-600)})["id"]
    anne.post(room + "/zones", {"source": "communes", "communes": [HERE], "field": "all"})
    cases = [it["id"] for it in anne.must(room + "/cases?limit=500")["cases"]]
    form = "/api/v1/damage-forms/" + chief.must(room + "/form", "PUT", {"title": "Crue"})["code"]
    owner, waiting = server.browser(), queue.Queue()
    for number in range(many):
        body = {"id": str(uuid.uuid4()), "seenAt": moment(-number), "answers": answers_of(number)}
        if number * OWNERS % many < OWNERS:
            body["typed"] = {"name": f"Chez {number}"}
            waiting.put((number, owner, form + "/reports", {**body, "proof": solved(owner, form, body["id"])}))
        else:
            waiting.put((number, anne, room + "/damage-reports", {**body, "source": "field", "case": cases[number % len(cases)]}))
    return room, waiting


def told_as_sent(browser, room, acknowledged):
    there = all_reports(browser, room)
    ids = [it["id"] for it in there]
    assert len(ids) == len(set(ids)) and set(ids) == set(acknowledged), "each acknowledged one, once"
    for it in there:
        told = {(one["question"], one["value"]) for one in it["answers"]}
        assert told == {(one["question"], one["value"]) for one in answers_of(acknowledged[it["id"]])}, it


def walk(place, server, settings, many):
    room, waiting = prepared(server, many)
    server.stop()
    server.start(settings)
    port, senders = server.port, Senders(server, waiting)
    threads = [threading.Thread(target=senders.run, daemon=True) for _ in range(SENDERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for part in (1, 2):
        while len(senders.acknowledged) < many * part // 3 and not senders.fault:
            time.sleep(0.005)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        server.start(settings, port=port)
    for thread in threads:
        thread.join(timeout=300)
    if senders.fault:
        raise senders.fault
    took, times = time.monotonic() - began, sorted(senders.times)
    assert len(senders.acknowledged) == many
    told_as_sent(server.browser("anne@pays.fr"), room, senders.acknowledged)
    whole(place)
    server.stop()
    server.run("store", "check", "--from", place.url)
    print(f"{place.kind}: {many} reports in {took:.1f} s with two kills; of {SENDERS} senders at once half answered within "
          f"{times[many // 2] * 1000:.0f} ms, 99 % within {times[many * 99 // 100] * 1000:.0f} ms")


def on(kind, binary, contract, many):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(os.path.join(server.data, "casework.db")) if kind == "SQLite" else PostgreSQL("kill_reports")
        server.store = place.url
        store = f'[store]\nurl = "{place.url}"\n'
        start = server.start
        server.start = lambda configuration="", **more: start(configuration if store in configuration else configuration + store, **more)
        try:
            walk(place, server, NO_SECOND_FACTOR + FAST + store, many)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


if __name__ == "__main__":
    for database in ("SQLite", "PostgreSQL"):
        on(database, sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 600)
