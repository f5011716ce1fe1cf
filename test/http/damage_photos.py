#!/usr/bin/env python3
"""Photos of damage reports: by agents of the room as documents of the report; by owners without an account under the token that the answer
to their report gave, each once, and read back by nobody who has no account.

usage: damage_photos.py BINARY OPENAPI
"""

import concurrent.futures
import hashlib
import http.client
import re
import sys
import uuid

from conventions import refused
from damage_reports import Site, opened_to_owners, owners, report, solved
from documents import attach, listed, send, table
from people import PeopleServer
from pictures import jpeg


def sum_of(content):
    return hashlib.sha256(content).hexdigest()


def by_agents(site):
    """Who reads the report reads its photos; each takes away their own, who runs the room all."""
    made = report(case=site.cases[0]["id"])
    site.cleo.post(site.room + "/damage-reports", made)
    record, (sent, bare) = "damage_report/" + made["id"], jpeg(1)
    photo = attach(site.cleo, record, sent, file="IMG_0001.jpg", key="photo-1")
    assert attach(site.cleo, record, sent, file="IMG_0001.jpg", key="photo-1") == photo, "sent twice, attached once"
    refused(send(site.cleo, record, sent, file="IMG_0001.jpg"), 409, "documents.twice")
    attach(site.anne, record, b"%PDF-1.7 devis", file="devis.pdf")
    table(record, [(site.cleo, ["devis.pdf", "IMG_0001.jpg"], True), (site.chief, ["devis.pdf", "IMG_0001.jpg"], True),
                   (site.carole, ["devis.pdf", "IMG_0001.jpg"], True), (site.nora, None, False), (site.max, None, False)],
          "crisis.unknown_damage_report")
    refused(site.elected.ask("/api/v1/documents/" + record), 403, "access.denied")
    for other in (site.nora, site.max, site.elected):
        refused(other.ask("/api/v1/documents/" + photo), 404, "documents.unknown")
        refused(send(other, record, jpeg(2)[0]), 403 if other is site.elected else 404,
                "access.denied" if other is site.elected else "crisis.unknown_damage_report")
    refused(send(site.cleo, "damage_report/" + str(uuid.uuid4()), sent), 404, "crisis.unknown_damage_report")
    told = site.cleo.must(f"/api/v1/crisis-cases/{site.cases[0]['id']}/damage-reports")["reports"][0]["documents"]
    assert [(it["name"], it["ofOwner"]) for it in told] == [("IMG_0001.jpg", False), ("devis.pdf", False)], told
    assert told[0]["sha256"] == sum_of(bare) and told[0]["size"] == len(bare), "without what the camera wrote"
    assert [it["changeable"] for it in listed(site.cleo, record)] == [False, True]
    assert [it["changeable"] for it in listed(site.chief, record)] == [True, True]
    refused(site.carole.ask(f"/api/v1/documents/{told[1]['id']}?version=1", "DELETE"), 403, "documents.not_yours")
    assert site.cleo.must(f"/api/v1/documents/{photo}?version=1", "DELETE") == {"changed": True}
    assert site.chief.must(f"/api/v1/documents/{told[1]['id']}?version=1", "DELETE") == {"changed": True}


class Owner:
    """A phone that sent a report and holds what was answered."""

    def __init__(self, site, at, **typed):
        self.browser, self.at, sent = site.owner, at, owners(**typed)
        self.whole = {**sent, "proof": solved(site.owner, at, sent["id"])}
        self.told = site.owner.post(at + "/reports", self.whole)
        self.id, self.upload = sent["id"], self.told["upload"]
        self.photos = f"{at}/reports/{self.id}/photos"

    def put(self, photo, content, token=None):
        return self.browser.ask(f"{self.photos}/{photo}", "PUT", content, headers={
            "Content-Type": "application/octet-stream", "X-Bassin-Upload": self.upload["token"] if token is None else token})

    def arrived(self):
        status, body = self.browser.ask(self.photos, headers={"X-Bassin-Upload": self.upload["token"]})
        assert status == 200, (status, body)
        return body["photos"]


def by_owners(site, at):
    owner = Owner(site, at, siret=site.cases[2]["business"])
    assert owner.browser.post(at + "/reports", owner.whole) == owner.told, "sent again, the same token"
    photo, (sent, bare) = str(uuid.uuid4()), jpeg(10)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda _: owner.put(photo, sent), range(8)))
    assert {status for status, _ in got} == {200} and all(body == got[0][1] for _, body in got), got
    assert (got[0][1]["id"], got[0][1]["sha256"], got[0][1]["size"]) == (photo, sum_of(sent), len(sent))
    assert owner.arrived() == [got[0][1]]
    refused(owner.put(photo, jpeg(11)[0]), 409, "crisis.photo_differs")
    told = site.cleo.must(f"/api/v1/crisis-cases/{site.cases[2]['id']}/damage-reports")["reports"][0]["documents"]
    assert [(it["name"], it["ofOwner"], it["sha256"]) for it in told] == [("photo-1.jpg", True, sum_of(bare))], told
    status, _, body = site.cleo.whole("/api/v1/documents/" + told[0]["id"])
    assert status == 200 and body == bare, "served as it is kept"
    assert listed(site.cleo, "damage_report/" + owner.id)[0]["agent"] is None
    refused(owner.browser.ask("/api/v1/documents/" + told[0]["id"]), 401, "access.sign_in")
    refused(owner.browser.ask("/api/v1/documents/damage_report/" + owner.id), 401, "access.sign_in")
    return owner


def status_of_length(server, target, length):
    """What is answered to whoever says that so much is coming."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest("PUT", target)
    connection.putheader("Content-Length", str(length))
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def refusals(site, at, owner):
    """Of another report, of another day, of nobody; too many, too large, no picture."""
    other, photo, (sent, _) = Owner(site, at), str(uuid.uuid4()), jpeg(20)
    token = owner.upload["token"]
    until, signature = token.split(".")
    for wrong in ("", "x", until, "." + signature, f"{int(until) + 1}.{signature}", other.upload["token"], "9" * 40 + "." + signature):
        refused(owner.put(photo, sent, wrong), 403, "crisis.bad_upload")
        status, body = owner.browser.ask(owner.photos, headers={"X-Bassin-Upload": wrong})
        refused((status, body), 403, "crisis.bad_upload")
    refused(owner.browser.ask(at[:-8] + "BBBBBBBB" + f"/reports/{owner.id}/photos", headers={"X-Bassin-Upload": token}), 404,
            "crisis.no_form")
    refused(owner.put("7", sent), 400, "crisis.bad_value")
    refused(owner.put(photo, b"%PDF-1.7 devis"), 415, "crisis.not_a_picture")
    refused(owner.put(photo, b"<svg/>"), 415, "documents.refused_type")
    refused(owner.put(photo, sent[:-2]), 400, "documents.damaged")
    assert status_of_length(site.server, f"{owner.photos}/{photo}", owner.upload["photoBytesMost"] + 1) == 413, "before its bytes are sent"
    for number in range(2, owner.upload["photosMost"] + 1):
        assert owner.put(str(uuid.uuid4()), jpeg(number + 20, 1000)[0])[0] == 200
    refused(owner.put(photo, sent), 413, "crisis.photos_full")
    assert len(owner.arrived()) == owner.upload["photosMost"] and other.arrived() == []
    assert other.put(photo, jpeg(30, owner.upload["photoBytesMost"] - 1000)[0])[0] == 200


def what_others_have_is_not_told(site, owner):
    """The same picture that an agent attached is taken without a word, and one that was taken away does not come back."""
    (sent, bare), photo = jpeg(40), str(uuid.uuid4())
    record = "damage_report/" + owner.id
    attach(site.cleo, record, sent, file="Fuite chez Mme Exemple.jpg")
    assert owner.put(photo, sent)[0] == 200
    same = [it for it in listed(site.chief, record) if it["sha256"] == sum_of(bare)]
    assert len(same) == 2
    own = next(it for it in same if it["agent"] is None)
    assert site.chief.must(f"/api/v1/documents/{own['id']}?version={own['version']}", "DELETE") == {"changed": True}
    assert owner.put(photo, sent)[0] == 200 and len(owner.arrived()) == 1
    assert len([it for it in listed(site.chief, record) if it["sha256"] == sum_of(bare)]) == 1


def the_door_ends_them(site, at, owner):
    arrived, (sent, _) = owner.arrived(), jpeg(50)
    site.chief.must(site.room + "/form", "DELETE")
    refused(owner.put(str(uuid.uuid4()), sent), 404, "crisis.no_form")
    assert owner.arrived() == arrived, "what arrived is told still"
    site.chief.must(site.room + "/form", "PUT", {"title": "Crue", "anotherCode": True})
    refused(owner.put(str(uuid.uuid4()), sent), 404, "crisis.no_form")
    new = "/api/v1/damage-forms/" + site.chief.must(site.room + "/form")["form"]["code"]
    owner.photos = owner.photos.replace(at, new)
    refused(owner.put(str(uuid.uuid4()), sent), 403, "crisis.bad_upload")
    closed = report(case=site.cases[1]["id"])
    site.cleo.post(site.room + "/damage-reports", closed)
    photo = attach(site.cleo, "damage_report/" + closed["id"], sent, file="IMG.jpg")
    seen = site.chief.must(site.room)
    site.chief.post(site.room + "/state", {"version": seen["version"], "state": "closed"})
    refused(send(site.cleo, "damage_report/" + closed["id"], jpeg(51)[0]), 403, "documents.not_yours")
    refused(site.cleo.ask(f"/api/v1/documents/{photo}?version=1", "DELETE"), 403, "documents.not_yours")
    assert site.chief.must(f"/api/v1/documents/{photo}?version=1", "DELETE") == {"changed": True}, "what shows somebody by mistake"


def main():
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        site = Site(server)
        by_agents(site)
        at = opened_to_owners(site)
        owner = by_owners(site, at)
        refusals(site, at, owner)
        what_others_have_is_not_told(site, owner=Owner(site, at))
        the_door_ends_them(site, at, owner)
        trail = site.server.browser("root@pays.fr").must("/api/v1/audit?kind=document&limit=500")["rows"]
        assert not re.search("photo-1|IMG", str([(it["before"], it["after"]) for it in trail])), "names of photos are not told"
        server.stop()


if __name__ == "__main__":
    main()
