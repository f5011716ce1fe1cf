#!/usr/bin/env python3
"""Damage reports by agents and owners at once, some or all with three photos, every tenth sent again, the server killed with -9 twice
meanwhile, on SQLite and on PostgreSQL: every acknowledged report and photo is there, once, as it was sent; the answer to one sent again is
the first one. The sum of each photo as it is kept, and of what is handed out, is that of the same picture made bare here.

usage: kill_reports.py BINARY OPENAPI [REPORTS [EVERY]]
  EVERY: which reports have photos, 1: all. BASSIN_DEEP: all of them.
"""

import hashlib
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
from pictures import jpeg

SENDERS, OWNERS = 8, 100  # as many of the reports are by owners
PHOTOS, SIZE = 3, 200_000
GONE = (OSError, http.client.HTTPException)


def answers_of(number):
    return [said("trading", ("closed", "partly", "open")[number % 3]), said("water_height", number % 200),
            said("damage", number * 10, item="stock", certainty="estimated"), said("remarks", f"Signalement {number}")]


class Job:
    """A report and its photos; ids and all else made once, as a phone does it."""

    def __init__(self, number, browser, target, body, photos):
        self.number, self.browser, self.target, self.body = number, browser, target, body
        self.by_owner = "/damage-forms/" in target
        self.photos = [str(uuid.uuid4()) for _ in range(photos)]

    def picture(self, place):
        return jpeg(self.number * 10 + place, SIZE)

    def bare(self):
        return sorted(hashlib.sha256(self.picture(place)[1]).hexdigest() for place in range(len(self.photos)))

    def photo(self, place, answer):
        """(method, target, headers) under which it is sent."""
        kind = {"Content-Type": "application/octet-stream"}
        if self.by_owner:
            return ("PUT", f"{self.target}/{self.body['id']}/photos/{self.photos[place]}",
                    {**kind, "X-Bassin-Upload": answer["upload"]["token"]})
        return ("POST", f"/api/v1/documents/damage_report/{self.body['id']}?file=photo-{place}.jpg",
                {**kind, "Idempotency-Key": self.photos[place]})


class Senders:
    """Each phone sends until it is answered, as one does that comes back into the network."""

    def __init__(self, server, waiting):
        self.server, self.waiting = server, waiting
        self.acknowledged, self.reports, self.photos, self.retried, self.fault, self.lock = {}, [], [], 0, None, threading.Lock()
        self.done = 0

    def send(self, times, browser, method, target, body, headers=None):
        while True:
            began = time.monotonic()
            try:
                status, answer = browser.ask(target, method, body, headers=headers)
            except GONE:
                time.sleep(0.02)
                continue
            took = time.monotonic() - began
            if status == 200:
                with self.lock:
                    times.append(took)
                    self.done += 1
                return answer
            assert status in (429, 503), (status, answer)
            self.retried += 1
            time.sleep(1 if status == 429 else 0.01)

    def send_twice(self, again, times, *what):
        answer = self.send(times, *what)
        assert not again or self.send([], *what) == answer, "sent again, it is answered as before"
        return answer

    def run(self):
        try:
            while True:
                job = self.waiting.get_nowait()
                again = job.number % 10 == 0
                answer = self.send_twice(again, self.reports, job.browser, "POST", job.target, job.body)
                for place in range(len(job.photos)):
                    method, target, headers = job.photo(place, answer)
                    self.send_twice(again, self.photos, job.browser, method, target, job.picture(place)[0], headers)
                with self.lock:
                    self.acknowledged[job.body["id"]] = job
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


def prepared(server, many, every):
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
        photos = 0 if number % every else PHOTOS
        if number * OWNERS % many < OWNERS:
            body["typed"] = {"name": f"Chez {number}"}
            waiting.put(Job(number, owner, form + "/reports", {**body, "proof": solved(owner, form, body["id"])}, photos))
        else:
            body |= {"source": "field", "case": cases[number % len(cases)]}
            waiting.put(Job(number, anne, room + "/damage-reports", body, photos))
    return room, waiting


def told_as_sent(browser, room, acknowledged):
    there = all_reports(browser, room)
    ids = [it["id"] for it in there]
    assert len(ids) == len(set(ids)) and set(ids) == set(acknowledged), "each acknowledged one, once"
    for it in there:
        job = acknowledged[it["id"]]
        told = {(one["question"], one["value"]) for one in it["answers"]}
        assert told == {(one["question"], one["value"]) for one in answers_of(job.number)}, it
        assert sorted(one["sha256"] for one in it["documents"]) == job.bare(), "each acknowledged photo, once"
        for one in it["documents"]:
            _, _, content = browser.whole("/api/v1/documents/" + one["id"])
            assert hashlib.sha256(content).hexdigest() == one["sha256"], "handed out as it is kept"


def ninety_nine(times):
    times = sorted(times)
    return f"half answered within {times[len(times) // 2] * 1000:.0f} ms, 99 % within {times[len(times) * 99 // 100] * 1000:.0f} ms"


def sent_with_two_kills(server, settings, waiting):
    jobs = list(waiting.queue)
    expected, senders = sum(1 + len(job.photos) for job in jobs), Senders(server, waiting)
    port, threads = server.port, [threading.Thread(target=senders.run, daemon=True) for _ in range(SENDERS)]
    check, server.contract.check = server.contract.check, lambda *_: None  # judged by test/http; here it would be measured
    for thread in threads:
        thread.start()
    for part in (1, 2):
        while senders.done < expected * part // 3 and not senders.fault:
            time.sleep(0.005)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        server.start(settings, port=port)
    for thread in threads:
        thread.join(timeout=600)
    server.contract.check = check
    if senders.fault:
        raise senders.fault
    assert len(senders.acknowledged) == len(jobs)
    return senders


def walk(place, server, settings, many, every):
    room, waiting = prepared(server, many, every)
    server.stop()
    server.start(settings)
    began = time.monotonic()
    senders = sent_with_two_kills(server, settings, waiting)
    took = time.monotonic() - began
    told_as_sent(server.browser("anne@pays.fr"), room, senders.acknowledged)
    whole(place)
    server.stop()
    server.run("store", "check", "--from", place.url)
    print(f"{place.kind}: {many} reports and {len(senders.photos)} photos of {SIZE // 1000} kB in {took:.1f} s with two kills, {SENDERS} "
          f"senders at once, {senders.retried} told to come again; reports: {ninety_nine(senders.reports)}; photos: "
          f"{ninety_nine(senders.photos)}", flush=True)


def on(kind, binary, contract, many, every):
    with PeopleServer(binary, contract) as server:
        place = Sqlite(os.path.join(server.data, "casework.db")) if kind == "SQLite" else PostgreSQL("kill_reports")
        server.store = place.url
        store = f'[store]\nurl = "{place.url}"\n'
        start = server.start
        server.start = lambda configuration="", **more: start(configuration if store in configuration else configuration + store, **more)
        try:
            walk(place, server, NO_SECOND_FACTOR + FAST + store, many, every)
        finally:
            if kind == "PostgreSQL":
                server.process.kill()
                place.drop()


def main():
    many = int(sys.argv[3]) if len(sys.argv) > 3 else 600
    every = int(sys.argv[4]) if len(sys.argv) > 4 else 1 if os.environ.get("BASSIN_DEEP") else 6
    for database in os.environ.get("BASSIN_STORES", "SQLite PostgreSQL").split():
        on(database, sys.argv[1], sys.argv[2], many, every)


if __name__ == "__main__":
    main()
