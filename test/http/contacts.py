#!/usr/bin/env python3
"""Contacts of businesses: who sees whom and how much of it, oppositions that every partner honours, duplicates, erasure, article 15.

The Pays Créçois and the CMA under a signed convention, a neighbour who is a party to nothing.

usage: contacts.py BINARY OPENAPI
"""

import datetime
import contextlib
import os
import sqlite3
import sys
import urllib.parse

from people import FAST, NO_SECOND_FACTOR, PeopleServer

HERE = "77142"  # Crécy-la-Chapelle
LEVELS = ("nothing", "presence", "header", "content")
NAME, FUNCTION, PHONE, EMAIL = "Zoé Contactée", "gérante-témoin", "01 64 63 77 88", "zoe.contactee@exemple.fr"


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def quoted(text):
    return urllib.parse.quote(text, safe="")


def first_of(browser, number):
    page = browser.must(f"/api/v1/establishments?territory={HERE}&field=all&state=any&limit=50")
    return [row["id"] for row in page["rows"] if not row["local"]][number]


def of(browser, business):
    return browser.must(f"/api/v1/establishments/{business}/contacts")


def one(browser, contact):
    return browser.must("/api/v1/contacts/" + contact)


def search(browser, text):
    return browser.must("/api/v1/contacts?q=" + quoted(text))["contacts"]


def signed_convention(root, chief, parties):
    made = chief.post("/api/v1/conventions", {
        "kind": "framework", "title": "Convention", "reference": "", "startsOn": "2018-01-01", "endsOn": "2018-12-31",
        "renewal": "tacit", "renewalMonths": 12, "noticeMonths": 3})

    def change(path, method, **body):
        return chief.must(f"/api/v1/conventions/{made['id']}{path}", method, {"version": made["version"], **body})
    made = change("/parties", "PUT", organisations=parties)
    made = change("/perimeter", "PUT", territory="epci:247700438", at="2018-01-01")
    made = change("/axes", "PUT", axes=[{"code": "1", "title": "Développement économique"}])
    made = change("/steps", "POST", step="submit")
    for party in parties:
        made = change(f"/parties/{party}/deliberation", "PUT", body="conseil", number="1", on="2017-12-01", transmittedOn="",
                      signatory="Mme Exemple", signatoryTitle="Présidente")
    return change("/steps", "POST", step="sign", on="2017-12-20")


def open_at(server, level):
    """What the annex says of contacts: as `access` keeps it."""
    with contextlib.closing(sqlite3.connect(os.path.join(server.data, "casework.db"), timeout=20)) as store, store:
        changed = store.execute("update sharing set level = ? where kind = 'contact'", (LEVELS.index(level),)).rowcount
    assert changed > 0


def written(anne, business):
    new = {"name": NAME, "function": FUNCTION, "channels": [
        {"kind": "phone", "value": "0164637788", "origin": "told", "purposes": ["follow_up", "crisis"]},
        {"kind": "email", "value": EMAIL, "origin": "public_site", "purposes": ["events"]}]}
    headers = {"Idempotency-Key": "zoe"}
    first, again = (anne.ask(f"/api/v1/establishments/{business}/contacts", "POST", new, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and set(first[1]) == {"id", "version"}, first
    contact = one(anne, first[1]["id"])
    assert (contact["name"], contact["own"], contact["version"], contact["level"]) == (NAME, True, 1, "content"), contact
    phone, email = contact["channels"]
    assert (phone["value"], phone["link"]) == (PHONE, "tel:+33164637788") and email["link"] == "mailto:" + EMAIL
    assert phone["collectedBy"]["name"] == "Agent anne" and phone["collectedOn"] == contact["contactedOn"] and not phone["past"]
    assert phone["until"] == str(int(contact["contactedOn"][:4]) + 3) + contact["contactedOn"][4:] or phone["until"].endswith("-28")
    assert contact["links"][0]["business"] == business and contact["links"][0]["function"] == FUNCTION
    assert "text" in contact["links"][0]["name"], contact
    for wrong, error in (({"name": " "}, "text.empty"),
                         ({"name": "X", "channels": [{"kind": "phone", "value": "12"}]}, "support.bad_phone"),
                         ({"name": "X", "channels": [{"kind": "fax", "value": "12"}]}, "query.bad_value"),
                         ({"name": "X", "channels": [{"kind": "email", "value": "a@"}]}, "support.bad_email"),
                         ({"name": "X", "channels": [{"kind": "email", "value": "a@b.fr", "purposes": []}]}, "support.no_purpose"),
                         ({"name": "X", "contactedOn": "2999-01-01"}, "support.bad_day"),
                         ({"name": "X", "channels": 3}, "service.bad_field"),
                         ({"nom": "X"}, "service.unknown_field")):
        refused(anne.ask(f"/api/v1/establishments/{business}/contacts", "POST", wrong), 400, error)
    refused(anne.ask("/api/v1/establishments/10000000000008/contacts", "POST", {"name": "X"}), 404, "query.unknown_business")
    return contact["id"]


def outputs(browser, business, contact):
    """All that a reader can be shown of the contact, as one text each."""
    out = {}
    for target in (f"/api/v1/establishments/{business}/contacts", "/api/v1/contacts/" + contact, "/api/v1/contacts",
                   "/api/v1/contacts?q=zo%C3%A9", "/api/v1/contacts?q=" + quoted(PHONE), "/api/v1/contacts?q=" + quoted(EMAIL),
                   "/api/v1/contacts/duplicates", f"/api/v1/establishments/{business}", f"/api/v1/establishments/{business}/casework",
                   f"/api/v1/search?q=zo%C3%A9%20contactee&territory={HERE}", "/api/v1/audit?limit=500"):
        out[target] = str(browser.ask(target)[1])
    for query in ({"contact": contact}, {"phone": PHONE}, {"email": EMAIL}):
        out[str(query)] = str(browser.ask("/api/v1/contacts/person", "POST", query)[1])
    return out


def field_by_reader_by_output(server, people, business, contact, hidden):
    """Each field × reader × output, for each level that a convention opens."""
    tokens = {"name": NAME, "function": FUNCTION, "phone": "64 63 77 88", "phone link": "64637788", "email": EMAIL}
    shown_at = {"name": "header", "function": "header", "phone": "content", "phone link": "content", "email": "content"}
    for level in LEVELS:
        open_at(server, level)
        for who, browser in people.items():
            told = outputs(browser, business, contact)
            for field, token in tokens.items():
                may = who == "anne" or (who == "carole" and LEVELS.index(level) >= LEVELS.index(shown_at[field]))
                found = [target for target, text in told.items() if token in text]
                assert may or not found, f"{field} to {who} at {level}: {found}"
                assert not may or found, f"{field} to {who} at {level}"
            assert who == "anne" or not any("Hermès Caché" in text for text in told.values()), (who, level)
        page = of(people["carole"], business)
        assert [it["name"] for it in page["known"]] == (["Pays Créçois"] if level == "presence" else []), (level, page)
        refused(people["carole"].ask("/api/v1/contacts/" + hidden), 404, "support.unknown_contact")
    assert "contact.added" in str(people["runner"].must("/api/v1/audit?limit=500")), "that it was done, and when"
    for blind in ("analyst", "elected", "keeper"):
        refused(people[blind].ask(f"/api/v1/establishments/{business}/contacts"), 403, "access.denied")
    refused(server.browser().ask("/api/v1/contacts"), 401, "access.sign_in")


def read_by_a_partner(server, carole, root, contact):
    open_at(server, "content")
    for _ in range(3):
        one(carole, contact)
    noted = [row for row in root.must("/api/v1/audit?action=contact.read&limit=500")["rows"] if row["record"] == contact]
    assert [row["agent_name"] for row in noted] == ["Agent carole"], noted


def edited(anne, carole, contact, other_business):
    it = one(anne, contact)
    target = "/api/v1/contacts/" + contact
    refused(carole.ask(target, "PATCH", {"version": it["version"], "name": "X"}), 404, "support.unknown_contact")
    refused(carole.ask(f"{target}?version={it['version']}", "DELETE"), 404, "support.unknown_contact")
    renamed = anne.must(target, "PATCH", {"version": it["version"], "name": "Zoé <b>Contactée</b>"})
    assert one(anne, contact)["name"] == "Zoé <b>Contactée</b>", "text is text"
    refused(anne.ask(target, "PATCH", {"version": it["version"], "name": "X"}), 409, "support.changed")
    back = anne.must(target, "PATCH", {"version": renamed["version"], "name": NAME})
    linked = anne.must(f"{target}/links/{other_business}", "PUT", {"version": back["version"], "function": "associée"})
    assert [link["business"] for link in one(anne, contact)["links"]][1] == other_business
    assert [c["id"] for c in of(anne, other_business)["contacts"]] == [contact]
    parted = anne.must(f"{target}/links/{other_business}?version={linked['version']}", "DELETE")
    refused(anne.ask(f"{target}/links/{it['links'][0]['business']}?version={parted['version']}", "DELETE"), 409,
            "support.contact_last_link")
    more = anne.must(target + "/channels", "POST", {"version": parted["version"], "kind": "phone", "value": "+32 2 123 45 67"})
    refused(anne.ask(target + "/channels", "POST", {"version": more["version"], "kind": "phone", "value": "0032 2 1234567"}), 409,
            "support.channel_twice")
    channel = next(c for c in one(anne, contact)["channels"] if c["value"] == "+32 2 123 45 67")
    changed = anne.must(f"{target}/channels/{channel['id']}", "PATCH", {
        "version": more["version"], "purposes": ["surveys"], "origin": "event", "until": "2026-01-01"})
    past = next(c for c in one(anne, contact)["channels"] if c["id"] == channel["id"])
    assert past["past"] and past["purposes"] == ["surveys"] and past["origin"] == "event"
    assert channel["id"] not in str(one(carole, contact)), "past its day it is its organisation's alone"
    touched = anne.must(target + "/in-touch", "POST", {"version": changed["version"]})
    assert not any(c["past"] for c in one(anne, contact)["channels"])
    gone = anne.must(f"{target}/channels/{channel['id']}?version={touched['version']}", "DELETE")
    assert len(one(anne, contact)["channels"]) == 2
    assert one(anne, contact)["version"] == gone["version"]


def opposed(server, anne, carole, nora, business, contact, elsewhere):
    open_at(server, "nothing")
    theirs = carole.post(f"/api/v1/establishments/{business}/contacts", {
        "name": "Mme Contactée", "channels": [{"kind": "phone", "value": "+33 1 64 63 77 88"}]})["id"]
    far = nora.post(f"/api/v1/establishments/{elsewhere}/contacts", {
        "name": "Z. C.", "private": True, "channels": [{"kind": "phone", "value": "01.64.63.77.88"}]})["id"]
    it = one(anne, contact)
    refused(carole.ask(f"/api/v1/contacts/{contact}/oppositions", "POST", {"version": it["version"], "how": "x"}), 404,
            "support.unknown_contact")
    anne.post(f"/api/v1/contacts/{contact}/oppositions", {"version": it["version"], "how": "par téléphone, le témoin", "purpose": None})
    assert one(anne, contact)["doNotContact"] and one(anne, contact)["oppositions"][0]["by"]["name"] == "Agent anne"
    for browser, own in ((carole, theirs), (nora, far)):
        seen = one(browser, own)
        assert seen["doNotContact"] and seen["oppositions"] == [], seen
        assert seen["channels"][0]["refusals"] == [{"purpose": None, "on": it["contactedOn"], "organisation": None, "opposition": None}]
        assert "témoin" not in str(seen) and "Pays" not in str(seen)
    open_at(server, "presence")
    assert one(carole, theirs)["channels"][0]["refusals"][0]["organisation"]["name"] == "Pays Créçois"
    assert one(nora, far)["channels"][0]["refusals"][0]["organisation"] is None
    opposition = one(anne, contact)["oppositions"][0]["id"]
    refused(carole.ask("/api/v1/oppositions/" + opposition, "DELETE"), 404, "support.unknown_opposition")
    assert anne.must("/api/v1/oppositions/" + opposition, "DELETE") == {"changed": True}
    assert not one(nora, far)["doNotContact"]
    it = one(anne, contact)
    anne.post(f"/api/v1/contacts/{contact}/oppositions", {
        "version": it["version"], "medium": "phone", "purpose": "surveys", "how": "par mail"})
    assert not one(carole, theirs)["doNotContact"]
    assert [r["purpose"] for r in one(carole, theirs)["channels"][0]["refusals"]] == ["surveys"]


def merged(anne, carole, business):
    made = [anne.post(f"/api/v1/establishments/{business}/contacts", {
        "name": name, "function": function, "channels": [{"kind": "phone", "value": "06 11 22 33 44"}]})["id"]
        for name, function in (("Paul Double", ""), ("Double, PAUL", "chef d'atelier"))]
    pairs = anne.must(f"/api/v1/contacts/duplicates?business={business}")["pairs"]
    assert [(p["one"]["id"], p["other"]["id"], p["same"]) for p in pairs] == [(*made, ["name", "phone"])], pairs
    assert carole.must("/api/v1/contacts/duplicates")["pairs"] == []
    pair = pairs[0]
    choice = {"one": made[0], "oneVersion": 1, "other": made[1], "otherVersion": 1, "nameOf": made[0],
              "functions": [{"business": business, "of": made[1]}], "channels": [pair["one"]["channels"][0]["id"]]}
    result = anne.post("/api/v1/contacts/merge", choice)
    whole = one(anne, made[1])
    assert (whole["id"], whole["name"], whole["mayPart"]) == (result["id"], "Paul Double", True)
    assert whole["links"][0]["function"] == "chef d'atelier" and len(whole["channels"]) == 1
    refused(anne.ask("/api/v1/contacts/merge", "POST", choice), 404, "support.unknown_contact")
    assert anne.must(f"/api/v1/contacts/{result['id']}/parting", "POST", {"version": 1}) == {"changed": True}
    assert one(anne, made[1])["name"] == "Double, PAUL"
    again = anne.post("/api/v1/contacts/merge", {**choice, "oneVersion": 2, "otherVersion": 2})
    anne.must(f"/api/v1/contacts/{again['id']}/in-touch", "POST", {"version": 1})
    refused(anne.ask(f"/api/v1/contacts/{again['id']}/parting", "POST", {"version": 2}), 409, "support.merge_settled")
    third = anne.post(f"/api/v1/establishments/{business}/contacts", {"name": "Paul Double"})["id"]
    assert len(anne.must("/api/v1/contacts/duplicates")["pairs"]) == 1
    anne.must("/api/v1/contacts/distinct", "POST", {"one": again["id"], "other": third})
    assert anne.must("/api/v1/contacts/duplicates")["pairs"] == []


def told_to_the_person(anne, field, root, contact):
    refused(anne.ask("/api/v1/contacts/person", "POST", {}), 400, "service.bad_field")
    refused(field.ask("/api/v1/contacts/person", "POST", {"contact": contact}), 403, "access.denied")
    file = anne.must("/api/v1/contacts/person", "POST", {"contact": contact})
    assert contact in [it["id"] for it in file["contacts"]]
    done = {row["action"] for row in file["trail"]}
    assert {"contact.added", "contact.changed", "contact.channel_added", "contact.opposed", "contact.opposition_withdrawn",
            "contact.read"} <= done, done
    by_partner = [row for row in file["trail"] if row["action"] == "contact.read"]
    assert all(row["agent"] is None and row["organisation"]["name"] == "CMA 77" for row in by_partner), by_partner
    assert [it["id"] for it in anne.must("/api/v1/contacts/person", "POST", {"email": EMAIL.upper()})["contacts"]] == [contact]
    due = datetime.date.today() + datetime.timedelta(days=7)
    note = anne.post("/api/v1/reminders", {"text": "Rappeler Octave\nPlanté avant l'été", "dueOn": due.isoformat()})
    called = anne.must("/api/v1/contacts/person", "POST", {"name": "PLANTE octave"})
    assert called["contacts"] == [] and not called["moreMentions"], called
    assert [(it["kind"], it["id"], it["certain"]) for it in called["mentions"]] == [("reminder", note["id"], True)], called["mentions"]
    refused(anne.ask("/api/v1/contacts/person", "POST", {"name": "x" * 201}), 400, "service.bad_field")
    refused(anne.ask("/api/v1/contacts/person", "POST", {"phone": "0100000000", "email": EMAIL}), 400, "service.bad_field")
    trail = root.must("/api/v1/audit?action=contact.told&limit=500")["rows"]
    assert any(row["record"] == contact and row["agent_name"] == "Agent anne" for row in trail)


def erased(server, anne, root, business):
    made = anne.post(f"/api/v1/establishments/{business}/contacts", {
        "name": "Planté Jeton", "function": "jetonneur", "channels": [{"kind": "email", "value": "jeton.plante@exemple.fr"}]})
    anne.must(f"/api/v1/contacts/{made['id']}?version=1", "DELETE")
    refused(anne.ask("/api/v1/contacts/" + made["id"]), 404, "support.unknown_contact")
    trail = root.must(f"/api/v1/audit?record={made['id']}")["rows"]
    assert {row["action"] for row in trail} == {"contact.added", "contact.deleted"}
    assert all(row["before"] is None and row["after"] is None for row in trail), trail
    server.stop()  # the log is written into the file
    server.lacks("jeton.plante", "Planté Jeton", "jetonneur")
    server.start(NO_SECOND_FACTOR + FAST)


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        for role, who in (("adviser", "anne"), ("coordinator", "chief"), ("field_agent", "field"), ("analyst", "analyst"),
                          ("elected", "elected")):
            server.add(who + "@pays.fr", role)
        server.start(NO_SECOND_FACTOR + FAST)
        root = server.browser("root@pays.fr")
        cma = root.post("/api/v1/organisations", {"name": "CMA 77", "kind": "cma", "territory": "dep:77"})
        root.post("/api/v1/organisations", {"name": "CC voisine", "kind": "intercommunality", "territory": "dep:77"})
        server.add("carole@cma.fr", "adviser", "CMA 77")
        server.add("nora@voisine.fr", "adviser", "CC voisine")
        server.add("keeper@pays.fr", "elected", "Pays Créçois", "--installation")
        server.add("runner@voisine.fr", "administrator", "CC voisine", "--installation")
        names = {"anne": "anne@pays.fr", "chief": "chief@pays.fr", "field": "field@pays.fr", "analyst": "analyst@pays.fr",
                 "elected": "elected@pays.fr", "carole": "carole@cma.fr", "nora": "nora@voisine.fr",
                 "keeper": "keeper@pays.fr", "runner": "runner@voisine.fr"}
        people = {who: server.browser(email) for who, email in names.items()}
        anne, carole, nora = people["anne"], people["carole"], people["nora"]
        signed_convention(root, people["chief"], [root.session["organisation"]["id"], cma["id"]])
        business, other = first_of(anne, 0), first_of(anne, 1)
        contact = written(anne, business)
        assert one(carole, contact)["level"] == "header", "what a convention opens unless its annex says otherwise"
        hidden = anne.post(f"/api/v1/establishments/{business}/contacts", {
            "name": "Hermès Caché", "private": True, "channels": [{"kind": "phone", "value": "0164637799"}]})["id"]
        readers = {who: people[who] for who in ("anne", "carole", "nora", "analyst", "elected", "keeper", "runner")}
        field_by_reader_by_output(server, readers, business, contact, hidden)
        read_by_a_partner(server, carole, root, contact)
        edited(anne, carole, contact, other)
        opposed(server, anne, carole, nora, business, contact, other)
        merged(anne, carole, other)
        told_to_the_person(anne, people["field"], root, contact)
        erased(server, anne, root, business)
        server.stop()


if __name__ == "__main__":
    main()
