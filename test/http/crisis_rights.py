#!/usr/bin/env python3
"""Rights and deadlines of a crisis: the dated cases of 2016, 2018 and 2024, decrees typed and taken from a file, what agents say, what was
asked, granted and paid.

usage: crisis_rights.py BINARY OPENAPI
"""

import datetime
import io
import sys
import time
import zipfile

from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from exchanges import HERE
from people import PeopleServer
from reports import text_of_pdf

CCI, CMA = PARTNERS[0], PARTNERS[1]
AGENTS = {**CHIEFS, "ana@pays.fr": ("analyst", HOME), "cleo@cci.fr": ("adviser", CCI), "max@cma.fr": ("adviser", CMA)}
OTHER = "77171" if HERE != "77171" else "77142"
TODAY = datetime.date.today()
HEADER = "cod_nat_catnat;cod_commune;lib_commune;num_risque_jo;lib_risque_jo;dat_deb;dat_fin;dat_pub_arrete;dat_pub_jo;dat_maj\n"
WATER = "Inondations et/ou Coulées de Boue"


def day(offset):
    return (TODAY + datetime.timedelta(days=offset)).isoformat()


class Site:
    def __init__(self, server):
        self.server = server
        partners = Partners(server, AGENTS, rows=4000)
        self.ids = partners.ids
        self.chief, self.anne, self.ana, self.carole, self.cleo, self.max = partners.browsers(
            "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "carole@cci.fr", "cleo@cci.fr", "max@cma.fr")

        rows = self.anne.must("/api/v1/establishments?territory=epci:247700438&limit=500")["rows"]
        self.communes = sorted({row["commune"]["code"] for row in rows} | {HERE})

    def room(self, began, communes):
        """A crisis that the CCI joins, and its cases by commune."""
        made = self.chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue du " + began, "beganAt": began + "T06:00:00.000Z"})
        at = "/api/v1/crises/" + made["id"]
        self.chief.post(at + "/members", {"organisation": self.ids[CCI]})
        self.carole.post(at + "/membership", {"joined": True})
        self.anne.post(at + "/zones", {"source": "communes", "communes": communes})
        cases = {}
        for it in self.anne.must(at + "/cases?limit=500")["cases"]:
            cases.setdefault(it["place"]["code"], []).append(it)
        return at, cases


def take(browser, text, query):
    return browser.ask("/api/v1/decree-files" + query, "POST", text.encode(), headers={"Content-Type": "text/csv"})


def decrees_from_a_file(site):
    text = HEADER + (
        f"77PREF20180001;{OTHER};Une commune;ICB;{WATER};2018-01-15 00:00:00;2018-02-05 00:00:00;2018-02-14 00:00:00;2018-02-15 00:00:00;\n"
        + "".join(f"INTE2400001A;{code};Une autre;ICB;{WATER};2024-10-09;2024-10-13;2024-10-25;2024-10-26;\n" for code in site.communes) +
        f"86PREF;86194;Poitiers;SEC;Sécheresse;2018-01-01;2018-03-31;2018-09-01;2018-09-10;\n"
        f"77PREF1983;{HERE};Une autre;ICB;{WATER};1983-04-08;1983-04-10;1983-05-16;1983-05-18;\n"
        f"x;{HERE};Une autre;ICB;Pluie de sauterelles;2018-01-15;2018-02-05;2018-02-14;2018-02-15;\n")
    query = "?departements=77&since=2016-01-01"
    refused(take(site.anne, text, query), 403, "access.denied")
    refused(take(site.chief, text, "?departements=77"), 400, "query.bad_value")
    refused(take(site.chief, text, "?departements=7x&since=2016-01-01"), 400, "query.bad_value")
    refused(take(site.chief, "siret;nom\n1;2\n", query), 400, "crisis.not_gaspar")
    refused(take(site.anne, text, query + "&preview=yes"), 403, "access.denied")
    refused(take(site.chief, text, query + "&preview=maybe"), 400, "query.bad_value")
    before = take(site.chief, text, query + "&preview=yes")
    assert site.chief.must("/api/v1/decrees")["decrees"] == [], "only told"
    status, told = take(site.chief, text, query)
    assert status == 200 and before == (status, told), (before, told)
    assert {name: told[name] for name in told if name != "told"} == {
        "lines": 4 + len(site.communes), "added": 1 + len(site.communes), "already": 0, "elsewhere": 1, "earlier": 1, "unread": 1}, told
    assert [(it["line"], it["why"]) for it in told["told"]] == [(5 + len(site.communes), "peril")], told
    assert "sauterelles" in told["told"][0]["text"]
    assert take(site.carole, text, query + "&preview=yes")[1]["already"] == 1 + len(site.communes)
    again = take(site.carole, text, query)[1]
    assert (again["added"], again["already"]) == (0, 1 + len(site.communes)), "whoever takes it again"


def decrees_by_hand(site):
    facts = {"commune": HERE, "peril": "flood", "from": "2016-05-28", "to": "2016-06-05", "published": "2016-06-09",
             "number": "INTE1600001A"}
    refused(site.anne.ask("/api/v1/decrees", "POST", facts), 403, "access.denied")
    refused(site.chief.ask("/api/v1/decrees", "POST", {**facts, "commune": "77999"}), 400, "crisis.bad_value")
    refused(site.chief.ask("/api/v1/decrees", "POST", {**facts, "published": "2016-05-01"}), 400, "crisis.bad_value")
    refused(site.chief.ask("/api/v1/decrees", "POST", {**facts, "peril": "rain"}), 400, "service.bad_field")
    first = site.chief.post("/api/v1/decrees", facts)
    assert first["added"] and site.chief.post("/api/v1/decrees", facts) == {"id": first["id"], "added": False}
    wrong = site.chief.post("/api/v1/decrees", {**facts, "to": "2016-06-15"})
    refused(site.cleo.ask("/api/v1/decrees/" + wrong["id"], "DELETE"), 403, "access.denied")
    site.carole.must("/api/v1/decrees/" + wrong["id"], "DELETE")
    refused(site.chief.ask("/api/v1/decrees/" + wrong["id"], "DELETE"), 404, "crisis.unknown_decree")
    refused(site.ana.ask("/api/v1/decrees"), 403, "access.denied")
    listed = site.max.must("/api/v1/decrees?commune=" + HERE)
    assert [it["published"] for it in listed["decrees"]] == ["2016-06-09", "2024-10-26"] and listed["mayWrite"] is False, listed
    assert listed["decrees"][0]["addedBy"]["id"] == site.chief.session["agent"]["id"] and listed["decrees"][0]["origin"] == "hand"
    assert len(site.max.must("/api/v1/decrees?since=2018-01-01&departement=77&peril=flood")["decrees"]) == 1 + len(site.communes)
    until = site.max.must("/api/v1/decrees?since=2016-06-09&until=2016-06-09")["decrees"]
    assert [it["number"] for it in until] == ["INTE1600001A"], until
    refused(site.max.ask("/api/v1/decrees?peril=rain"), 400, "query.bad_value")
    refused(site.max.ask("/api/v1/decrees?departement=7"), 400, "query.bad_value")


def say(browser, case, **answers):
    return browser.ask(f"/api/v1/crisis-cases/{case['id']}/answers", "POST", {"answers": [
        {"question": name, "value": value[0], "number": value[1]} for name, value in answers.items()]})


def rights(browser, case):
    told = browser.must(f"/api/v1/crisis-cases/{case['id']}/rights")
    return {it["right"]: it for it in told["rights"]}, told


def june_2016(site):
    """Ten days, which insurers prolonged; the fund of craft businesses."""
    _, cases = site.room("2016-06-02", [HERE])
    case = cases[HERE][0]
    open_to, told = rights(site.cleo, case)
    assert open_to["damage_claim"]["state"] == "passed" and open_to["damage_claim"]["until"] == "2016-06-30", open_to["damage_claim"]
    assert open_to["loss_claim"]["until"] == "2016-07-09" and open_to["solidarity_2016"]["most"] == 1500
    assert told["hitOn"] == "2016-06-02" and not told["hitOnSaid"] and told["decree"] == told["decrees"][0]["id"]
    assert open_to["ordinary_claim"]["state"] == "closed" and open_to["ordinary_claim"]["failed"] == ["no-decree"]
    assert "L113-2, 4°\u00a0: cinq jours ouvrés" in open_to["ordinary_claim"]["source"], "the rule, with its article"
    assert "region_2024" not in open_to


def january_2018(site):
    """Ten days where the decree names the commune; where it does not, five days of work."""
    _, cases = site.room("2018-01-30", [HERE, OTHER])
    named, _ = rights(site.anne, cases[OTHER][0])
    assert named["damage_claim"]["until"] == "2018-02-25" and named["damage_claim"]["days"] == 10
    unnamed, _ = rights(site.anne, cases[HERE][0])
    assert unnamed["damage_claim"]["until"] is None and unnamed["damage_claim"]["unknown"][0] == "decree"
    assert unnamed["ordinary_claim"]["until"] == "2018-02-06" and unnamed["ordinary_claim"]["workDays"]
    refused_here = {"commune": HERE, "peril": "flood", "from": "2018-01-15", "to": "2018-02-05", "published": "2018-03-01", "refused": True}
    site.chief.post("/api/v1/decrees", refused_here)
    after, _ = rights(site.anne, cases[HERE][0])
    assert after["damage_claim"]["state"] == "closed" and after["damage_claim"]["failed"] == ["decree"]


def october_2024(site):
    """Thirty days; what agents say goes before the register, and short-time work is counted from the first day without work."""
    at, cases = site.room("2024-10-09", site.communes)
    inside = [it for some in cases.values() for it in some if it["entry"] == "inside"]
    inside = [it for it in inside if "text" in (it["row"]["name"] or {})]
    case = next(it for it in inside if it["row"]["employer"] or (it["row"]["size"] or {}).get("code", "NN") not in ("NN", "00"))
    open_to, told = rights(site.cleo, case)
    facts = {it["condition"]: (it["holds"], it["source"]) for it in told["facts"]}
    assert facts["employer"] == (True, "proposed") and facts["77-78-91"] == (True, "worked_out"), facts
    assert facts["direct"] == (True, "proposed") and facts["insured"] == (None, "worked_out")
    assert facts["craft"] == ("cma" in case["row"]["chambers"], "proposed") or "to-qualify" in case["row"]["chambers"]
    assert open_to["damage_claim"]["until"] == "2024-11-25" and open_to["damage_claim"]["unknown"] == ["insured"]
    assert open_to["short_time_work"]["until"] is None
    refused(say(site.max, case, insured=("yes", 0)), 404, "crisis.unknown_case")
    refused(say(site.cleo, case, insured=("perhaps", 0)), 400, "crisis.bad_value")
    status, done = say(site.cleo, case, insured=("yes", 0), standstill_on=("2024-10-11", 0), employer=("no", 0))
    assert status == 200 and done["numbers"] == {"insured": 1, "standstill_on": 1, "employer": 1}, done
    refused(say(site.anne, case, employer=("yes", 0)), 409, "crisis.changed")
    open_to, told = rights(site.anne, case)
    assert open_to["short_time_work"]["state"] == "closed" and open_to["short_time_work"]["failed"] == ["employer"]
    assert say(site.anne, case, employer=("unknown", 1))[0] == 200
    open_to, told = rights(site.anne, case)
    assert open_to["short_time_work"]["until"] == "2024-11-10" and open_to["short_time_work"]["unknown"] == ["employer"]
    assert [(it["value"], it["agent"]["id"]) for it in told["answers"] if it["question"] == "employer"] == [
        ("no", site.cleo.session["agent"]["id"]), ("unknown", site.anne.session["agent"]["id"])]
    site.anne.post(f"/api/v1/crisis-cases/{case['id']}/line", {"held": True})
    error = say(site.cleo, case, insured=("no", 1))
    refused(error, 409, "crisis.on_the_line")
    assert site.anne.session["agent"]["name"] in error[1]["message"], error
    site.anne.post(f"/api/v1/crisis-cases/{case['id']}/line", {"held": False})
    return at, case


def asked_granted_paid(site, at, case):
    here = f"/api/v1/crisis-cases/{case['id']}/requests"
    claim = {"right": "damage_claim", "askedOn": "2024-10-30", "asked": 12000}
    refused(site.ana.ask(here, "POST", claim), 403, "access.denied")
    refused(site.max.ask(here, "POST", claim), 404, "crisis.unknown_case")
    refused(site.cleo.ask(here, "POST", {**claim, "right": "a_castle"}), 400, "crisis.bad_value")
    refused(site.cleo.ask(here, "POST", {**claim, "asked": 1.5}), 400, "service.bad_field")
    headers = {"Idempotency-Key": "claim"}
    first, again = (site.cleo.ask(here, "POST", claim, headers=headers) for _ in range(2))
    assert first[0] == 200 and first == again, (first, again)
    refused(site.anne.ask(here, "POST", claim), 409, "crisis.asked_already")
    fund = site.anne.post(here, {"right": "other", "name": "Fonds de la commune", "askedOn": "2024-10-30"})
    at_request = "/api/v1/crisis-requests/" + first[1]["id"]
    paid = {"askedOn": "2024-10-30", "asked": 12000, "decision": "granted", "decidedOn": "2024-12-01", "granted": 9000,
            "paidOn": "2024-11-15", "paid": 2000, "note": "acompte"}
    refused(site.anne.ask(at_request, "PUT", {**paid, "version": 1, "decision": "awaited"}), 400, "crisis.bad_value")
    site.anne.must(at_request, "PUT", {**paid, "version": 1})
    refused(site.anne.ask(at_request, "PUT", {**paid, "version": 1}), 409, "crisis.changed")
    refused(site.max.ask(at_request, "PUT", {**paid, "version": 2}), 404, "crisis.unknown_request")
    _, told = rights(site.cleo, case)
    assert [(it["right"], it["name"], it["paid"]) for it in told["requests"]] == [
        ("damage_claim", "", 2000), ("other", "Fonds de la commune", None)]
    aid = site.cleo.must(at + "/aid")
    assert {it["heading"]: it["figures"]["asked"]["count"] for it in aid["headings"]} == {"insurance": 1, "aid": 1}
    insured = next(it for it in aid["rights"] if it["right"] == "damage_claim")["figures"]
    assert insured == {"asked": {"count": 1, "priced": 1, "euros": 12000}, "granted": {"count": 1, "priced": 1, "euros": 9000},
                       "refused": 0, "paid": {"count": 1, "priced": 1, "euros": 2000}}, insured
    site.cleo.must(f"/api/v1/crisis-requests/{fund['id']}?version=1", "DELETE")
    assert [it["heading"] for it in site.cleo.must(at + "/aid")["headings"]] == ["insurance"]
    refused(site.max.ask(at + "/aid"), 404, "crisis.unknown")


def deadlines_come(site):
    """A flood of three weeks ago: each case is told until somebody has asked."""
    at, cases = site.room(day(-24), [HERE])
    site.chief.post("/api/v1/decrees", {"commune": HERE, "peril": "flood", "from": day(-25), "to": day(-20), "published": day(-25 + 2)})
    some = cases[HERE][:3]
    nobody = site.anne.must(at + "/deadlines?days=10")
    assert nobody["deadlines"] == [] and nobody["leftOut"] == 2 * len(cases[HERE]), nobody
    assert site.anne.must(at + "/deadlines?days=3")["leftOut"] == 0
    for case in some:
        assert say(site.cleo, case, loss_cover=("no", 0), insured=("yes", 0))[0] == 200
    told = site.anne.must(at + "/deadlines?days=10")
    assert {it["case"] for it in told["deadlines"]} == {it["id"] for it in some} and told["total"] == 3, told
    assert {(it["right"], it["until"]) for it in told["deadlines"]} == {("damage_claim", day(7))}
    all_of_it = 2 * len(cases[HERE]) - 3
    assert site.anne.must(at + "/deadlines?days=10&potential=yes&limit=5")["total"] == all_of_it
    pages = [site.anne.must(f"{at}/deadlines?days=10&potential=yes&limit=2&from={first}")["deadlines"] for first in range(0, 6, 2)]
    whole = site.anne.must(at + "/deadlines?days=10&potential=yes&limit=500")["deadlines"]
    assert sum(pages, []) == whole[:6] and len(whole) == all_of_it, "page by page"
    assert site.anne.must(f"{at}/deadlines?days=10&potential=yes&from={all_of_it}")["deadlines"] == []
    assert site.anne.must(f"{at}/deadlines?days=10&potential=yes&commune={HERE}")["total"] == all_of_it
    assert site.anne.must(f"{at}/deadlines?days=10&potential=yes&commune={OTHER}")["total"] == 0
    site.anne.post(f"/api/v1/crisis-cases/{some[0]['id']}/requests", {"right": "damage_claim", "askedOn": day(0)})
    site.anne.post(at + "/assignments", {"cases": [some[1]["id"]], "organisation": site.ids[CCI]})
    assert {it["case"] for it in site.anne.must(at + "/deadlines?days=10")["deadlines"]} == {some[1]["id"], some[2]["id"]}
    of_cci = site.anne.must(f"{at}/deadlines?days=10&organisation={site.ids[CCI]}")["deadlines"]
    assert [(it["case"], it["organisation"]["name"]) for it in of_cci] == [(some[1]["id"], CCI)]
    refused(site.anne.ask(at + "/deadlines?days=-1"), 400, "query.bad_value")
    refused(site.anne.ask(at + "/deadlines?potential=maybe"), 400, "query.bad_value")
    refused(site.max.ask(at + "/deadlines"), 404, "crisis.unknown")
    refused(site.ana.ask(at + "/deadlines"), 403, "access.denied")


def letters_of_a_case(site, case):
    """Of the organisation's template, with what the case knows; what it does not is left to be completed and told."""
    body = ("Madame, Monsieur,\n\nL'établissement {entreprise} (SIRET {siret}), à {commune}, a été inondé le {sinistre}. La commune est "
            "reconnue par l'arrêté {numero} publié le {arrete}. À déclarer avant le {echeance}. {activite} <b>{arret}</b> {organisation}")
    facts = {"title": "Déclaration & suite", "right": "damage_claim", "text": body}
    refused(site.anne.ask("/api/v1/letter-templates", "POST", facts), 403, "access.denied")
    error = site.chief.ask("/api/v1/letter-templates", "POST", {**facts, "text": "le {jour}"})
    refused(error, 400, "crisis.unknown_field")
    assert "{sinistre}" in error[1]["message"], error
    made = site.chief.post("/api/v1/letter-templates", facts)
    at = "/api/v1/letter-templates/" + made["id"]
    changed = site.chief.must(at, "PUT", {**facts, "title": "Déclaration de sinistre", "version": 1})
    refused(site.chief.ask(at, "PUT", {**facts, "version": 1}), 409, "crisis.changed")
    refused(site.carole.ask(at, "PUT", {**facts, "version": 2}), 404, "crisis.unknown_template")
    listed = site.anne.must("/api/v1/letter-templates")
    assert [it["title"] for it in listed["templates"]] == ["Déclaration de sinistre"] and "echeance" in listed["fields"]
    assert listed["mayWrite"] is False and site.carole.must("/api/v1/letter-templates")["templates"] == []
    here = f"/api/v1/crisis-cases/{case['id']}/letters"
    refused(site.cleo.ask(here, "POST", {"template": made["id"], "form": "pdf"}), 404, "crisis.unknown_template")
    refused(site.max.ask(here, "POST", {"template": made["id"], "form": "pdf"}), 404, "crisis.unknown_case")
    refused(site.anne.ask(here, "POST", {"template": made["id"], "form": "page"}), 400, "crisis.bad_value")
    files = {}
    for form in ("pdf", "docx", "odt"):
        asked = site.anne.post(here, {"template": made["id"], "form": form})
        assert asked["missing"] == [], asked
        deadline = time.monotonic() + 60
        while not (now := next(it for it in site.chief.must(here)["letters"] if it["id"] == asked["id"]))["madeAt"]:
            assert not now["failure"] and time.monotonic() < deadline, now
            time.sleep(0.1)
        status, headers, files[form] = site.chief.whole("/api/v1/crisis-letters/" + asked["id"])
        assert status == 200 and f"lettre-{TODAY.isoformat()}.{form}" in headers["Content-Disposition"], headers
        for other in (site.max, site.cleo):  # a letter of a masked business names it
            refused(other.ask("/api/v1/crisis-letters/" + asked["id"]), 404, "crisis.unknown_letter")
    text = " ".join(text_of_pdf(files["pdf"]).split())
    for expected in ("Objet : Déclaration de sinistre", f"SIRET {case['business']}", "inondé le 09/10/2024",
                     "l'arrêté INTE2400001A publié le 26/10/2024", "avant le 25/11/2024", "<b>11/10/2024</b>", HOME,
                     case["row"]["name"]["text"]):
        assert expected in text, (expected, text)
    for form, member in (("docx", "word/document.xml"), ("odt", "content.xml")):
        assert "25/11/2024" in zipfile.ZipFile(io.BytesIO(files[form])).read(member).decode(), form
    site.anne.post(here, {"template": made["id"], "form": "pdf"})
    assert len(site.anne.must(here)["letters"]) == 3, "the latest of each form"
    assert say(site.anne, case, standstill_on=("unknown", 1))[0] == 200
    assert site.anne.post(here, {"template": made["id"], "form": "odt"})["missing"] == ["arret"]
    site.chief.must(f"{at}?version={changed['version']}", "DELETE")
    assert len(site.anne.must(here)["letters"]) == 3, "what was made stays"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        decrees_from_a_file(site)
        decrees_by_hand(site)
        june_2016(site)
        january_2018(site)
        at, case = october_2024(site)
        asked_granted_paid(site, at, case)
        letters_of_a_case(site, case)
        deadlines_come(site)
        server.stop()


if __name__ == "__main__":
    main()
