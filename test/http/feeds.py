#!/usr/bin/env python3
"""The feed to a partner's own program: a copy kept by its key alone holds at every moment what the organisation is shown, whatever was
written, changed, opened, closed or deleted meanwhile, and nothing else.

usage: feeds.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import PARTNERS, Partners, change, refused
from exchanges import AGENTS, first_of, note, signed
from people import FAST, NO_SECOND_FACTOR, PeopleServer

TODAY = datetime.date.today().isoformat()
KINDS = ["exchange", "need", "follow_up", "contact"]


class Program:
    """A CRM: it knows the key, its copy, and the number from which to ask."""

    def __init__(self, server, key):
        self.server, self.key, self.copy, self.number, self.asked = server, key, {}, 0, 0

    def ask(self, since):
        self.asked += 1
        return self.server.ask(f"/api/v1/feed?since={since}", headers={"Authorization": "Bearer " + self.key})

    def follow(self):
        """Returns what came, in its order."""
        came, more = [], True
        while more:
            status, headers, answer = self.ask(self.number)
            assert status == 200 and headers["Cache-Control"] == "no-store" and headers.get("Set-Cookie") is None, (status, answer)
            for it in answer["records"]:
                assert it["number"] > self.number and it["gone"] == (it["record"] is None), it
                self.number = it["number"]
                key = (it["kind"], it["id"])
                if it["gone"]:
                    self.copy.pop(key, None)
                else:
                    self.copy[key] = it["record"]
                came.append((it["kind"], it["id"], "gone" if it["gone"] else it["record"]["level"]))
            assert answer["number"] >= self.number, answer
            self.number, more = answer["number"], answer["more"]
        return came

    def of(self, kind):
        return [record for (its, _), record in self.copy.items() if its == kind]


def made(administrator, **more):
    return administrator.post("/api/v1/feeds", {"name": "CRM", "kinds": KINDS, **more})


def rights(server, root, chief, analyst):
    for who in (chief, analyst):
        refused(who.ask("/api/v1/feeds"), 403, "access.denied")
        refused(who.ask("/api/v1/feeds", "POST", {"name": "CRM", "kinds": KINDS}), 403, "access.denied")
    refused(root.ask("/api/v1/feeds", "POST", {"name": "CRM", "kinds": ["fax"]}), 400, "service.bad_field")
    refused(root.ask("/api/v1/feeds", "POST", {"name": "CRM", "kinds": []}), 400, "feeds.bad_value")
    refused(root.ask("/api/v1/feeds", "POST", {"name": " ", "kinds": KINDS}), 400, "text.empty")
    feed = made(root)
    program = Program(server, feed["key"])
    program.follow()
    for key in ("", feed["key"][:-1], feed["key"] + "x", feed["id"]):
        status, _, answer = Program(server, key).ask(0)
        assert (status, answer["error"]) == (401, "feeds.no_key"), answer
    assert root.ask("/api/v1/feed")[0] == 401, "a session is no key"
    for since, expected in (("-1", 400), ("x", 400), ("9" * 16, 400), ("999", 409)):
        assert program.ask(since)[0] == expected, since
    renewed = root.post(f"/api/v1/feeds/{feed['id']}/key", {})["key"]
    assert program.ask(0)[0] == 401 and Program(server, renewed).ask(0)[0] == 200
    assert root.must(f"/api/v1/feeds/{feed['id']}", "DELETE") == {"changed": True}
    assert Program(server, renewed).ask(0)[0] == 401
    refused(root.ask(f"/api/v1/feeds/{feed['id']}", "DELETE"), 404, "feeds.unknown")
    assert root.must("/api/v1/feeds") == {"feeds": []}
    return [feed["key"], renewed]


def person(browser, business, name, phone):
    return browser.post(f"/api/v1/establishments/{business}/contacts", {
        "name": name, "function": "gérante", "channels": [{"kind": "phone", "value": phone, "purposes": ["follow_up"]}]})


def own_work(server, root, anne, carole, business):
    """What one's own organisation writes, changes and deletes; nothing of a partner's without having asked for it."""
    program = Program(server, made(root)["key"])
    assert program.follow() == []
    visit = note(anne, business, notes="Jeton un")
    need = anne.post(f"/api/v1/establishments/{business}/needs", {
        "theme": "premises", "text": "Cherche un local", "to": {"organisation": anne.session["organisation"]["id"]}})
    follow_up = anne.post(f"/api/v1/establishments/{business}/follow-ups", {"title": "S'agrandir", "theme": "premises", "shared": True})
    contact = person(anne, business, "Marie Exemple", "01 64 00 00 01")
    note(anne, business, theme="distress", notes="Impayés")
    note(carole, business, notes="D'une autre")
    came = program.follow()
    assert sorted(came) == sorted([("exchange", visit["id"], "content"), ("need", need["id"], "content"),
                                   ("follow_up", follow_up["id"], "content"), ("contact", contact["id"], "content")]), came
    [it] = program.of("exchange")
    assert (it["notes"], it["business"], it["agent"]["name"], it["commune"]["code"]) == ("Jeton un", business, "Agent anne", "77142"), it
    assert program.of("contact")[0]["channels"][0]["value"] == "01 64 00 00 01" and it["name"]["text"]
    assert program.follow() == [], "nothing changed"
    anne.must(f"/api/v1/exchanges/{visit['id']}", "PUT", {
        "version": 1, "way": "call", "theme": "takeover", "on": TODAY, "minutes": 5, "notes": "Jeton deux", "met": ""})
    assert program.follow() == [("exchange", visit["id"], "content")]
    assert program.of("exchange")[0]["notes"] == "Jeton deux"
    root.must(f"/api/v1/exchanges/{visit['id']}?version=2", "DELETE")
    assert program.follow() == [("exchange", visit["id"], "gone")] and program.of("exchange") == []
    fresh = Program(server, program.key)
    assert fresh.ask(0)[2]["records"][0]["gone"] is False and fresh.follow() and fresh.copy == program.copy
    return program


def opposition(anne, program):
    """That a person opposes reaches the program, whatever the version of the contact says."""
    [contact] = program.of("contact")
    anne.post(f"/api/v1/contacts/{contact['id']}/oppositions", {"version": contact["version"], "how": "par téléphone", "on": TODAY})
    assert program.follow() == [("contact", contact["id"], "content")]
    assert program.of("contact")[0]["doNotContact"] and program.of("contact")[0]["oppositions"]


def what_partners_open(server, root, chief, carole, parties, business):
    """Of partners what the convention opens, by its annex; nothing any more once it is over."""
    program = Program(server, made(root, partners=True)["key"])
    sensitive = Program(server, made(root, kinds=["exchange"], sensitive=True)["key"])
    before = program.follow()
    assert all(level == "content" for _, _, level in before), "no convention yet"
    assert [it["notes"] for it in sensitive.of("exchange")] == [] and len(sensitive.follow()) == 1
    assert [it["theme"] for it in sensitive.of("exchange")] == ["distress"]
    convention = signed(chief, parties)
    came = program.follow()
    assert [(kind, level) for kind, _, level in came] == [("exchange", "header")], came
    [theirs] = [it for it in program.of("exchange") if not it["own"]]
    assert theirs["notes"] is None and theirs["theme"] and theirs["organisation"]["name"] == PARTNERS[1], theirs
    carole.must(f"/api/v1/exchanges/{theirs['id']}", "PUT", {
        "version": 1, "way": "visit", "theme": "takeover", "on": TODAY, "minutes": 90, "notes": "Tout autre chose", "met": ""})
    assert program.follow() == [], "what is not opened changed"
    note(carole, business, keptIn=True)
    assert program.follow() == [], "kept in"
    carole.must(f"/api/v1/exchanges/{theirs['id']}?version=2", "DELETE")
    assert program.follow() == [("exchange", theirs["id"], "gone")]
    return program


def many(server, root, anne, business):
    """More than one answer holds; the program stops in the middle and asks again from what it had kept."""
    for number in range(300):
        note(anne, business, notes=str(number))
    program = Program(server, made(root, kinds=["exchange"])["key"])
    status, _, first = program.ask(0)
    assert status == 200 and len(first["records"]) == 250 and first["more"]
    assert program.ask(0)[2]["records"] == first["records"], "what was not kept is given again"
    program.follow()
    assert sorted(int(it["notes"]) for it in program.of("exchange")) == list(range(300))
    assert program.asked < 8, program.asked


def traced(root, secrets):
    rows = root.must("/api/v1/audit?action=feed.&limit=200")["rows"]
    actions = [it["action"] for it in rows]
    assert actions.count("feed.key_renewed") == 1 and actions.count("feed.deleted") == 1 and actions.count("feed.made") >= 4, actions
    read = [it for it in rows if it["action"] == "feed.read"]
    assert read and all(it["after"]["records"] > 0 and it["after"]["name"] == "CRM" for it in read), read[:2]
    feeds = root.must("/api/v1/feeds")["feeds"]
    assert feeds and all(it["read"] == TODAY and it["by"]["name"] == "Root Martin" for it in feeds), feeds
    assert not any(secret in str(rows) + str(feeds) for secret in secrets)


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, carole, analyst = partners.browsers("chief@pays.fr", "anne@pays.fr", "carole@cma.fr", "analyst@pays.fr")
        root, business = partners.root, first_of(anne)
        secrets = rights(server, root, chief, analyst)
        program = own_work(server, root, anne, carole, business)
        opposition(anne, program)
        what_partners_open(server, root, chief, carole, partners.ids, business)
        many(server, root, anne, first_of(anne, 1))
        traced(root, secrets + [program.key])
        server.stop()
        server.lacks(*secrets, program.key, "Jeton un", "Jeton deux")
        server.start(NO_SECOND_FACTOR + FAST)
        assert program.follow() and program.follow() == [], "the copy goes on where it was"


if __name__ == "__main__":
    main()
