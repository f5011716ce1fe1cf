#!/usr/bin/env python3
"""Background work over HTTP: an import of the register, its progress, its end, kill -9 in the middle, who may ask for it.

usage: jobs.py BINARY OPENAPI
"""

import os
import shutil
import signal
import sys
import time

from people import FAST, NO_SECOND_FACTOR, PeopleServer

SETTINGS = NO_SECOND_FACTOR + FAST


def refused(answer, status, error):
    assert answer[0] == status and answer[1]["error"] == error, answer


def wait_for(browser, job, states=("done", "failed", "stopped"), seconds=120):
    deadline = time.monotonic() + seconds
    while True:
        now = browser.must(f"/api/v1/jobs/{job}")
        if now["state"] in states:
            return now
        assert time.monotonic() < deadline, now
        time.sleep(0.02)


def put_sources(server, rows, seed):
    folder = os.path.join(server.folder, f"made-{seed}")
    server.run("synthesize", "--out", folder, "--rows", str(rows), "--seed", str(seed), "--departements", "77")
    sources = os.path.join(server.data, "sources")
    shutil.rmtree(sources, ignore_errors=True)
    os.makedirs(sources)
    for name in os.listdir(folder):
        if name.endswith(".csv"):
            shutil.copy(os.path.join(folder, name), sources)


def asks_for_an_import(server):
    root = server.browser("root@pays.fr")
    refused(root.ask("/api/v1/imports", "POST", {}), 400, "service.bad_field")
    refused(root.ask("/api/v1/imports", "POST", {"source": "../../etc"}), 400, "service.bad_field")
    job = root.post("/api/v1/imports", {"source": "folder"})
    assert job["kind"] == "import" and job["state"] == "waiting" and job["created_by"] == root.session["agent"]["id"], job
    empty = wait_for(root, job["id"])
    assert empty["state"] == "failed" and empty["error"]["error"] == "jobs.nothing_to_import", empty
    assert "sources" in empty["error"]["message"], empty

    put_sources(server, 3000, 1)
    job = root.post("/api/v1/imports", {"source": "folder", "scope": "departements:77"})
    done = wait_for(root, job["id"])
    assert done["state"] == "done" and done["attempts"] == 1 and done["progress"]["step"] and not done["error"], done
    deadline = time.monotonic() + 30
    while root.ask("/api/v1/count")[0] != 200:
        assert time.monotonic() < deadline, "the register is not taken up"
        time.sleep(0.05)
    listed = root.must("/api/v1/jobs?kind=import")
    assert [it["state"] for it in listed["jobs"]] == ["done", "failed"] and listed["next"] is None, listed
    page = root.must("/api/v1/jobs?limit=1")
    assert page["next"] == job["id"] and root.must(f"/api/v1/jobs?limit=1&cursor={page['next']}")["jobs"][0]["id"] == empty["id"], page
    refused(root.ask("/api/v1/jobs?state=asleep"), 400, "query.bad_value")
    refused(root.ask("/api/v1/jobs?limit=0"), 400, "query.bad_value")
    refused(root.ask("/api/v1/jobs/nonsense"), 404, "jobs.unknown")
    actions = [row["action"] for row in root.must("/api/v1/audit?action=import.")["rows"]]
    assert actions == ["import.asked", "import.asked"], actions
    metrics = server.ask("/metrics")[2]
    assert 'bassin_jobs{state="failed"}' in metrics, metrics[-2000:]


def shows_and_changes_the_snapshot_in_use(server):
    root = server.browser("root@pays.fr")
    first = root.must("/api/v1/snapshots")["snapshots"]
    assert len(first) == 1 and first[0]["current"] and first[0]["scope"] == "departements:77" and not first[0]["damaged"], first
    of_file = next(it for it in first[0]["sources"] if it["kind"] == "establishments")
    assert of_file["rows"] == of_file["kept"] + of_file["rejected"] + of_file["outOfScope"] > 0, of_file
    put_sources(server, 3300, 4)
    done = wait_for(root, root.post("/api/v1/imports", {"source": "folder", "scope": "departements:77"})["id"])
    assert done["state"] == "done", done
    both = root.must("/api/v1/snapshots")["snapshots"]
    assert [it["current"] for it in both] == [True, False] and both[1]["id"] == first[0]["id"], both
    refused(root.ask("/api/v1/snapshots/20200101-000000-0000/use", "POST", {}), 404, "store.no_snapshot")
    assert root.ask("/api/v1/snapshots/..%2F..%2Fetc/use", "POST", {})[0] in (400, 404)
    refused(root.ask("/api/v1/snapshots?all=yes"), 400, "query.unknown_parameter")
    after = root.post(f"/api/v1/snapshots/{first[0]['id']}/use", {})["snapshots"]
    assert [it["current"] for it in after] == [False, True], after
    deadline = time.monotonic() + 30
    while root.must("/api/v1/count")["scope"]["snapshot"] != first[0]["id"]:
        assert time.monotonic() < deadline, "the older snapshot is not taken up"
        time.sleep(0.05)
    row = root.must("/api/v1/audit?action=register.")["rows"][0]
    assert (row["before"], row["after"]) == (both[0]["id"], first[0]["id"]), row
    again = root.post(f"/api/v1/snapshots/{both[0]['id']}/use", {})["snapshots"]
    assert [it["current"] for it in again] == [True, False], again


def is_stopped(server):
    root = server.browser("root@pays.fr")
    put_sources(server, 60000, 2)
    job = root.post("/api/v1/imports", {"source": "folder", "force": True})
    running = wait_for(root, job["id"], ("running",))
    refused(root.ask("/api/v1/imports", "POST", {"source": "folder"}), 409, "jobs.import_under_way")
    assert root.post(f"/api/v1/jobs/{job['id']}/stop", {})["stop_asked"], running
    assert wait_for(root, job["id"])["state"] in ("stopped", "done")


def survives_kill(server):
    """The lease of the killed server runs out; the next one takes the job over and goes on."""
    root = server.browser("root@pays.fr")
    put_sources(server, 60000, 3)
    job = root.post("/api/v1/imports", {"source": "folder", "force": True})
    wait_for(root, job["id"], ("running",))
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.start(SETTINGS, public_register=False)
    root = server.browser("root@pays.fr")
    assert root.must(f"/api/v1/jobs/{job['id']}")["state"] == "running"
    done = wait_for(root, job["id"], seconds=180)
    assert done["state"] == "done" and done["attempts"] == 2, done


def is_of_the_installation_alone(server):
    server.add("administrator@pays.fr", "administrator")
    browser = server.browser("administrator@pays.fr")
    for target, method in (("/api/v1/jobs", "GET"), ("/api/v1/jobs/x", "GET"), ("/api/v1/jobs/x/stop", "POST"),
                           ("/api/v1/imports", "POST"), ("/api/v1/snapshots", "GET"), ("/api/v1/snapshots/x/use", "POST")):
        refused(browser.ask(target, method, {} if method == "POST" else None), 403, "access.denied")
        refused(server.browser().ask(target, method, {} if method == "POST" else None), 401, "access.sign_in")


with PeopleServer(sys.argv[1], sys.argv[2]) as site:
    site.init()
    site.start(SETTINGS, public_register=False)
    asks_for_an_import(site)
    shows_and_changes_the_snapshot_in_use(site)
    is_of_the_installation_alone(site)
    is_stopped(site)
    survives_kill(site)
    site.stop()
    print("imports asked for, stopped, killed and taken over")
