#!/usr/bin/env python3
"""The second reporting grid: a chamber's objectives contract counted from the work that it noted once, for a convention and outside of any.

The work is that of the Coglais with its chamber of trades (reports.py), and some that counts towards no convention. The contract is the
chamber's alone.

usage: grids.py BINARY OPENAPI
"""

import csv
import io
import sys
import time
import zipfile

from conventions import HOME, PARTNERS, Partners, refused
from exchanges import signed
from people import PeopleServer
from reports import MAILED, OFFERED, REACHED, TODAY, VISITED, YEAR, businesses_of, by, sheet, text_of_pdf, work_of_the_coglais

CMA = PARTNERS[1]
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "chef@cma.fr": ("coordinator", CMA),
          "seconded@cma.fr": ("adviser", CMA), "elected@cma.fr": ("elected", CMA), "carole@cci.fr": ("administrator", PARTNERS[0])}
HEAD = {"title": "Contrat d'objectifs", "authority": "Préfecture de région", "description": "", "startsOn": f"{TODAY.year}-01-01",
        "endsOn": f"{TODAY.year + 1}-12-31"}
ALONE = 7  # visits for no action


def heading(code, parent="", actions=(), choices=()):
    return {"parent": parent, "code": code, "title": f"Rubrique <b>{code}</b>", "description": "", "actions": list(actions),
            "choices": list(choices)}


def choice(themes=(), kinds=(), everywhere=False):
    return {"themes": list(themes), "kinds": list(kinds), "everywhere": everywhere}


def facts(code, measure=None, target=None, kinds=(), **more):
    computed = measure and {"measure": measure, "kinds": list(kinds), "organisation": "", "field": "", **more}
    return {"code": code, "label": f"Objectif {code}", "effect": "output", "unit": "entreprises", "method": "", "baseline": None,
            "targets": [{"year": TODAY.year, "target": target}] if target else [], "gathering": "sum", "computed": computed}


def written_by_its_coordinators(site):
    headers = {"Idempotency-Key": "contrat"}
    first, again = (site.cma.ask("/api/v1/grids", "POST", HEAD, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and len(site.cma.must("/api/v1/grids")["grids"]) == 1
    here = "/api/v1/grids/" + first[1]["id"]
    refused(site.seconded.ask(here, "PUT", {**HEAD, "version": 1}), 403, "access.denied")
    refused(site.cma.ask("/api/v1/grids", "POST", {**HEAD, "endsOn": "2001-01-01"}), 400, "convention.bad_value")
    refused(site.cma.ask("/api/v1/grids", "POST", {**HEAD, "endsOn": ""}), 400, "service.bad_field")
    site.cma.must(here, "PUT", {**HEAD, "version": 1, "description": "Avec avenant."})
    refused(site.cma.ask(here, "PUT", {**HEAD, "version": 1}), 409, "grid.changed")
    assert site.seconded.must("/api/v1/grids") == {"mayWrite": False, "grids": [
        {**HEAD, "id": first[1]["id"], "organisation": {"id": site.ids[CMA], "name": CMA}, "previous": None, "description": "Avec avenant.",
         "version": 2, "mine": False, "enters": False}]}
    return here


def with_headings(site, here, prospecting, takeover):
    offered = {it["id"]: it for it in site.cma.must(here + "/actions")["actions"]}
    assert set(offered) == {prospecting, takeover} and offered[takeover]["axis"] == "Création et reprise", offered
    ids = {}
    for code, parent, actions, choices in (("1", "", (), ()), ("1.1", "1", (prospecting,), ()),
                                           ("1.2", "1", (prospecting, takeover), (choice(("takeover",), ("visit",)),)),
                                           ("2", "", (), (choice(),)), ("10", "", (), (choice(("takeover",), (), True),))):
        ids[code] = site.cma.post(here + "/headings", heading(code, ids.get(parent, ""), actions, choices))["id"]
    refused(site.cma.ask(here + "/headings", "POST", heading("1.1")), 400, "convention.twice")
    refused(site.cma.ask(here + "/headings", "POST", heading("3", actions=["x"])), 404, "convention.unknown_action")
    refused(site.cma.ask(here + "/headings", "POST", heading("3", choices=[choice(("rain",))])), 400, "convention.bad_value")
    refused(site.cma.ask(here + "/headings", "POST", heading("3", ids["1.1"])), 404, "grid.unknown_heading")
    refused(site.cma.ask(f"/api/v1/grid-headings/{ids['1']}?version=1", "DELETE"), 409, "grid.has_headings")
    return ids


def with_indicators(site, ids):
    def add(code, *args, **more):
        return site.cma.post(f"/api/v1/grid-headings/{ids[code]}/indicators", facts(*args, **more))["id"]

    made = {"A": add("1", "A", "businesses", MAILED + ALONE), "B": add("1.1", "B", "businesses", REACHED, ("call", "visit")),
            "C": add("1.2", "C", "contributions"), "D": add("2", "D", "visited", 10), "E": add("10", "E", "visited", VISITED),
            "F": add("2", "F"), "G": add("2", "G", "within", 90, delay="taken", most=5)}
    refused(site.cma.ask(f"/api/v1/grid-headings/{ids['1']}/indicators", "POST", facts("H", "coverage", 50, field="all")), 400,
            "grid.no_coverage")
    value = {"on": TODAY.isoformat(), "value": 4, "evidence": "Registre", "link": ""}
    entered = site.cma.post(f"/api/v1/grid-indicators/{made['F']}/values", value)
    site.cma.must(f"/api/v1/grid-values/{entered['id']}", "PUT", {**value, "version": 1, "value": 5})
    refused(site.cma.ask(f"/api/v1/grid-values/{entered['id']}", "PUT", {**value, "version": 1}), 409, "grid.changed")
    refused(site.cma.ask(f"/api/v1/grid-indicators/{made['A']}/values", "POST", value), 409, "convention.computed")
    told = site.seconded.must(f"/api/v1/grid-indicators/{made['F']}/values")["values"]
    assert [(it["value"], it["endedAt"] is None) for it in told] == [(5, True), (4, False)]
    gone = add("2", "Z", "days")
    site.cma.must(f"/api/v1/grid-indicators/{gone}", "PUT", {**facts("Y", "days", 3), "version": 1})
    site.cma.must(f"/api/v1/grid-indicators/{gone}?version=2", "DELETE")
    return made, entered["id"]


def counted_from_the_work(site, here, prospecting, takeover):
    grid = site.seconded.must(f"{here}?{YEAR}")
    assert [it["code"] for it in grid["headings"]] == ["1", "1.1", "1.2", "2", "10"]
    told = {it["code"]: (it["value"], it["progress"]) for heading in grid["headings"] for it in heading["indicators"]}
    of_takeover = OFFERED + VISITED
    assert told == {"A": (MAILED + ALONE, 1), "B": (REACHED, 1), "C": (MAILED + REACHED + of_takeover + ALONE, None), "D": (ALONE, 0.7),
                    "E": (VISITED + ALONE, (VISITED + ALONE) / VISITED), "F": (5, None), "G": (None, None)}, told
    upper = grid["headings"][0]
    assert upper["contributions"] == MAILED + REACHED + of_takeover + ALONE, "mapped twice, counted once"
    parts = {it["action"] and it["action"]["id"]: it["contributions"] for it in upper["parts"]}
    assert parts == {prospecting: MAILED + REACHED, takeover: of_takeover, None: ALONE}, parts
    # Agents who work for the intercommunality are none of the chamber's.
    assert by(grid["headings"], "code", "2")["contributions"] == ALONE
    assert "hors convention" in by(grid["headings"], "code", "1.2")["counted"] and grid["headings"][0]["indicators"][0]["how"]
    before = site.seconded.must(f"{here}?from={TODAY.year - 1}-01-01&to={TODAY.year - 1}-12-31")
    assert all(it["contributions"] == 0 for it in before["headings"])
    refused(site.seconded.ask(here + "?from=2026-02-01&to=2026-01-01"), 400, "query.bad_value")
    assert site.elected.must(here)["title"] == HEAD["title"]
    return told


def nobody_else_s(site, here, ids, made, value):
    for other in (site.chief, site.carole, site.anne, site.root):
        assert other.must("/api/v1/grids")["grids"] == []
        for path in ("", "/documents", "/report.csv", "/report.xlsx"):
            refused(other.ask(here + path), 404, "grid.unknown")
        refused(other.ask(f"/api/v1/grid-indicators/{made['F']}/values"), 404, "grid.unknown_indicator")
        refused(other.ask(here + "/documents", "POST", {"form": "pdf", "from": "2026-01-01", "to": "2026-12-31"}), 404, "grid.unknown")
    for other in (site.chief, site.carole):
        refused(other.ask(here + "/actions"), 404, "grid.unknown")
        refused(other.ask(here, "PUT", {**HEAD, "version": 2}), 404, "grid.unknown")
        refused(other.ask(here + "/copies", "POST", HEAD), 404, "grid.unknown")
        refused(other.ask(here + "/headings", "POST", heading("3")), 404, "grid.unknown")
        refused(other.ask(f"/api/v1/grid-headings/{ids['2']}", "PUT", {**heading("2"), "version": 1}), 404, "grid.unknown_heading")
        refused(other.ask(f"/api/v1/grid-headings/{ids['2']}/indicators", "POST", facts("X")), 404, "grid.unknown_heading")
        refused(other.ask(f"/api/v1/grid-indicators/{made['F']}?version=1", "DELETE"), 404, "grid.unknown_indicator")
        refused(other.ask(f"/api/v1/grid-values/{value}?version=2", "DELETE"), 404, "grid.unknown_value")
        refused(other.ask(here + "?version=2", "DELETE"), 404, "grid.unknown")
    for kind in ("grid", "grid_heading", "grid_indicator", "grid_value"):
        rows = site.root.must(f"/api/v1/audit?kind={kind}")["rows"]
        assert rows and all(it["before"] is None and it["after"] is None for it in rows), f"the trail tells the keeper nothing of a {kind}"


def as_files(site, here, told):
    status, headers, body = site.seconded.whole(f"{here}/report.csv?{YEAR}")
    assert status == 200 and "attachment" in headers["Content-Disposition"], (status, headers)
    text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    values = {row[2]: row[5] for row in rows[1:] if len(row) > 8 and row[2]}
    assert values["A"] == str(MAILED + ALONE) and values["G"] == "" and set(values) == set(told), values
    status, _, body = site.seconded.whole(f"{here}/report.xlsx?{YEAR}")
    assert status == 200 and zipfile.ZipFile(io.BytesIO(body)).testzip() is None
    made = {}
    for form in ("pdf", "docx", "odt"):
        asked = site.seconded.post(here + "/documents", {"form": form, "from": f"{TODAY.year}-01-01", "to": f"{TODAY.year}-12-31"})
        deadline = time.monotonic() + 60
        while not (now := by(site.seconded.must(here + "/documents")["documents"], "id", asked["id"]))["madeAt"]:
            assert not now["failure"] and time.monotonic() < deadline, now
            time.sleep(0.1)
        status, headers, made[form] = site.seconded.whole(f"/api/v1/grid-documents/{asked['id']}")
        assert status == 200 and f"contrat-{TODAY.year}-01-01" in headers["Content-Disposition"], headers
        refused(site.chief.ask(f"/api/v1/grid-documents/{asked['id']}"), 404, "convention.unknown_document")
    text = text_of_pdf(made["pdf"])
    assert "Rubrique <b>1.2</b>" in text and str(MAILED) in text and "Préfecture de région" in text, text
    for form, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        assert str(MAILED) in zipfile.ZipFile(io.BytesIO(made[form])).read(member).decode(), form
    refused(site.seconded.ask(here + "/documents", "POST", {"form": "page", "from": "2026-01-01", "to": "2026-12-31"}), 400,
            "convention.bad_value")


def copied_to_the_next(site, here):
    head = {**HEAD, "title": "Contrat suivant", "startsOn": f"{TODAY.year + 2}-01-01", "endsOn": f"{TODAY.year + 3}-12-31"}
    copied = site.cma.post(here + "/copies", head)
    next_one = site.cma.must("/api/v1/grids/" + copied["id"])
    assert here.endswith(next_one["previous"]) and [it["code"] for it in next_one["headings"]] == ["1", "1.1", "1.2", "2", "10"]
    assert len(next_one["headings"][2]["actions"]) == 2
    targets = next_one["headings"][0]["indicators"][0]["targets"]
    assert targets == [{"year": TODAY.year + 2, "target": MAILED + ALONE}], targets
    assert by(next_one["headings"][3]["indicators"], "code", "F")["value"] is None, "values stay"
    site.cma.must(f"/api/v1/grids/{copied['id']}?version={next_one['version']}", "DELETE")
    refused(site.cma.ask(f"/api/v1/grids/{copied['id']}"), 404, "grid.unknown")


def begun_within_a_year(site, prospecting):
    """A year of which the contract holds a part: its target is that part's, and so is the period that is shown."""
    first, last = f"{TODAY.year}-{TODAY.month:02}-01", f"{TODAY.year + 1}-03-31"
    here = "/api/v1/grids/" + site.cma.post("/api/v1/grids", {**HEAD, "title": "En cours d'année", "startsOn": first, "endsOn": last})["id"]
    of = site.cma.post(here + "/headings", heading("1", actions=[prospecting]))["id"]
    targets = [{"year": TODAY.year, "target": 40}, {"year": TODAY.year + 1, "target": 20}]
    site.cma.post(f"/api/v1/grid-headings/{of}/indicators", {**facts("A", "businesses"), "targets": targets})
    shown = site.cma.must(here)
    part = {"year": TODAY.year, "from": first, "to": f"{TODAY.year}-12-31"}
    assert (shown["from"], shown["to"]) == (part["from"], part["to"]), "the days of the contract"
    assert shown["partYears"] == ([part] if TODAY.month > 1 else []), shown["partYears"]
    for period, target in ((YEAR, 40), (f"from={first}&to={last}", 60), (f"from={TODAY.year + 1}-01-01&to={TODAY.year + 1}-12-31", 20)):
        assert site.cma.must(f"{here}?{period}")["headings"][0]["indicators"][0]["target"] == target, period
    following = {"year": TODAY.year + 1, "from": f"{TODAY.year + 1}-01-01", "to": last}
    assert site.cma.must(f"{here}?from={first}&to={last}")["partYears"][-1] == following
    body = site.cma.whole(f"{here}/report.csv?from={first}&to={last}")[2]
    text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
    assert f"Cibles de {TODAY.year + 1} : du {following['from']} au {last}" in text, text
    version = site.cma.must(here)["version"]
    site.cma.must(f"{here}?version={version}", "DELETE")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Partners(server, AGENTS, rows=40000)
        site.chief, site.anne, site.cma, site.seconded, site.elected, site.carole = site.browsers(*AGENTS)
        convention = signed(site.chief, site.ids)
        actions = f"/api/v1/conventions/{convention['id']}/actions"
        axes = [it["id"] for it in convention["axes"]]
        prospecting = site.chief.post(actions, sheet(site, axes[0], "1.1", "Rencontrer les artisans"))["id"]
        takeover = site.chief.post(actions, sheet(site, axes[3], "4.1", "Pré-diagnostic de transmission"))["id"]
        businesses = businesses_of(site.anne, convention, MAILED + ALONE)
        work_of_the_coglais(site.seconded, businesses[:MAILED], prospecting, takeover)
        for who, action, some in ((site.seconded, "", businesses[MAILED:]), (site.anne, "", businesses[:3]),
                                  (site.anne, prospecting, businesses[:3])):
            for business in some:
                who.post(f"/api/v1/establishments/{business}/exchanges", {
                    "way": "visit", "theme": "takeover", "on": TODAY.isoformat(), "minutes": 30, "notes": "", "met": "", "action": action})
        here = written_by_its_coordinators(site)
        ids = with_headings(site, here, prospecting, takeover)
        made, value = with_indicators(site, ids)
        told = counted_from_the_work(site, here, prospecting, takeover)
        nobody_else_s(site, here, ids, made, value)
        as_files(site, here, told)
        copied_to_the_next(site, here)
        begun_within_a_year(site, prospecting)
        server.stop()


if __name__ == "__main__":
    main()
