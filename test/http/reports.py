#!/usr/bin/env python3
"""Reports of a convention: their figures against a count of the work, who writes which words, what stays once issued, the files.

The work is the one of the Coglais with its chamber of trades (docs/convention.md): 165 craft businesses all mailed, 47 % of them called or
visited, a diagnosis offered to 70 heads over 50, 23 of them visited. The convention is that of the Pays Créçois and its chambers.

usage: reports.py BINARY OPENAPI
"""

import datetime
import io
import subprocess
import sys
import time
import zipfile

from conventions import HOME, PARTNERS, Partners, refused
from exchanges import signed
from people import PeopleServer

CMA = PARTNERS[1]
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "chef@cma.fr": ("coordinator", CMA),
          "seconded@cma.fr": ("adviser", CMA), "nora@voisine.fr": ("coordinator", PARTNERS[3])}
TODAY = datetime.date.today()
YEAR = f"from={TODAY.year}-01-01&to={TODAY.year}-12-31"
MAILED, REACHED, OFFERED, VISITED = 165, 78, 70, 23
SCRIPT = "Une année <script>alert(1)</script>\n\nd'été & d'hiver."


def sheet(site, axis, code, title):
    return {"axis": axis, "code": code, "title": title, "context": "", "objectives": "", "audience": "", "description": "",
            "deliverables": "", "risks": "", "pilot": "", "progress": "running", "startsOn": "", "endsOn": "", "milestones": [],
            "budget": [{"label": "Poste", "financer": "", "financerName": "Région", "nature": "subsidy", "planned": 2500000,
                        "committed": 1000000, "spent": 900050}],
            "members": [{"organisation": site.ids[CMA], "part": "lead", "plannedHalfDays": 180, "dayCost": 0},
                        {"organisation": site.ids[HOME], "part": "partner", "plannedHalfDays": 10, "dayCost": 0}]}


def indicator(chief, action, code, label, measure, target, kinds=()):
    return chief.post(f"/api/v1/actions/{action}/indicators", {
        "code": code, "label": label, "effect": "output", "unit": "entreprises", "method": "", "baseline": None,
        "targets": [{"year": TODAY.year, "target": target}], "gathering": "sum",
        "computed": {"measure": measure, "kinds": list(kinds), "organisation": "", "field": ""}})


def businesses_of(browser, convention, count):
    found, cursor = [], ""
    territory = "list:" + ",".join(sorted({it["now"]["code"] for it in convention["perimeter"]}))
    while len(found) < count:
        page = browser.must(f"/api/v1/establishments?territory={territory}&field=economic-fabric&limit=100{cursor}")
        found += [row["id"] for row in page["rows"] if not row["local"]]
        assert page["next"] or len(found) >= count, len(found)
        cursor = "&cursor=" + (page["next"] or "")
    return found[:count]


def work_of_the_coglais(adviser, businesses, prospecting, takeover):
    def note(business, way, action, minutes, theme="other"):
        adviser.post(f"/api/v1/establishments/{business}/exchanges", {
            "way": way, "theme": theme, "on": TODAY.isoformat(), "minutes": minutes, "notes": "", "met": "", "action": action})

    for business in businesses:
        note(business, "mail", prospecting, 0)
    for number, business in enumerate(businesses[:REACHED]):
        note(business, "visit" if number < VISITED else "call", prospecting, 60 if number < VISITED else 10)
    for number, business in enumerate(businesses[:OFFERED]):
        note(business, "mail", takeover, 5, "takeover")
        if number < VISITED:
            note(business, "visit", takeover, 90, "takeover")


def by(rows, name, value):
    return next(it for it in rows if it[name] == value)


def told(rows):
    return rows["contributions"], rows["businesses"], rows["visited"], rows["minutes"]


def figures_are_a_count_of_the_work(site, convention, prospecting, takeover):
    figures = site.chief.must(f"/api/v1/conventions/{convention}/figures?{YEAR}")
    minutes = VISITED * 60 + (REACHED - VISITED) * 10, OFFERED * 5 + VISITED * 90
    count = MAILED + REACHED, OFFERED + VISITED
    assert told(figures["whole"]) == (sum(count), MAILED, VISITED, sum(minutes)), figures["whole"]
    assert told(by(figures["actions"], "id", prospecting)) == (count[0], MAILED, VISITED, minutes[0])
    assert told(by(figures["actions"], "id", takeover)) == (count[1], OFFERED, VISITED, minutes[1])
    assert [told(it)[1] for it in figures["axes"]] == [MAILED, 0, 0, OFFERED]
    assert [it["actions"] for it in figures["axes"]] == [1, 0, 0, 1]
    cma = by(figures["partners"], "leads", 2)
    assert cma["organisation"]["name"] == CMA and told(cma)[3] == sum(minutes) and cma["plannedHalfDays"] == 360
    assert {it["kind"]: told(it)[1] for it in figures["kinds"]} == {"mail": MAILED, "visit": VISITED, "call": REACHED - VISITED}
    month = by(figures["months"], "month", TODAY.isoformat()[:7])
    assert told(month)[0] == sum(count) and len(figures["months"]) == 12
    members = by(figures["actions"], "id", takeover)["members"]
    assert [(it["part"], it["minutes"]) for it in members] == [("lead", minutes[1]), ("partner", 0)], members
    assert figures["money"] == [{"financer": "Région", "nature": "subsidy", "planned": 5000000, "committed": 2000000, "spent": 1800100}]
    values = {it["code"]: (it["value"], it["progress"]) for it in figures["indicators"]}
    assert values == {"C1": (REACHED, REACHED / MAILED), "C2": (OFFERED, 1), "C3": (VISITED, VISITED / 23)}, values
    assert round(100 * values["C1"][1]) == 47, "47 % called or visited"
    assert figures["whole"]["covered"] == MAILED and figures["whole"]["establishments"] > MAILED, figures["whole"]
    assert told(figures["before"]) == (0, 0, 0, 0) and figures["before"]["to"].startswith(str(TODAY.year - 1))
    first = site.chief.must(f"/api/v1/conventions/{convention}/figures?from=2017-01-01&to=2018-12-31")
    assert first["before"] is None and told(first["whole"]) == (0, 0, 0, 0)
    refused(site.nora.ask(f"/api/v1/conventions/{convention}/figures"), 404, "convention.unknown")
    refused(site.chief.ask(f"/api/v1/conventions/{convention}/figures?from=2026-02-01&to=2026-01-01"), 400, "query.bad_value")
    return figures


def written_by_its_coordinator_and_each_party(site, convention):
    reports = f"/api/v1/conventions/{convention}/reports"
    head = {"title": f"Bilan {TODAY.year}", "from": f"{TODAY.year}-01-01", "to": f"{TODAY.year}-12-31"}
    refused(site.cma.ask(reports, "POST", head), 403, "convention.not_yours")
    refused(site.anne.ask(reports, "POST", head), 403, "access.denied")
    refused(site.chief.ask(reports, "POST", {**head, "to": "2001-01-01"}), 400, "convention.bad_value")
    refused(site.chief.ask(reports, "POST", {**head, "to": ""}), 400, "service.bad_field")
    headers = {"Idempotency-Key": "bilan"}
    first, again = (site.chief.ask(reports, "POST", head, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again and len(site.anne.must(reports)["reports"]) == 1
    here = f"/api/v1/reports/{first[1]['id']}"
    refused(site.nora.ask(here), 404, "convention.unknown_report")
    seen = site.cma.must(here)
    assert (seen["mayReport"], seen["status"]) == (False, "draft")
    assert [it["section"] for it in seen["blocks"] if it["mine"]] == ["party:" + site.ids[CMA]]
    assert [it["section"].split(":")[0] for it in seen["blocks"]] == ["opening"] + ["axis"] * 4 + ["party"] * 4 + ["outlook"]
    block = {"section": "opening", "text": SCRIPT, "version": 0}
    site.chief.must(here + "/blocks", "PUT", block)
    refused(site.chief.ask(here + "/blocks", "PUT", block), 409, "convention.changed")
    refused(site.cma.ask(here + "/blocks", "PUT", {**block, "version": 1}), 403, "convention.not_yours")
    site.cma.must(here + "/blocks", "PUT", {"section": "party:" + site.ids[CMA], "text": "Un conseiller détaché deux jours par semaine.",
                                           "version": 0})
    assert site.anne.must(here)["blocks"][0]["text"] == SCRIPT, "text is text"
    site.chief.must(here, "PUT", {"version": 1, **head, "title": "Bilan de l'année"})
    return here


def made_by_a_job(browser, here, form, seconds=60):
    asked = browser.post(here + "/documents", {"form": form})
    assert asked["madeAt"] is None and asked["failure"] is None
    deadline = time.monotonic() + seconds
    while True:
        now = by(browser.must(here + "/documents")["documents"], "id", asked["id"])
        if now["madeAt"]:
            break
        assert not now["failure"] and time.monotonic() < deadline, now
        time.sleep(0.1)
    status, headers, body = browser.whole(f"/api/v1/report-documents/{asked['id']}")
    assert status == 200 and "attachment" in headers["Content-Disposition"], (status, headers)
    return asked["id"], body


def text_of_pdf(body):
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()


def pages_of(text):
    return text.count("\f")


def files(site, here):
    document, body = made_by_a_job(site.anne, here, "pdf")
    text = text_of_pdf(body)
    assert body.startswith(b"%PDF") and "Bilan de l'année" in text.replace("’", "'") and "Projet" in text, text[:500]
    assert "<script>alert(1)</script>" in text and "Un conseiller détaché deux jours par semaine." in text
    site.chief.must(here + "/blocks", "PUT", {"section": "outlook", "text": "Plus de visites encore. " * 160, "version": 0})
    site.chief.must(here + "/blocks", "PUT", {"section": "opening", "text": SCRIPT + "\nEncore une ligne." * 200, "version": 1})
    assert f"{MAILED}" in text and "47" in text and "9 000,50" in text.replace("\u202f", " "), "figures as they are read"
    refused(site.nora.ask(f"/api/v1/report-documents/{document}"), 404, "convention.unknown_document")
    refused(site.nora.ask(here + "/documents", "POST", {"form": "pdf"}), 404, "convention.unknown_report")
    refused(site.anne.ask(here + "/documents", "POST", {"form": "doc"}), 400, "service.bad_field")
    _, page = made_by_a_job(site.chief, here, "page")
    page = text_of_pdf(page)
    assert pages_of(page) == 1 and "2 objectifs atteints sur 3." in page, page
    assert "Un conseiller détaché" not in page and "Agent" not in page
    for form, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        _, body = made_by_a_job(site.chief, here, form)
        inside = zipfile.ZipFile(io.BytesIO(body)).read(member).decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in inside and str(MAILED) in inside, form
    _, renewed = made_by_a_job(site.chief, here, "pdf")
    assert renewed.startswith(b"%PDF")
    refused(site.anne.ask(f"/api/v1/report-documents/{document}"), 404, "convention.unknown_document")


def stays_as_issued(site, here, figures, businesses, action):
    version = site.chief.must(here)["version"]
    refused(site.cma.ask(here + "/issue", "POST", {"version": version}), 403, "convention.not_yours")
    refused(site.chief.ask(here + "/issue", "POST", {"version": version - 1}), 409, "convention.changed")
    site.chief.must(here + "/issue", "POST", {"version": version})
    site.seconded.post(f"/api/v1/establishments/{businesses[-1]}/exchanges", {
        "way": "visit", "theme": "other", "on": TODAY.isoformat(), "minutes": 5, "notes": "", "met": "", "action": action})
    issued = site.anne.must(here)
    assert issued["status"] == "issued" and issued["issuedBy"]["name"] == "Agent chief"
    assert issued["figures"]["whole"] == figures["whole"] and not any(it["mine"] for it in issued["blocks"])
    refused(site.chief.ask(here + "/blocks", "PUT", {"section": "outlook", "text": "x", "version": 0}), 409, "convention.report_issued")
    refused(site.chief.ask(f"{here}?version={version + 1}", "DELETE"), 409, "convention.report_issued")
    _, body = made_by_a_job(site.anne, here, "pdf")
    assert "Publié le" in text_of_pdf(body)
    refused(site.chief.ask(here + "/reopening", "POST", {"version": version + 1, "why": " "}), 400, "text.empty")
    site.chief.must(here + "/reopening", "POST", {"version": version + 1, "why": "Une visite oubliée"})
    assert site.anne.must(here)["figures"]["whole"]["visited"] == figures["whole"]["visited"] + 1
    trail = [it["action"] for it in site.root.must("/api/v1/audit?kind=report&record=" + here.rsplit("/", 1)[1])["rows"]]
    assert trail[:2] == ["report.reopened", "report.issued"] and trail[-1] == "report.drafted", trail
    site.chief.must(f"{here}?version={version + 2}", "DELETE")
    refused(site.anne.ask(here), 404, "convention.unknown_report")


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Partners(server, AGENTS, rows=40000)
        site.chief, site.anne, site.cma, site.seconded, site.nora = site.browsers(*AGENTS)
        convention = signed(site.chief, site.ids)
        actions = f"/api/v1/conventions/{convention['id']}/actions"
        axes = [it["id"] for it in convention["axes"]]
        prospecting = site.chief.post(actions, sheet(site, axes[0], "1.1", "Rencontrer les artisans"))["id"]
        takeover = site.chief.post(actions, sheet(site, axes[3], "4.1", "Pré-diagnostic de transmission"))["id"]
        indicator(site.chief, prospecting, "C1", "Appelées ou visitées", "businesses", MAILED, ("call", "visit"))
        indicator(site.chief, takeover, "C2", "Pré-diagnostics proposés", "businesses", OFFERED)
        indicator(site.chief, takeover, "C3", "Visitées", "visited", VISITED)
        businesses = businesses_of(site.anne, convention, MAILED)
        work_of_the_coglais(site.seconded, businesses, prospecting, takeover)
        figures = figures_are_a_count_of_the_work(site, convention["id"], prospecting, takeover)
        here = written_by_its_coordinator_and_each_party(site, convention["id"])
        files(site, here)
        stays_as_issued(site, here, figures, businesses, prospecting)
        server.stop()


if __name__ == "__main__":
    main()
