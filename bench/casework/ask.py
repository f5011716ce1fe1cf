#!/usr/bin/env python3
"""Signs in on a running server and writes what the load asks: PAGE.txt for each page, one target a line, and cookie.txt, the header of the
session. Then times the report of a convention, its figures and its file by a job; and a program that takes an organisation's feed over.

usage: ask.py PORT FOLDER PASSWORD targets|report, ask.py PORT FOLDER KEY feed
"""

import http.client
import json
import random
import sys
import time
import urllib.parse

ADVISER, COORDINATOR = "developpement@pays-crecois.example", "coordination@pays-crecois.example"


class Session:
    def __init__(self, port, email, password):
        self.port, self.cookies, self.token = port, {}, None
        step = self.ask("/api/v1/session", "POST", {"email": email, "password": password})["step"]
        if step == "notice":
            self.ask("/api/v1/session/notice", "POST", {})

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, target, method="GET", data=None):
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        if self.token:
            headers["X-Bassin-Token"] = self.token
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, target, None if data is None else json.dumps(data), headers)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (target, response.status, body[:300])
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        if not response.getheader("Content-Type", "").startswith("application/json"):
            return body
        found = json.loads(body)
        if isinstance(found, dict) and "token" in found and "step" in found:
            self.token = found["token"]
        return found


def businesses(session):
    found, after = set(), ""
    while len(found) < 200:
        page = session.ask("/api/v1/exchanges?of=organisation" + after)
        found |= {it["business"] for it in page["exchanges"]}
        if not page["next"]:
            break
        after = "&after=" + urllib.parse.quote(page["next"])
    return sorted(found)


def targets(session, folder):
    chance = random.Random(1)
    conventions = [it["id"] for it in session.ask("/api/v1/conventions")["conventions"]]
    known = businesses(session)
    of_business = [f"/api/v1/establishments/{one}" for one in known]
    pages = {
        "inbox": ["/api/v1/needs", "/api/v1/reminders", "/api/v1/exchanges?of=me"],
        "file": [one + below for one in of_business for below in ("", "/exchanges", "/needs", "/contacts")],
        "unit": [f"/api/v1/establishments/unit:{it}{below}" for it in sorted({one[:9] for one in known if one[:9].isdigit()})
                 for below in ("/exchanges", "/needs", "/contacts")],
        "convention": ["/api/v1/conventions"] + [f"/api/v1/conventions/{one}{below}" for one in conventions
                                                for below in ("", "/actions", "/sittings", "/annexes", "/reports")],
        "indicators": [f"/api/v1/conventions/{one}/indicators" for one in conventions],
        "choices": ["/api/v1/exchanges/choices"],
    }
    for name, asked in pages.items():
        chance.shuffle(asked)
        with open(f"{folder}/{name}.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(asked) + "\n")
    with open(f"{folder}/cookie.txt", "w", encoding="utf-8") as file:
        file.write("Cookie: " + session.cookie)


def timed(what, action, rounds):
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        found = action()
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    print(f"{what}: half within {took[len(took) // 2]:.0f} ms, longest of {rounds} {took[-1]:.0f} ms", flush=True)
    return found


def report(session):
    year = time.strftime("%Y")
    for it in session.ask("/api/v1/conventions")["conventions"]:
        reports = session.ask(f"/api/v1/conventions/{it['id']}/reports")["reports"]
        if reports:
            break
    figures = timed("figures of a year", lambda: session.ask(
        f"/api/v1/conventions/{it['id']}/figures?from={year}-01-01&to={year}-12-31"), 10)
    whole = figures["whole"]
    print(f"  of {whole['contributions']} contributions, {whole['businesses']} businesses", flush=True)
    timed("the report, as its page reads it", lambda: session.ask("/api/v1/reports/" + reports[0]["id"]), 10)

    def file_of(form):
        asked = session.ask(f"/api/v1/reports/{reports[0]['id']}/documents", "POST", {"form": form})
        while True:
            now = next(one for one in session.ask(f"/api/v1/reports/{reports[0]['id']}/documents")["documents"] if one["id"] == asked["id"])
            assert not now["failure"], now
            if now["madeAt"]:
                return session.ask("/api/v1/report-documents/" + now["id"])
            time.sleep(0.05)

    for form in ("pdf", "page", "odt"):
        timed(f"its file, {form}", lambda form=form: file_of(form), 3)


def feed(port, key):
    """Takes all over, then asks again where nothing changed. The limit of five questions a second is waited for, and not counted."""
    for what in ("a feed taken over", "the same feed, nothing changed"):
        number, more, records, longest, taken = 0 if what.startswith("a") else number, True, 0, 0.0, 0.0
        while more:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
            begun = time.perf_counter()
            connection.request("GET", f"/api/v1/feed?since={number}", headers={"Authorization": "Bearer " + key})
            response = connection.getresponse()
            body = response.read()
            took = time.perf_counter() - begun
            if response.status == 429:
                time.sleep(float(response.getheader("Retry-After")))
                continue
            assert response.status == 200, body[:300]
            found = json.loads(body)
            number, more, records = found["number"], found["more"], records + len(found["records"])
            longest, taken = max(longest, took), taken + took
        print(f"{what}: {records} records in {taken:.1f} s, longest answer {1000 * longest:.0f} ms", flush=True)


def main():
    port, folder, password, what = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    if what == "feed":
        feed(port, password)
    elif what == "targets":
        targets(Session(port, ADVISER, password), folder)
    else:
        report(Session(port, COORDINATOR, password))


if __name__ == "__main__":
    main()
