#!/usr/bin/env python3
"""Letters, from the question to the mailbox and back: an invitation becomes an account, a forgotten password a new one; a mail server
that is away, a server that is killed between the sending and its note, and names that would like to be headers.

usage: letters.py BINARY OPENAPI
"""

import contextlib
import os
import re
import signal
import sqlite3
import sys
import time

from people import FAST, NO_SECOND_FACTOR, PASSWORD, Browser, PeopleServer
from postbox import MailServer, link_of

# What the house writes by itself is tried in reminding.py.
NO_ROUNDS = "[letters]\nsilence = false\ndigest_day = 0\n"
OTHER = "une tout autre phrase ici"
NAME = 'Pays "Créçois" <evil@x.example>, é'


def settings(mails):
    name = NAME.replace('"', '\\"')
    return NO_SECOND_FACTOR + FAST + f'[installation]\naddress = "https://bassin.test"\nname = "{name}"\n' + mails.settings() + NO_ROUNDS


def change(server, statement):
    """In the store itself: time passes faster than here."""
    with contextlib.closing(sqlite3.connect(os.path.join(server.data, "casework.db"), timeout=30)) as store, store:
        return store.execute(statement).fetchall()


def hasten(server):
    change(server, "update job set next_at = '2020-01-01T00:00:00.000Z' where state = 'waiting'")


def mail_jobs(root):
    return root.must("/api/v1/jobs?kind=mail")["jobs"]


def until(holds, what, seconds=60):
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, f"not after {seconds} s: {what}"
        time.sleep(0.05)
    return found


def invite(root, email, role="adviser"):
    organisation = root.session["organisation"]["id"]
    made = root.post(f"/api/v1/organisations/{organisation}/invitations", {"email": email, "role": role})
    assert made["link"] is None, "the letter alone holds it"
    return made


def is_one_letter(letter, to):
    """To one person, from one, and nothing in it that is not ours."""
    assert letter["envelope_to"] == [to] and letter["defects"] == [], letter
    names = [name.lower() for name, _ in letter["headers"]]
    assert sorted(names) == sorted(set(names)), names
    assert not {"cc", "bcc", "reply-to", "sender", "x-evil"} & set(names), names
    headers = {name.lower(): value for name, value in letter["headers"]}
    for name, address in (("to", to), ("from", "bassin@pays.fr")):
        assert re.findall(r"<([^<>]*)>$", headers[name]) == [address] or headers[name] == address, headers
    return headers


def an_invitation_becomes_an_account(server, mails):
    root = server.browser("root@pays.fr")
    invite(root, "anna@pays.fr")
    letter = mails.wait_for("anna@pays.fr")
    headers = is_one_letter(letter, "anna@pays.fr")
    assert headers["subject"] == f"{NAME} : invitation de Pays Créçois", headers["subject"]
    path = link_of(letter)
    token = path.rsplit("/", 1)[1]
    assert path.startswith("/invitation/") and len(token) >= 40
    until(lambda: mail_jobs(root)[0]["state"] == "done", "the job is done")
    assert change(server, "select payload from job") == [("",)], "the store forgets what the letter said"
    guest = Browser(server)
    found = guest.must(f"/api/v1/invitations/{token}")
    assert (found["email"], found["organisation"], found["role"], found["known"]) == ("anna@pays.fr", "Pays Créçois", "adviser", False)
    session = guest.post(f"/api/v1/invitations/{token}", {"name": 'Anna "A" <evil@x.example>, b', "password": PASSWORD})
    assert session["step"] == "notice" and guest.post("/api/v1/session/notice", {})["role"] == "adviser"
    assert guest.ask(f"/api/v1/invitations/{token}")[0] == 404, "good once"
    assert server.browser("anna@pays.fr").session["organisation"]["name"] == "Pays Créçois"


def a_forgotten_password_is_chosen_anew(server, mails):
    """By a link to our own address, whatever Host the question named."""
    before = server.browser("anna@pays.fr")
    stranger = Browser(server)
    assert stranger.ask("/api/v1/password-resets", "POST", {"email": "Anna@Pays.fr"}, headers={"Host": "forged.example"})[0] == 200
    letter = mails.wait_for("anna@pays.fr", 2)
    is_one_letter(letter, "anna@pays.fr")
    assert "forged" not in letter["text"], letter["text"]
    token = link_of(letter).rsplit("/", 1)[1]
    stranger.must(f"/api/v1/password-resets/{token}", "POST", {"password": OTHER})
    assert before.must("/api/v1/session")["step"] == "out", "sessions end"
    assert Browser(server).ask("/api/v1/session", "POST", {"email": "anna@pays.fr", "password": PASSWORD})[0] == 403
    server.browser().sign_in("anna@pays.fr", OTHER)
    status, answer = stranger.ask(f"/api/v1/password-resets/{token}", "POST", {"password": OTHER + "!"})
    assert status in (404, 410) and answer["error"] == "partners.no_reset", "good once"


def a_mailbox_is_not_filled_by_others(server, mails):
    for _ in range(12):
        Browser(server).must("/api/v1/password-resets", "POST", {"email": "anna@pays.fr"})
        Browser(server).must("/api/v1/password-resets", "POST", {"email": "nobody@pays.fr"})
    root = server.browser("root@pays.fr")
    until(lambda: all(job["state"] == "done" for job in mail_jobs(root)), "all are sent")
    assert len(mails.to("anna@pays.fr")) <= 5 and not mails.to("nobody@pays.fr"), len(mails.to("anna@pays.fr"))


def no_name_becomes_a_header(server, mails):
    root = server.browser("root@pays.fr")
    organisation = root.session["organisation"]["id"]
    for email in ("a@b.fr\r\nBcc: x@y.fr", "a@b.fr\nX-Evil: 1", "a@b.fr, c@d.fr", "<a@b.fr>", "a@b.fr>", "a b@c.fr", '"a\r\n"@b.fr',
                  "a@b.fr;c@d.fr", "a@b.fr\x00",
                  "é@b.fr", "a@b.fr ORCPT=x", "@b.fr", "a@", "a" * 65 + "@b.fr", "a@" + "b" * 250 + ".fr", "postmaster", ""):
        status, answer = root.ask(f"/api/v1/organisations/{organisation}/invitations", "POST", {"email": email, "role": "adviser"})
        assert status == 400, (email, answer)
    for name in ("a\r\nBcc: x@y.fr", "a\nb", "a\u2028b", "a\u0085b"):
        assert root.ask("/api/v1/organisations/" + organisation, "PATCH", {"name": name})[0] == 400, name
    for number, name in enumerate(("=?utf-8?q?=0D=0ABcc:_x@y.fr?=", "Bcc: x@y.fr", ".", "<script>", 'a" <x@y.fr>, "b', "é" * 60,
                                   "a" * 120)):
        root.must("/api/v1/organisations/" + organisation, "PATCH", {"name": name})
        to = f"name{number}@pays.fr"
        invite(root, to)
        letter = mails.wait_for(to)
        headers = is_one_letter(letter, to)
        assert headers["subject"] == f"{NAME} : invitation de {name}", (name, headers["subject"])
        assert letter["text"].startswith("Bonjour,\n") and name.split(" ")[0] in letter["text"].replace("\n", ""), letter["text"]
        assert all(len(line) <= 998 for line in letter["raw"].split("\r\n"))
    root.must("/api/v1/organisations/" + organisation, "PATCH", {"name": "Pays Créçois"})


def a_mail_server_that_is_away_is_waited_for(server, mails):
    """The invitation is made all the same; the letter goes when there is somebody to take it, once."""
    port = mails.port
    mails.stop()
    root = server.browser("root@pays.fr")
    invite(root, "bea@pays.fr")
    job = until(lambda: next((it for it in mail_jobs(root) if it["error"]), None), "it was tried")
    assert job["state"] == "waiting" and job["attempts"] == 1 and job["error"]["error"].startswith("outward."), job
    hasten(server)
    until(lambda: mail_jobs(root)[0]["attempts"] == 2, "it was tried again")
    again = MailServer("plain", f"port:{port}")
    try:
        hasten(server)
        letter = again.wait_for("bea@pays.fr")
        until(lambda: mail_jobs(root)[0]["state"] == "done", "it is done")
        hasten(server)
        time.sleep(2)
        assert len(again.taken) == 1, "once"
        assert Browser(server).must("/api/v1/invitations/" + link_of(letter).rsplit("/", 1)[1])["email"] == "bea@pays.fr"
    finally:
        again.stop()


def killed_between_the_sending_and_the_note(server):
    """The letter may come twice, as one letter: the same Message-ID, the same link, good once."""
    mails = MailServer("plain", "hold")
    try:
        server.start(settings(mails), public_register=False)
        invite(server.browser("root@pays.fr"), "carl@pays.fr")
        first = mails.wait_for("carl@pays.fr")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        change(server, "update job set lease_until = '2020-01-01T00:00:00.000Z' where state = 'running'")
        server.start(settings(mails), public_register=False)
        second = mails.wait_for("carl@pays.fr", 2)
        root = server.browser("root@pays.fr")
        job = until(lambda: next((it for it in mail_jobs(root) if it["state"] == "done" and it["attempts"] == 2), None), "it is done")
        assert job, "a second attempt"
        identities = [dict(letter["headers"])["Message-ID"] for letter in (first, second)]
        assert identities[0] == identities[1] and link_of(first) == link_of(second), identities
        time.sleep(1.5)
        assert len(mails.taken) == 2
        server.stop()
    finally:
        mails.stop()


def a_refused_letter_is_given_up(server):
    """With the reason, for who asked; neither the store nor the log keeps what it said or for whom."""
    mails = MailServer("plain", "refuse")
    try:
        server.start(settings(mails), public_register=False)
        root = server.browser("root@pays.fr")
        invite(root, "dora@pays.fr")
        job = until(lambda: next((it for it in mail_jobs(root) if it["state"] == "failed"), None), "it is given up")
        assert job["attempts"] == 1 and job["error"]["error"].startswith("outward."), job
        assert change(server, "select payload from job where state = 'failed'") == [("",)]
        server.stop()
        said = "".join(server.said) + server.process.stderr.read()
        assert "dora" not in said and "pays.fr" not in said, said
    finally:
        mails.stop()


def main(binary, contract):
    with PeopleServer(binary, contract) as server:
        server.init()
        mails = MailServer("plain")
        server.start(settings(mails), public_register=False)
        for test in (an_invitation_becomes_an_account, a_forgotten_password_is_chosen_anew, a_mailbox_is_not_filled_by_others,
                     no_name_becomes_a_header, a_mail_server_that_is_away_is_waited_for):
            test(server, mails)
            print("passed", test.__name__)
        server.stop()
        for test in (killed_between_the_sending_and_the_note, a_refused_letter_is_given_up):
            test(server)
            print("passed", test.__name__)


if __name__ == "__main__":
    main(*sys.argv[1:])
