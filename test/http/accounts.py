#!/usr/bin/env python3
"""Signing in over HTTP, and what somebody who should not get in tries.

usage: accounts.py BINARY OPENAPI
"""

import json
import os
import statistics
import sys
import time

from people import CHEAP, FAST, NO_SECOND_FACTOR, PASSWORD, Browser, PeopleServer, totp


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def first_run(binary, contract):
    """In a browser, by the code that the terminal shows; once."""
    with PeopleServer(binary, contract) as server:
        server.start(NO_SECOND_FACTOR + FAST, public_register=False)
        line = server.process.stderr.readline()
        code = line.split("code ")[1].split(" ")[0]
        first = {"code": code,
                 "organisation": {"name": "Pays", "kind": "intercommunality", "territory": "Pays Créçois", "siren": "247700438"},
                 "agent": {"name": "Ann Martin", "email": "ann@pays.fr", "password": PASSWORD}}
        stranger = server.browser()
        session = stranger.must("/api/v1/session")
        assert session["step"] == "out" and not session["installation"]["set_up"] and session["may"] == []
        refused(stranger.ask("/api/v1/count"), 401, "access.sign_in")
        refused(stranger.ask("/api/v1/setup", "POST", {**first, "code": "abcd-efgh-ijkl-mnop"}), 403, "partners.setup_code")
        refused(stranger.ask("/api/v1/setup", "POST", {**first, "agent": {**first["agent"], "password": "court"}}), 400,
                "partners.password_length")
        refused(stranger.ask("/api/v1/setup", "POST", {**first, "organisation": {"name": "", "kind": "cci"}}), 400, "partners.bad_value")
        refused(stranger.ask("/api/v1/setup", "POST", {**first, "evil": 1}), 400, "service.unknown_field")
        session = stranger.post("/api/v1/setup", first)
        assert session["step"] == "notice" and session["installation"]["set_up"]
        session = stranger.post("/api/v1/session/notice", {})
        assert session["may"][-1] == "manage_installation" and session["territory"]["code"] == "epci:247700438", session
        refused(server.browser().ask("/api/v1/setup", "POST", first), 409, "partners.set_up")
        server.stop()


def cookies_are_closed(server):
    status, headers, _ = server.ask("/api/v1/session", "POST", data={"email": "adviser@pays.fr", "password": PASSWORD})
    cookie = headers["Set-Cookie"]
    assert status == 200 and "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/;" in cookie and "Domain" not in cookie, cookie


def no_session_is_fixed(server):
    """A session that somebody else put into the browser is worth nothing after the sign-in."""
    attacker = server.browser("adviser@pays.fr")
    victim = Browser(server)
    victim.cookies = dict(attacker.cookies)
    victim.token = attacker.token
    planted = dict(victim.cookies)
    victim.post("/api/v1/session", {"email": "coordinator@pays.fr", "password": PASSWORD})
    half = dict(victim.cookies)
    victim.post("/api/v1/session/notice", {})
    assert len({planted["bassin"], half["bassin"], victim.cookies["bassin"]}) == 3
    for old in (planted, half, {"bassin": "A" * 43}, {"bassin": "x"}, {"bassin": "../../etc/passwd"}, {"bassin": "\u00e9"}):
        other = Browser(server)
        other.cookies = old
        assert other.must("/api/v1/session")["step"] == "out", old


def forged_requests(server):
    browser = server.browser("root@pays.fr")
    target, body = "/api/v1/organisations", {"name": "Forgé", "kind": "other"}
    refused(browser.ask(target, "POST", body, token=False), 403, "access.token")
    refused(browser.ask(target, "POST", body, headers={"X-Bassin-Token": browser.token[:-1] + "x"}), 403, "access.token")
    refused(browser.ask(target, "POST", body, headers={"X-Bassin-Token": server.browser("adviser@pays.fr").token}), 403, "access.token")
    refused(browser.ask(target, "POST", body, headers={"Origin": "https://evil.example"}), 403, "access.origin")
    refused(browser.ask(target, "POST", body, headers={"Origin": "null"}), 403, "access.origin")
    refused(browser.ask(target, "POST", json.dumps(body).encode(), headers={"Content-Type": "text/plain"}), 400, "service.bad_body")
    refused(browser.ask("/api/v1/session", "POST", {"email": "a@b.fr", "password": "x"}, headers={"Origin": "https://evil.example"}), 403,
            "access.origin")
    origin = f"http://127.0.0.1:{server.port}"
    assert browser.ask(target, "POST", {**body, "name": "Vraie"}, headers={"Origin": origin})[0] == 200
    names = [it["name"] for it in browser.must(target)["organisations"]]
    assert "Vraie" in names and "Forgé" not in names


def bodies_are_held_to_their_form(server):
    browser = server.browser("root@pays.fr")
    for body in (b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 100000, b'{"name":1,"kind":"cci"}', b'{"name":{},"kind":[]}',
                 b'{"name":"' + b"a" * 20000 + b'","kind":"cci"}'):
        status, answer = browser.ask("/api/v1/organisations", "POST", body)
        assert status == 400 and answer["error"].startswith("service.bad"), (body[:30], status, answer)


def nobody_learns_who_has_an_account(server):
    times = {}
    answers = set()
    for kind, emails in (("known", ["elected@pays.fr"] * 4), ("unknown", [f"nobody{i}@pays.fr" for i in range(4)])):
        for email in emails:
            begun = time.perf_counter()
            status, answer = Browser(server).ask("/api/v1/session", "POST", {"email": email, "password": "a wrong password"})
            times.setdefault(kind, []).append(time.perf_counter() - begun)
            answers.add((status, json.dumps(answer)))
    assert len(answers) == 1, answers
    known, unknown = statistics.median(times["known"]), statistics.median(times["unknown"])
    assert unknown > known / 5, f"an unknown account is told by time: {known} s, {unknown} s"


def guessing_locks(server):
    """As many as one tries at once: five are judged."""
    browser = Browser(server)
    seen = [browser.ask("/api/v1/session", "POST", {"email": "locked@pays.fr", "password": f"wrong password {i}"}) for i in range(7)]
    assert [status for status, _ in seen] == [403] * 5 + [429] * 2, seen
    assert seen[-1][1]["error"] == "partners.locked" and 0 < int(seen[-1][1]["values"]["seconds"]) <= 30
    refused(browser.ask("/api/v1/session", "POST", {"email": "locked@pays.fr", "password": PASSWORD}), 429, "partners.locked")
    file = server.write("password", "un nouveau chat dort ici\n")
    server.run("agent", "reset-password", "locked@pays.fr", "--data", server.data, "--password-file", file)
    Browser(server).sign_in("locked@pays.fr", "un nouveau chat dort ici")


def second_factors(server):
    browser = server.browser("adviser@pays.fr")
    begun = browser.post("/api/v1/session/totp", {})
    assert begun["uri"].startswith("otpauth://totp/") and begun["secret"] in begun["uri"]
    refused(browser.ask("/api/v1/session/totp", "PUT", {"code": "000000"}), 403, "partners.code")
    code = totp(begun["secret"])
    before = browser.cookies["bassin"]
    codes = browser.must("/api/v1/session/totp", "PUT", {"code": code})["recovery_codes"]
    assert browser.cookies["bassin"] != before
    other = Browser(server)
    assert other.post("/api/v1/session", {"email": "adviser@pays.fr", "password": PASSWORD})["step"] == "second_factor"
    assert other.session["may"] == [] and other.session["organisation"] is None
    refused(other.ask("/api/v1/organisations"), 401, "access.sign_in")
    refused(other.ask("/api/v1/session/second-factor", "POST", {"code": code}), 403, "partners.code")
    refused(other.ask("/api/v1/session/totp", "POST", {}), 409, "partners.no_step")
    refused(other.ask("/api/v1/session/notice", "POST", {}), 409, "partners.no_step")
    assert other.post("/api/v1/session/second-factor", {"code": codes[0].upper()})["step"] == "in"
    again = Browser(server)
    again.post("/api/v1/session", {"email": "adviser@pays.fr", "password": PASSWORD})
    refused(again.ask("/api/v1/session/second-factor", "POST", {"code": codes[0]}), 403, "partners.code")
    ahead = totp(begun["secret"], time.time() + 30)
    assert again.post("/api/v1/session/second-factor", {"code": ahead})["step"] == "in"
    server.run("agent", "reset-password", "adviser@pays.fr", "--data", server.data, "--password-file", server.write("password", PASSWORD),
               "--second-factor")
    server.browser("adviser@pays.fr")


def my_data(server):
    """What is held of an agent: their own, and nobody else's but for who runs the installation."""
    here = server.browser("adviser@pays.fr")
    parts = {it["part"]: [dict(zip(it["columns"], row)) for row in it["rows"]] for it in here.must("/api/v1/session/data")["parts"]}
    assert parts["account"][0]["email"] == "adviser@pays.fr" and parts["account"][0]["state"] == "active", parts["account"]
    assert [it["role"] for it in parts["roles"]] == ["adviser"] and parts["sessions"] and parts["secrets"]
    assert any(it["action"].startswith("session.") for it in parts["deeds"]), parts["deeds"]
    assert PASSWORD not in str(parts) and "hash" not in str(parts), "no secret"
    refused(here.ask("/api/v1/agents/data", "POST", {"email": "adviser@pays.fr"}), 403, "access.denied")
    keeper = server.browser("root@pays.fr")
    told = keeper.must("/api/v1/agents/data", "POST", {"email": "Adviser@pays.fr"})
    assert {it["part"] for it in told["parts"]} >= {"account", "roles", "deeds"}
    refused(keeper.ask("/api/v1/agents/data", "POST", {"email": "nobody@pays.fr"}), 404, "partners.unknown_agent")
    assert any(it["action"] == "agent.told" for it in keeper.must("/api/v1/audit?action=agent.told")["rows"])


def my_sessions(server):
    here, there = server.browser("analyst@pays.fr"), server.browser("analyst@pays.fr")
    sessions = here.must("/api/v1/sessions")["sessions"]
    assert [it["this"] for it in sessions].count(True) == 1 and len(sessions) == 2
    of_others = server.browser("elected2@pays.fr")
    foreign = next(it["id"] for it in sessions if not it["this"])
    refused(of_others.ask("/api/v1/sessions/" + foreign, "DELETE"), 404, "partners.unknown_session")
    here.must("/api/v1/sessions/" + foreign, "DELETE")
    assert there.must("/api/v1/session")["step"] == "out", "at once on this node"
    third = server.browser("analyst@pays.fr")
    assert here.ask("/api/v1/session/password", "PUT", {"old": PASSWORD, "new": "une tout autre phrase ici"})[0] == 200
    assert third.must("/api/v1/session")["step"] == "out" and here.must("/api/v1/session")["step"] == "in"
    refused(Browser(server).ask("/api/v1/session", "POST", {"email": "analyst@pays.fr", "password": PASSWORD}), 403, "partners.sign_in")
    here.must("/api/v1/session", "DELETE")
    assert here.cookies == {} and here.must("/api/v1/session")["step"] == "out"


def the_time_left(server):
    """Is told, and prolonged by people alone: two hours without use, twelve in all."""
    browser = server.browser("field_agent@pays.fr")
    assert server.browser().must("/api/v1/session")["time_left"] is None

    def left(by_hand):
        headers = {} if by_hand else {"X-Bassin-Unattended": "1"}
        status, session = browser.ask("/api/v1/session", headers=headers)
        assert status == 200, session
        return session["step"], session["time_left"]

    def near(step, seconds, most_seconds, by_hand):
        found, told = left(by_hand)
        assert found == step and abs(told["seconds"] - seconds) < 20 and abs(told["most_seconds"] - most_seconds) < 20, (found, told)

    near("in", 7200, 43200, by_hand=False)
    server.pass_by("field_agent@pays.fr", unused=7000)
    near("in", 200, 43200, by_hand=False)
    assert browser.ask("/api/v1/territories?name=77142", headers={"X-Bassin-Unattended": "1"})[0] == 200
    near("in", 200, 43200, by_hand=False)
    near("in", 7200, 43200, by_hand=True)
    server.pass_by("field_agent@pays.fr", unused=7000)
    near("in", 200, 43200, by_hand=False)
    assert browser.ask("/api/v1/session/notice")[0] == 200, "any other request"
    near("in", 7200, 43200, by_hand=False)
    server.pass_by("field_agent@pays.fr", age=43000)
    near("in", 200, 200, by_hand=True)
    server.pass_by("field_agent@pays.fr", age=43200)
    assert left(by_hand=True) == ("out", None)


def partners_and_people(server):
    root = server.browser("root@pays.fr")
    cci = root.post("/api/v1/organisations", {"name": "CCI", "kind": "cci", "siren": "732829320", "territory": "dep:77"})
    assert cci["territory"] == {"code": "departement:77", "label": "Seine-et-Marne"}, cci
    refused(root.ask("/api/v1/organisations", "POST", {"name": "X", "kind": "cci", "siren": "732829321"}), 400, "partners.bad_value")
    refused(root.ask("/api/v1/organisations", "POST", {"name": "X", "kind": "cci", "territory": "Atlantis"}), 404,
            "reference.unknown_territory")
    server.add("boss@cci.fr", "administrator", "CCI")
    server.add("anna@cci.fr", "adviser", "CCI")
    boss, anna = server.browser("boss@cci.fr"), server.browser("anna@cci.fr")
    assert [it["name"] for it in anna.must("/api/v1/organisations")["organisations"]] == ["CCI"]
    pays = root.session["organisation"]["id"]
    refused(boss.ask("/api/v1/organisations/" + pays), 404, "partners.unknown_organisation")
    refused(boss.ask(f"/api/v1/organisations/{pays}/agents"), 404, "partners.unknown_organisation")
    refused(boss.ask("/api/v1/organisations/" + pays, "PATCH", {"name": "Volé"}), 404, "partners.unknown_organisation")
    refused(boss.ask("/api/v1/organisations/" + cci["id"], "PATCH", {"territory": "dep:75"}), 403, "access.denied")
    assert boss.must("/api/v1/organisations/" + cci["id"], "PATCH", {"name": "CCI 77"})["name"] == "CCI 77"
    people = {it["email"]: it for it in boss.must(f"/api/v1/organisations/{cci['id']}/agents")["agents"]}
    team = boss.post(f"/api/v1/organisations/{cci['id']}/teams",
                     {"name": "Commerce", "themes": ["commerce"], "agents": [people["anna@cci.fr"]["id"]]})
    refused(boss.ask(f"/api/v1/organisations/{pays}/teams", "POST", {"name": "Intruse"}), 404, "partners.unknown_organisation")
    assert boss.must("/api/v1/teams/" + team["id"], "PATCH", {"closed": True})["closed"]
    anna_path = "/api/v1/agents/" + people["anna@cci.fr"]["id"]
    absence = {"from": "2026-12-01", "until": "2026-12-24", "substitute": people["boss@cci.fr"]["id"]}
    assert anna.must(anna_path, "PATCH", {"absence": absence})["absence"] == absence, "one's own"
    refused(anna.ask(anna_path, "PATCH", {"role": "administrator"}), 403, "access.denied")
    refused(anna.ask("/api/v1/agents/" + people["boss@cci.fr"]["id"], "PATCH", {"absence": None}), 403, "access.denied")
    refused(boss.ask(anna_path, "PATCH", {"installation": True}), 403, "access.denied")
    assert boss.must(anna_path, "PATCH", {"role": "analyst"})["role"] == "analyst"
    assert "edit_businesses" not in anna.must("/api/v1/session")["may"], "at once on this node"
    refused(boss.ask(f"/api/v1/agents/{people['boss@cci.fr']['id']}/leave", "POST", {}), 409, "partners.last_administrator")
    boss.post(anna_path + "/leave", {"hand_over_to": people["boss@cci.fr"]["id"]})
    refused(anna.ask("/api/v1/organisations"), 401, "access.sign_in")
    refused(Browser(server).ask("/api/v1/session", "POST", {"email": "anna@cci.fr", "password": PASSWORD}), 403, "partners.sign_in")


def what_people_write_stays_text(server):
    """Script in a name comes back as JSON text, under a type and headers that no browser runs."""
    root = server.browser("root@pays.fr")
    name = "<script>alert(1)</script>\"'&"
    made = root.post("/api/v1/organisations", {"name": name, "kind": "other"})
    _, headers, body = server.ask("/api/v1/organisations/" + made["id"], headers={"Cookie": f"bassin={root.cookies['bassin']}"})
    assert body["name"] == name and headers["Content-Type"].startswith("application/json")
    assert headers["X-Content-Type-Options"] == "nosniff"
    for bad in ("a\r\nSet-Cookie: x=y", "a\u0000b", "\u202eabc", " ", "x" * 121):
        refused(root.ask("/api/v1/organisations", "POST", {"name": bad, "kind": "other"}), 400, "partners.bad_value")
    for path in ("/api/v1/organisations/..%2f..%2fetc%2fpasswd", "/api/v1/organisations/' or 1=1", "/api/v1/organisations/%00",
                 "/api/v1/organisations/%E2%80%AE"):
        assert root.ask(path.replace(" ", "%20"))[0] in (400, 404, 405), path


def the_trail(server):
    root, boss = server.browser("root@pays.fr"), server.browser("boss@cci.fr")
    rows = root.must("/api/v1/audit?limit=500")["rows"]
    assert {"session.password", "organisation.added", "agent.left", "agent.role_changed"} <= {row["action"] for row in rows}
    text = json.dumps(rows)
    assert PASSWORD not in text and "argon2" not in text and root.token not in text
    own = boss.must("/api/v1/audit?organisation=" + root.session["organisation"]["id"])["rows"]
    assert own and {row["organisation"] for row in own} == {boss.session["organisation"]["id"]}, "of another organisation nothing"
    assert {row["action"] for row in root.must("/api/v1/audit?action=agent.&limit=500")["rows"]} >= {"agent.added", "agent.left"}
    first = root.must("/api/v1/audit?limit=3")
    second = root.must("/api/v1/audit?limit=3&cursor=" + first["next"])
    assert len({row["id"] for row in first["rows"] + second["rows"]}) == 6
    refused(root.ask("/api/v1/audit?limit=0"), 400, "query.bad_value")
    refused(root.ask("/api/v1/audit?evil=1"), 400, "query.unknown_parameter")


def exports_are_in_the_trail(server):
    taken = server.browser("coordinator@pays.fr")
    assert taken.ask("/api/v1/exports/establishments.csv?territory=77142")[0] == 200
    row = server.browser("root@pays.fr").must("/api/v1/audit?kind=export")["rows"][0]
    assert row["agent"] == taken.session["agent"]["id"] and row["after"]["format"] == "csv" and "77142" in row["after"]["question"], row


def nothing_secret_is_logged(server):
    server.stop()
    said = "".join(server.said) + server.process.stderr.read()
    for secret in (PASSWORD, "pays.fr", "cci.fr", "bassin="):
        assert secret not in said, secret
    assert os.stat(os.path.join(server.data, "casework.db")).st_mode & 0o077 == 0, "its owner's alone"


def commands(binary, contract):
    with PeopleServer(binary, contract) as server:
        server.init()
        again = server.run("init", "--data", server.data, "--organisation", "X", "--kind", "cci", "--territory", "77142", "--name", "A B",
                           "--email", "a@b.fr", "--password-file", server.write("password", PASSWORD), check=3)
        assert "set up already" in again.stderr, again.stderr
        listed = server.run("agent", "list", "--data", server.data).stdout
        assert "root@pays.fr\tRoot Martin\tactive\tinstallation\tPays Créçois: administrator" in listed, listed
        server.run("agent", "remove", "--data", server.data, check=2)
        server.run("agent", "add", "--data", server.data, "--role", "king", check=2)
        server.start(CHEAP + FAST, public_register=False)
        browser = Browser(server)
        assert browser.post("/api/v1/session", {"email": "root@pays.fr", "password": PASSWORD})["step"] == "enrol_second_factor"
        server.stop()


def main(binary, contract):
    first_run(binary, contract)
    commands(binary, contract)
    with PeopleServer(binary, contract) as server:
        server.load("files", "--rows", "500", "--departements", "77")
        server.init()
        for role in ("administrator", "coordinator", "adviser", "analyst", "elected", "field_agent"):
            server.add(role + "@pays.fr", role)
        server.add("locked@pays.fr", "adviser")
        server.add("elected2@pays.fr", "elected")
        server.start(NO_SECOND_FACTOR + FAST, public_register=False)
        for test in (cookies_are_closed, no_session_is_fixed, forged_requests, bodies_are_held_to_their_form,
                     nobody_learns_who_has_an_account, guessing_locks, second_factors, my_data, my_sessions, the_time_left,
                     partners_and_people,
                     what_people_write_stays_text, the_trail, exports_are_in_the_trail,
                     nothing_secret_is_logged):
            test(server)
            print("passed", test.__name__)


if __name__ == "__main__":
    main(*sys.argv[1:])
