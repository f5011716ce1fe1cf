"""A drafted convention with its partners signed in: what tests of actions, indicators and committees begin with."""

import time

from conventions import KINDS, PARTNERS, drafted
from people import FAST, NO_SECOND_FACTOR, PeopleServer


class Programme(PeopleServer):
    """chief: coordinator of the keeper; adviser: of it too; chamber: coordinator of the CCI; pilot: adviser of the CMA; neighbour: of
    an intercommunality that is a party to nothing."""

    def open(self):
        self.load("files", "--rows", "500", "--departements", "77")
        self.init()
        self.add("chief@pays.fr", "coordinator")
        self.add("anne@pays.fr", "adviser")
        self.start(NO_SECOND_FACTOR + FAST)
        self.root = self.browser("root@pays.fr")
        for name, kind in zip(PARTNERS, KINDS):
            self.root.post("/api/v1/organisations", {"name": name, "kind": kind, "territory": "dep:77"})
        self.add("carole@cci.fr", "coordinator", PARTNERS[0])
        self.add("paul@cma.fr", "adviser", PARTNERS[1])
        self.add("nora@voisine.fr", "coordinator", PARTNERS[3])
        self.chief, self.adviser, self.chamber, self.pilot, self.neighbour = (self.browser(email) for email in (
            "chief@pays.fr", "anne@pays.fr", "carole@cci.fr", "paul@cma.fr", "nora@voisine.fr"))
        self.parties = {it["name"]: it["id"] for it in self.chief.must("/api/v1/conventions/partners")["organisations"]}
        self.convention = drafted(self.chief, self.parties)
        self.actions = f"/api/v1/conventions/{self.convention['id']}/actions"
        return self

    today = time.strftime("%Y-%m-%d", time.gmtime())

    def server_count(self, query):
        """By the register's own operation, for a reader without casework in the way."""
        return self.browser().must("/api/v1/count?" + query)["total"]


def sheet(site, **more):
    """An action sheet that the CMA leads."""
    members = ((PARTNERS[1], "lead", 180), (PARTNERS[0], "partner", 20), ("Pays Créçois", "partner", 20))
    return {"axis": site.convention["axes"][0]["id"], "code": "1.1", "title": "Visiter les artisans", "context": "", "objectives": "",
            "audience": "Artisans de plus de 50 ans", "description": "", "deliverables": "", "risks": "", "pilot": "",
            "progress": "running", "startsOn": "2018-02-01", "endsOn": "2018-12-31", "milestones": [], "budget": [],
            "members": [{"organisation": site.parties[name], "part": part, "plannedHalfDays": days, "dayCost": 0}
                        for name, part, days in members], **more}
