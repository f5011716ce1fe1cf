#!/usr/bin/env python3
"""Guessing, each way in: setup code, password, one-time code, recovery code, current password, reset and invitation links, sessions.

usage: guessing.py BINARY OPENAPI
"""

import secrets
import sys

import raw  # which finds the modules of the HTTP tests
from people import CHEAP, FAST, NO_SECOND_FACTOR, PASSWORD, Browser, PeopleServer, totp


def tries(ask, most=40):
    """Asks until it is locked; how many were judged before."""
    for number in range(most):
        status, answer = ask(number)
        if status == 429:
            assert answer["error"] == "partners.locked" and int(answer["values"]["seconds"]) > 0, answer
            return number
        assert status in (400, 403, 404), (status, answer)
    return most


def the_setup_code(binary, contract):
    """Before there is any account; a new code at each start."""
    with PeopleServer(binary, contract) as server:
        codes = []
        for _ in range(2):
            server.start(CHEAP + FAST, public_register=False)
            codes.append(server.process.stderr.readline().split("code ")[1].split(" ")[0])
            server.stop()
        assert codes[0] != codes[1] and len(codes[0].replace("-", "")) >= 16, codes
        server.start(CHEAP + FAST, public_register=False)
        right = server.process.stderr.readline().split("code ")[1].split(" ")[0]
        body = {"organisation": {"name": "P", "kind": "cci", "territory": "77142"},
                "agent": {"name": "A B", "email": "a@b.fr", "password": PASSWORD}}
        judged = tries(lambda i: server.browser().ask("/api/v1/setup", "POST", {"code": f"aaaa-bbbb-cccc-{i:04}", **body}))
        assert judged <= 30, judged
        status, answer = server.browser().ask("/api/v1/setup", "POST", {"code": right, **body})
        assert (status, answer["error"]) == (429, "partners.locked"), "not even the right one, from that address, for a while"
        for forged in ("1.2.3.4", "10.0.0.1, 1.2.3.4"):
            status, _ = server.browser().ask("/api/v1/setup", "POST", {"code": right, **body}, headers={"X-Forwarded-For": forged})
            assert status == 429, "an address that is only stated is none"
        server.stop()


def the_one_time_code(server):
    """With the password known; a new sign-in gives no new tries, and neither does the way to another phone."""
    browser = server.browser("anne@pays.fr")
    secret = browser.post("/api/v1/session/totp", {})["secret"]
    recovery = browser.must("/api/v1/session/totp", "PUT", {"code": totp(secret)})["recovery_codes"]

    def guess(number):
        thief = Browser(server)
        assert thief.post("/api/v1/session", {"email": "anne@pays.fr", "password": PASSWORD})["step"] == "second_factor"
        code = f"{number:06}" if number % 2 else secrets.token_hex(8)  # as a recovery code
        return thief.ask("/api/v1/session/second-factor", "POST", {"code": code})

    assert tries(guess) <= 5
    thief = Browser(server)
    thief.post("/api/v1/session", {"email": "anne@pays.fr", "password": PASSWORD})
    for right in (recovery[0], totp(secret)):
        status, answer = thief.ask("/api/v1/session/second-factor", "POST", {"code": right})
        assert (status, answer["error"]) == (429, "partners.locked"), "locked is locked"
    assert browser.must("/api/v1/session")["step"] == "in", "who is in stays in"


def another_phone(server):
    """A session that was left open: the code of the phone before is asked, and may not be guessed."""
    browser = server.browser("basile@pays.fr")
    secret = browser.post("/api/v1/session/totp", {})["secret"]
    browser.must("/api/v1/session/totp", "PUT", {"code": totp(secret)})
    browser.must("/api/v1/session")
    assert tries(lambda i: browser.ask("/api/v1/session/totp", "POST", {"code": f"{i:06}"})) <= 5


def the_current_password(server):
    """A session that was left open does not let try passwords without end."""
    browser = server.browser("chloe@pays.fr")
    judged = tries(lambda i: browser.ask("/api/v1/session/password", "PUT", {"old": f"wrong password {i}", "new": "une tout autre phrase"}))
    assert judged <= 5, judged


def links(server):
    """Tokens of resets and invitations are random; a wrong one says nothing of any account."""
    stranger = Browser(server)
    answers = set()
    for number in range(40):
        token = secrets.token_urlsafe(32) if number % 2 else "A" * number
        for target, data in ((f"/api/v1/password-resets/{token or 'x'}", {"password": "une tout autre phrase ici"}),
                             (f"/api/v1/invitations/{token or 'x'}", {"name": "X Y", "password": "une tout autre phrase ici"})):
            status, answer = stranger.ask(target, "POST", data)
            assert status in (404, 410) and answer["error"] in ("partners.no_reset", "partners.no_invitation"), (status, answer)
            answers.add((status, answer["error"], answer["message"]))
    assert len(answers) == 2, answers


def who_has_an_account(server):
    """Asking for a new password answers alike, known or not."""
    answers = {str(Browser(server).ask("/api/v1/password-resets", "POST", {"email": email}))
               for email in ("anne@pays.fr", "nobody@pays.fr", "diane@pays.fr", "ANNE@pays.fr")}
    assert len(answers) == 1, answers


def sessions(server):
    """Neither guessed nor made from another: every change of one secret is worth nothing."""
    browser = server.browser("diane@pays.fr")
    secret = browser.cookies["bassin"]
    last = "A" if secret[-1] != "A" else "B"
    for other in (secret[:-1] + last, secret.lower(), secret + "A", secret[1:], "", secret + "%00", f'"{secret}"'):
        thief = Browser(server)
        thief.cookies = {"bassin": other}
        assert thief.must("/api/v1/session")["step"] == "out", other


def passwords_of_many(server):
    """From one address over many accounts; stating other addresses does not help."""
    def guess(number):
        return Browser(server).ask("/api/v1/session", "POST", {"email": f"somebody{number}@pays.fr", "password": "123456789012"},
                                   headers={"X-Forwarded-For": f"10.1.2.{number}"})
    assert tries(guess) <= 30
    status, _ = Browser(server).ask("/api/v1/session", "POST", {"email": "new@pays.fr", "password": PASSWORD},
                                    headers={"X-Forwarded-For": "10.9.9.9", "X-Real-IP": "10.9.9.9", "Forwarded": "for=10.9.9.9"})
    assert status == 429, status


def main(binary, contract):
    the_setup_code(binary, contract)
    print("passed the_setup_code")
    with PeopleServer(binary, contract) as server:
        server.init()
        for name in ("anne", "basile", "chloe", "diane"):
            server.add(f"{name}@pays.fr", "adviser")
        server.start(NO_SECOND_FACTOR + FAST, public_register=False)
        for test in (the_one_time_code, another_phone, the_current_password, links, who_has_an_account, sessions, passwords_of_many):
            test(server)
            print("passed", test.__name__)
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
