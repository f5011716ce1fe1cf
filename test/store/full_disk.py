#!/usr/bin/env python3
"""A full disk under a server with its store, under `backup` and under an import as a job: typed errors, reading goes on, nothing half
done stands there, and all recovers by itself when space comes back.

usage: full_disk.py BINARY OPENAPI       (needs the right to mount a small file system in memory)
"""

import os
import shutil
import subprocess
import sys
import time

from places import Sqlite, number, whole
from people import FAST, NO_SECOND_FACTOR, PASSWORD, Browser, PeopleServer
from small_disk import fill, give_up, mount, own_name_space

READS = ("/api/v1/count?territory=77142", "/api/v1/establishments?territory=77142&limit=5&facets=section", "/api/v1/portfolios",
         "/api/v1/tags", "/api/v1/local-businesses", "/api/v1/session", "/api/v1/organisations", "/api/v1/tiles/8/130/88?territory=77142")


def take_all(volume):
    """Every byte, and again what is given back by the store itself."""
    for round_number in range(3):
        fill(os.path.join(volume, f"filler{round_number}"), 0)


def give_back(volume):
    for name in os.listdir(volume):
        if name.startswith("filler"):
            os.remove(os.path.join(volume, name))


def made_older(store, seconds):
    """Sessions as if nobody had asked for a while: the next question would note that it was asked."""
    then = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() - seconds))
    store.change(f"update session set seen_at = '{then}.000Z'")


def writes_are_refused(browser, attempts=200):
    """A few may still find room in the journal; then none does. What was refused is not there."""
    refused = 0
    for i in range(attempts):
        status, answer = browser.ask("/api/v1/portfolios", "POST", {"name": f"Plein {i}"}, headers={"Idempotency-Key": f"plein-{i}"})
        if status == 200:
            assert refused == 0, "room came back from nowhere"
            continue
        refused += 1
        assert status in (500, 507) and answer["error"] in ("sql.full", "sql.failed"), (status, answer)
        if refused == 5:
            return i
    raise AssertionError("the disk was never full")


def reading_goes_on(browser):
    for target in READS:
        status, answer = browser.ask(target)
        assert status == 200, f"{target} on a full disk: {status} {answer}"


def everything_that_writes_says_so(server, browser):
    for target, method, data in (("/api/v1/selections", "POST", {"name": "S", "query": "territory=77142"}),
                                 ("/api/v1/local-businesses", "POST", {"name": "B", "commune": "77142", "reason": "vu"})):
        status, answer = browser.ask(target, method, data)
        assert status in (500, 507) and answer["error"] in ("sql.full", "sql.failed"), (target, status, answer)
    business = browser.must("/api/v1/establishments?territory=dep:77&limit=1")["rows"][0]["id"]
    documents = "/api/v1/documents/business/" + business
    status, answer = browser.ask(documents + "?file=scan.pdf", "POST", b"%PDF-" + bytes(900_000))
    assert status in (500, 507) and answer["error"] in ("sql.full", "sql.failed"), (status, answer)
    assert browser.must(documents)["documents"] == [], "no half of it"
    status, answer = browser.ask("/api/v1/exports/establishments.csv?territory=77142")
    assert status in (500, 507) and answer["error"] in ("sql.full", "sql.failed"), "an export is written down before it leaves"
    status, answer = Browser(server).ask("/api/v1/session", "POST", {"email": "clerk@pays.fr", "password": PASSWORD})
    assert status in (500, 507) and answer["error"] in ("sql.full", "sql.failed"), (status, answer)


def backup_on(server, volume):
    """No room for the backup: none stands there. Elsewhere it goes through."""
    file = os.path.join(volume, "backup.sqlite")
    place = ("--config", os.path.join(server.folder, "bassin.toml"), "--data", server.data)
    done = server.run("backup", file, *place, check=6)
    assert done.stderr.strip(), "and says why"
    assert not [name for name in os.listdir(volume) if name.startswith("backup.sqlite")], os.listdir(volume)
    elsewhere = os.path.join(server.folder, "elsewhere.sqlite")
    server.run("backup", elsewhere, *place)
    fresh = Sqlite(os.path.join(server.folder, "fresh.db"))
    settings = server.write("fresh.toml", f'[store]\nurl = "{fresh.url}"\n')
    server.run("restore", elsewhere, "--config", settings, "--data", server.folder)
    whole(fresh)


def import_on(server, root, volume):
    """A job that finds no room fails with a typed error; the register in use stays."""
    sources = os.path.join(server.data, "sources")
    os.makedirs(sources, exist_ok=True)
    files = os.path.join(server.folder, "more")
    server.run("synthesize", "--out", files, "--rows", "4000", "--seed", "9", "--departements", "77")
    for name in os.listdir(files):
        if name.endswith(".csv"):
            shutil.copy(os.path.join(files, name), sources)
    before = root.must("/api/v1/count?field=all&state=any")
    job = root.post("/api/v1/imports", {"source": "folder", "force": True})
    fill(os.path.join(volume, "filler-import"), 300_000)
    server.until(lambda: ended_job(root, job["id"]), "the import ends")
    ended = root.must(f"/api/v1/jobs/{job['id']}")
    assert ended["state"] == "failed" and ended["error"]["error"] in ("ingest.disk_space", "file.disk_full"), ended
    after = root.must("/api/v1/count?field=all&state=any")
    assert (before["total"], before["scope"]["snapshot"]) == (after["total"], after["scope"]["snapshot"])
    give_back(volume)
    job = root.post("/api/v1/imports", {"source": "folder", "force": True})
    server.until(lambda: ended_job(root, job["id"]), "the second import ends")
    assert root.must(f"/api/v1/jobs/{job['id']}")["state"] == "done"
    server.until(lambda: root.must("/api/v1/count?field=all&state=any")["total"] == 4000, "the new register is there")


def ended_job(root, job):
    return root.must(f"/api/v1/jobs/{job}")["state"] in ("done", "failed", "stopped")


def on(server, volume):
    server.data = os.path.join(volume, "data")
    store = Sqlite(os.path.join(server.data, "casework.db"))
    server.load("files", "--rows", "3000", "--departements", "77")
    server.init()
    server.add("clerk@pays.fr", "coordinator")
    server.start(NO_SECOND_FACTOR + FAST, public_register=False)
    clerk, root = server.browser("clerk@pays.fr"), server.browser("root@pays.fr")
    kept = clerk.post("/api/v1/portfolios", {"name": "Avant"})
    made_older(store, 300)
    take_all(volume)
    last = writes_are_refused(clerk)
    reading_goes_on(clerk)
    everything_that_writes_says_so(server, clerk)
    backup_on(server, volume)
    reading_goes_on(root)
    give_back(volume)
    status, answer = clerk.ask("/api/v1/portfolios", "POST", {"name": f"Plein {last}"}, headers={"Idempotency-Key": f"plein-{last}"})
    assert status == 200, "recovered by itself"
    again = clerk.ask("/api/v1/portfolios", "POST", {"name": f"Plein {last}"}, headers={"Idempotency-Key": f"plein-{last}"})
    assert again == (status, answer), "once"
    there = [it["id"] for it in clerk.must("/api/v1/portfolios")["portfolios"]]
    assert kept["id"] in there and len(there) == number(store, "select count(*) from portfolio")
    whole(store)
    import_on(server, root, volume)
    server.run("store", "check", "--from", store.url)
    server.stop()
    server.start(NO_SECOND_FACTOR + FAST, public_register=False)
    assert len(server.browser("clerk@pays.fr").must("/api/v1/portfolios")["portfolios"]) == len(there)
    server.stop()
    print(f"{last} writes found room, then typed errors; reading went on; backup refused; import failed and went through later")


def main(binary, contract):
    with PeopleServer(binary, contract) as server:
        volume = os.path.join(server.folder, "volume")
        if not mount(volume, 48):
            own_name_space()
            give_up()
        try:
            on(server, volume)
        finally:
            if server.process:
                server.process.kill()
                server.process.wait()
            subprocess.run(["umount", volume], check=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
