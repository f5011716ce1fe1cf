"""All that a reader can be given of casework, by the kind of output: {output: text}."""

import io
import json
import urllib.parse
import zipfile

from exchanges import HERE

ASKED = {"territory": HERE, "field": "all", "state": "any"}


class Outputs:
    def __init__(self, planted):
        self.planted, self.calendars = planted, {}
        it = planted
        self.businesses = [it.inside, it.outside] + ["local:" + found["id"] for found in it.author("local business", "company's").must(
            "/api/v1/local-businesses")["businesses"]]
        of_kind = {}
        for (kind, _), fields in it.tokens.items():
            of_kind.setdefault(kind, []).extend(text for texts in fields.values() for text in texts if text.startswith(("zq", "01")))
        self.everything = [text for texts in of_kind.values() for text in texts]
        self.names = [text for kind in ("tag", "portfolio", "correction", "local business") for text in of_kind[kind]]
        self.people, self.holders = of_kind["contact"], of_kind["project"]
        reports = f"/api/v1/conventions/{it.convention['id']}/reports"
        year = it.convention["changedAt"][:4]
        head = {"title": "Bilan", "from": f"{year}-01-01", "to": f"{year}-12-31"}
        self.report = "/api/v1/reports/" + it.chief.post(reports, head)["id"]

    def targets(self):
        """{output: [question, …]}; a refusal is an answer too."""
        # Within the readers' territory: beyond it a question is answered with what anybody may read.
        of = urllib.parse.urlencode([*ASKED.items(), *(("business", it) for it in self.businesses)])
        convention = "/api/v1/conventions/" + self.planted.convention["id"]
        parts = ("", "/casework", "/exchanges", "/needs", "/follow-ups", "/contacts", "/reminders", "/memberships")
        pages = [f"/api/v1/establishments/{business}{part}" for business in self.businesses
                 for part in (parts[:2] if business.startswith("local:") else parts)]
        lists = ["/api/v1/establishments?limit=20&" + of, "/api/v1/exchanges?of=me", "/api/v1/exchanges?of=organisation", "/api/v1/needs",
                 "/api/v1/follow-ups?of=me", "/api/v1/follow-ups?of=organisation", "/api/v1/contacts?limit=100", "/api/v1/reminders",
                 "/api/v1/reminders?of=organisation", "/api/v1/tags", "/api/v1/portfolios", "/api/v1/local-businesses",
                 "/api/v1/selections", "/api/v1/projects?of=all", "/api/v1/projects?of=me", "/api/v1/projects?of=organisation",
                 "/api/v1/zones", "/api/v1/contacts/duplicates", "/api/v1/spreadsheets/imports", "/api/v1/campaigns",
                 "/api/v1/grids", "/api/v1/crises", "/api/v1/hazard-layers", "/api/v1/exposure/businesses?limit=200&field=all"]
        return {
            "page": pages + [f"/api/v1/exposure/businesses/{it}" for it in self.businesses] + self.planted.own_pages, "list": lists,
            "facet": [f"/api/v1/establishments?limit=1&facets=tag,portfolio,section&{of}", f"/api/v1/count?by=tag&{of}",
                      f"/api/v1/count?by=portfolio&{of}"],
            "export": [f"/api/v1/exports/establishments.{form}?{of}" for form in ("csv", "xlsx", "geojson")] +
                      ["/api/v1/exports/exposure.csv?field=all"],
            "report": [self.report, f"{convention}/figures", f"{convention}/indicators", f"{convention}/actions", convention,
                       "/api/v1/alerts", "/api/v1/conventions"],
        }

    def search(self, browser, widest):
        """What is found by the planted words. `widest`: by each of them everywhere, also where it should be no word to search by."""
        scope = urllib.parse.urlencode(ASKED)
        of_names, of_people = (self.everything, self.everything) if widest else (self.names, self.people)
        hits = [browser.ask(f"/api/v1/search?q={urllib.parse.quote(word)}&{scope}")[1].get("hits") for word in of_names]
        contacts = [browser.ask("/api/v1/contacts?q=" + urllib.parse.quote(word))[1].get("contacts") for word in of_people]
        projects = [browser.ask("/api/v1/projects?of=all&text=" + urllib.parse.quote(word))[1].get("projects")
                    for word in (self.everything if widest else self.holders)]
        return json.dumps([hits, contacts, projects], ensure_ascii=False)

    def trail(self, browser):
        """All of it: each file that somebody takes adds an entry."""
        rows, target = [], "/api/v1/audit?limit=500"
        while target:
            status, page = browser.ask(target)
            if status != 200:
                break
            rows += page["rows"]
            target = page["next"] and "/api/v1/audit?limit=500&cursor=" + urllib.parse.quote(page["next"])
        return json.dumps(rows, ensure_ascii=False)

    def calendar(self, browser):
        if browser not in self.calendars:
            status, answer = browser.ask("/api/v1/calendar", "POST", {})
            self.calendars[browser] = answer["path"] if status == 200 else None
        path = self.calendars[browser]
        if not path:
            return ""
        status, _, body = self.planted.server.ask(path)
        assert status == 200, (status, body)
        return body.replace("\r\n ", "")  # lines are folded

    def of(self, browser, widest):
        out = {name: "\n".join(text_of(browser, target) for target in targets) for name, targets in self.targets().items()}
        out["search"], out["calendar"], out["trail"] = self.search(browser, widest), self.calendar(browser), self.trail(browser)
        return out


def text_of(browser, target):
    """The bytes as they came, of a workbook those of its parts."""
    status, _, body = browser.whole(target)
    assert status in (200, 401, 403, 404), (target, status, body)
    if isinstance(body, bytes) and body.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(body))
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if status == 404:
        said = json.dumps(body, ensure_ascii=False)
        for part in target.split("/"):  # it says what was asked for
            said = said.replace(part, "") if part else said
        return said
    if "facets=" in target and status == 200:
        body = body["facets"]
    return body.decode() if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False)
