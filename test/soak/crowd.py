"""Agents at work: they sign in with password and one-time code, search, open, tag, export, look at the map, sign out."""

import http.client
import random
import threading
import time
import urllib.parse

from figures import EXPORTS, QUESTIONS, TILES, rows_hold, sums_hold
from people import PASSWORD, Browser, totp


class Timed:
    """A server of which every answer is timed; keeps one connection, as a browser does."""

    def __init__(self, server, times):
        self.server, self.times, self.what = server, times, "other"
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)

    def ask(self, target, method="GET", headers=None, data=None):
        begun = time.perf_counter()
        answer = self.server.ask(target, method, headers=headers, data=data, connection=self.connection)
        size = int(answer[1].get("Content-Length") or len(answer[2] or ""))
        self.times.add(self.what, time.perf_counter() - begun, size)
        self.headers = answer[1]
        return answer

    def close(self):
        self.connection.close()


class Agent:
    """An account with a second factor. A code is good once: its thirty seconds are kept count of."""

    def __init__(self, email, organisation, edits):
        self.email, self.organisation, self.edits = email, organisation, edits
        self.secret, self.last_step, self.recovery = None, 0, []

    def enrol(self, server):
        browser = Browser(server)
        session = browser.post("/api/v1/session", {"email": self.email, "password": PASSWORD})
        assert session["step"] == "enrol_second_factor", session
        self.secret = browser.post("/api/v1/session/totp", {})["secret"]
        self.recovery = browser.must("/api/v1/session/totp", "PUT", {"code": self.next_code()})["recovery_codes"]
        browser.must("/api/v1/session")
        assert browser.post("/api/v1/session/notice", {})["step"] == "in"
        return browser

    def next_code(self):
        """Nothing while the clock has none that is fresh."""
        now = int(time.time() // 30)
        step = max(self.last_step + 1, now)
        if step > now + 1:
            return self.recovery.pop() if self.recovery and random.random() < 0.3 else None
        self.last_step = step
        return totp(self.secret, step * 30 + 1)


class Visit:
    """One session from sign-in to sign-out; `server` is Timed."""

    def __init__(self, agent, server, figures, chance):
        self.agent, self.server, self.figures, self.chance = agent, server, figures, chance
        self.browser = Browser(server)

    def sign_in(self, code):
        self.server.what = "sign in"
        step = self.browser.post("/api/v1/session", {"email": self.agent.email, "password": PASSWORD})["step"]
        assert step == "second_factor", step
        step = self.browser.post("/api/v1/session/second-factor", {"code": code})["step"]
        assert step == "in", step

    def sign_out(self):
        self.server.what = "sign out"
        self.browser.must("/api/v1/session", "DELETE")
        assert self.browser.must("/api/v1/session")["step"] == "out"

    def question(self):
        what = self.server.what = self.chance.choice(list(QUESTIONS))
        body = self.browser.must(QUESTIONS[what])
        sums_hold(what, body)
        snapshot = body["scope"]["snapshot"] if "scope" in body else None
        self.figures.told(self.agent.organisation, what, snapshot, body)

    def export(self):
        what = self.server.what = self.chance.choice(list(EXPORTS))
        body = self.browser.must(EXPORTS[what])
        rows_hold(what, self.server.headers, body)
        assert self.server.headers["Content-Disposition"].startswith("attachment; filename="), what
        self.figures.told(self.agent.organisation, what, self.server.headers["X-Bassin-Snapshot"], body)

    def tile(self):
        what = self.server.what = self.chance.choice(list(TILES))
        body = self.browser.must(TILES[what])
        self.figures.told(self.agent.organisation, what, None, body if isinstance(body, bytes) else body.encode())

    def open_one(self):
        """A row of the list; it may have left the register since."""
        self.server.what = "list to open one"
        rows = self.browser.must(f"/api/v1/establishments?territory=77142&field=all&state=any&limit=50&sort={self.order()}")["rows"]
        business = self.chance.choice(rows)["id"]
        self.server.what = "establishment"
        self.may_be_gone(self.browser.ask(f"/api/v1/establishments/{business}"))
        self.server.what = "casework of one"
        self.may_be_gone(self.browser.ask(f"/api/v1/establishments/{business}/casework"))
        if self.agent.edits:
            self.tag(business)

    def tag(self, business):
        self.server.what = "tag"
        word = urllib.parse.quote(f"Suivi {self.agent.email.split('@')[0]}")
        target = f"/api/v1/establishments/{business}/tags/{word}"
        put = self.browser.ask(target, "PUT", {"shared": True})
        if put[0] == 200:
            found = self.browser.must(f"/api/v1/count?field=all&state=any&tag={word}")["total"]
            assert found >= 0
            self.may_be_gone(self.browser.ask(target, "DELETE"))
        else:
            self.may_be_gone(put)

    def order(self):
        return self.chance.choice(("name", "siret", "created-desc", "size"))

    @staticmethod
    def may_be_gone(answer):
        gone = answer[0] == 404 and answer[1]["error"] == "query.unknown_business"
        assert answer[0] == 200 or gone, answer

    def step(self):
        self.chance.choices((self.question, self.export, self.tile, self.open_one), (10, 2, 4, 3))[0]()


class Worker(threading.Thread):
    """Does something again and again until it is ended; keeps the first fault."""

    def __init__(self, ended, what):
        super().__init__(daemon=True)
        self.ended, self.what, self.fault = ended, what, None

    def run(self):
        try:
            self.what(self.ended)
        except BaseException as fault:  # told by the main thread
            self.fault = fault
            self.ended.set()


def work_of(agent, server, times, figures, seed):
    """As many sessions as there are fresh codes, each of some dozens of questions."""
    chance = random.Random(seed)

    def work(ended):
        timed = Timed(server, times)
        try:
            while not ended.is_set():
                code = agent.next_code()
                if code is None:
                    ended.wait(0.5)
                    continue
                visit = Visit(agent, timed, figures, chance)
                visit.sign_in(code)
                asked = 0
                while not ended.is_set() and (asked < 20 or agent.last_step > int(time.time() // 30)):
                    visit.step()
                    asked += 1
                visit.sign_out()
        finally:
            timed.close()
    return work


def reader_of(server, figures, organisation, browser):
    """Asks without pause on a session of its own, and holds no answer against the contract: that is load."""
    cookie = {"Cookie": f"bassin={browser.cookies['bassin']}"}

    def work(ended):
        import json
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        while not ended.is_set():
            for what in ("list with facets", "count"):
                connection.request("GET", QUESTIONS[what], headers=cookie)
                response = connection.getresponse()
                body = json.loads(response.read())
                assert response.status == 200, body
                figures.told(organisation, what, body["scope"]["snapshot"], body)
        connection.close()
    return work
