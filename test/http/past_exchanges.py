#!/usr/bin/env python3
"""A partner's visits, calls and meetings of past years brought in from a spreadsheet: words said once, rows that fit nothing told line by
line, counted like those typed by hand, seen by the same annex, the same file twice adds nothing, taken back with what it counted.

usage: past_exchanges.py BINARY OPENAPI
"""

import datetime
import sys

from conventions import Partners
from exchanges import AGENTS, exchanges_with, first_of, signed
from imports import IMPORTS, bring, brought, csv, rows_of, until
from people import PeopleServer
from reports import sheet
from spreadsheets import BYTES, refused

COLUMNS = {"siret": 1, "on": 2, "way": 3, "theme": 4, "agent": 5, "minutes": 6, "notes": 7, "action": 8}
HEAD = ["Siret", "Date", "Type de contact", "Thématique", "Conseiller", "Durée", "Compte rendu", "Fiche action"]
YEAR = datetime.date.today().year - 1


def file_of(businesses):
    bakery, mill, forge, shop = businesses
    return csv(HEAD,
               [bakery, f"12/03/{YEAR}", "RDV", "Immobilier", "Agent carole", "1h30", "Cherche un local", "1.1"],
               [bakery, f"lundi 3 avril {YEAR}", "Visite", "Transmission", "CAROLE@CMA.FR", "45", "", "1.1"],
               [mill, f"{YEAR}-05-02 00:00:00", "tél.", "Immobilier", "", "", "Rappeler", ""],
               [mill, "hier", "Visite", "Transmission", "", "", "", ""],
               [forge, f"14/03/{YEAR}", "Visite", "Transmission", "", "un moment", "", ""],
               [forge, f"15/03/{YEAR}", "Visite", "Transmission", "", "", "", "Z9"],
               [shop, "14/03/2012", "Visite", "Transmission", "", "", "Ancienne", ""],
               [mill, "14/03/2012", "Visite", "Transmission", "J. Parti", "", "Ancienne", ""])


def figures(chief, convention):
    whole = chief.must(f"/api/v1/conventions/{convention['id']}/figures?from={YEAR}-01-01&to={YEAR}-12-31")["whole"]
    return whole["contributions"], whole["minutes"]


def words(browser, made):
    return {(it["field"], it["word"]): it for it in browser.must(f"{IMPORTS}/{made['id']}/words")["words"]}


def say(browser, made, *said):
    known = words(browser, made)
    return browser.must(f"{IMPORTS}/{made['id']}/words", "PUT", {"words": [
        {"field": field, "word": word, "meaning": meaning, "version": known[field, word]["version"]} for field, word, meaning in said]})


def states(browser, made):
    return {row["row"]: (row["state"], row["expected"], [it["code"] for it in row["remarks"]]) for row in rows_of(browser, made)}


def looked_through(carole, content):
    """Nothing is guessed: a word that nobody explained waits, what fits nothing is an error of its row."""
    guess = carole.ask("/api/v1/spreadsheets?file=b.csv", "POST", content, headers=BYTES)[1]["sheets"][0]["guess"]
    assert guess == COLUMNS, guess
    made = brought(carole, content, file="visites.csv", kind="exchanges", **COLUMNS)
    assert made["kind"] == "exchanges" and made["state"] == "review", made
    assert states(carole, made) == {
        2: ("review", "words", ["unknown_way", "unknown_theme"]), 3: ("ready", "new", []),
        4: ("review", "words", ["unknown_way", "unknown_theme"]), 5: ("wrong", "nothing", ["bad_day"]),
        6: ("wrong", "nothing", ["bad_minutes"]), 7: ("wrong", "nothing", ["bad_action"]), 8: ("wrong", "nothing", ["too_old"]),
        9: ("review", "words", ["unknown_agent"])}, states(carole, made)
    known = words(carole, made)
    assert {key: it["meaning"] for key, it in known.items() if key[0] == "way"} == {
        ("way", "RDV"): None, ("way", "TEL"): None, ("way", "VISITE"): "visit"}, known
    assert known["agent", ""]["meaning"] == "nobody" and known["agent", "AGENT CAROLE"]["meaning"], known
    assert known["theme", "IMMOBILIER"]["rows"] == 2 and known["theme", "IMMOBILIER"]["shown"] == "Immobilier", known
    return made


def said(carole, anne, analyst, made):
    at = f"{IMPORTS}/{made['id']}/words"
    one = {"field": "way", "word": "RDV", "meaning": "meeting", "version": 1}
    for wrong, status, error in (({"meaning": "dinner"}, 400, "support.bad_value"), ({"field": "all"}, 400, "service.bad_field"),
                                 ({"word": "X"}, 404, "import.unknown_word"), ({"version": 2}, 409, "support.changed")):
        refused(carole.ask(at, "PUT", {"words": [{**one, **wrong}]}), status, error)
    refused(carole.ask(at, "PUT", {"words": []}), 400, "service.bad_field")
    for other in (anne, analyst):
        assert other.ask(at)[0] in (403, 404) and other.ask(at, "PUT", {"words": [one]})[0] in (403, 404)
    now = say(carole, made, ("way", "RDV", "meeting"), ("way", "TEL", "call"), ("theme", "IMMOBILIER", "premises"),
              ("agent", "J PARTI", "nobody"), ("action", "Z9", "nothing"))
    assert now["rows"]["review"] == 0 and now["rows"]["ready"] == 5, now
    assert states(carole, made)[9] == ("ready", "new", []), "seen since, so that nothing of it is past its time"


def carried_out(carole, anne, nora, chief, convention, made, businesses):
    bakery, mill, forge, _ = businesses
    assert figures(chief, convention) == (0, 0) and exchanges_with(carole, bakery) == []
    done = until(carole, made, "carry-out", "done")
    assert done["rows"] == {"review": 0, "ready": 0, "left": 0, "wrong": 3, "done": 5, "undone": 0, "stays": 0}, done
    assert figures(chief, convention) == (2, 135), figures(chief, convention)
    own = exchanges_with(carole, bakery)
    assert [(it["way"], it["theme"], it["on"], it["minutes"], it["notes"]) for it in own] == [
        ("visit", "takeover", f"{YEAR}-04-03", 45, ""), ("meeting", "premises", f"{YEAR}-03-12", 90, "Cherche un local")], own
    assert {it["agent"]["name"] for it in own} == {"Agent carole"} and own[0]["action"]["code"] == "1.1", own
    assert [it["agent"] for it in exchanges_with(carole, mill)] == [None, None], "nobody is made up"
    seen = exchanges_with(anne, bakery)
    assert [(it["level"], it["notes"]) for it in seen] == [("header", None)] * 2, "as the annex says"
    assert exchanges_with(nora, bakery) == [] and len(exchanges_with(carole, forge)) == 1
    assert all(not any(row["cells"].values()) for row in rows_of(carole, made, state="done")), "a cell outlived its row"


def twice(carole, content, businesses):
    """Words are known, rows too, but the one whose agent has no account."""
    same = brought(carole, content, kind="exchanges", **COLUMNS)
    assert states(carole, same)[2] == ("ready", "already", []) and same["expected"]["new"] == 0, states(carole, same)
    until(carole, same, "carry-out", "done")
    assert [len(exchanges_with(carole, one)) for one in businesses] == [2, 2, 1, 0]
    hours = brought(carole, csv(HEAD, [businesses[2], f"1/6/{YEAR}", "Visite", "Locaux", "", "1,5", "", ""]), kind="exchanges",
                    timeUnit="hours", private="true", **COLUMNS)
    until(carole, hours, "carry-out", "done")
    kept = exchanges_with(carole, businesses[2])[0]
    assert (kept["minutes"], kept["keptIn"]) == (90, True), kept
    until(carole, hours, "undo", "undone")
    until(carole, same, "undo", "undone")


def taken_back(carole, chief, convention, made, businesses):
    own = exchanges_with(carole, businesses[0])[0]
    carole.must("/api/v1/exchanges/" + own["id"], "PUT", {
        "version": 1, "way": "visit", "theme": "takeover", "on": own["on"], "minutes": 60, "action": own["action"]["id"]})
    assert figures(chief, convention) == (2, 150)
    undone = until(carole, made, "undo", "undone")
    assert undone["rows"]["undone"] == 4 and undone["rows"]["stays"] == 1, undone
    assert figures(chief, convention) == (1, 60), figures(chief, convention)
    assert [len(exchanges_with(carole, one)) for one in businesses] == [1, 0, 0, 0]
    assert words(carole, made) == {}, "words go with the rows"


def hostile(carole, business):
    many = csv(HEAD, *([business, f"1/6/{YEAR}", f"x{number}", "Locaux", "", "", "", ""] for number in range(201)))
    refused(bring(carole, many, kind="exchanges", **COLUMNS), 400, "import.many_words")
    refused(bring(carole, many, kind="exchanges", timeUnit="days", **COLUMNS), 400, "query.bad_value")
    odd = csv(HEAD, [business, f"1/6/{YEAR}", "<script>alert(1)</script>", "=1+1", "", "", "\x07", ""])
    script = brought(carole, odd, kind="exchanges", **COLUMNS)
    assert states(carole, script)[2][2] == ["unknown_way", "unknown_theme", "bad_notes"], states(carole, script)


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        chief, anne, _, analyst, _, carole, nora = partners.browsers(*AGENTS)
        convention = signed(chief, partners.ids)
        chief.post(f"/api/v1/conventions/{convention['id']}/actions", sheet(partners, convention["axes"][0]["id"], "1.1", "Visiter"))
        businesses = [first_of(carole, number) for number in range(4)]
        content = file_of(businesses)
        made = looked_through(carole, content)
        said(carole, anne, analyst, made)
        carried_out(carole, anne, nora, chief, convention, made, businesses)
        twice(carole, content, businesses)
        taken_back(carole, chief, convention, made, businesses)
        hostile(carole, businesses[0])
        server.stop()


if __name__ == "__main__":
    main()
