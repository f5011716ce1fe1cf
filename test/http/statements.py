#!/usr/bin/env python3
"""No page asks the store a question per row: with ten times the records, every question that can be asked takes as many statements.

The server counts them itself (bassin_store_statements of /metrics). A page is asked twice: what is kept in memory is read by the first.

usage: statements.py BINARY OPENAPI
"""

import datetime
import re
import sys
import urllib.parse
import uuid

import zone_files as files
from conventions import CHIEFS, HOME, PARTNERS, Partners, change
from documents import attach
from exchanges import first_of, note, signed, HERE
from follow_ups import follow_up
from imports import COLUMNS, brought, csv
from people import PeopleServer
from reports import indicator, sheet
from rivers import hubeau, series
from zones import RING, look_for_the_place

FEW, MANY = 5, 50
AUTHORS = [f"author{number}@pays.fr" for number in range(12)]  # what several people wrote is read with their names
PURGERS = [f"purger{number}@pays.fr" for number in range(12)]  # who lists what is past its time
TODAY = datetime.date.today().isoformat()
MORNING = TODAY + "T00:00:00.000Z"
LONG_AGO = "2020-01-15"  # all terms have come
VOTE = {"body": "assemblée", "number": "7", "on": "2017-12-01", "transmittedOn": "",
        "signatory": "Mme Exemple", "signatoryTitle": "Présidente"}
# What no record of casework is in, or what cannot be asked here: the reason stands beside it.
LEFT = {
    "/api/v1/session/provider": "leads away to a provider", "/api/v1/session/provider/callback": "comes from a provider",
    "/api/v1/invitations/{token}": "wants the token of a mail", "/api/v1/report-documents/{id}": "one file, made by a job",
    "/api/v1/grid-documents/{id}": "one file, made by a job",
    "/api/v1/damage-forms/{code}/reports/{id}/photos": "wants the token of a report",
    "/api/v1/crisis-letters/{id}": "one file, made by a job",
    "/api/v1/crisis-report-files/{id}": "one file, made by a job",
    "/api/v1/feed": "wants the key of a feed, and reads by pages", "/api/v1/contours/{territory}": "no outlines are loaded",
    "/api/v1/session/notice": "a text", "/api/v1/purges/{id}/archive": "one file, of a purge",
}


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, {**CHIEFS, "cma@cma.fr": ("adviser", PARTNERS[1]),
                                     **{email: ("adviser", HOME) for email in AUTHORS},
                                     **{email: ("administrator", HOME) for email in PURGERS}}, rows=2000)
        self.root, self.ids = partners.root, partners.ids
        self.chief, self.anne, self.carole, self.cma = partners.browsers("chief@pays.fr", "anne@pays.fr", "carole@cci.fr", "cma@cma.fr")
        self.authors, self.purgers = list(partners.browsers(*AUTHORS)), list(partners.browsers(*PURGERS))
        self.convention = signed(self.chief, self.ids)
        self.business = first_of(self.anne)
        rows = self.anne.must("/api/v1/establishments?territory=epci:247700438&field=all&state=active&limit=100")["rows"]
        self.rows = [row["id"] for row in rows if not row["local"] and row["id"] != self.business]
        note(self.anne, self.rows[-1], on="2019-03-20")  # past its time
        look_for_the_place(self.anne)
        self.axis = self.convention["axes"][0]["id"]
        self.actions = f"/api/v1/conventions/{self.convention['id']}/actions"
        self.first = {}
        self.amendment = self.chief.post("/api/v1/conventions", {
            "kind": "amendment", "parent": self.convention["id"], "title": "Avenant", "startsOn": "2019-01-01"})

    def keep(self, name, made):
        self.first.setdefault(name, made["id"])
        return made

    def casework(self, number):
        here, author = f"/api/v1/establishments/{self.business}", self.authors[number % len(AUTHORS)]
        self.keep("exchange", note(author, self.business, notes=str(number)))
        document = attach(author, "business/" + self.business, b"%PDF-1.7\n" + str(number).encode(), file=f"{number}.pdf")
        self.first.setdefault("document", document)
        note(self.cma, self.business)
        self.keep("need", author.post(here + "/needs", {"theme": "premises", "text": str(number), "to": {
            "organisation": self.ids[PARTNERS[1]]}}))
        self.cma.post(here + "/needs", {"theme": "premises", "text": str(number), "to": {"organisation": self.ids[HOME]}})
        accompanied = self.keep("follow_up", author.post(here + "/follow-ups", follow_up(shared=False, title=f"Suivi {number}")))
        author.post(here + "/needs", {"theme": "premises", "text": f"De suivi {number}", "followUp": accompanied["id"], "to": {
            "organisation": self.ids[PARTNERS[1]]}})
        self.keep("contact", author.post(here + "/contacts", {
            "name": f"Personne {number}", "channels": [{"kind": "phone", "value": f"01646{number:05}"}]}))
        self.cma.post(here + "/contacts", {"name": f"Personne {number}", "channels": [{"kind": "phone", "value": f"01646{number:05}"}]})
        author.post("/api/v1/reminders", {
            "text": str(number), "dueOn": TODAY, "business": self.business, "followUp": accompanied["id"]})
        author.must(f"{here}/tags/{urllib.parse.quote(f'Mot {number}')}", "PUT", {})
        portfolio = author.post("/api/v1/portfolios", {"name": f"Portefeuille {number}"})
        author.must(f"/api/v1/portfolios/{portfolio['id']}/businesses/{self.business}", "PUT")
        before = [it["id"] for it in author.must(here + "/casework")["corrections"] if it["inForce"]]
        author.post(here + "/corrections", {"kind": "name", "value": f"Nom {number}", "reason": "vu", "replaces": (before or [None])[0]})
        self.keep("project", author.post("/api/v1/projects", {
            "name": f"Porteur {number}", "kind": "creation", "stage": "idea", "commune": HERE}))
        self.keep("local", author.post("/api/v1/local-businesses", {"name": f"Fiche {number}", "commune": HERE, "reason": "vue"}))

    def campaigns(self, number):
        """Of each one more target than of the one before, in the state of a letter that is to go out."""
        author = self.authors[number % len(AUTHORS)]
        author.post(f"/api/v1/establishments/{self.rows[number % FEW]}/contacts", {"name": f"Destinataire {number}"})
        made = self.keep("campaign", author.post("/api/v1/campaigns", {
            "title": f"Campagne {number}", "means": "post", "theme": "study", "purpose": "surveys", "startsOn": TODAY, "agents": []}))
        at = "/api/v1/campaigns/" + made["id"]
        author.post(at + "/targets", {"businesses": self.rows[:number]})
        author.post(at + "/steps", {"version": 1, "step": "start"})
        author.post(at + "/file", {})
        self.first["campaign"] = made["id"]  # the newest has the most targets
        self.first["target"] = author.must(at + "/targets")["targets"][0]["id"]

    def lists(self, number):
        author = self.authors[number % len(AUTHORS)]
        status, zone = author.ask(f"/api/v1/zones?file=zone.geojson&name=Aire%20{number}&sharing=organisation", "POST",
                                  files.geojson(files.polygon(RING)), headers={"Content-Type": "application/octet-stream"})
        assert status == 200, zone
        self.keep("zone", zone)
        self.keep("selection", author.post("/api/v1/selections", {
            "name": f"Liste {number}", "query": f"territory={HERE}&zone={zone['id']}", "shared": True}))
        people = [[self.business, "", f"Zoé {number} {row}", "", ""] for row in range(number)]
        content = csv(["Siret", "Entreprise", "Contact", "Tél", "Mail"], *people)
        brought(author, content, **COLUMNS, asOf="2026-01-15", purposes="follow_up", origin="partner")
        visits = [[self.business, "01/02/2026", f"Mot {number} {row}", "Locaux"] for row in range(3 * number)]
        self.first["import"] = brought(author, csv(["Siret", "Date", "Type", "Sujet"], *visits), kind="exchanges", siret=1, on=2, way=3,
                                       theme=4)["id"]  # the newest has the most rows and words

    def organisations(self, number):
        team = self.keep("team", self.root.post(f"/api/v1/organisations/{self.ids[HOME]}/teams", {"name": f"Équipe {number}"}))
        self.anne.post("/api/v1/portfolios", {"name": f"De l'équipe {number}", "team": team["id"]})
        self.root.post(f"/api/v1/organisations/{self.ids[HOME]}/invitations", {"email": f"i{number}@pays.fr", "role": "adviser"})
        self.root.post("/api/v1/organisations", {"name": f"CC {number}", "kind": "intercommunality", "territory": "list:77284"})
        self.keep("territory", self.root.post("/api/v1/territory-changes", {
            "on": "2030-01-01", "formers": [{"organisation": self.ids[HOME], "ends": False}], "heirs": [{"key": self.ids[PARTNERS[3]]}],
            "communes": [{"former": self.ids[HOME], "commune": HERE, "heir": self.ids[PARTNERS[3]]}], "homes": []}))
        self.server.browser("anne@pays.fr")  # a session more

    def purges(self, number):
        """One at a time: each is left for the next one."""
        purger = self.purgers[number % len(PURGERS)]
        made = purger.post("/api/v1/purges", {"kinds": ["exchange"]})
        purger.must(f"/api/v1/purges/{made['id']}?version=1", "DELETE")

    def conventions(self, number):
        made = self.chief.post("/api/v1/conventions", {
            "kind": "service", "title": f"Prestation {number}", "reference": "", "startsOn": "2018-01-01", "endsOn": "2018-12-31",
            "renewal": "tacit", "renewalMonths": 12, "noticeMonths": 3})
        made = change(self.chief, made, "/parties", "PUT", organisations=[self.ids[HOME], self.ids[PARTNERS[0]]])
        made = change(self.chief, made, "/perimeter", "PUT", territory="epci:247700438", at="2018-01-01")
        made = change(self.chief, made, "/axes", "PUT", axes=[{"code": "1", "title": "Axe"}])
        made = change(self.chief, made, "/steps", "POST", step="submit")
        if number % 2:  # the others stay in deliberation
            for name in (HOME, PARTNERS[0]):
                made = change(self.chief, made, f"/parties/{self.ids[name]}/deliberation", "PUT", **VOTE)
            change(self.chief, made, "/steps", "POST", step="sign", on="2017-12-20")

    def programme(self, number):
        text = sheet(self, self.axis, f"1.{number}", f"Action {number}")
        text["milestones"] = [{"label": "Courrier", "dueOn": "2018-03-31", "doneOn": ""}]
        made = self.keep("action", self.chief.post(self.actions, text))
        if number < 50:
            indicator(self.chief, self.first["action"], f"C{number}", "Compte", "businesses", 10)
        entered = self.chief.post(f"/api/v1/actions/{made['id']}/indicators", {
            "code": "S", "label": "Saisi", "effect": "output", "unit": "actes", "method": "", "baseline": None, "targets": [],
            "gathering": "sum", "computed": None})
        self.keep("indicator", entered)
        self.chief.post(f"/api/v1/indicators/{self.first['indicator']}/values", {
            "on": f"{2000 + number % 20}-01-{1 + number % 28:02}", "value": number, "evidence": "vu", "link": ""})
        note(self.cma, self.business, action=made["id"])
        here = f"/api/v1/conventions/{self.convention['id']}"
        sitting = self.keep("sitting", self.chief.post(here + "/sittings", {
            "committee": "steering", "on": "2018-06-12", "place": "", "agenda": "", "minutes": "", "attendance": []}))
        self.chief.post(f"/api/v1/sittings/{sitting['id']}/decisions", {
            "text": "Relancer", "follower": self.ids[PARTNERS[0]], "dueOn": "2018-07-31", "outcome": "open", "note": ""})
        year = TODAY[:4]
        report = self.keep("report", self.chief.post(here + "/reports", {
            "title": f"Bilan {number}", "from": f"{year}-01-01", "to": f"{year}-12-31"}))
        self.chief.must(f"/api/v1/reports/{report['id']}/blocks", "PUT", {"section": "opening", "text": "Mots", "version": 0})

    def grids(self, number):
        """Under one heading as many of all that a grid holds as there is room for."""
        year = TODAY[:4]
        facts = {"title": f"Contrat {number}", "authority": "Préfecture", "description": "", "startsOn": f"{year}-01-01",
                 "endsOn": f"{year}-12-31"}
        self.keep("grid", self.chief.post("/api/v1/grids", facts))
        heading = self.keep("heading", self.chief.post(f"/api/v1/grids/{self.first['grid']}/headings", {
            "parent": "", "code": f"{number}", "title": "Rubrique", "description": "", "actions": [self.first["action"]],
            "choices": [{"themes": ["takeover"], "kinds": [], "everywhere": False}]}))
        made = self.keep("grid_indicator", self.chief.post(f"/api/v1/grid-headings/{heading['id']}/indicators", {
            "code": "S", "label": "Saisi", "effect": "output", "unit": "actes", "method": "", "baseline": None, "targets": [],
            "gathering": "sum", "computed": None}))
        self.chief.post(f"/api/v1/grid-headings/{heading['id']}/indicators", {
            "code": "D", "label": "Délai", "effect": "result", "unit": "jours", "method": "", "baseline": None, "targets": [],
            "gathering": "sum", "computed": {"measure": "delay", "kinds": [], "organisation": "", "field": "", "delay": "taken"}})
        for indicator in {made["id"], self.first["grid_indicator"]}:
            self.chief.post(f"/api/v1/grid-indicators/{indicator}/values", {
                "on": f"{year}-01-{1 + number % 28:02}", "value": number, "evidence": "vu", "link": ""})
        note(self.anne, self.business, theme="takeover")

    def amended(self, number):
        """As many changes of one amendment, and axes to reword."""
        self.amendment = self.chief.must("/api/v1/conventions/" + self.amendment["id"])
        changes = [{"kind": "axis_added", "axis": {"code": f"9{code}", "title": "Axe", "description": ""}} for code in range(number)]
        status, answer = self.chief.ask(f"/api/v1/conventions/{self.amendment['id']}/changes", "PUT", {
            "version": self.amendment["version"], "changes": changes})
        assert status == 200, answer

    def annexed(self, number):
        levels = [{"kind": kind, "reader": None, "level": "presence" if number % 2 else "header"} for kind in (
            "exchange", "contact", "need", "follow_up", "document", "campaign")]
        text = self.chief.must("/api/v1/conventions/" + self.convention["id"])
        change(self.chief, text, "/annexes", "POST", **{"from": TODAY, "statements": [{"owner": self.ids[HOME], "levels": levels}]})

    def crises(self, number):
        """Of each one more zone, more cases in more hands, and one more step than of the one before."""
        author = self.authors[number % len(AUTHORS)]
        made = self.keep("crisis", self.chief.post("/api/v1/crises", {"kind": "flood", "title": f"Crue {number}", "beganAt": MORNING}))
        at = "/api/v1/crises/" + made["id"]
        for _ in range(number % 10):
            author.post(at + "/zones", {"source": "communes", "communes": [HERE]})
        cases = author.must(at + f"/cases?limit={number}")["cases"] if number % 10 else []
        for case in cases:
            of_case = "/api/v1/crisis-cases/" + case["id"]
            author.must(of_case, "PUT", {"version": case["version"], "state": "reported"})
            author.post(of_case + "/answers", {"answers": [{"question": "insured", "value": "yes", "number": 0}]})
            author.post(of_case + "/requests", {"right": "tax_deferral", "askedOn": TODAY})
            author.post(of_case + "/requests", {"right": "other", "name": f"Fonds {number}", "askedOn": TODAY})
            author.post(of_case + "/answers", {"answers": [{"question": "hit_on", "value": LONG_AGO, "number": 0}]})
            if number % 3 == 0:
                author.post(of_case + "/after", {"term": 3, "fares": "ceased", "way": "call", "on": TODAY})
            need = author.post(at + "/help", {"side": "need", "kind": "storage", "what": f"place {number}", "case": case["id"]})
            offer = author.post(at + "/help", {"side": "offer", "kind": "storage", "what": f"hangar {number}", "who": "mairie"})
            author.post(f"/api/v1/crisis-help/{need['id']}/agreements", {"offer": offer["id"]})
        for _ in range(number % 10):
            author.post(at + "/reports", {"words": "Décrue"})
        for place in range(number % 10):
            author.post(at + "/lessons", {"heading": "to_do", "text": f"Retour {place}", "until": TODAY})
        letter = self.chief.post("/api/v1/letter-templates", {"title": f"Lettre {number}", "text": "{entreprise}"})["id"]
        for case in cases[:1]:
            for form in ("pdf", "docx", "odt"):
                self.chief.post(f"/api/v1/crisis-cases/{case['id']}/letters", {"template": letter, "form": form})
        self.chief.post("/api/v1/decrees", {"commune": HERE, "peril": "flood", "from": f"2000-01-{number % 28 + 1:02}", "to": TODAY,
                                            "published": TODAY})
        if cases:
            self.first["crisis"], self.first["case"] = made["id"], cases[0]["id"]
            self.damage(number, at, cases[0]["id"])
            self.first["compared"] = ",".join([made["id"], *self.first.get("compared", made["id"]).split(",")[:1]])
            for gone in cases[1:number % 10 // 2]:
                versions = [author.must("/api/v1/crisis-cases/" + it["id"])["version"] for it in (cases[0], gone)]
                author.post(f"/api/v1/crisis-cases/{cases[0]['id']}/merge",
                            {"version": versions[0], "other": gone["id"], "otherVersion": versions[1]})

    def exposed(self, number):
        """Of each one more business with somebody to call, noted by whom the reader is and by a partner; now and then one more zone."""
        business, author = self.rows[(number - 1) % (len(self.rows) - 1)], self.authors[number % len(AUTHORS)]
        person = author.post(f"/api/v1/establishments/{business}/contacts", {"name": f"De nuit {number}", "channels": [
            {"kind": "phone", "value": f"06120{number:05}", "purposes": ["crisis"]}]})["id"]
        at = "/api/v1/exposure/businesses/" + business
        for browser, noting in ((author, {"contact": {"value": "named", "contact": person}, "remark": str(number)}),
                                (self.cma, {"insurance": {"value": "yes"}, "plan": "no"})):
            browser.must(at, "PUT", {"version": browser.must(at)["own"]["version"], **noting})
        if number % 20 == 1:
            everywhere = files.polygon([(2.3, 48.0), (3.6, 48.0), (3.6, 49.2), (2.3, 49.2), (2.3, 48.0)])
            query = urllib.parse.urlencode({"file": "zone.geojson", "name": f"Aire {number}", "source": "DDT", "dated": TODAY})
            status, made = self.chief.ask("/api/v1/hazard-layers?" + query, "POST", files.geojson(everywhere),
                                          headers={"Content-Type": "application/octet-stream"})
            assert status == 200, made

    def damage(self, number, at, case):
        """Reports of one case by several, as many that wait, and the public form."""
        answers = [{"question": "trading", "standing": "given", "value": "closed"}, {"question": "remarks", "standing": "refused"}]
        for place in range(number):
            author = self.authors[place % len(AUTHORS)]
            for more in ({"case": case}, {"typed": {"name": "Chez Léa"}}):
                made = author.post(at + "/damage-reports", {"id": str(uuid.uuid4()), "source": "field", "seenAt": MORNING,
                                                            "answers": answers, **more})
                self.first["damage"] = made["id"]  # the last one, which waits
        self.first["code"] = self.chief.must(at + "/form", "PUT", {"title": "Crue"})["code"]

    def waters(self, number):
        """Each month's worth of levels is cut to what a curve shows; every station proposes."""
        if number == 1:
            self.root.must("/api/v1/waters/watching", "PUT", {"on": True, "version": 0})
        code = f"F{number:09}"
        self.keep("water", self.root.post("/api/v1/waters/stations", {
            "code": code, "name": f"Station {number}", "river": "Grand Morin", "format": "hubeau", "url": "", "lastsMinutes": 0,
            "margin": 100, "thresholds": [{"mark": mark, "word": f"Repère {mark}"} for mark in range(1000, 1000 + min(number, 12))]}))
        status, _ = self.root.ask("/api/v1/waters/files?format=hubeau", "POST", hubeau(code, series(*range(990, 1990, 10))).encode())
        assert status == 200
        if number % 2:
            made = self.chief.must("/api/v1/waters/proposals")["proposals"][0]
            self.chief.post(f"/api/v1/waters/proposals/{made['id']}/dismiss", {"note": f"Vu {number}"})

    def grow(self, begin, end):
        for number in range(begin, end):
            for part in (self.casework, self.campaigns, self.lists, self.organisations, self.conventions, self.programme, self.annexed,
                         self.grids, self.purges, self.crises, self.waters, self.exposed):
                part(number + 1)


def target_of(site, path):
    """The question with the ids of the site, as this path takes them."""
    first = site.first
    ids = {"/establishments/": site.business, "/organisations/": site.ids[HOME], "/contacts/": first["contact"],
           "/local-businesses/": first["local"], "/selections/": first["selection"], "/zones/": first["zone"],
           "/imports/": first["import"], "/conventions/": site.convention["id"], "/actions/": first["action"],
           "/indicators/": first["indicator"], "/reports/": first["report"], "/documents/": first["document"],
           "/jobs/": "none", "/calendars/": "none", "/retention/": "exchange",
           "/territory-changes/": first["territory"], "/projects/": first["project"], "/legal-units/": site.business[:9],
           "/campaigns/": first["campaign"], "/grids/": first["grid"], "/grid-indicators/": first["grid_indicator"],
           "/crises/": first["crisis"], "/crisis-cases/": first["case"], "/waters/stations/": first["water"],
           "/exposure/businesses/": site.rows[0],
           "/damage-forms/": first["code"], "/damage-reports/": first["damage"]}
    if path.endswith("/changes") and "/conventions/" in path:
        ids["/conventions/"] = site.amendment["id"]
    if "{z}" in path:
        return "/api/v1/tiles/8/130/88?territory=" + HERE
    if path == "/api/v1/documents/{of}/{id}":
        return "/api/v1/documents/business/" + site.business
    path = path.replace("{number}", "1")
    if "{target}" in path:
        path = path.replace("{target}", first["target"])
    for part, found in ids.items():
        if part + "{" in path:
            path = re.sub(r"\{[a-z]+\}", found, path)
    asked = {"/api/v1/establishments": "?limit=100&facets=tag,portfolio&territory=" + HERE, "/api/v1/search": "?q=fiche&territory=" + HERE,
             "/api/v1/count": "?by=tag&territory=" + HERE, "/api/v1/series": "?step=year&from=2016&to=2018&territory=" + HERE,
             "/api/v1/territories": "?name=Crecy", "/api/v1/activities": "?words=pain", "/api/v1/contacts": "?limit=100",
             "/api/v1/exchanges": "?of=organisation", "/api/v1/crisis-after": "?of=organisation",
             "/api/v1/crisis-comparison": "?crises=" + first["compared"],
             "/api/v1/follow-ups": "?of=organisation", "/api/v1/reminders": "?of=organisation", "/api/v1/audit": "?limit=500",
             "/api/v1/streets": "?commune=" + HERE, "/api/v1/waters/proposals": "?which=all",
             "/api/v1/jobs": "?limit=100", "/api/v1/territory-proposals": f"?on=2020-01-01&organisation={site.ids[HOME]}"}
    if path.startswith("/api/v1/exports/establishments"):
        return path + "?territory=" + HERE
    return path + asked.get(path, "")


def counts(site):
    """{method route: statements so far}"""
    text = site.root.whole("/metrics")[2]
    found = re.findall(r'bassin_store_statements_(?:sum)\{method="GET",route="([^"]*)"\} (\S+)', text)
    return {route: float(value) for route, value in found}


def statements(site):
    """{path: (statements, status)} of each question, by who may ask it."""
    out = {}
    for path, item in site.server.contract.document["paths"].items():
        if "get" not in item or path in LEFT:
            continue
        need = item["get"]["x-need"]
        browser = site.root if need.startswith("manage") else site.chief if "convention" in need else site.anne
        target = target_of(site, path)
        status = browser.ask(target)[0]
        before = counts(site).get(path, 0)
        browser.ask(target)
        out[path] = counts(site)[path] - before, status
    return out


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        site.grow(0, FEW)
        site.amended(FEW)
        few = statements(site)
        site.grow(FEW, MANY)
        site.amended(MANY)
        many = statements(site)
        server.stop()
    unasked = [path for path, (_, status) in many.items() if status != 200 and "jobs/{id}" not in path and "calendars/" not in path]
    assert not unasked, unasked
    more = [f"{path}: {before:.0f} with {FEW} records, {many[path][0]:.0f} with {MANY}" for path, (before, _) in few.items()
            if before < many[path][0]]
    print("\n".join(f"{many[path][0]:3.0f} {path}" for path in sorted(many, key=lambda it: -many[it][0])[:12]))
    assert not more, "more statements for more records:\n" + "\n".join(more)
    assert max(count for count, _ in many.values()) <= 40, "a page that asks more than forty times"
    print(f"{len(many)} questions take as many statements with {MANY} records as with {FEW}")


if __name__ == "__main__":
    main()
