"""People who write without pause, and remember what was acknowledged."""

import http.client
import threading
import time
import urllib.parse

GONE = (OSError, http.client.HTTPException)


class Clerk(threading.Thread):
    """Each write has an id of its own, by which it may be sent again."""

    def __init__(self, browser, name, businesses, begin=0):
        super().__init__(daemon=True)
        self.browser, self.name, self.businesses = browser, name, businesses
        self.ended, self.number = threading.Event(), begin
        self.acknowledged, self.unsure, self.fault = [], None, None

    def request(self, number):
        word = f"{self.name} {number}"
        if number % 3 == 0:
            return "portfolio", word, "/api/v1/portfolios", "POST", {"name": word}
        if number % 3 == 1:
            return "local_business", word, "/api/v1/local-businesses", "POST", {"name": word, "commune": "77142", "reason": "vu"}
        business = self.businesses[number % len(self.businesses)]
        return "tag", word, f"/api/v1/establishments/{business}/tags/{urllib.parse.quote(word)}", "PUT", {}

    def send(self, what):
        """Until it is taken; a store that is busy says so and may be asked again."""
        kind, word, target, method, data = what
        while True:
            status, answer = self.browser.ask(target, method, data, headers={"Idempotency-Key": word})
            if status == 200:
                self.acknowledged.append((kind, word))
                return
            assert status == 503 and answer["error"] in ("sql.busy", "sql.unavailable"), (what, status, answer)
            time.sleep(0.01)

    def run(self):
        try:
            while not self.ended.is_set():
                self.unsure = self.request(self.number)
                self.number += 1
                self.send(self.unsure)
                self.unsure = None
        except GONE:
            pass  # killed: what was under way is `unsure`
        except BaseException as fault:  # told by the main thread
            self.fault = fault

    def end(self):
        self.ended.set()
        self.join(timeout=120)
        assert not self.is_alive(), "an answer never came"
        if self.fault:
            raise self.fault

    def send_again(self):
        """What may or may not have been kept; then once."""
        if self.unsure:
            self.send(self.unsure)
            self.unsure = None


def clerks_of(server, many, begin=0):
    """Agents of the first organisation, signed in."""
    root = server.browser("root@pays.fr")
    rows = root.must("/api/v1/establishments?territory=77142&field=all&state=any&limit=50")["rows"]
    businesses = [row["id"] for row in rows if not row["local"]]
    return [Clerk(server.browser(f"clerk{i}@pays.fr"), f"Clerc {i}", businesses, begin) for i in range(many)]


def go_on(clerks):
    """Threads run once: the same people anew."""
    fresh = []
    for clerk in clerks:
        other = Clerk(clerk.browser, clerk.name, clerk.businesses, clerk.number)
        other.acknowledged = clerk.acknowledged
        fresh.append(other)
    return fresh


def all_there(names_of, acknowledged, where):
    """Every acknowledged write, once. `names_of(table)`: {name: how often}."""
    for kind in ("portfolio", "local_business", "tag"):
        there = names_of(kind)
        missing = [word for its, word in acknowledged if its == kind and there.get(word) != 1]
        assert not missing, f"{where}: {len(missing)} of {kind} are not there once, as {missing[0]!r}: {there.get(missing[0])}"
