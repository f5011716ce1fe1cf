#!/usr/bin/env python3
"""When businesses were last in touch: the column, the filter, the file and the map, recounted from the pages of their exchanges for each
reader. Nothing that a page hides is found by a filter.

usage: last_contacts.py BINARY OPENAPI
"""

import csv
import datetime
import io
import sys
import urllib.parse

from conventions import PARTNERS, Partners, change, refused
from exchanges import AGENTS, HERE, exchanges_with, note, signed
from people import PeopleServer
from sharing import statement

TODAY = datetime.date.today()


def day(back):
    return (TODAY - datetime.timedelta(days=back)).isoformat()


def asked(**more):
    return urllib.parse.urlencode({"territory": HERE, "field": "all", "state": "any",
                                   **{name.replace("_", "-"): value for name, value in more.items()}})


def rows(browser, **more):
    page = browser.must("/api/v1/establishments?" + asked(limit=1000, **more))
    assert page["next"] is None and page["total"] == len(page["rows"])
    assert browser.must("/api/v1/count?" + asked(**more))["total"] == page["total"]
    return {row["id"]: row["lastContact"] for row in page["rows"]}


def on_the_pages(browser, businesses):
    """The newest day that the page of each shows; None: it shows none."""
    return {it: max((one["on"] for one in exchanges_with(browser, it)), default=None) for it in businesses}


def agrees(server, browser, businesses):
    """Every output with the pages; others' views follow within moments."""
    pages = on_the_pages(browser, businesses)
    server.until(lambda: {it: one for it, one in rows(browser).items() if it in pages} == pages, "the column follows")
    whole = rows(browser)
    assert not any(found for it, found in whole.items() if it not in pages), "nobody else was in touch"
    year = day(365)
    assert set(rows(browser, contact="never")) == {it for it, found in whole.items() if not found}
    assert set(rows(browser, contact_since=year)) == {it for it, found in whole.items() if found and found >= year}
    assert set(rows(browser, contact_before=year)) == {it for it, found in whole.items() if found and found < year}
    for_a_year = set(rows(browser, contact_before=year, contact="never"))
    assert for_a_year == {it for it, found in whole.items() if not found or found < year}
    return pages


def taken_along(server, anne, businesses):
    """The file has the column; the tile of a map with the filter changes with an exchange, one without it does not."""
    status, _, body = server.ask("/api/v1/exports/establishments.csv?" + asked(columns="siret,last-contact", contact_since=day(365)),
                                 headers={"Cookie": cookie(anne)})
    assert status == 200, body
    lines = list(csv.reader(io.StringIO(body.lstrip("\ufeff"))))
    found = {line[0].replace(" ", ""): line[1] for line in lines if line and line[0].replace(" ", "") in businesses}
    assert found == {it: one for it, one in rows(anne, contact_since=day(365)).items()}, (found, lines[:5])
    tile = "/api/v1/tiles/9/260/176?"
    before = [etag(server, anne, tile + asked(**more)) for more in ({"contact": "never"}, {})]
    note(anne, businesses[-1], on=day(1))
    after = [etag(server, anne, tile + asked(**more)) for more in ({"contact": "never"}, {})]
    assert before[0] != after[0] and before[1] == after[1], (before, after)


def cookie(browser):
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def etag(server, browser, target):
    status, headers, _ = server.ask(target, headers={"Cookie": cookie(browser)})
    assert status in (200, 204), status
    return headers["ETag"]


def told_to_nobody_else(server, analyst):
    """Who reads no exchanges is told nothing of them by a filter either."""
    assert set(rows(analyst).values()) == {None}
    for parameter in ({"contact": "never"}, {"contact_before": day(1)}, {"contact_since": day(1)}):
        for target in ("/api/v1/establishments?", "/api/v1/count?", "/api/v1/tiles/9/260/176?", "/api/v1/exports/establishments.csv?"):
            refused(analyst.ask(target + asked(**parameter)), 403, "access.denied")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, AGENTS, rows=20000)
        parties = partners.ids
        chief, anne, field, analyst, claude, carole, nora = partners.browsers(*AGENTS)
        readers = {"anne": anne, "carole": carole, "claude": claude, "nora": nora}
        businesses = [it for it in rows(anne)][:9]
        note(anne, businesses[0], on=day(400))
        note(anne, businesses[0], on=day(30), keptIn=True)
        note(anne, businesses[1], on=day(500))
        note(anne, businesses[2], on=day(5), theme="distress")
        note(carole, businesses[1], on=day(2))
        note(carole, businesses[3], on=day(700))
        note(claude, businesses[4], on=day(366))
        note(nora, businesses[5], on=day(3))
        alone = {name: agrees(server, one, businesses) for name, one in readers.items()}
        assert alone["anne"][businesses[1]] == day(500) and alone["carole"][businesses[0]] is None
        convention = signed(chief, parties)
        opened = {name: agrees(server, one, businesses) for name, one in readers.items()}
        assert opened["anne"][businesses[1]] == day(2) and opened["nora"] == alone["nora"]
        assert opened["carole"][businesses[0]] == day(400) and opened["carole"][businesses[2]] is None, "what is kept in counts for its own"
        assert opened["anne"][businesses[0]] == day(30)
        today = chief.must("/api/v1/conventions/" + convention["id"])
        pays = parties["Pays Créçois"]
        narrower = change(chief, today, "/annexes", "POST", **{"from": TODAY.isoformat(), "statements": [
            statement(pays, "presence", ("exchange", parties[PARTNERS[1]], "nothing"))]})
        assert narrower["annexes"][0]["status"] == "in_force", narrower
        closed = {name: agrees(server, one, businesses) for name, one in readers.items()}
        assert closed["carole"][businesses[0]] is None and closed["claude"][businesses[0]] == day(400), "presence tells the day"
        taken_along(server, anne, businesses)
        told_to_nobody_else(server, analyst)
        refused(server.browser().ask("/api/v1/count?" + asked(contact="never")), 401, "access.sign_in")
        server.stop()
        del field


if __name__ == "__main__":
    main()
