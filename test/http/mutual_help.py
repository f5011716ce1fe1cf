#!/usr/bin/env python3
"""Mutual help in a crisis: what is needed and what is offered, proposed to each other, agreed, given, and what reports ask for.

usage: mutual_help.py BINARY OPENAPI
"""

import sys
import uuid

from conventions import CHIEFS, HOME, PARTNERS, Partners, refused
from damage_reports import moment, said
from exchanges import HERE
from people import PeopleServer

CCI = PARTNERS[0]
AGENTS = {**CHIEFS, "ana@pays.fr": ("analyst", HOME), "elue@pays.fr": ("elected", HOME), "cleo@cci.fr": ("adviser", CCI)}


def by_id(board):
    return {it["id"]: it for it in board["posts"]}


def walk(server):
    partners = Partners(server, AGENTS, rows=4000)
    chief, anne, ana, elected, carole, cleo, nora = partners.browsers(
        "chief@pays.fr", "anne@pays.fr", "ana@pays.fr", "elue@pays.fr", "carole@cci.fr", "cleo@cci.fr", "nora@voisine.fr")
    made = chief.post("/api/v1/crises", {"kind": "flood", "title": "Crue", "beganAt": moment(-600)})
    room = "/api/v1/crises/" + made["id"]
    chief.post(room + "/members", {"organisation": partners.ids[CCI]})
    carole.post(room + "/membership", {"joined": True})
    anne.post(room + "/zones", {"source": "communes", "communes": [HERE]})
    case = anne.must(room + "/cases?limit=50")["cases"][0]
    assert anne.must(room + "/help") == {"posts": [], "agreements": [], "asked": [], "figures": []}

    # A report asks for a place; the room tells so until the need is noted.
    anne.post(room + "/damage-reports", {"id": str(uuid.uuid4()), "source": "phone", "case": case["id"], "seenAt": moment(-30),
                                         "answers": [said("urgent_need", "storage")]})
    asked = cleo.must(room + "/help")["asked"]
    assert [(it["case"], it["kind"], it["name"]) for it in asked] == [(case["id"], "storage", case["row"]["name"].get("text"))], asked
    need = anne.post(room + "/help", {"side": "need", "kind": "storage", "what": "mettre le stock au sec", "quantity": 60,
                                      "case": case["id"]})
    offer = {"side": "offer", "kind": "storage", "what": "hangar sec", "quantity": 100, "commune": HERE, "who": "Coopérative du Morin",
             "reach": "à l’accueil", "from": None, "until": "2030-01-01"}
    offered = cleo.post(room + "/help", offer)
    board = anne.must(room + "/help")
    assert board["asked"] == [] and by_id(board)[need["id"]]["proposals"] == [offered["id"]], board
    assert by_id(board)[offered["id"]]["organisation"]["name"] == CCI and by_id(board)[offered["id"]]["place"]["code"] == HERE

    # Who may, and what is wrong.
    refused(ana.ask(room + "/help", "POST", offer), 403, "access.denied")
    refused(elected.ask(room + "/help"), 403, "access.denied")
    refused(nora.ask(room + "/help"), 404, "crisis.unknown")
    refused(nora.ask(f"/api/v1/crisis-help/{need['id']}/agreements", "POST", {"offer": offered["id"]}), 404, "crisis.unknown_help")
    refused(anne.ask(room + "/help", "POST", {**offer, "kind": "boats"}), 400, "service.bad_field")
    refused(anne.ask(room + "/help", "POST", {**offer, "side": "both"}), 400, "service.bad_field")
    refused(anne.ask(room + "/help", "POST", {**offer, "quantity": 0}), 400, "crisis.bad_value")
    refused(anne.ask(room + "/help", "POST", {**offer, "case": case["id"]}), 400, "crisis.bad_value")

    # Agreed, and no more than there is.
    agreements = f"/api/v1/crisis-help/{need['id']}/agreements"
    refused(anne.ask(agreements, "POST", {"offer": offered["id"], "quantity": 101}), 409, "crisis.help_taken")
    agreed = anne.post(agreements, {"offer": offered["id"]})
    refused(cleo.ask(agreements, "POST", {"offer": offered["id"]}), 409, "crisis.agreed_already")
    board = cleo.must(room + "/help")
    assert board["agreements"][0]["quantity"] == 60
    assert (by_id(board)[need["id"]]["stands"], by_id(board)[offered["id"]]["left"]) == ("agreed", 40), board
    change = {"version": 1, "state": "given", "quantity": 60, "note": "clés remises"}
    refused(anne.ask("/api/v1/crisis-agreements/" + agreed["id"], "PUT", {**change, "state": "lost"}), 400, "service.bad_field")
    cleo.must("/api/v1/crisis-agreements/" + agreed["id"], "PUT", change)
    refused(anne.ask("/api/v1/crisis-agreements/" + agreed["id"], "PUT", change), 409, "crisis.changed")
    board = anne.must(room + "/help?case=" + case["id"])
    assert len(board["posts"]) == 2 and board["figures"][0]["met"] == 1, board

    # Noted by mistake goes, agreed on is withdrawn.
    spare = cleo.post(room + "/help", {**offer, "what": "cave"})
    cleo.must(f"/api/v1/crisis-help/{spare['id']}?version=1", "DELETE")
    refused(cleo.ask(f"/api/v1/crisis-help/{spare['id']}?version=1", "DELETE"), 404, "crisis.unknown_help")
    refused(cleo.ask(f"/api/v1/crisis-help/{offered['id']}?version=1", "DELETE"), 409, "crisis.help_agreed")
    kept = {name: value for name, value in offer.items() if name not in ("side", "kind")}
    refused(cleo.ask("/api/v1/crisis-help/" + offered["id"], "PUT", {**kept, "version": 1, "quantity": 59}), 409, "crisis.help_promised")
    cleo.must("/api/v1/crisis-help/" + offered["id"], "PUT", {**kept, "version": 1, "withdrawn": True})
    assert by_id(anne.must(room + "/help"))[offered["id"]]["stands"] == "withdrawn"


def main():
    with PeopleServer(*sys.argv[1:3]) as server:
        walk(server)
    print("mutual help: proposed, agreed, given, withdrawn; what reports ask for")


if __name__ == "__main__":
    main()
