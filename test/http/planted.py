"""One record of every kind of casework, each field with a token that stands nowhere else: what the table of visibility is walked with."""

import datetime
import itertools
import urllib.parse

import zone_files as files
from conventions import HOME, PARTNERS, Partners, change
from damage_reports import moment, report, said
from documents import attach
from exchanges import HERE, signed
from imports import brought, csv, until
from zones import look_for_the_place, RING

TODAY = datetime.date.today()
CCI, CMA, CA, NEIGHBOUR = PARTNERS
FAR = "CC lointaine"
# Who reads a record of the Pays Créçois, as the table calls them.
AGENTS = {"chief@pays.fr": ("coordinator", HOME), "colleague@pays.fr": ("adviser", HOME), "analyst@pays.fr": ("analyst", HOME),
          "elected@pays.fr": ("elected", HOME), "involved@cma.fr": ("adviser", CMA), "beside@cma.fr": ("adviser", CMA),
          "party@cci.fr": ("adviser", CCI), "left@ca.fr": ("adviser", CA), "joins@cma.fr": ("coordinator", CMA),
          "stranger@voisine.fr": ("adviser", NEIGHBOUR)}
VARIANTS = {"exchange": ("open", "kept in", "distress", "outside", "brought"), "contact": ("open", "private", "outside"),
            "need": ("open", "distress", "outside"), "follow-up": ("shared", "private", "outside"),
            "reminder": ("of a business",), "tag": ("shared", "own"), "portfolio": ("an agent's",), "correction": ("name", "description"),
            "local business": ("person's", "company's"), "selection": ("private", "shared"),
            "zone": ("private", "organisation", "partners"), "membership": ("of a roll",),
            "project": ("open", "kept in", "handed"), "document": ("of a business", "kept in", "of an exchange"),
            "crisis": ("a room's",), "campaign": ("of calls",), "sheet import": ("of exchanges",), "grid": ("of its own",),
            "readiness": ("of a business",), "hazard layer": ("of a prefecture",)}
RUN_BY_COORDINATORS = ("grid", "crisis", "hazard layer")
numbers = itertools.count(11)


def token(stem):
    """A word of letters alone, so that searching finds it."""
    number = next(numbers)
    return "zq" + stem + "".join("abcdefghij"[int(digit)] for digit in str(number))


def one(browser, territory, number):
    rows = browser.must(f"/api/v1/establishments?territory={territory}&field=all&state=any&limit=50")["rows"]
    return [row["id"] for row in rows if not row["local"]][number]


class Planted:
    """`tokens`: {(kind, variant): {field: [text, …]}}; `people`: {(kind, variant) or None: {relation: browser}}."""

    def __init__(self, server):
        agents = dict(AGENTS)
        self.authors = {(kind, variant): f"author{number}@pays.fr" for number, (kind, variant) in enumerate(
            (kind, variant) for kind, variants in VARIANTS.items() if kind != "membership" for variant in variants)}
        agents.update({email: ("coordinator" if kind in RUN_BY_COORDINATORS else "adviser", HOME)
                       for (kind, _), email in self.authors.items()})
        self.site = Partners(server, agents, rows=2000)
        self.server, self.root = server, self.site.root
        self.root.post("/api/v1/organisations", {"name": FAR, "kind": "intercommunality", "territory": "epci:247700339"})
        server.add("far@lointaine.fr", "adviser", FAR)
        server.add("runner@lointaine.fr", "administrator", FAR, "--installation")
        names = {email.split("@")[0]: server.browser(email) for email in (*AGENTS, "far@lointaine.fr", "runner@lointaine.fr")}
        names["signed out"] = server.browser()
        self.names, self.chief = names, names["chief"]
        self.convention = signed(self.chief, self.site.ids)
        self.inside, self.outside = one(self.chief, HERE, 0), one(self.chief, "77284", 0)
        self.tokens, self.own_pages = {}, []
        for kind, variants in VARIANTS.items():
            for variant in variants:
                self.tokens[kind, variant] = getattr(self, kind.replace("-", "_").replace(" ", "_"))(variant, self.author(kind, variant))
        self.departure()

    def author(self, kind, variant):
        if kind == "membership":
            return self.names["involved"]
        email = self.authors[kind, variant]
        if email not in self.names:
            self.names[email] = self.server.browser(email)
        return self.names[email]

    def readers(self, kind, variant):
        """{relation: browser} to that record."""
        relations = ("colleague", "involved", "party", "left", "stranger", "far", "analyst", "elected", "runner", "signed out")
        out = {"author": self.author(kind, variant), **{name: self.names[name] for name in relations}}
        if kind == "membership":  # a chamber's own
            out.update(author=self.names["involved"], colleague=self.names["beside"], involved=self.names["colleague"])
        return out

    def at(self, variant):
        return f"/api/v1/establishments/{self.outside if variant == 'outside' else self.inside}"

    def who(self, kind, variant):
        return "Agent " + self.authors[kind, variant].split("@")[0] + "\""

    def departure(self):
        text = self.chief.must("/api/v1/conventions/" + self.convention["id"])
        change(self.chief, text, f"/parties/{self.site.ids[CA]}/departure", "POST", on="2019-03-10", lastDay="2019-06-10", why="")

    def brought(self, variant, author, name, way, *more):
        """A file of one past exchange, whose agent it names."""
        cells = [self.inside, TODAY.isoformat(), way, "Locaux", self.authors[variant], *more]
        head = ["N° Siret", "Date", "Type", "Thème", "Agent", "Rencontré", "Notes"]
        columns = {"siret": 1, "on": 2, "way": 3, "theme": 4, "agent": 5, "met": 6, "notes": 7}
        return brought(author, csv(head, cells), kind="exchanges", file=name + ".csv", **columns)

    def exchange(self, variant, author):
        notes, met = token("notes"), token("met")
        if variant == "brought":
            until(author, self.brought(("exchange", variant), author, token("classeur"), "Visite", met, notes), "carry-out", "done")
            [made] = [it["id"] for it in author.must("/api/v1/exchanges?of=me")["exchanges"]]
            return {"that": [made], "who": [self.who("exchange", variant)], "text": [notes, met]}
        made = author.post(self.at(variant) + "/exchanges", {
            "way": "visit", "theme": "distress" if variant == "distress" else "premises", "on": TODAY.isoformat(), "minutes": 60,
            "notes": notes, "met": met, "keptIn": variant == "kept in"})
        return {"that": [made["id"]], "who": [self.who("exchange", variant)], "text": [notes, met]}

    def contact(self, variant, author):
        name, function, mail, number = token("nom"), token("rang"), token("mail") + "@exemple.fr", f"01 64 63 00 {next(numbers):02}"
        made = author.post(self.at(variant) + "/contacts", {
            "name": name, "function": function, "private": variant == "private",
            "channels": [{"kind": "phone", "value": number}, {"kind": "email", "value": mail}]})
        self.own_pages.append("/api/v1/contacts/" + made["id"])
        return {"who": [name, function], "text": [mail, number]}

    def need(self, variant, author):
        text = token("besoin")
        receiver = HOME if variant == "outside" else CMA
        made = author.post(self.at(variant) + "/needs", {
            "theme": "distress" if variant == "distress" else "premises", "text": text, "to": {"organisation": self.site.ids[receiver]}})
        return {"that": [made["id"]], "who": [self.who("need", variant)], "text": [text]}

    def follow_up(self, variant, author):
        title, aim, why = token("suivi"), token("but"), token("motif")
        made = author.post(self.at(variant) + "/follow-ups", {
            "title": title, "theme": "premises", "objective": aim, "shared": variant != "private"})
        if variant != "shared":
            return {"that": [made["id"]], "who": [self.who("follow-up", variant)], "text": [title, aim]}
        steps = f"/api/v1/follow-ups/{made['id']}/steps"
        author.post(steps, {"version": 1, "step": "invite", "organisation": self.site.ids[CMA], "why": why})
        self.names["involved"].post(steps, {"version": 2, "step": "accept"})
        return {"that": [made["id"]], "who": [self.who("follow-up", variant)], "text": [title, aim, why]}

    def crisis(self, variant, author):
        """The CMA is in the room, the CCI is asked and has not come. One case, with what was said and reported of it."""
        title, words, note, why, issued, fund, remark, typed = (
            token(it) for it in ("crue", "vue", "releve", "retour", "point", "fonds", "remarque", "enseigne"))
        room = "/api/v1/crises/" + author.post("/api/v1/crises", {
            "kind": "flood", "title": title, "description": words, "beganAt": moment(-600)})["id"]
        for partner in (CMA, CCI):
            author.post(room + "/members", {"organisation": self.site.ids[partner]})
        self.names["joins"].post(room + "/membership", {"joined": True})
        author.post(room + "/zones", {"source": "communes", "communes": [HERE], "field": "all", "note": note})
        case = author.post(room + "/cases", {"business": self.inside, "entry": "added"})["id"]
        at = "/api/v1/crisis-cases/" + case
        version = author.must(at, "PUT", {"version": author.must(at)["version"], "state": "contacted"})["version"]
        author.must(at, "PUT", {"version": version, "state": "reported", "why": why})
        author.post(at + "/requests", {"right": "other", "name": fund, "askedOn": TODAY.isoformat()})
        author.post(room + "/damage-reports", report(said("trading", "closed"), said("remarks", remark), case=case))
        waits = author.post(room + "/damage-reports", report(said("trading", "closed"), typed={"name": typed}))["id"]
        author.post(room + "/reports", {"words": issued})
        of_room = ("", "/zones", "/zones/1", "/cases?limit=500", "/situation", "/reports", "/reports/1", "/reports/1?audience=all",
                   "/deadlines", "/aid", "/form", "/damage-reports?state=waiting", "/damage-reports?state=matched")
        self.own_pages.append(f"/api/v1/damage-reports/{waits}/proposals")
        self.own_pages += [room + it for it in of_room] + [at + it for it in ("", "/rights", "/letters", "/damage-reports")]
        return {"that": [case], "who": [self.who("crisis", variant)], "word": [title], "text": [words, note, fund, remark, typed],
                "why": [why], "issued": [issued]}

    def campaign(self, variant, author):
        """Of one target, whom a contact of its own makes reachable."""
        title, script = token("campagne"), token("trame")
        made = author.post("/api/v1/campaigns", {
            "title": title, "means": "visit", "theme": "premises", "purpose": "follow_up", "startsOn": TODAY.isoformat(), "script": script})
        at = "/api/v1/campaigns/" + made["id"]
        author.post(at + "/targets", {"businesses": [self.inside]})
        self.own_pages += [at, at + "/targets"]
        return {"who": [self.who("campaign", variant)], "text": [script], "word": [title]}

    def sheet_import(self, variant, author):
        """It waits for a word to be said."""
        name, way, met, notes = token("classeur"), token("genre"), token("met"), token("notes")
        made = self.brought(("sheet import", variant), author, name, way, met, notes)
        at = "/api/v1/spreadsheets/imports/" + made["id"]
        self.own_pages += [at, at + "/rows", at + "/words"]
        return {"text": [notes, met], "word": [way], "why": [name]}

    def grid(self, variant, author):
        """An objectives contract with a heading, an indicator and a value."""
        year, stems = TODAY.year, ("contrat", "tutelle", "rubrique", "cible", "preuve")
        title, authority, name, label, evidence = (token(it) for it in stems)
        made = author.post("/api/v1/grids", {"title": title, "authority": authority, "description": "", "startsOn": f"{year}-01-01",
                                             "endsOn": f"{year}-12-31"})
        heading = author.post(f"/api/v1/grids/{made['id']}/headings", {
            "parent": "", "code": "1", "title": name, "description": "", "actions": [], "choices": []})
        indicator = author.post(f"/api/v1/grid-headings/{heading['id']}/indicators", {
            "code": "S", "label": label, "effect": "output", "unit": "actes", "method": "", "baseline": None, "targets": [],
            "gathering": "sum", "computed": None})
        values = f"/api/v1/grid-indicators/{indicator['id']}/values"
        author.post(values, {"on": TODAY.isoformat(), "value": 1, "evidence": evidence, "link": ""})
        at = "/api/v1/grids/" + made["id"]
        self.own_pages += [at, at + "/report.csv", at + "/report.xlsx", at + "/documents", values]
        return {"who": [self.who("grid", variant)], "text": [evidence], "word": [title, authority, name, label]}

    def reminder(self, variant, author):
        text = token("rappel")
        author.post("/api/v1/reminders", {"text": text, "dueOn": TODAY.isoformat(), "business": self.inside})
        return {"text": [text]}

    def tag(self, variant, author):
        word = token("mot")
        author.must(f"{self.at(variant)}/tags/{word}", "PUT", {"shared": variant == "shared"})
        return {"word": [word]}

    def portfolio(self, variant, author):
        name = token("liste")
        made = author.post("/api/v1/portfolios", {"name": name})
        author.must(f"/api/v1/portfolios/{made['id']}/businesses/{self.inside}", "PUT")
        return {"word": [name]}

    def correction(self, variant, author):
        value, why = token(variant), token("raison")
        author.post(self.at(variant) + "/corrections", {"kind": variant, "value": value, "reason": why, "replaces": None})
        return {"word": [value], "why": [why]}

    def local_business(self, variant, author):
        name, why = token("fiche"), token("vue")
        legal = {"legal": "5710"} if variant == "company's" else {}
        made = author.post("/api/v1/local-businesses", {"name": name, "commune": HERE, "reason": why, **legal})
        self.own_pages.append("/api/v1/local-businesses/" + made["id"])
        return {"word": [name], "why": [why]}

    def selection(self, variant, author):
        name = token("recherche")
        made = author.post("/api/v1/selections", {"name": name, "query": "territory=" + HERE, "shared": variant == "shared"})
        self.own_pages.append(f"/api/v1/selections/{made['id']}/changes")
        return {"word": [name]}

    def zone(self, variant, author):
        name = token("aire")
        if not RING:
            look_for_the_place(author)
        query = urllib.parse.urlencode({"file": "zone.geojson", "name": name, "sharing": variant})
        status, answer = author.ask("/api/v1/zones?" + query, "POST", files.geojson(files.polygon(RING)),
                                    headers={"Content-Type": "application/octet-stream"})
        assert status == 200, answer
        self.own_pages.append("/api/v1/zones/" + answer["id"])
        return {"word": [name]}

    def readiness(self, variant, author):
        """Somebody to call, who may be called for a crisis, and a remark."""
        name, remark, digits = token("nuit"), token("cave"), f"{next(numbers):04}"
        number = f"06 12 34 {digits[:2]} {digits[2:]}"
        person = author.post(self.at(variant) + "/contacts", {"name": name, "channels": [
            {"kind": "phone", "value": number, "purposes": ["crisis"]}]})["id"]
        author.must("/api/v1/exposure/businesses/" + self.inside, "PUT", {
            "version": 0, "contact": {"value": "named", "contact": person}, "plan": "yes", "remark": remark})
        return {"who": [name, number], "text": [remark]}

    def hazard_layer(self, variant, author):
        name, source = token("ppri"), token("ddt")
        query = urllib.parse.urlencode({"file": "zone.geojson", "name": name, "source": source, "dated": TODAY.isoformat()})
        status, answer = author.ask("/api/v1/hazard-layers?" + query, "POST", files.geojson(files.polygon(RING)),
                                    headers={"Content-Type": "application/octet-stream"})
        assert status == 200, answer
        return {"word": [name], "why": [source]}

    def membership(self, variant, author):
        number, name = token("adherent"), token("role")
        made = brought(author, csv(["N° Siret", "N° adhérent"], [self.inside, number]), kind="members", siret=1, memberNumber=2,
                       file=name + ".csv", asOf="2026-02-01")
        until(author, made, "carry-out", "done")
        return {"word": [number], "why": [name]}

    def project(self, variant, author):
        name, words, source = token("porteur"), token("idee"), token("venu")
        made = author.post("/api/v1/projects", {"name": name, "kind": "creation", "stage": "idea", "description": words, "commune": HERE,
                                                "source": source, "keptIn": variant == "kept in"})
        self.own_pages.append("/api/v1/projects/" + made["id"])
        if variant == "handed":
            author.post(f"/api/v1/establishments/project:{made['id']}/needs", {
                "theme": "creation", "text": "Un prévisionnel", "to": {"organisation": self.site.ids[CMA]}})
        return {"that": [made["id"]], "who": [self.who("project", variant)], "text": [name, words, source]}

    def document(self, variant, author):
        name, words, record = token("fichier"), token("pages"), "business/" + self.inside
        if variant == "of an exchange":
            record = "exchange/" + author.post(self.at(variant) + "/exchanges", {
                "way": "visit", "theme": "premises", "on": TODAY.isoformat()})["id"]
        made = attach(author, record, f"%PDF-1.7\n{words}".encode(), file=name + ".pdf", keptIn=variant == "kept in")
        self.own_pages += ["/api/v1/documents/" + record, "/api/v1/documents/" + made]
        who = {} if variant == "of an exchange" else {"who": [self.who("document", variant)]}  # the exchange's own, there
        return {"that": [made], **who, "text": [name, words]}
