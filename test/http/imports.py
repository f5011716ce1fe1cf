#!/usr/bin/env python3
"""Contact files and rolls of members brought in: looked through, carried out, taken back; a number that was opposed stays out.

usage: imports.py BINARY OPENAPI
"""

import sys
import urllib.parse

from people import FAST, NO_SECOND_FACTOR, PeopleServer
from spreadsheets import BYTES, HERE, businesses, refused

IMPORTS = "/api/v1/spreadsheets/imports"
COLUMNS = {"siret": 1, "name": 2, "contact": 3, "phone": 4, "email": 5}


def csv(head, *rows):
    return "\n".join(";".join(cells) for cells in (head, *rows)).encode()


def bring(browser, content, **parameters):
    query = urllib.parse.urlencode({"file": "contacts.csv", "kind": "contacts", **parameters})
    return browser.ask(f"{IMPORTS}?{query}", "POST", content, headers=BYTES)


def brought(browser, content, **parameters):
    status, answer = bring(browser, content, **parameters)
    assert status == 200, answer
    return answer


def rows_of(browser, made, **query):
    return browser.must(f"{IMPORTS}/{made['id']}/rows?" + urllib.parse.urlencode(query))["rows"]


def until(browser, made, step, state):
    for _ in range(200):
        made = browser.post(f"{IMPORTS}/{made['id']}/{step}", {})
        if made["state"] == state:
            return made
    raise AssertionError(made)


def contacts(browser, business):
    return browser.must(f"/api/v1/establishments/{business}/contacts")["contacts"]


def contact_file(anne, paul, carole, analyst, known):
    bakery, mill, forge, shop = (row["id"] for row in known[:4])
    told = carole.post(f"/api/v1/establishments/{bakery}/contacts", {"name": "Zoé Dite", "channels": [
        {"kind": "phone", "value": "0164630099", "origin": "told", "purposes": ["follow_up"]}]})
    carole.post(f"/api/v1/contacts/{told['id']}/oppositions", {"version": told["version"], "how": "au téléphone"})
    content = csv(["Siret", "Entreprise", "Contact", "Tél", "Mail"],
                  [bakery, "", "Zoé Dite", "01 64 63 00 99", "zoe@exemple.fr"],
                  [mill, "", "Luc Meunier", "164630001", ""],
                  [mill, "", "Ève Meunier", "12", "eve@exemple.fr"],
                  [forge, "", "", "0164630003", ""],
                  ["", "Zwingelstein Fromages", "Ada Fromage", "0164630004", ""],
                  [shop, "", "", "x", ""])
    made = brought(anne, content, **COLUMNS, asOf="2026-01-15", purposes="follow_up,crisis", origin="partner")
    assert (made["state"], made["asOf"], made["purposes"]) == ("review", "2026-01-15", ["follow_up", "crisis"]), made
    assert made["rows"] == {"review": 1, "ready": 4, "left": 0, "wrong": 1, "done": 0, "undone": 0, "stays": 0}, made
    assert made["expected"] == {"new": 4, "more": 0, "already": 0}, made
    rows = {row["row"]: row for row in rows_of(anne, made)}
    assert [it["code"] for it in rows[2]["remarks"]] == ["opposed"] and rows[2]["business"]["business"] == bakery, rows[2]
    assert rows[4]["remarks"] == [{"code": "bad_phone", "value": "12"}] and rows[7]["state"] == "wrong", rows
    assert rows[3]["cells"]["contact"] == "Luc Meunier" and rows[3]["deeds"] == ["contact_added"], rows[3]
    assert contacts(anne, mill) == [], "nothing is written before it is carried out"
    # Which columns were what is known for the next file with the same names.
    again = anne.ask("/api/v1/spreadsheets?file=b.csv", "POST", content, headers=BYTES)[1]["sheets"][0]["guess"]
    assert again == COLUMNS, again
    choose(anne, made, rows[6], mill)
    for reader in (carole, analyst):
        assert reader.ask(f"{IMPORTS}/{made['id']}")[0] in (403, 404)
    refused(paul.ask(f"{IMPORTS}/{made['id']}/carry-out", "POST", {}), 403, "support.not_yours")
    done = until(anne, made, "carry-out", "done")
    assert done["rows"]["done"] == 5 and done["workedBy"]["name"] == "Agent anne", done
    assert [it["value"] for it in contacts(anne, bakery)[0]["channels"]] == ["zoe@exemple.fr"], "an opposed number came back"
    names = {it["name"]: it for it in contacts(anne, mill)}
    phone = names["Luc Meunier"]["channels"][0]
    assert (phone["value"], phone["origin"], phone["collectedOn"], phone["until"]) == (
        "01 64 63 00 01", "partner", "2026-01-15", "2029-01-15"), phone
    assert contacts(anne, forge)[0]["channels"][0]["value"] == "01 64 63 00 03"
    assert all(not any(row["cells"].values()) for row in rows_of(anne, made, state="done")), "a cell outlived its row"
    refused(anne.ask(f"{IMPORTS}/{made['id']}/rows/3", "PUT", {"version": 2, "choice": "leave"}), 409, "import.row_over")
    same = brought(anne, content, **COLUMNS)
    assert same["expected"]["new"] == 0 and same["expected"]["already"] == 4, same
    return made, mill


def choose(anne, made, row, mill):
    path = f"{IMPORTS}/{made['id']}/rows/{row['row']}"
    refused(anne.ask(path, "PUT", {"version": 1, "choice": "add", "commune": "75056"}), 403, "support.outside_territory")
    refused(anne.ask(path, "PUT", {"version": 1, "choice": "all"}), 400, "service.bad_field")
    refused(anne.ask(path, "PUT", {"version": 1, "choice": "business", "business": "10000000000008"}), 404, "query.unknown_business")
    said = anne.must(path, "PUT", {"version": 1, "choice": "business", "business": mill})
    assert said["state"] == "ready" and said["expected"] == "new", said
    refused(anne.ask(path, "PUT", {"version": 1, "choice": "leave"}), 409, "support.changed")
    said = anne.must(path, "PUT", {"version": 2, "choice": "add", "commune": HERE})
    assert said["deeds"] == ["business_added", "contact_added"], said


def taken_back(anne, root, made, mill):
    changed = next(it for it in contacts(anne, mill) if it["name"] == "Ève Meunier")
    anne.must(f"/api/v1/contacts/{changed['id']}", "PATCH", {"version": changed["version"], "name": "Eve Meunier"})
    undone = until(root, made, "undo", "undone")
    assert undone["rows"]["undone"] == 4 and undone["rows"]["stays"] == 1, undone
    assert [it["name"] for it in contacts(anne, mill)] == ["Eve Meunier"], contacts(anne, mill)
    stays = rows_of(anne, made, state="stays")
    assert [it["row"] for it in stays] == [4] and stays[0]["business"]["business"] == mill, stays
    assert anne.must("/api/v1/local-businesses")["businesses"] == []
    refused(anne.ask(f"{IMPORTS}/{made['id']}/carry-out", "POST", {}), 409, "import.undone")
    history = anne.must(IMPORTS)
    assert [it["state"] for it in history["imports"]] == ["review", "undone"] and history["chamber"] is None, history
    actions = [it["action"] for it in root.must("/api/v1/audit?limit=500&action=import")["rows"]]
    assert {"import.added", "import.row_chosen", "import.carried_out", "import.undone"} <= set(actions), actions


def roll(anne, carole, nora, analyst, known):
    bakery = known[0]["id"]
    content = csv(["N° Siret", "Adhérent depuis", "N° adhérent"], [bakery, "12/05/2009", "77-0042"])
    columns = {"siret": 1, "since": 2, "memberNumber": 3}
    refused(bring(anne, content, kind="members", **columns), 400, "import.no_roll")
    guess = carole.ask("/api/v1/spreadsheets?file=b.csv", "POST", content, headers=BYTES)[1]["sheets"][0]["guess"]
    assert guess == columns, guess
    made = brought(carole, content, kind="members", **columns, file="ressortissants.csv", asOf="2026-02-01")
    assert made["chamber"] == "cma" and rows_of(carole, made)[0]["deeds"] == ["membership_added"], made
    until(carole, made, "carry-out", "done")
    for reader in (carole, anne, analyst):
        stated = reader.must(f"/api/v1/establishments/{bakery}/memberships")["memberships"]
        assert [(it["chamber"], it["since"], it["number"], it["asOf"], it["file"]) for it in stated] == [
            ("cma", "2009-05-12", "77-0042", "2026-02-01", "ressortissants.csv")], stated
        assert stated[0]["organisation"]["name"] == "CMA 77", stated
    assert nora.must(f"/api/v1/establishments/{bakery}/memberships")["memberships"] == [], "seen where one serves"
    until(carole, made, "undo", "undone")
    assert anne.must(f"/api/v1/establishments/{bakery}/memberships")["memberships"] == []


def hostile(anne):
    for wrong in ({"kind": "all"}, {"purposes": "sell"}, {"origin": "found"}, {"private": "yes"}):
        refused(bring(anne, b"Siret\n1\n", **{"siret": 1, **wrong}), 400, "query.bad_value")
    refused(bring(anne, b"Siret\n1\n", siret=1, asOf="2999-01-01"), 400, "support.bad_day")
    refused(bring(anne, b"Siret\n1\n", siret=1, purposes=""), 400, "support.no_purpose")
    refused(bring(anne, b"%PDF-1.7", siret=1), 400, "sheetfile.not_a_sheet")
    refused(anne.ask(f"{IMPORTS}/1"), 404, "support.unknown_import")
    for query in ("state=all", "limit=0", "cursor=x"):
        refused(anne.ask(f"{IMPORTS}/1/rows?{query}"), 400, "query.bad_value")
    script = brought(anne, csv(["Siret", "Nom", "Contact"], ["", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"]), name=2, contact=3)
    row = rows_of(anne, script)[0]
    assert row["cells"]["contact"] == "=cmd|' /C calc'!A0" and row["state"] == "review", row


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        for email, role in (("anne@pays.fr", "adviser"), ("paul@pays.fr", "adviser"), ("analyst@pays.fr", "analyst")):
            server.add(email, role)
        server.start(NO_SECOND_FACTOR + FAST)
        root = server.browser("root@pays.fr")
        root.post("/api/v1/organisations", {"name": "CMA 77", "kind": "cma", "territory": "departement:77"})
        root.post("/api/v1/organisations", {"name": "Pays de Meaux", "kind": "intercommunality", "territory": "list:77284"})
        server.add("carole@cma.fr", "adviser", "CMA 77")
        server.add("nora@meaux.fr", "adviser", "Pays de Meaux")
        anne, paul, analyst, carole, nora = (server.browser(it) for it in (
            "anne@pays.fr", "paul@pays.fr", "analyst@pays.fr", "carole@cma.fr", "nora@meaux.fr"))
        known = businesses(anne, 4)
        made, mill = contact_file(anne, paul, carole, analyst, known)
        taken_back(anne, root, made, mill)
        roll(anne, carole, nora, analyst, known)
        hostile(anne)
        server.stop()


if __name__ == "__main__":
    main()
