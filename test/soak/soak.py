#!/usr/bin/env python3
"""A server of several organisations at work: agents sign in, search, open, tag, export, look at the map and sign out, colleagues are
invited by mail, while the register under them is imported anew and rolled back. Every answer must be the right one, none is dropped,
and at the end the server holds what it held before: memory, threads, descriptors, snapshots.

usage: soak.py BINARY OPENAPI [SECONDS]
"""

import os
import sys
import threading
import time

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))

from crowd import Agent, Worker, reader_of, work_of
from figures import EXPORTS, QUESTIONS, TILES, Figures
from letters import Secretary
from meter import Meter, Times, reading
from people import CHEAP, FAST, PeopleServer
from postbox import MailServer
from swapper import Swapper

SETTINGS = CHEAP + 'second_factor = "everybody"\n' + FAST + (
    '[installation]\naddress = "https://bassin.test"\n[letters]\nsilence = false\ndigest_day = 0\n')
ORGANISATIONS = (("CCI 77", "cci", "dep:77"), ("CMA 77", "cma", "dep:77"), ("Pays de Meaux", "intercommunality", "list:77284"))
PEOPLE = (("anne", "adviser", "Pays Créçois", True), ("ahmed", "coordinator", "Pays Créçois", True),
          ("aline", "analyst", "Pays Créçois", False), ("carole", "adviser", "CCI 77", True), ("chloe", "coordinator", "CCI 77", True),
          ("marc", "adviser", "CMA 77", True), ("nora", "adviser", "Pays de Meaux", False))
# What the server may hold more at the end than after its first half minute of work, with nobody there. Memory: glibc keeps
# what threads once freed; a leak of a page of rows an answer would be some hundred MiB.
MEMORY_MIB = 32
SANITIZED = "asan" in sys.argv[1] or "tsan" in sys.argv[1]


def make_registers(server):
    """Three, of which no two have the same figures."""
    folders = []
    for number, rows in enumerate((6000, 7000, 8000)):
        folder = os.path.join(server.folder, f"register{number}")
        server.run("synthesize", "--out", folder, "--rows", str(rows), "--seed", str(number + 1), "--departements", "77")
        folders.append(folder)
    return folders


def open_installation(server):
    """The organisations and their people, each with a second factor."""
    root_agent = Agent("root@pays.fr", "Pays Créçois", False)
    root = root_agent.enrol(server)
    for name, kind, territory in ORGANISATIONS:
        root.post("/api/v1/organisations", {"name": name, "kind": kind, "territory": territory})
    agents = []
    for name, role, organisation, edits in PEOPLE:
        server.add(f"{name}@pays.fr", role, organisation)
        agents.append(Agent(f"{name}@pays.fr", f"{organisation}, {role}", edits))
    return root, agents


def ask_at_rest(server, figures, swapper, browsers):
    """What each register answers each organisation."""
    for register in range(len(swapper.registers)):
        swapper.by_command(register)
        total = browsers[0][1].must(QUESTIONS["count"])["total"]
        told = server.run("count", "--data", server.data, "--field", "all", "--state", "any", "--json")
        assert f'"total":{total}' in told.stdout.replace(" ", ""), (total, told.stdout)
        snapshot = swapper.current()
        for agent, browser in browsers:
            server.until(lambda: browser.must(QUESTIONS["count"])["scope"]["snapshot"] == snapshot, "each organisation sees it")
            for what, target in (QUESTIONS | EXPORTS | TILES).items():
                figures.at_rest(register, agent.organisation, what, browser.must(target))
    for what in QUESTIONS:
        assert what == "territory" or figures.distinct(what) > 1, f"{what}: all registers answer alike"


def at_work(seconds, work):
    """All of it at once; the first fault ends it."""
    ended = threading.Event()
    workers = [Worker(ended, it) for it in work]
    for worker in workers:
        worker.start()
    ended.wait(seconds)
    ended.set()
    for worker in workers:
        worker.join(timeout=120)
        assert not worker.is_alive(), "an answer never came"
    for worker in workers:
        if worker.fault:
            raise worker.fault


def at_rest(server):
    """What it holds when nobody asks any more."""
    time.sleep(2.5)  # the sockets that lingered are closed, the snapshot before is let go
    return reading(server.process.pid)


def judge_growth(before, after, meter):
    assert after["threads"] == before["threads"], f"threads: {before['threads']}, then {after['threads']}"
    assert after["descriptors"] <= before["descriptors"] + 8, f"descriptors: {before['descriptors']}, then {after['descriptors']}"
    assert after["snapshots"] <= 1, f"{after['snapshots']} snapshots are still mapped"
    assert meter.most("threads") <= before["threads"] + 20, "more threads than one import needs"
    if not SANITIZED:  # the address sanitizer keeps what was freed
        grown = after["memory"] - before["memory"]
        assert grown < MEMORY_MIB, f"memory grew by {grown:.0f} MiB, from {before['memory']:.0f} to {after['memory']:.0f}"


def report(times, figures, swapper, secretary, meter, before, after):
    print("\n".join(times.table()))
    print(f"{times.answers()} answers held against the contract, {figures.judged} against the figures of their register")
    print("; ".join(f"{many} times {how}" for how, many in swapper.swaps.items()) + f"; {secretary.invited} letters")
    for what, unit in (("memory", " MiB"), ("threads", ""), ("descriptors", ""), ("snapshots", " mapped")):
        print(f"{what}: {before[what]:.0f} before, {after[what]:.0f} after, {meter.most(what):.0f} at most{unit}")
    print(f"memory under way: {meter.memory_slope():+.2f} MiB a minute")


def drain(server):
    """A log that nobody reads would hold the server up; what it says is kept."""
    threading.Thread(target=lambda: server.said.extend(server.process.stderr), daemon=True).start()


def quiet_log(server):
    """Start, the first minutes without a register, each snapshot, stop: and nothing else."""
    expected = ("answers at", "No register", "snapshot", "stopping", "web application")
    told = [line for line in server.said if not any(word in line for word in expected)]
    assert not told, told[:5]


def soak(server, mails, seconds):
    registers = make_registers(server)
    server.init()
    server.start(SETTINGS + mails.settings(), public_register=False)
    drain(server)
    root, agents = open_installation(server)
    figures, times = Figures(), Times()
    swapper, secretary = Swapper(server, figures, registers, root), Secretary(server, mails, root)
    browsers = [(agent, agent.enrol(server)) for agent in agents]
    ask_at_rest(server, figures, swapper, browsers)
    work = [work_of(agent, server, times, figures, number) for number, agent in enumerate(agents)]
    work += [reader_of(server, figures, agent.organisation, browser) for agent, browser in browsers[:2]]
    work += [swapper.work, secretary.work]

    at_work(max(8, seconds / 4), work)
    before = at_rest(server)
    meter = Meter(server.process.pid)
    meter.start()
    begun = time.monotonic()
    at_work(seconds * 3 / 4, work)
    print(f"{time.monotonic() - begun:.0f} s of work")
    meter.end()
    after = at_rest(server)
    figures.judge(all_of_them=True)
    report(times, figures, swapper, secretary, meter, before, after)
    judge_growth(before, after, meter)
    assert len(mails.taken) == secretary.invited, f"{secretary.invited} letters were written, {len(mails.taken)} arrived"
    assert min(swapper.swaps.values()) > 0, swapper.swaps
    server.stop()
    quiet_log(server)


def main(binary, contract, seconds):
    mails = MailServer("plain")
    try:
        with PeopleServer(binary, contract) as server:
            soak(server, mails, seconds)
    finally:
        mails.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 600)
