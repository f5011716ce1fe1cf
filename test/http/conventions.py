#!/usr/bin/env python3
"""A convention from its draft to its end: who sees it, who writes it, what binds it, what became of its perimeter.

The Pays Créçois, its three chambers and a neighbour who is a party to nothing.

usage: conventions.py BINARY OPENAPI
"""

import sys

from people import FAST, NO_SECOND_FACTOR, PeopleServer

PARTNERS = ("CCI Seine-et-Marne", "CMA 77", "Chambre d'agriculture", "CC voisine")
HOME = "Pays Créçois"
CHIEFS = {"chief@pays.fr": ("coordinator", HOME), "anne@pays.fr": ("adviser", HOME), "carole@cci.fr": ("coordinator", PARTNERS[0]),
          "nora@voisine.fr": ("coordinator", PARTNERS[3])}
KINDS = ("cci", "cma", "agriculture", "intercommunality")


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def change(browser, convention, path, method, **body):
    return browser.must(f"/api/v1/conventions/{convention['id']}{path}", method, {"version": convention["version"], **body})


def try_to(browser, convention, path, method, **body):
    return browser.ask(f"/api/v1/conventions/{convention['id']}{path}", method, {"version": convention["version"], **body})


def drafted(chief, parties):
    made = chief.post("/api/v1/conventions", {
        "kind": "framework", "title": "Convention de partenariat", "reference": "2018-1", "startsOn": "2018-01-01",
        "endsOn": "2020-12-31", "renewal": "tacit", "renewalMonths": 12, "noticeMonths": 3})
    assert (made["status"], made["phase"], made["mine"], made["signedOn"]) == ("draft", None, True, None)
    made = change(chief, made, "/parties", "PUT", organisations=[parties[name] for name in ("Pays Créçois",) + PARTNERS[:3]])
    made = change(chief, made, "/perimeter", "PUT", territory="epci:247700438", at="2018-01-01")
    made = change(chief, made, "/axes", "PUT", axes=[
        {"code": str(number + 1), "title": title} for number, title in enumerate((
            "Développement économique", "Animation du territoire", "Observatoires et études", "Création et reprise"))])
    return made


def written_by_its_keeper(server, chief, chamber, adviser, neighbour, made):
    assert [it["organisation"]["name"] for it in made["parties"]] == ["Pays Créçois", *PARTNERS[:3]]
    assert chamber.must("/api/v1/conventions/" + made["id"])["mine"] is False
    assert [it["own"] for it in chamber.must("/api/v1/conventions/" + made["id"])["parties"]] == [False, True, False, False]
    for reader in (chamber, adviser):
        assert [it["title"] for it in reader.must("/api/v1/conventions")["conventions"]] == [made["title"]]
    assert neighbour.must("/api/v1/conventions")["conventions"] == []
    refused(neighbour.ask("/api/v1/conventions/" + made["id"]), 404, "convention.unknown")
    refused(try_to(neighbour, made, "", "PATCH", title="X"), 404, "convention.unknown")
    refused(try_to(chamber, made, "", "PATCH", title="X"), 403, "convention.not_yours")
    refused(try_to(adviser, made, "", "PATCH", title="X"), 403, "access.denied")
    refused(server.browser().ask("/api/v1/conventions"), 401, "access.sign_in")
    refused(chief.ask(f"/api/v1/conventions/{made['id']}", "PATCH", {"version": 1, "title": "X"}), 409, "convention.changed")
    refused(try_to(chief, made, "", "PATCH", endsOn="2017-01-01"), 400, "convention.bad_value")
    refused(try_to(chief, made, "", "PATCH", title="x" * 201), 400, "text.too_long")
    refused(try_to(chief, made, "", "PATCH", unknown=1), 400, "service.unknown_field")
    refused(try_to(chief, made, "/axes", "PUT", axes=[{"code": "1", "title": "a"}, {"code": "1", "title": "b"}]), 400, "convention.twice")
    refused(try_to(chief, made, "/axes", "PUT", axes=[{"code": 1}]), 400, "service.bad_field")
    refused(try_to(chief, made, "/perimeter", "PUT", territory="Nulle Part"), 404, "reference.unknown_territory")
    script = "<script>alert(1)</script>"
    assert change(chief, made, "", "PATCH", purpose=script)["purpose"] == script, "text is text"


def perimeter_then_and_now(made):
    """domain.md §0: 19 communes on the day of signing, which lie in three intercommunalities since 2020."""
    communes = made["perimeter"]
    assert len(communes) == 19 and "Crécy-la-Chapelle" in [it["label"] for it in communes], communes
    groups = {}
    for it in communes:
        groups.setdefault(it["now"]["epci"], []).append(it["code"])
    assert {siren: len(codes) for siren, codes in groups.items()} == {"200090504": 12, "200072130": 4, "247700339": 3}, groups


def signed(chief, chamber, made, parties):
    convention = chief.must("/api/v1/conventions/" + made["id"])
    convention = change(chief, convention, "/steps", "POST", step="submit")
    refused(try_to(chief, convention, "", "PATCH", title="X"), 409, "convention.not_a_draft")
    assert [it["name"] for it in chief.must("/api/v1/conventions")["conventions"][0]["undecided"]] == ["Pays Créçois", *PARTNERS[:3]]
    lacking = try_to(chief, convention, "/steps", "POST", step="sign", on="2017-12-20")
    refused(lacking, 409, "convention.needs_deliberation")
    assert "Pays Créçois" in lacking[1]["message"], lacking
    vote = {"body": "assemblée", "number": "AG-7", "on": "2017-12-01", "transmittedOn": "", "signatory": "Mme Exemple",
            "signatoryTitle": "Présidente"}
    cci = f"/parties/{parties[PARTNERS[0]]}/deliberation"
    convention = change(chamber, convention, cci, "PUT", **vote)
    refused(try_to(chamber, convention, f"/parties/{parties[PARTNERS[1]]}/deliberation", "PUT", **vote), 403, "convention.not_yours")
    assert [it["name"] for it in chamber.must("/api/v1/conventions")["conventions"][0]["undecided"]] == ["Pays Créçois", *PARTNERS[1:3]]
    for name in ("Pays Créçois", *PARTNERS[1:3]):
        convention = change(chief, convention, f"/parties/{parties[name]}/deliberation", "PUT", **vote)
    convention = change(chief, convention, "/steps", "POST", step="sign", on="2017-12-20")
    assert (convention["status"], convention["phase"], convention["signedOn"]) == ("signed", "running", "2017-12-20"), convention
    assert convention["lastDay"].endswith("-12-31") and convention["lastDay"] > "2026", "renewed from year to year"
    assert convention["denounceBefore"] == convention["lastDay"][:4] + "-09-30"
    refused(try_to(chief, convention, "/steps", "POST", step="take_back"), 409, "convention.wrong_status")
    refused(chief.ask(f"/api/v1/conventions/{convention['id']}?version={convention['version']}", "DELETE"), 409, "convention.not_a_draft")
    return change(chamber, convention, cci, "PUT", **{**vote, "transmittedOn": "2018-01-03"})


def programme_of_a_year(chief, convention):
    year = {"kind": "annual", "parent": convention["id"], "title": "Programme 2019", "startsOn": "2019-01-01", "endsOn": "2019-12-31"}
    headers = {"Idempotency-Key": "programme-2019"}
    first, again = (chief.ask("/api/v1/conventions", "POST", year, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again, "sent twice, written once"
    made = first[1]
    assert made["parent"] == {"id": convention["id"], "name": convention["title"]}
    assert len(made["perimeter"]) == 19 and len(made["axes"]) == 4 and len(made["parties"]) == 4
    refused(chief.ask("/api/v1/conventions", "POST", {**year, "parent": made["id"]}), 400, "convention.bad_parent")
    made = change(chief, made, "/steps", "POST", step="abandon")
    assert chief.ask(f"/api/v1/conventions/{made['id']}?version={made['version']}", "DELETE") == (200, {"changed": True})


def its_end(chief, convention, parties):
    proposed = f"/api/v1/conventions/{convention['id']}/denunciation"
    assert chief.must(proposed + "?on=2019-05-10") == {"lastDay": "2019-08-10"}, "three months of notice"
    assert chief.must(proposed)["lastDay"] > chief.must(proposed + "?on=2019-05-10")["lastDay"], "of today"
    refused(chief.ask(proposed + "?on=demain"), 400, "query.bad_value")
    left = change(chief, convention, f"/parties/{parties[PARTNERS[2]]}/departure", "POST", on="2019-03-10", why="Fusion")
    assert [it["leftOn"] for it in left["parties"]] == [None, None, None, "2019-06-10"]
    summary = chief.must("/api/v1/conventions")["conventions"][0]
    assert [it["name"] for it in summary["parties"]] == ["Pays Créçois", *PARTNERS[:2]]
    ended = change(chief, left, "/steps", "POST", step="denounce", by=parties[PARTNERS[0]], on="2019-05-10", why="Moyens réduits")
    assert (ended["status"], ended["phase"], ended["denounced"]["lastDay"]) == ("denounced", "over", "2019-08-10")
    assert ended["denounced"]["by"]["name"] == PARTNERS[0]
    return ended


def every_step_is_in_the_trail(root, convention):
    trail = root.must("/api/v1/audit?kind=convention&record=" + convention["id"])["rows"]
    done = {it["action"] for it in trail}
    assert {"convention.drafted", "convention.parties", "convention.perimeter", "convention.axes", "convention.deliberation",
            "convention.signed", "convention.denounced", "convention.party_left"} <= done, done


class Partners:
    """The Pays Créçois, its chambers and a neighbour, on a server that runs, with agents: {"carole@cci.fr": ("adviser", "CMA 77")}."""

    def __init__(self, server, agents, rows=500, limits=FAST):
        server.load("files", "--rows", str(rows), "--departements", "77")
        server.init()
        server.start(NO_SECOND_FACTOR + limits)
        self.server, self.root = server, server.browser("root@pays.fr")
        for name, kind in zip(PARTNERS, KINDS):
            self.root.post("/api/v1/organisations", {"name": name, "kind": kind, "territory": "dep:77"})
        for email, (role, organisation) in agents.items():
            server.add(email, role, organisation)
        self.ids = {it["name"]: it["id"] for it in self.root.must("/api/v1/conventions/partners")["organisations"]}
        assert set(self.ids) == {HOME, *PARTNERS}

    def browsers(self, *emails):
        return (self.server.browser(email) for email in emails)


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        partners = Partners(server, CHIEFS)
        root, parties = partners.root, partners.ids
        chief, adviser, chamber, neighbour = partners.browsers(*CHIEFS)
        made = drafted(chief, parties)
        perimeter_then_and_now(made)
        written_by_its_keeper(server, chief, chamber, adviser, neighbour, made)
        convention = signed(chief, chamber, made, parties)
        programme_of_a_year(chief, convention)
        ended = its_end(chief, convention, parties)
        every_step_is_in_the_trail(root, ended)
        server.stop()


if __name__ == "__main__":
    main()
