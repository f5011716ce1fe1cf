#!/usr/bin/env python3
"""Tags and portfolios of a partner's spreadsheet: words said once, new ones made when the person says so, businesses put under them, the
same file twice adds nothing, taken back with what was made.

usage: tag_imports.py BINARY OPENAPI
"""

import sys

from conventions import Partners
from exchanges import AGENTS, HERE, first_of
from imports import IMPORTS, bring, brought, csv, rows_of, until
from past_exchanges import say, states, words
from people import PeopleServer
from spreadsheets import BYTES, refused

COLUMNS = {"siret": 1, "tags": 2, "portfolio": 3}
HEAD = ["Siret", "Étiquettes", "Portefeuille"]


def casework(browser, business):
    seen = browser.must(f"/api/v1/establishments/{business}/casework")
    return sorted(it["name"] for it in seen["tags"]), sorted(it["name"] for it in seen["portfolios"])


def tags(browser):
    return {it["name"]: it["businesses"] for it in browser.must("/api/v1/tags")["tags"]}


def looked_through(chief, content):
    guess = chief.ask("/api/v1/spreadsheets?file=b.csv", "POST", content, headers=BYTES)[1]["sheets"][0]["guess"]
    assert guess == COLUMNS, guess
    made = brought(chief, content, file="portefeuilles.csv", kind="tags", **COLUMNS)
    assert states(chief, made) == {
        2: ("review", "words", ["unknown_tag", "unknown_portfolio"]), 3: ("ready", "new", []), 4: ("wrong", "nothing", ["empty"]),
        5: ("review", "words", ["unknown_tag", "unknown_tag"])}, states(chief, made)
    told = chief.must(f"{IMPORTS}/{made['id']}/words")
    assert [it["name"] for it in told["tags"]] == ["Marché"] and told["portfolios"] == [], told
    assert {"Agent anne", "Agent chief"} <= {it["name"] for it in told["owners"]}, told
    return made, {it["name"]: it["id"] for it in told["owners"]}


def carried_out(chief, anne, carole, made, owners, businesses):
    now = say(chief, made, ("tag", "ZONE NORD", "new"), ("tag", "EXPORT", "shared"), ("portfolio", "TOURNEE D ANNE",
                                                                                         "agent:" + owners["Agent anne"]))
    assert now["expected"] == {"new": 3, "more": 0, "already": 0}, now
    assert tags(chief) == {"Marché": 1}, "nothing is made before it is carried out"
    done = until(chief, made, "carry-out", "done")
    assert done["rows"]["done"] == 3, done
    assert tags(chief) == {"Export": 1, "Marché": 2, "Zone nord": 2}, tags(chief)
    assert casework(anne, businesses[0]) == (["Marché", "Zone nord"], ["Tournée d'Anne"])
    assert casework(carole, businesses[2])[0] == ["Export"], "a shared word is the partners' too"
    mine = anne.must("/api/v1/portfolios")["portfolios"]
    assert [(it["name"], it["businesses"]) for it in mine] == [("Tournée d'Anne", 1)], mine
    found = anne.must("/api/v1/establishments?limit=5&field=all&state=any&tag=Zone%20nord&territory=" + HERE)["rows"]
    assert {it["id"] for it in found} == {businesses[0], businesses[2]}, "the directory goes by it"


def twice_and_back(chief, anne, content, made, businesses):
    same = brought(chief, content, kind="tags", **COLUMNS)
    assert same["expected"] == {"new": 0, "more": 0, "already": 3} and same["rows"]["review"] == 0, same
    until(chief, same, "carry-out", "done")
    until(chief, same, "undo", "undone")
    anne.must(f"/api/v1/establishments/{businesses[3]}/tags/Zone%20nord", "PUT", {})
    undone = until(chief, made, "undo", "undone")
    assert undone["rows"]["undone"] == 2 and undone["rows"]["stays"] == 1, undone
    assert tags(chief) == {"Marché": 1, "Zone nord": 1}, tags(chief)
    assert chief.must("/api/v1/portfolios")["portfolios"] == []
    assert words(chief, made) == {} and len(rows_of(chief, made, state="stays")) == 1


def others(anne, chief, business):
    """An adviser fills their own portfolios and the teams', and makes them for themselves alone."""
    chief.post("/api/v1/portfolios", {"name": "Du chef"})
    made = brought(anne, csv(HEAD, [business, "a/b", "Du chef"]), kind="tags", **COLUMNS)
    told = anne.must(f"{IMPORTS}/{made['id']}/words")
    assert [it["name"] for it in told["owners"]] == ["Agent anne"] and told["portfolios"] == [], told
    say(anne, made, ("tag", "A B", "new"))
    assert states(anne, made)[2] == ("wrong", "nothing", ["bad_word", "not_yours"]), states(anne, made)
    refused(anne.ask(f"{IMPORTS}/{made['id']}/words", "PUT", {"words": [
        {"field": "portfolio", "word": "DU CHEF", "meaning": "agent:nobody", "version": 1}]}), 400, "support.bad_value")
    refused(bring(anne, b"Siret\n1\n", kind="tag", siret=1), 400, "query.bad_value")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, _, _, _, carole, _ = partners.browsers(*AGENTS)
        businesses = [first_of(chief, number) for number in range(4)]
        anne.must(f"/api/v1/establishments/{businesses[0]}/tags/March%C3%A9", "PUT", {})
        content = csv(HEAD, [businesses[0], "Zone nord, marché", "Tournée d'Anne"], [businesses[1], "MARCHÉ", ""], [businesses[3], "", ""],
                      [businesses[2], "Zone nord ,Export", ""])
        made, owners = looked_through(chief, content)
        carried_out(chief, anne, carole, made, owners, businesses)
        twice_and_back(chief, anne, content, made, businesses)
        others(anne, chief, businesses[0])
        server.stop()


if __name__ == "__main__":
    main()
