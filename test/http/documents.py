#!/usr/bin/env python3
"""Documents attached to records: who attaches, lists, is handed out and removes what, record by record; what is refused; what is left.

The Pays Créçois and its chambers, who signed a convention, and a neighbour who is a party to nothing.

usage: documents.py BINARY OPENAPI
"""

import hashlib
import http.client
import sys
import urllib.parse

from conventions import HOME, PARTNERS, Partners, change, refused
from exchanges import TODAY, first_of, note, signed
from people import FAST, NO_SECOND_FACTOR, PeopleServer
from sharing import statement

CMA = PARTNERS[1]
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "field@pays.fr": ("field_agent", HOME),
          "elected@pays.fr": ("elected", HOME), "analyst@pays.fr": ("analyst", HOME), "chef@cma.fr": ("coordinator", CMA),
          "carole@cma.fr": ("adviser", CMA), "nora@voisine.fr": ("coordinator", PARTNERS[3])}
LIMIT = 3 << 20
LIMITS = FAST + f"document_bytes = {LIMIT}\n"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 900  # several pieces


def send(browser, record, content=PDF, file="bail signé.pdf", key=None, **more):
    query = urllib.parse.urlencode({"file": file, **{name: "true" for name, on in more.items() if on}})
    headers = {"Content-Type": "application/octet-stream", **({"Idempotency-Key": key} if key else {})}
    return browser.ask(f"/api/v1/documents/{record}?{query}", "POST", content, headers=headers)


def attach(browser, record, content=PDF, **more):
    status, made = send(browser, record, content, **more)
    assert status == 200, (record, status, made)
    return made["id"]


def listed(browser, record):
    return browser.must("/api/v1/documents/" + record)["documents"]


def told(browser, record):
    """(status, names) of a list, and whether one may attach."""
    status, body = browser.ask("/api/v1/documents/" + record)
    return (status, [it["name"] for it in body["documents"]], body["mayAttach"]) if status == 200 else (status, body["error"], False)


def table(record, rows, unknown):
    """Who reads which names; `unknown`: the error of who is not shown the record."""
    for browser, names, may in rows:
        expected = (404, unknown, False) if names is None else (200, names, may)
        assert told(browser, record) == expected, (record, browser.session["agent"], told(browser, record), expected)
        for it in listed(browser, record) if names else []:
            status, headers, body = browser.whole("/api/v1/documents/" + it["id"])
            assert status == 200 and hashlib.sha256(body).hexdigest() == it["sha256"] and len(body) == it["size"]
            assert headers["Content-Disposition"].startswith("attachment; ") and headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Content-Security-Policy"].startswith("sandbox") and "no-store" in headers["Cache-Control"]


def of_a_convention(server, everybody, convention):
    chief, anne, _, elected, analyst, chef, carole, nora = everybody
    record = "convention/" + convention["id"]
    marked = attach(chief, record, file="texte.pdf", impersonal=True)
    attach(chef, record, PDF + b"2", file="délibération CMA.pdf")
    both = ["délibération CMA.pdf", "texte.pdf"]
    table(record, [(chief, both, True), (chef, both, True), (anne, both, False), (carole, both, False), (elected, ["texte.pdf"], False),
                   (analyst, ["texte.pdf"], False), (nora, None, False)], "convention.unknown")
    refused(server.browser().ask("/api/v1/documents/" + record), 401, "access.sign_in")
    hidden = next(it for it in listed(chief, record) if not it["impersonal"])
    for browser in (elected, analyst, nora):
        refused(browser.ask("/api/v1/documents/" + hidden["id"]), 404, "documents.unknown")
    refused(server.browser().ask("/api/v1/documents/" + marked), 401, "access.sign_in")
    refused(send(anne, record, b"%PDF-x"), 403, "documents.not_yours")
    refused(send(elected, record, b"%PDF-x"), 403, "documents.not_yours")
    refused(send(nora, record, b"%PDF-x"), 404, "convention.unknown")
    assert [it["changeable"] for it in listed(chef, record)] == [True, False], "a party its own, the keeper all"
    refused(chef.ask(f"/api/v1/documents/{marked}?version=1", "DELETE"), 403, "documents.not_yours")
    refused(chief.ask("/api/v1/documents/" + hidden["id"], "PATCH", {"version": 2, "impersonal": True}), 409, "documents.changed")
    assert chief.must("/api/v1/documents/" + hidden["id"], "PATCH", {"version": 1, "impersonal": True})["version"] == 2
    assert len(listed(elected, record)) == 2
    assert chief.must(f"/api/v1/documents/{hidden['id']}?version=2", "DELETE") == {"changed": True}
    refused(chief.ask(f"/api/v1/documents/{hidden['id']}?version=2", "DELETE"), 404, "documents.unknown")


def of_what_belongs_to_it(site, everybody, convention):
    chief, anne, _, elected, _, chef, carole, nora = everybody
    axis = convention["axes"][0]["id"]
    sheet = {"axis": axis, "code": "1.1", "title": "Visiter", "context": "", "objectives": "", "audience": "", "description": "",
             "deliverables": "", "risks": "", "pilot": "", "progress": "running", "startsOn": "", "endsOn": "", "milestones": [],
             "budget": [], "members": [{"organisation": site.ids[CMA], "part": "lead", "plannedHalfDays": 1, "dayCost": 0}]}
    action = chief.post(f"/api/v1/conventions/{convention['id']}/actions", sheet)
    record = "action/" + action["id"]
    attach(chef, record, file="feuille.pdf")
    table(record, [(chef, ["feuille.pdf"], True), (chief, ["feuille.pdf"], True), (anne, ["feuille.pdf"], False), (elected, [], False),
                   (nora, None, False)], "convention.unknown_action")
    sitting = chief.post(f"/api/v1/conventions/{convention['id']}/sittings", {
        "committee": "steering", "on": TODAY, "place": "", "agenda": "", "minutes": "", "attendance": []})
    record = "sitting/" + sitting["id"]
    minutes = attach(chief, record, file="compte rendu.pdf")
    table(record, [(chief, ["compte rendu.pdf"], True), (carole, ["compte rendu.pdf"], False), (elected, [], False), (nora, None, False)],
          "convention.unknown_sitting")
    chief.must(f"/api/v1/sittings/{sitting['id']}?version=1", "DELETE")
    refused(chief.ask("/api/v1/documents/" + minutes), 404, "documents.unknown")
    report = chief.post(f"/api/v1/conventions/{convention['id']}/reports", {"title": "Bilan", "from": "2018-01-01", "to": "2018-12-31"})
    record = "report/" + report["id"]
    attach(chief, record, file="annexe.pdf")
    table(record, [(chief, ["annexe.pdf"], True), (chef, ["annexe.pdf"], False), (nora, None, False)], "convention.unknown_report")
    indicator = chief.post(f"/api/v1/actions/{action['id']}/indicators", {
        "code": "1", "label": "Emplois", "effect": "impact", "unit": "emplois", "method": "", "baseline": None, "targets": [],
        "gathering": "sum", "computed": None})
    value = chef.post(f"/api/v1/indicators/{indicator['id']}/values", {"on": TODAY, "value": 3, "evidence": "Attestations", "link": ""})
    record = "value/" + value["id"]
    attach(chef, record, file="preuve.pdf")
    table(record, [(chef, ["preuve.pdf"], True), (carole, ["preuve.pdf"], False), (nora, None, False)], "convention.unknown_value")


def shows(site, everybody, convention, level):
    """What the Pays Créçois shows of its exchanges to the chamber of trades."""
    chief = everybody[0]
    now = chief.must("/api/v1/conventions/" + convention["id"])
    said = statement(site.ids[HOME], "header", ("exchange", site.ids[CMA], level))
    answer = change(chief, now, "/annexes", "POST", **{"from": now["changedAt"][:10], "why": "", "statements": [said]})
    annex = answer["annexes"][0]
    if annex["status"] == "proposed":
        change(chief, answer | {"id": convention["id"]}, f"/annexes/{annex['id']}/agreement", "POST", organisation=site.ids[HOME])


def opened_by_an_annex(site, everybody, convention, business):
    """Presence and header tell of no document, content does."""
    anne, carole = everybody[1], everybody[6]
    made = note(anne, business)
    record = "exchange/" + made["id"]
    document = attach(anne, record, file="plan.pdf")
    for level, expected in (("presence", (200, [], False)), ("content", (200, ["plan.pdf"], False)),
                            ("nothing", (404, "support.unknown_exchange", False))):
        shows(site, everybody, convention, level)
        assert told(carole, record) == expected, (level, told(carole, record))
        assert (carole.ask("/api/v1/documents/" + document)[0] == 200) == (level == "content"), level
    refused(send(carole, record, b"%PDF-x"), 404, "support.unknown_exchange")


def of_an_exchange(root, everybody, business, key):
    chief, anne, field, elected, analyst, _, carole, nora = everybody
    made = note(anne, business)
    record = "exchange/" + made["id"]
    document = attach(anne, record, file="courrier.pdf", key=key)
    assert attach(anne, record, file="courrier.pdf", key=key) == document, "sent twice, attached once"
    table(record, [(anne, ["courrier.pdf"], True), (chief, ["courrier.pdf"], True), (field, ["courrier.pdf"], False)], "")
    assert told(carole, record) == (200, [], False), "a header tells no document"
    refused(carole.ask("/api/v1/documents/" + document), 404, "documents.unknown")
    for browser in (elected, analyst):
        refused(browser.ask("/api/v1/documents/" + record), 403, "access.denied")
        refused(browser.ask("/api/v1/documents/" + document), 404, "documents.unknown")
    assert told(nora, record)[:2] == (404, "support.unknown_exchange")
    refused(send(field, record, b"%PDF-x"), 403, "documents.not_yours")
    anne.must(f"/api/v1/exchanges/{made['id']}?version=1", "DELETE")
    refused(anne.ask("/api/v1/documents/" + document), 404, "documents.unknown")
    trail = root.must("/api/v1/audit?kind=document&record=" + document)["rows"]
    assert [it["action"] for it in trail] == ["document.removed", "document.attached"]
    assert not any(it["before"] or it["after"] for it in trail), trail


def of_a_sensitive_one(root, everybody, business):
    """Reading it is told to the trail; what it is called is not told to who runs the installation of another organisation."""
    anne, carole = everybody[1], everybody[6]
    made = note(carole, business, theme="distress")
    document = attach(carole, "exchange/" + made["id"], file="mise en demeure.pdf")
    assert told(anne, "exchange/" + made["id"])[:2] == (404, "support.unknown_exchange")
    refused(anne.ask("/api/v1/documents/" + document), 404, "documents.unknown")
    assert carole.ask("/api/v1/documents/" + document)[0] == 200
    trail = root.must("/api/v1/audit?kind=document&record=" + document)["rows"]
    assert [(it["action"], it["before"], it["after"]) for it in trail] == [
        ("document.read", None, None), ("document.attached", None, None)], trail


def of_a_follow_up(everybody, business):
    chief, anne, _, _, _, _, carole, nora = everybody
    made = anne.post(f"/api/v1/establishments/{business}/follow-ups", {
        "title": "Reprise", "objective": "", "theme": "takeover", "action": "", "shared": True})
    record = "follow_up/" + made["id"]
    attach(anne, record, file="plan.pdf")
    table(record, [(anne, ["plan.pdf"], True), (chief, ["plan.pdf"], True), (carole, [], False), (nora, None, False)],
          "support.unknown_follow_up")


def of_a_business(everybody, business):
    chief, anne, field, elected, analyst, _, carole, nora = everybody
    record = "business/" + business
    attach(anne, record, file="kbis.pdf")
    attach(anne, record, PDF + b"2", file="confidence.pdf", keptIn=True)
    attach(carole, record, PDF + b"3", file="audit CMA.pdf")
    own = [it["name"] for it in listed(chief, record)]
    assert own == [None, "confidence.pdf", "kbis.pdf"], own
    seen = listed(carole, record)
    assert [(it["level"], it["name"], it["size"], it["agent"]["name"]) for it in seen] == [
        ("content", "audit CMA.pdf", len(PDF) + 1, "Agent carole"), ("header", None, len(PDF), "Agent anne")], seen
    refused(carole.ask("/api/v1/documents/" + seen[1]["id"]), 404, "documents.unknown")
    assert [it["changeable"] for it in listed(field, record)] == [False] * 3 and [it["changeable"] for it in listed(chief, record)] == [
        False, True, True]
    assert told(nora, record) == (200, [], True)
    for browser in (elected, analyst):
        refused(browser.ask("/api/v1/documents/" + record), 403, "access.denied")
    refused(send(anne, "business/99999999999999", b"%PDF-x"), 404, "query.unknown_business")
    mine = listed(anne, record)[2]
    assert anne.must("/api/v1/documents/" + mine["id"], "PATCH", {"version": 1, "keptIn": True})["version"] == 2
    assert len(listed(carole, record)) == 1


def refusals(anne, business):
    record = "business/" + business
    for content, status, error in ((b"", 400, "documents.empty"), (b"MZ\x90\x00\x03", 415, "documents.refused_type"),
                                   (b"<html><script>", 415, "documents.refused_type"), (b"<svg/>", 415, "documents.refused_type"),
                                   (b"\xff\xd8\xff\xe1\x00", 400, "documents.damaged"), (b"PK\x03\x04", 400, "documents.damaged")):
        refused(send(anne, record, content, file="x.pdf"), status, error)
    refused(send(anne, record, PDF + b"x" * LIMIT), 413, "http.body_too_large")
    refused(send(anne, record, b"%PDF-x", file=""), 400, "query.bad_value")
    refused(send(anne, "shoe/" + business, b"%PDF-x"), 400, "query.bad_value")
    refused(anne.ask("/api/v1/documents/shoe/1"), 400, "query.bad_value")
    attach(anne, record, b"%PDF-once", file="once.pdf")
    refused(send(anne, record, b"%PDF-once", file="twice.pdf"), 409, "documents.twice")
    made = attach(anne, record, b"nom;ville\n", file='../\u202eune "liste" d\'été.csv')
    _, headers, body = anne.whole("/api/v1/documents/" + made)
    assert body == "nom;ville\n" and headers["Content-Type"] == "text/csv"
    assert headers["Content-Disposition"] == ("attachment; filename=\"une liste d'_t_.csv\"; "
                                              "filename*=UTF-8''une%20liste%20d%27%C3%A9t%C3%A9.csv"), headers["Content-Disposition"]


def killed_in_the_middle(server, anne, business):
    """Half of a file was sent: nothing of it is there, and what was attached before is whole."""
    record = "business/" + business
    before = listed(anne, record)
    half = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    half.putrequest("POST", f"/api/v1/documents/{record}?file=half.pdf")
    for name, value in (("Content-Length", str(2 << 20)), ("X-Bassin-Token", anne.token),
                        ("Cookie", "; ".join(f"{name}={value}" for name, value in anne.cookies.items()))):
        half.putheader(name, value)
    half.endheaders()
    half.send(PDF)
    server.process.kill()
    server.process.wait(timeout=60)
    half.close()
    server.start(NO_SECOND_FACTOR + LIMITS)
    assert listed(anne, record) == before
    whole = [it for it in before if it["name"]]
    assert whole and all(hashlib.sha256(as_bytes(anne.must("/api/v1/documents/" + it["id"]))).hexdigest() == it["sha256"] for it in whole)


def as_bytes(body):
    return body.encode() if isinstance(body, str) else body


def nothing_left_in_the_files(server, anne, business):
    token = "JETON-PLANTE-DANS-UN-DOCUMENT"
    made = attach(anne, "business/" + business, PDF + token.encode() + PDF, file="jeton plante.pdf", key="planted")
    dump = server.write("before.sqlite", "")
    anne.must(f"/api/v1/documents/{made}?version=1", "DELETE")
    for name in ("casework.db", "casework.db-wal"):
        with open(f"{server.data}/{name}", "rb") as file:
            content = file.read()
        assert token.encode() not in content and b"jeton plante" not in content, "while the server runs: " + name
    server.run("backup", dump, "--data", server.data, "--config", server.cost())
    with open(dump, "rb") as file:
        content = file.read()
    assert token.encode() not in content and b"jeton plante" not in content


def figures(server):
    text = server.ask("/metrics")[2]
    return {line.split()[0]: float(line.split()[1]) for line in text.splitlines() if line.startswith("bassin_document")}


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Partners(server, AGENTS, rows=20000, limits=LIMITS)
        everybody = list(site.browsers(*AGENTS))
        chief, anne = everybody[:2]
        convention = signed(chief, site.ids)
        of_a_convention(server, everybody, convention)
        of_what_belongs_to_it(site, everybody, convention)
        of_an_exchange(site.root, everybody, first_of(anne), "letter-1")
        of_a_sensitive_one(site.root, everybody, first_of(anne))
        opened_by_an_annex(site, everybody, convention, first_of(anne, 4))
        of_a_follow_up(everybody, first_of(anne))
        of_a_business(everybody, first_of(anne, 1))
        refusals(anne, first_of(anne, 2))
        server.until(lambda: figures(server).get("bassin_documents", 0) >= 9, "the metrics tell of the documents")
        killed_in_the_middle(server, anne, first_of(anne, 1))
        nothing_left_in_the_files(server, anne, first_of(anne, 3))
        server.stop()


if __name__ == "__main__":
    main()
