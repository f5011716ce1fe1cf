#!/usr/bin/env python3
"""Spreadsheets that agents bring: read, their columns guessed, each row matched with the register; hostile ones refused.

usage: spreadsheets.py BINARY OPENAPI
"""

import io
import json
import os
import re
import sys
import urllib.parse
import zipfile

from people import FAST, NO_SECOND_FACTOR, PeopleServer

HERE = "77142"  # Crécy-la-Chapelle
BYTES = {"Content-Type": "application/octet-stream"}


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def ask(browser, path, content, **parameters):
    target = f"/api/v1/spreadsheets{path}?" + urllib.parse.urlencode(parameters)
    return browser.ask(target, "POST", content, headers=BYTES)


def must(browser, path, content, **parameters):
    status, answer = ask(browser, path, content, **parameters)
    assert status == 200, answer
    return answer


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def open_document(rows):
    cells = "".join("<table:table-row>" + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row) + "</table:table-row>"
        for row in rows)
    names = "".join(f' xmlns:{it}="urn:oasis:names:tc:opendocument:xmlns:{it}:1.0"' for it in ("office", "table", "text"))
    return zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml=(
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet><table:table table:name="Adhérents">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"))


def texts_of(rows):
    """The rows, with names and addresses as texts; None where nobody is told."""
    return [{**row, "name": (row["name"] or {}).get("text"), "address": (row["address"] or {}).get("text")} for row in rows]


def businesses(browser, count, **parameters):
    """Open ones with a name and an address that nobody else bears in the commune."""
    query = urllib.parse.urlencode({"territory": HERE, "limit": 500, "state": "active", "field": "all", **parameters})
    rows = texts_of(browser.must("/api/v1/establishments?" + query)["rows"])
    names = [row["name"] for row in rows]
    plain = [row for row in rows if row["name"] and re.match(r"\d+ [A-Z]{2,} [A-Z]{4,}", row["address"] or "")
             and names.count(row["name"]) == 1 and len(row["name"]) > 8]
    assert len(plain) >= count, (len(plain), rows[:2])
    return plain[:count]


def read(anne, known):
    rows = [["Adhérents au 1er mars"], ["Raison sociale", "N° SIRET", "Adresse", "CP", "Ville"],
            *[[row["name"], row["id"], row["address"], "77580", "Crécy"] for row in known]]
    answer = must(anne, "", open_document(rows), file="adherents.ods")
    sheet = answer["sheets"][0]
    assert answer["format"] == "ods" and sheet["name"] == "Adhérents" and sheet["header"] == 2, answer
    assert sheet["guess"] == {"siret": 2, "name": 1, "address": 3, "postalCode": 4, "commune": 5}, sheet["guess"]
    assert sheet["rows"] == len(known) + 2 and sheet["first"][2]["cells"][1] == known[0]["id"], sheet
    windows = must(anne, "", "Société;Ville\nÉpicerie;Crécy\n".encode("cp1252"), file="a.csv")
    assert windows["encoding"] == "Windows-1252" and windows["sheets"][0]["first"][1]["cells"] == ["Épicerie", "Crécy"], windows


def match(anne, known):
    good, by_name, away, wrong = known[:4]
    lines = ["Nom;Siret;Adresse;CP;Ville",
             f";{good['id']};;;",
             f"SARL {by_name['name'].title()};;{by_name['address'].lower()};77580;Crecy",
             f"Zwingelstein Fromages;;{away['address']};77580;Crécy la Chapelle",
             f"{wrong['name']};12345678901234;{wrong['address']};77580;",
             ";35600000000048;;;", ";;;;"]
    columns = {"name": 1, "siret": 2, "address": 3, "postalCode": 4, "commune": 5}
    answer = must(anne, "/matches", "\n".join(lines).encode(), file="a.csv", **columns)
    rows = {row["row"]: row for row in answer["rows"]}
    assert sorted(rows) == [2, 3, 4, 5, 6], rows
    assert (rows[2]["verdict"], rows[2]["reason"], rows[2]["candidates"][0]["business"]) == ("certain", "siret", good["id"]), rows[2]
    assert rows[3]["verdict"] == "certain" and rows[3]["candidates"][0]["business"] == by_name["id"], rows[3]
    assert rows[4]["verdict"] == "none", rows[4]
    assert rows[5]["oddities"] == ["siret_malformed"] and rows[5]["candidates"][0]["business"] == wrong["id"], rows[5]
    assert rows[6] == {"row": 6, "name": "", "place": "", "number": "35600000000048", "verdict": "none", "reason": "none",
                       "oddities": ["siret_unknown"], "candidates": []}, rows[6]
    assert answer["counts"] == {"certain": 3, "doubtful": 0, "none": 2} and answer["columns"] == columns, answer
    refused(ask(anne, "/matches", "a;b\nc;d\n".encode(), file="a.csv", address=1), 400, "sheet.no_columns")
    # Said once, known for the next file with the same names of columns, whatever they look like.
    must(anne, "/matches", "Bla;Code;Nom\nx;1;Dupont\n".encode(), file="a.csv", name=1, header=1)
    again = must(anne, "", "BLA;code;nom\ny;2;Durand\n".encode(), file="b.csv")["sheets"][0]
    assert again["guess"] == {"name": 1}, again
    for stated in ({"name": 3}, {"name": 0}, {"name": "x"}, {"name": 1, "sheet": 2}, {"name": 1, "header": -1}):
        refused(ask(anne, "/matches", "a;b\nc;d\n".encode(), file="a.csv", **stated), 400, "query.bad_value")
    refused(ask(anne, "/matches", "a;b\nc;d\n".encode(), file="a.csv", name=1, owner=2), 400, "query.unknown_parameter")
    refused(ask(anne, "", b"a;b\n"), 400, "query.bad_value")


def masked(anne, nora, analyst):
    """Who may not see a name finds nobody by it: a person of partial diffusion, outside one's territory or without the right."""
    rows = texts_of(anne.must(f"/api/v1/establishments?territory={HERE}&limit=1000&field=all&state=any&diffusion=partial")["rows"])
    seen = [row for row in rows if row["name"] and row["address"]]
    if not seen:
        return
    row = seen[0]
    content = f"Nom;Adresse;CP;Ville\n{row['name']};{row['address']};77580;Crécy la Chapelle\n".encode()
    columns = {"file": "a.csv", "name": 1, "address": 2, "postalCode": 3, "commune": 4}
    for browser, may in ((anne, True), (nora, False), (analyst, False)):
        answer = must(browser, "/matches", content, **columns)
        found = row["id"] in [it["business"] for it in answer["rows"][0]["candidates"]]
        assert found == may, (row, answer)
    hidden = must(nora, "/matches", f"Siret\n{row['id']}\n".encode(), file="a.csv", siret=1)["rows"][0]
    assert hidden["verdict"] == "certain" and row["name"] not in json.dumps(hidden, ensure_ascii=False), hidden


def hostile(anne):
    cases = [
        (b"", 400, "sheetfile.empty"),
        (b"%PDF-1.7", 400, "sheetfile.not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 400, "sheetfile.old_excel"),
        (b"PK\x03\x04 cut short", 400, "sheetfile.unreadable"),
        (zipped(photo="x"), 400, "sheetfile.not_a_sheet"),
        (b'a;b\n"never closed', 400, "sheetfile.unreadable"),
        (b";" * 300 + b"x\n", 413, "sheetfile.limit"),
        (zipped(mimetype="x", content_xml="<a>" + " " * (400 << 20) + "</a>"), 413, "sheetfile.limit"),
        (zipped(mimetype="x", content_xml='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), 400,
         "sheetfile.unreadable"),
    ]
    for content, status, error in cases:
        refused(ask(anne, "", content, file="../../etc/passwd"), status, error)
    assert not [it for it in os.listdir(os.environ["TMPDIR"]) if it.startswith("bassin-upload-")], "an upload stayed behind"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        server.load("files", "--rows", "20000", "--departements", "77")
        server.init()
        for email, role in (("anne@pays.fr", "adviser"), ("analyst@pays.fr", "analyst"), ("elected@pays.fr", "elected")):
            server.add(email, role)
        os.environ["TMPDIR"] = server.folder
        server.start(NO_SECOND_FACTOR + FAST)
        root = server.browser("root@pays.fr")
        root.post("/api/v1/organisations", {"name": "Pays de Meaux", "kind": "intercommunality", "territory": "list:77284"})
        server.add("nora@meaux.fr", "adviser", "Pays de Meaux")
        anne, analyst, elected, nora = (server.browser(it) for it in (
            "anne@pays.fr", "analyst@pays.fr", "elected@pays.fr", "nora@meaux.fr"))
        known = businesses(anne, 4)
        read(anne, known)
        match(anne, known)
        masked(anne, nora, analyst)
        hostile(anne)
        refused(ask(elected, "", b"a;b\nc;d\n", file="a.csv"), 403, "access.denied")
        refused(ask(server.browser(), "", b"a;b\nc;d\n", file="a.csv"), 401, "access.sign_in")
        server.stop()


if __name__ == "__main__":
    main()
