#!/usr/bin/env python3
"""Every operation of openapi.yaml with every kind of reader: who may gets past the gate, nobody else does.

The operations and their x-need are those of src/app/routes_test.cc too, which holds the program's own table: an endpoint that
either lacks fails. What each role may is stated here once more.

usage: authorisation.py BINARY OPENAPI
"""

import os
import re
import sys

from people import FAST, NO_SECOND_FACTOR, PASSWORD, ROLES, PeopleServer

ALL = {"nothing", "signed_in", "see_aggregates", "see_conventions"}
FIELD = ALL | {"see_businesses", "see_personal", "edit_businesses"}
MAY = {
    "stranger": {"nothing"},
    "unfinished": {"nothing"},
    "gone": {"nothing"},
    "administrator": FIELD | {"export_businesses", "run_conventions", "manage_partners"},
    "coordinator": FIELD | {"export_businesses", "run_conventions"},
    "adviser": FIELD | {"export_businesses"},
    "analyst": ALL | {"see_businesses", "export_businesses"},
    "elected": ALL,
    "field_agent": FIELD,
    "installation": ALL | {"manage_partners", "manage_installation"},
}
NOBODY = "00000000-0000-7000-8000-000000000000"


def readers(server):
    out = {"stranger": server.browser(), "unfinished": server.browser()}
    out["unfinished"].post("/api/v1/session", {"email": "waiting@pays.fr", "password": PASSWORD})
    assert out["unfinished"].session["step"] == "notice"
    for role in ROLES:
        out[role] = server.browser(role + "@pays.fr")
    out["installation"] = server.browser("keeper@pays.fr")
    out["gone"] = server.browser("gone@pays.fr")
    root = server.browser("root@pays.fr")
    gone = next(it["id"] for it in root.must(f"/api/v1/organisations/{root.session['organisation']['id']}/agents")["agents"]
                if it["email"] == "gone@pays.fr")
    root.post(f"/api/v1/agents/{gone}/leave", {})
    return out


def same_as_the_table(document, openapi):
    with open(os.path.join(os.path.dirname(os.path.abspath(openapi)), "src/app/routes_test.cc"), encoding="utf-8") as file:
        table = dict(re.findall(r'\{"([A-Z]+ /[^"]*)", "([a-z_]+)"\}', file.read()))
    stated = {f"{method.upper()} {path}": operation.get("x-need") for path, item in document["paths"].items()
              for method, operation in item.items()}
    assert stated == table, set(stated.items()) ^ set(table.items())


def walk(server, everybody):
    asked = 0
    for path, item in server.contract.document["paths"].items():
        for method, operation in item.items():
            need = operation.get("x-need")
            assert need, f"{method} {path} states no x-need"
            target = path
            for name in ("{id}", "{token}", "{tag}", "{business}", "{territory}", "{invitation}", "{organisation}", "{annex}",
                         "{channel}", "{kind}", "{siren}", "{target}", "{code}"):
                target = target.replace(name, NOBODY)
            target = target.replace("{z}/{x}/{y}", "8/130/88").replace("{number}", "2")
            for who, browser in everybody.items():
                if (method, path) in (("delete", "/api/v1/session"), ("post", "/api/v1/session/notice")):
                    continue  # would end the session, or finish it
                status, answer = browser.ask(target, method.upper(), None if method in ("get", "delete") else {})
                error = answer.get("error", "") if isinstance(answer, dict) else ""
                at_gate = error in ("access.sign_in", "access.token", "access.origin") or (
                    error == "access.denied" and answer["values"]["need"] == need)
                if need in MAY[who]:
                    assert not at_gate and status != 500, f"{who}, {method} {path}: {status} {answer}"
                else:
                    expected = 401 if MAY[who] == {"nothing"} else 403
                    assert at_gate and status == expected, f"{who}, {method} {path}: {status} {answer}"
                asked += 1
    return asked


with PeopleServer(sys.argv[1], sys.argv[2]) as site:
    same_as_the_table(site.contract.document, sys.argv[2])
    site.load("files", "--rows", "500", "--departements", "77")
    site.init()
    for name in ROLES:
        site.add(name + "@pays.fr", name)
    site.add("keeper@pays.fr", "elected", "Pays Créçois", "--installation")
    site.add("waiting@pays.fr", "administrator")
    site.add("gone@pays.fr", "administrator")
    site.start(NO_SECOND_FACTOR + FAST, public_register=False)
    people = readers(site)
    count = walk(site, people)
    print(count, "questions of", len(people), "kinds of readers")
    assert count > 300, count
    site.stop()
