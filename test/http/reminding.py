#!/usr/bin/env python3
"""What the house writes by itself: letters about needs without an answer, the letter of the week; once each, also where the server is
killed; to who wants them.

usage: reminding.py BINARY OPENAPI
"""

import contextlib
import datetime
import os
import signal
import sqlite3
import sys
import time

from conventions import PARTNERS, Partners, refused
from exchanges import AGENTS, HERE, signed
from people import NO_SECOND_FACTOR, FAST, PeopleServer
from postbox import MailServer

TODAY = datetime.date.today()
ROUNDS = "[letters]\nhour = 0\ndigest_day = {digest}\n"


def change(server, *statements):
    """In the store itself: time passes faster than here."""
    with contextlib.closing(sqlite3.connect(os.path.join(server.data, "casework.db"), timeout=30)) as store, store:
        return [store.execute(statement).rowcount for statement in statements]


def days_ago(count):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=count)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def settings(mails, digest=0):
    return (NO_SECOND_FACTOR + FAST + '[installation]\naddress = "https://bassin.test"\n' + mails.settings() + ROUNDS.format(digest=digest))


def another_day(server):
    """What was planned and told today was so long ago."""
    change(server, "delete from letter_round", "delete from letter_sent where about = 'silence'")


def rounds_done(root, kind="letters"):
    return [it for it in root.must("/api/v1/jobs?kind=" + kind)["jobs"] if it["state"] == "done"]


def until(holds, what, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not after {seconds} s: {what}"
        time.sleep(0.05)


def of_silence(server, mails, root, anne, carole, name):
    letter = mails.wait_for("carole@cma.fr")
    headers = dict(letter["headers"])
    assert letter["defects"] == [] and headers["Subject"] == "Bassin : un besoin sans réponse depuis 9 jours", headers
    for text in (letter["text"], letter["html"]):
        assert f"{name} : confié par Pays Créçois le " in text and "https://bassin.test/ma-journee" in text, text
        assert "SECRET" not in text
    until(lambda: rounds_done(root), "the round is done")
    assert mails.to("anne@pays.fr") == [] and len(mails.taken) == 1, "who gave it is told at 21 days"
    another_day(server)
    until(lambda: len(rounds_done(root)) == 2, "another day's round")
    assert len(mails.taken) == 1, "nine days are told once"
    change(server, f"update need set handed_at = '{days_ago(22)}'")
    anne.must("/api/v1/letters", "PUT", {"kind": "silence", "wanted": False})
    another_day(server)
    mails.wait_for("carole@cma.fr", 2)
    until(lambda: len(rounds_done(root)) == 3, "the round at 21 days")
    assert mails.to("anne@pays.fr") == [], "she does not want them"


def killed_and_started_again(server, mails, root, need):
    """In the middle of a round: each letter is queued once, whoever ends it."""
    change(server, f"update need set handed_at = '{days_ago(46)}'")
    another_day(server)
    until(lambda: change(server, "update letter_round set planned_at = planned_at")[0] == 1, "it is planned")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.start(settings(mails))
    mails.wait_for("carole@cma.fr", 3)
    until(lambda: len(rounds_done(root)) == 4, "the round after the kill")
    until(lambda: not [it for it in root.must("/api/v1/jobs?kind=mail")["jobs"] if it["state"] != "done"], "all are sent")
    ids = {dict(it["headers"])["Message-ID"] for it in mails.to("carole@cma.fr")}
    assert len(ids) == 3, ids


def of_the_week(server, mails, root, anne):
    assert not [it for it in mails.taken if "semaine" in dict(it["headers"])["Subject"]], "that day was no day of it"
    anne.post("/api/v1/reminders", {"text": "Rappeler", "dueOn": (TODAY - datetime.timedelta(days=3)).isoformat()})
    anne.must("/api/v1/letters", "PUT", {"kind": "digest", "wanted": True})
    server.stop()
    server.start(settings(mails, TODAY.isoweekday()))
    letter = mails.wait_for("anne@pays.fr")
    assert dict(letter["headers"])["Subject"].startswith("Bassin : votre semaine du "), letter["headers"]
    assert "En retard\n- Rappeler (" in letter["text"] and "<h2>En retard</h2>" in letter["html"], letter
    for_the_chief = mails.wait_for("chief@pays.fr")["text"]
    assert f"une décision suivie par {PARTNERS[0]} attend depuis le 31 juillet 2018" in for_the_chief, for_the_chief
    until(lambda: len(rounds_done(root)) == 5, "the round of the week")
    assert mails.to("field@pays.fr") == [], "nothing waits for them"


def watched(chief, anne, neighbour, convention, parties):
    """A decision that was to be carried out long ago: told to who runs conventions, here and in the letter of the week."""
    made = chief.post(f"/api/v1/conventions/{convention['id']}/sittings", {
        "committee": "steering", "on": "2018-06-12", "place": "", "agenda": "", "minutes": "", "attendance": []})
    chief.post(f"/api/v1/sittings/{made['id']}/decisions", {
        "text": "Relancer les artisans", "follower": parties[PARTNERS[0]], "dueOn": "2018-07-31", "outcome": "open", "note": ""})
    late = [it for it in chief.must("/api/v1/alerts")["alerts"] if it["kind"] == "decision_late"]
    assert [(it["convention"]["id"], it["day"], it["organisation"]["name"], it["subject"], it["action"]) for it in late] == [
        (convention["id"], "2018-07-31", PARTNERS[0], "Relancer les artisans", None)], late
    assert late[0] in chief.must("/api/v1/alerts?convention=" + convention["id"])["alerts"]
    assert chief.must("/api/v1/alerts?convention=another") == {"alerts": []}
    for reader in (anne, neighbour):
        assert reader.must("/api/v1/alerts") == {"alerts": []}


def choices(anne):
    assert anne.must("/api/v1/letters") == {
        "sent": True, "letters": [{"kind": "silence", "wanted": True}, {"kind": "digest", "wanted": True}]}
    refused(anne.ask("/api/v1/letters", "PUT", {"kind": "spam", "wanted": True}), 400, "service.bad_field")
    refused(anne.ask("/api/v1/letters", "PUT", {"kind": "digest"}), 400, "service.bad_field")
    anne.must("/api/v1/letters", "PUT", {"kind": "digest", "wanted": False})
    assert anne.must("/api/v1/letters")["letters"][1] == {"kind": "digest", "wanted": False}


def main():
    mails = MailServer("plain")
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, carole, nora = partners.browsers("chief@pays.fr", "anne@pays.fr", "carole@cma.fr", "nora@voisine.fr")
        watched(chief, anne, nora, signed(chief, partners.ids), partners.ids)
        row = next(it for it in anne.must(f"/api/v1/establishments?territory={HERE}&field=all&state=any&limit=50")["rows"]
                   if it["name"].get("text"))
        carole_id = carole.must("/api/v1/session")["agent"]["id"]
        need = anne.post(f"/api/v1/establishments/{row['id']}/needs", {
            "theme": "premises", "text": "SECRET", "to": {"organisation": partners.ids[PARTNERS[1]], "agent": carole_id}})
        server.stop()
        assert change(server, f"update need set handed_at = '{days_ago(10)}'") == [1]
        server.start(settings(mails))
        choices(anne)
        of_silence(server, mails, partners.root, anne, carole, row["name"]["text"])
        killed_and_started_again(server, mails, partners.root, need)
        of_the_week(server, mails, partners.root, anne)
        server.stop()
    mails.stop()


if __name__ == "__main__":
    main()
