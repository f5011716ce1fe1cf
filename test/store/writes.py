"""One request of every kind that writes casework, each in a state of its own that is prepared before: what a server is killed in."""

import datetime
import urllib.parse
import uuid

import zone_files as files
from conventions import HOME, PARTNERS, Partners, change
from damage_reports import solved
from exchanges import AGENTS, HERE, first_of, signed, visit
from imports import IMPORTS, brought, csv
from reports import indicator, sheet
from rivers import hubeau, series
from sharing import statement
from zones import RING, look_for_the_place

TODAY = datetime.date.today().isoformat()
CCI, CMA = PARTNERS[:2]
VOTE = {"body": "assemblée", "number": "7", "on": "2018-11-30", "transmittedOn": "",
        "signatory": "Mme Exemple", "signatoryTitle": "Présidente"}


class Writes:
    """`all`: {name: (browser, method, target, body)}; each is sent once. `counted`: those that state a contribution to the ledger.
    `by_their_id`: those of which no answer is kept, since their id tells that they were sent before."""

    counted = {"campaign sent", "campaign result", "exchange", "exchanges of several", "need", "need taken", "follow-up",
               "exchange changed", "project", "project closed", "past exchanges", "crisis step that counts", "word afterwards"}

    by_their_id = {"damage report of an owner"}

    def __init__(self, server):
        site = Partners(server, AGENTS, rows=2000)
        self.ids, self.root = site.ids, site.root
        self.chief, self.anne, self.field, _, self.claude, self.carole, _ = self.browsers = list(site.browsers(*AGENTS))
        self.convention = signed(self.chief, self.ids)
        here = f"/api/v1/conventions/{self.convention['id']}"
        self.action = self.chief.post(here + "/actions", self.sheet("1.1"))["id"]
        self.businesses = [first_of(self.anne, number) for number in range(6)]
        self.business = f"/api/v1/establishments/{self.businesses[0]}"
        self.all = {**self.of_businesses(), **self.of_people(), **self.of_campaigns(), **self.of_files(), **self.steps(),
                    **self.of_a_convention(here), **self.of_a_grid(), **self.of_a_crisis(),
                    **self.of_exposure(), **self.of_rivers(), **self.of_rights(), **self.of_damage_reports(server), **self.of_afterwards()}

    def sheet(self, code):
        site = type("Site", (), {"ids": self.ids})
        return sheet(site, self.convention["axes"][0]["id"], code, f"Action {code}")

    def of_businesses(self):
        anne, noted = self.anne, self.anne.post(self.business + "/exchanges", visit(action=self.action))
        tag, portfolio = f"{self.business}/tags/March%C3%A9", anne.post("/api/v1/portfolios", {"name": "Le mien"})
        several = {name: value for name, value in visit(way="mail", action=self.action).items() if name != "met"}
        return {
            "exchange": (anne, "POST", self.business + "/exchanges", visit(action=self.action)),
            "exchange changed": (anne, "PUT", "/api/v1/exchanges/" + noted["id"], {"version": 1, **visit(action=self.action, minutes=5)}),
            "exchanges of several": (anne, "POST", "/api/v1/exchanges/several", {"businesses": self.businesses, **several}),
            "reminder": (anne, "POST", "/api/v1/reminders", {"text": "Rappeler", "dueOn": TODAY, "business": self.businesses[0]}),
            "tag": (anne, "PUT", tag, {}),
            "portfolio": (anne, "POST", "/api/v1/portfolios", {"name": "Nouveau"}),
            "put in a portfolio": (anne, "PUT", f"/api/v1/portfolios/{portfolio['id']}/businesses/{self.businesses[0]}", None),
            "correction": (anne, "POST", self.business + "/corrections", {"kind": "name", "value": "Chez elle", "reason": "vu",
                                                                          "replaces": None}),
            "local business": (anne, "POST", "/api/v1/local-businesses", {"name": "La roulotte", "commune": "77142", "reason": "vue"}),
            "selection": (anne, "POST", "/api/v1/selections", {"name": "Suivis", "query": "territory=77142"}),
        }

    def of_campaigns(self):
        """A mailing that goes out, a call that is refused; each noted once."""
        campaigns = "/api/v1/campaigns"
        facts = {"title": "Enquête", "theme": "study", "purpose": "follow_up", "startsOn": TODAY, "action": self.action}

        rows = self.anne.must("/api/v1/establishments?territory=77142&field=all&state=active&limit=10")["rows"]
        active = [row["id"] for row in rows if not row["local"]]

        def begun(means):
            at = campaigns + "/" + self.anne.post(campaigns, {**facts, "means": means})["id"]
            self.anne.post(at + "/targets", {"businesses": active})
            self.anne.post(at + "/steps", {"version": 1, "step": "start"})
            return at
        self.anne.post(f"/api/v1/establishments/{active[0]}/contacts", {"name": "Ève", "channels": [
            {"kind": "phone", "value": "01 64 63 77 00", "purposes": ["follow_up"]}]})
        letters, calls = begun("post"), begun("call")
        self.anne.post(letters + "/file", {})
        target = next(it for it in self.anne.must(calls + "/targets")["targets"] if it["state"] == "waiting")
        return {
            "campaign": (self.anne, "POST", campaigns, {**facts, "means": "call"}),
            "campaign sent": (self.anne, "POST", letters + "/sent", {"on": TODAY}),
            "campaign result": (self.anne, "PUT", f"{calls}/targets/{target['id']}/result", {
                "version": target["version"], "result": "refused", "on": TODAY, "refused": {"what": "all"}}),
        }

    def of_files(self):
        """Rows of past exchanges carried out, others taken back, a word said."""
        day = (datetime.date.today() - datetime.timedelta(days=9)).isoformat()  # of no other exchange
        columns = {"siret": 1, "on": 2, "way": 3, "theme": 4, "action": 5}

        def file(*ways):
            rows = [[self.businesses[number], day, way, "Locaux", "1.1"] for number, way in enumerate(ways)]
            return brought(self.anne, csv(["Siret", "Date", "Type", "Thème", "Action"], *rows), kind="exchanges", **columns)["id"]
        labels = brought(self.anne, csv(["Siret", "Étiquettes", "Portefeuille"], [self.businesses[1], "Neuve", "Tournée"]), kind="tags",
                         siret=1, tags=2, portfolio=3)["id"]
        me = next(it["id"] for it in self.anne.must(f"{IMPORTS}/{labels}/words")["owners"])
        self.anne.must(f"{IMPORTS}/{labels}/words", "PUT", {"words": [
            {"field": "tag", "word": "NEUVE", "meaning": "new", "version": 1},
            {"field": "portfolio", "word": "TOURNEE", "meaning": "agent:" + me, "version": 1}]})
        carried, back, words = file("Visite", "Appel"), file("Courrier", "Courrier"), file("Zut")
        self.anne.post(f"{IMPORTS}/{back}/carry-out", {})
        return {
            "past exchanges": (self.anne, "POST", f"{IMPORTS}/{carried}/carry-out", {}),
            "past exchanges back": (self.anne, "POST", f"{IMPORTS}/{back}/undo", {}),
            "tags and portfolios": (self.anne, "POST", f"{IMPORTS}/{labels}/carry-out", {}),
            "words of a file": (self.anne, "PUT", f"{IMPORTS}/{words}/words", {
                "words": [{"field": "way", "word": "ZUT", "meaning": "visit", "version": 1}]}),
        }

    def of_people(self):
        def person(name):
            return {"name": name, "channels": [{"kind": "phone", "value": "01 64 63 77 88"}]}
        made = [self.anne.post(self.business + "/contacts", person(name))["id"] for name in ("Paul Double", "Double Paul")]
        opposed = self.anne.post(self.business + "/contacts", {"name": "Zoé"})["id"]
        one = self.anne.must("/api/v1/contacts/" + made[0])
        return {
            "contact": (self.anne, "POST", self.business + "/contacts", {"name": "Luc Meunier", "channels": [
                {"kind": "email", "value": "luc@exemple.fr"}]}),
            "contacts merged": (self.anne, "POST", "/api/v1/contacts/merge", {
                "one": made[0], "oneVersion": 1, "other": made[1], "otherVersion": 1, "nameOf": made[0],
                "functions": [{"business": self.businesses[0], "of": made[1]}], "channels": [one["channels"][0]["id"]]}),
            "opposition": (self.anne, "POST", f"/api/v1/contacts/{opposed}/oppositions", {"version": 1, "how": "au téléphone"}),
        }

    def steps(self):
        needs, follow_ups = self.business + "/needs", self.business + "/follow-ups"
        need = {"theme": "premises", "text": "Un local", "to": {"organisation": self.ids[CMA]}, "action": self.action}
        given, own = self.anne.post(needs, need), {"title": "S'agrandir", "theme": "premises", "objective": "", "action": self.action}
        shared = self.anne.post(follow_ups, {**own, "shared": True})
        project = {"name": "Mme Exemple", "kind": "creation", "stage": "idea", "commune": HERE, "action": self.action}
        received = self.anne.post("/api/v1/projects", project)
        return {
            "need": (self.anne, "POST", needs, need),
            "need taken": (self.carole, "POST", f"/api/v1/needs/{given['id']}/steps", {"version": 1, "step": "accept",
                                                                                       "action": self.action}),
            "project": (self.anne, "POST", "/api/v1/projects", project),
            "project closed": (self.anne, "POST", f"/api/v1/projects/{received['id']}/close", {
                "version": 1, "outcome": "settled", "on": TODAY}),
            "follow-up": (self.anne, "POST", follow_ups, {**own, "shared": False}),
            "follow-up step": (self.anne, "POST", f"/api/v1/follow-ups/{shared['id']}/steps", {
                "version": 1, "step": "invite", "organisation": self.ids[CMA]}),
        }

    def amendment(self):
        made = self.chief.post("/api/v1/conventions", {
            "kind": "amendment", "parent": self.convention["id"], "title": "Avenant", "startsOn": "2019-01-01"})
        made = self.chief.must(f"/api/v1/conventions/{made['id']}/changes", "PUT", {
            "version": made["version"], "changes": [{"kind": "axis_added", "axis": {"code": "5", "title": "Crise", "description": ""}},
                                                    {"kind": "title", "text": "Convention révisée"}]}) | {"id": made["id"]}
        made = self.chief.must("/api/v1/conventions/" + made["id"])
        made = change(self.chief, made, "/steps", "POST", step="submit")
        for party in made["parties"]:
            made = change(self.chief, made, f"/parties/{party['organisation']['id']}/deliberation", "PUT", **VOTE)
        return f"/api/v1/conventions/{made['id']}/steps", {"version": made["version"], "step": "sign", "on": "2018-12-20"}

    def of_a_convention(self, here):
        chief = self.chief
        indicator(chief, self.action, "C1", "Compte", "businesses", 10)
        entered = chief.post(f"/api/v1/actions/{self.action}/indicators", {
            "code": "S", "label": "Saisi", "effect": "output", "unit": "actes", "method": "", "baseline": None, "targets": [],
            "gathering": "sum", "computed": None})["id"]
        report = chief.post(here + "/reports", {"title": "Bilan", "from": "2026-01-01", "to": "2026-12-31"})["id"]
        sitting = {"committee": "steering", "on": "2018-06-12", "place": "", "agenda": "", "minutes": "", "attendance": []}
        held = chief.post(here + "/sittings", sitting)["id"]
        target, sign = self.amendment()
        version = chief.must(here)["version"]
        return {
            "action sheet": (chief, "POST", here + "/actions", self.sheet("2.1")),
            "indicator value": (chief, "POST", f"/api/v1/indicators/{entered}/values", {
                "on": "2018-05-02", "value": 3, "evidence": "vu", "link": ""}),
            "committee": (chief, "POST", here + "/sittings", sitting),
            "decision": (chief, "POST", f"/api/v1/sittings/{held}/decisions", {
                "text": "Relancer", "follower": self.ids[CCI], "dueOn": "2018-07-31", "outcome": "open", "note": ""}),
            "report issued": (chief, "POST", f"/api/v1/reports/{report}/issue", {"version": 1}),
            "annex": (chief, "POST", here + "/annexes", {"version": version, "from": TODAY, "statements": [
                statement(self.ids[HOME], "content")]}),
            "amendment signed": (chief, "POST", target, sign),
        }

    def of_a_crisis(self):
        chief, crises = self.chief, "/api/v1/crises"
        facts = {"kind": "flood", "title": "Crue", "beganAt": TODAY + "T00:00:00.000Z"}
        room = crises + "/" + chief.post(crises, facts)["id"]
        rows = chief.must("/api/v1/establishments?territory=epci:247700438&field=all&state=active&limit=20")["rows"]
        communes = sorted({row["commune"]["code"] for row in rows})
        flooded = {"source": "communes", "communes": communes, "field": "all"}
        chief.post(room + "/zones", flooded)
        first, second = (it["id"] for it in chief.must(room + "/cases?limit=2")["cases"])
        return {
            "crisis": (chief, "POST", crises, facts),
            "crisis zone": (chief, "POST", room + "/zones", {**flooded, "field": "economic-fabric"}),
            "crisis case": (self.anne, "PUT", f"/api/v1/crisis-cases/{first}", {"version": 1, "state": "visited", "trading": "closed"}),
            "crisis cases given": (chief, "POST", room + "/assignments", {"cases": [second], "organisation": self.ids[HOME]}),
            "situation report": (self.anne, "POST", room + "/reports", {"words": "Décrue amorcée"}),
            "crisis partner asked": (chief, "POST", room + "/members", {"organisation": self.ids[CCI]}),
        }

    def of_exposure(self):
        """What is noted of a business, and a known zone whose words are changed."""
        look_for_the_place(self.anne)
        query = urllib.parse.urlencode({"file": "zone.geojson", "name": "PPRI", "source": "DDT", "dated": TODAY})
        status, layer = self.chief.ask("/api/v1/hazard-layers?" + query, "POST", files.geojson(files.polygon(RING)),
                                       headers={"Content-Type": "application/octet-stream"})
        assert status == 200, layer
        words = {"version": 1, "name": "PPRI, zone rouge", "source": "DDT", "datedOn": TODAY, "peril": "flood", "level": "high"}
        return {
            "readiness": (self.anne, "PUT", "/api/v1/exposure/businesses/" + self.businesses[1], {
                "version": 0, "insurance": {"value": "yes", "day": TODAY}, "plan": "in_progress", "remark": "Pompe à la cave"}),
            "hazard layer changed": (self.chief, "PUT", "/api/v1/hazard-layers/" + layer["id"], words),
        }

    def of_damage_reports(self, server):
        """Reports by an agent and by an owner, matched and set aside."""
        room = "/api/v1/crises/" + self.chief.post("/api/v1/crises", {
            "kind": "flood", "title": "Crue", "beganAt": TODAY + "T00:00:00.000Z"})["id"]
        self.chief.must(room + "/form", "PUT", {"title": "Crue"})
        form = "/api/v1/damage-forms/" + self.chief.must(room + "/form")["form"]["code"]
        owner = server.browser()

        def report(**more):
            return {"id": str(uuid.uuid4()), "seenAt": TODAY + "T00:00:00.000Z", "answers": [
                {"question": "trading", "standing": "given", "value": "closed"},
                {"question": "damage", "item": "stock", "standing": "given", "value": 8000}], **more}
        typed = {"typed": {"name": "Chez Léa"}}
        waiting = [self.anne.post(room + "/damage-reports", report(source="phone", **typed))["id"] for _ in range(2)]
        sent = report(**typed)
        return {
            "damage report": (self.anne, "POST", room + "/damage-reports", report(source="phone", business=self.businesses[0])),
            "damage report of an owner": (owner, "POST", form + "/reports", {**sent, "proof": solved(owner, form, sent["id"])}),
            "damage report matched": (self.anne, "POST", f"/api/v1/damage-reports/{waiting[0]}/match", {
                "version": 1, "business": self.businesses[1]}),
            "damage report set aside": (self.anne, "POST", f"/api/v1/damage-reports/{waiting[1]}/aside", {
                "version": 1, "why": "Une farce."}),
            "public form": (self.chief, "PUT", room + "/form", {"title": "Crue de juin", "anotherCode": True}),
        }

    def of_a_grid(self):
        chief, grids = self.chief, "/api/v1/grids"
        facts = {"title": "Contrat d'objectifs", "authority": "Préfecture", "description": "", "startsOn": "2026-01-01",
                 "endsOn": "2026-12-31"}
        heading = {"parent": "", "code": "1", "title": "Rubrique", "description": "", "actions": [self.action],
                   "choices": [{"themes": ["takeover"], "kinds": ["visit"], "everywhere": False}]}
        figure = {"code": "S", "label": "Saisi", "effect": "output", "unit": "actes", "method": "", "baseline": None,
                  "targets": [{"year": 2026, "target": 3}], "gathering": "sum", "computed": None}
        here = grids + "/" + chief.post(grids, facts)["id"]
        headings = [chief.post(here + "/headings", {**heading, "code": code})["id"] for code in ("1", "2")]
        entered = chief.post(f"/api/v1/grid-headings/{headings[0]}/indicators", figure)["id"]
        value = {"on": "2026-05-02", "value": 3, "evidence": "vu", "link": ""}
        corrected = chief.post(f"/api/v1/grid-indicators/{entered}/values", value)["id"]
        return {
            "grid": (chief, "POST", grids, {**facts, "title": "Un autre"}),
            "grid copied": (chief, "POST", here + "/copies", {**facts, "title": "Le suivant"}),
            "grid heading": (chief, "POST", here + "/headings", {**heading, "code": "3"}),
            "grid heading changed": (chief, "PUT", f"/api/v1/grid-headings/{headings[1]}", {
                **heading, "version": 1, "code": "2", "actions": [], "choices": []}),
            "grid indicator": (chief, "POST", f"/api/v1/grid-headings/{headings[1]}/indicators", figure),
            "grid value": (chief, "POST", f"/api/v1/grid-indicators/{entered}/values", value),
            "grid value corrected": (chief, "PUT", f"/api/v1/grid-values/{corrected}", {**value, "version": 1, "value": 4}),
        }

    def of_rivers(self):
        """Stations whose levels come as files: nobody asks a source beside what is sent here."""
        root, waters, levels = self.root, "/api/v1/waters", "/api/v1/waters/files?format=hubeau"

        def station(code, **more):
            return {"code": code, "name": "Crécy-la-Chapelle", "river": "Grand Morin", "format": "hubeau", "url": "", "lastsMinutes": 0,
                    "margin": 100, "thresholds": [{"mark": 1500, "word": "Vigilance"}], **more}
        made = root.post(waters + "/stations", station("F662000101"))
        gone = root.post(waters + "/stations", station("F662000103"))
        root.must(waters + "/watching", "PUT", {"on": True, "version": 0})
        for code in ("F662000101", "F662000103"):
            status, _ = root.ask(levels, "POST", hubeau(code, series(1400, 1600)).encode())
            assert status == 200
        dismissed, followed = (it["id"] for it in self.chief.must(waters + "/proposals")["proposals"])
        crisis = self.chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue", "description": "",
                                                    "beganAt": TODAY + "T00:00:00.000Z"})["id"]
        at = f"{waters}/stations/{made['id']}"
        return {
            "river station": (root, "POST", waters + "/stations", station("F662000102")),
            "river levels": (root, "POST", levels, hubeau("F662000101", series(1300, 1700, until=90)).encode()),
            "river station changed": (root, "PUT", at, station("F662000101", version=1, name="Crécy")),
            "river station removed": (root, "DELETE", f"{waters}/stations/{gone['id']}?version=1", None),
            "rivers watched no more": (root, "PUT", waters + "/watching", {"on": False, "version": 1}),
            "river's proposal dismissed": (self.chief, "POST", f"{waters}/proposals/{dismissed}/dismiss", {"note": "Vu sur place"}),
            "river's proposal followed": (self.chief, "POST", f"{waters}/proposals/{followed}/follow", {"crisis": crisis}),
        }

    def of_afterwards(self):
        """Four months after a flood whose work counts towards an action."""
        began = (datetime.date.today() - datetime.timedelta(days=120)).isoformat()
        room, away = ("/api/v1/crises/" + self.chief.post("/api/v1/crises", {
            "kind": "flood", "title": "Crue", "beganAt": began + "T06:00:00.000Z"})["id"] for _ in range(2))
        self.chief.must(room + "/action", "PUT", {"version": 0, "action": self.action})
        cases = ["/api/v1/crisis-cases/" + self.chief.post(room + "/cases", {"business": it, "entry": "added"})["id"]
                 for it in self.businesses[:3]]
        for case in cases:
            self.chief.must(case, "PUT", {"version": self.chief.must(case)["version"], "state": "reported"})
        version = self.chief.must(cases[0])["version"]
        word = {"term": 3, "fares": "partly", "way": "call", "on": TODAY, "minutes": 10}
        said = self.chief.post(cases[1] + "/after", word)["id"]
        self.chief.post(cases[2] + "/after", {**word, "fares": "ceased"})
        return {
            **self.of_the_end(room, away),
            "crisis action": (self.chief, "PUT", away + "/action", {"version": 0, "action": self.action}),
            "crisis step that counts": (self.chief, "PUT", cases[0], {"version": version, "state": "visited"}),
            "word afterwards": (self.chief, "POST", cases[0] + "/after", word),
            "word afterwards taken back": (self.chief, "DELETE", f"/api/v1/crisis-after/{said}?version=1", None),
            "help noted": (self.chief, "POST", room + "/help", {"side": "offer", "kind": "storage", "what": "hangar", "who": "mairie"}),
            "loss denied": (self.chief, "POST", cases[2] + "/loss", {
                "version": self.chief.must(cases[2])["version"], "lost": False, "why": "repris par son fils"}),
        }

    def of_the_end(self, room, away):
        """Lessons, cases of one business, and who goes on once a crisis is closed."""
        lesson = {"heading": "to_do", "text": "Tenir la liste"}
        noted, gone = (self.chief.post(room + "/lessons", lesson)["id"] for _ in range(2))
        kept, *others = (self.chief.post(away + "/cases", {"business": it, "entry": "added"})["id"] for it in self.businesses[:4])
        at = "/api/v1/crisis-cases/"
        version = lambda case: self.chief.must(at + case)["version"]
        other, parted, _ = others
        self.chief.post(f"{at}{other}/merge", {"version": version(other), "other": parted, "otherVersion": version(parted)})
        merge = self.chief.must(f"{at}{other}/merges")["merges"][0]["id"]
        closed = self.chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue", "beganAt": TODAY + "T00:00:00.000Z"})["id"]
        return {
            "lesson": (self.chief, "POST", room + "/lessons", lesson),
            "lesson done": (self.chief, "PUT", "/api/v1/crisis-lessons/" + noted, {**lesson, "version": 1, "done": True}),
            "lesson removed": (self.chief, "DELETE", f"/api/v1/crisis-lessons/{gone}?version=1", None),
            "cases merged": (self.chief, "POST", f"{at}{kept}/merge", {
                "version": version(kept), "other": others[2], "otherVersion": version(others[2])}),
            "cases parted": (self.chief, "POST", f"/api/v1/crisis-merges/{merge}/undo", {"version": version(other)}),
            "cases kept apart": (self.chief, "POST", f"{at}{kept}/apart", {"other": other}),
            "crisis closed": (self.chief, "POST", f"/api/v1/crises/{closed}/state", {
                "version": 1, "state": "closed", "followsOn": self.ids[HOME]}),
        }

    def of_rights(self):
        """A case of a crisis, what is said of it and asked for it, and decrees."""
        chief = self.chief
        began = {"kind": "flood", "title": "Crue", "beganAt": TODAY + "T00:00:00.000Z"}
        room = "/api/v1/crises/" + chief.post("/api/v1/crises", began)["id"]
        case = "/api/v1/crisis-cases/" + chief.post(room + "/cases", {"business": self.businesses[0], "entry": "added"})["id"]
        claim = {"right": "damage_claim", "askedOn": TODAY, "asked": 1000}
        noted = chief.post(case + "/requests", {**claim, "right": "tax_deferral"})["id"]
        gone = chief.post(case + "/requests", {**claim, "right": "craft_fund"})["id"]
        decree = {"commune": HERE, "peril": "flood", "from": TODAY, "to": TODAY, "published": TODAY}
        wrong = chief.post("/api/v1/decrees", {**decree, "peril": "storm"})["id"]
        letter = {"title": "Déclaration de sinistre", "right": "damage_claim", "text": "{entreprise}, le {sinistre}"}
        template = chief.post("/api/v1/letter-templates", letter)["id"]
        return {
            "right answered": (chief, "POST", case + "/answers", {"answers": [{"question": "insured", "value": "yes", "number": 0}]}),
            "right asked": (chief, "POST", case + "/requests", claim),
            "right granted": (chief, "PUT", "/api/v1/crisis-requests/" + noted, {
                "version": 1, "askedOn": TODAY, "asked": 1000, "decision": "granted", "decidedOn": TODAY, "granted": 900}),
            "right asked by mistake": (chief, "DELETE", f"/api/v1/crisis-requests/{gone}?version=1", None),
            "decree": (chief, "POST", "/api/v1/decrees", decree),
            "letter template": (chief, "POST", "/api/v1/letter-templates", letter),
            "letter template changed": (chief, "PUT", "/api/v1/letter-templates/" + template, {**letter, "version": 1, "right": ""}),
            "decree removed": (chief, "DELETE", "/api/v1/decrees/" + wrong, None),
        }
