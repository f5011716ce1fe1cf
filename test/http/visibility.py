#!/usr/bin/env python3
"""Who sees what of every kind of record, by every output, at every setting of the annex: the server and visibility.tsv say the same.

Each field of each record holds a token that stands nowhere else. Every output that a reader can ask is searched for all of them: what
the table says is there, and nothing that it does not say. --write prints the table as the server answers, for somebody to judge.

usage: visibility.py BINARY OPENAPI [--write]
"""

import datetime
import os
import sys
import time

from conventions import HOME, change
from outputs import Outputs
from people import PeopleServer
from planted import VARIANTS, Planted
from postbox import MailServer
from reminding import rounds_done, settings, until
from sharing import statement

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "visibility.tsv")
LEVELS = ("header", "nothing", "presence", "content")  # the first: what stands where no annex says otherwise
OUTPUTS = ("page", "list", "search", "facet", "export", "report", "calendar", "letter", "trail")
READERS = ("author", "colleague", "involved", "party", "left", "stranger", "far", "analyst", "elected", "runner", "signed out")


def stated():
    """{(kind, variant, annex, reader): {output: {field, …}}}; each once."""
    out = {}
    with open(TABLE, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    assert tuple(lines[0]) == ("kind", "variant", "annex", "readers", *OUTPUTS), lines[0]
    for kind, variant, annexes, readers, *cells in lines[1:]:
        assert len(cells) == len(OUTPUTS), (kind, variant, annexes, readers)
        for annex in LEVELS if annexes == "any" else annexes.split(", "):
            for reader in readers.split(", "):
                key = kind, variant, annex, reader
                assert key not in out, f"twice: {key}"
                out[key] = {name: set(cell.split()) - {"-"} for name, cell in zip(OUTPUTS, cells)}
    wanted = {(kind, variant, annex, reader) for kind, variants in VARIANTS.items() for variant in variants
              for annex in LEVELS for reader in READERS}
    assert set(out) == wanted, sorted(set(out) ^ wanted)[:10]
    return out


def found(fields, told):
    """{output: {field, …}}: a field is there with the first of its tokens, and whole with all of them."""
    out = {name: set() for name in OUTPUTS}
    for name, text in told.items():
        for field, tokens in fields.items():
            there = [token in text for token in tokens]
            if any(there):
                out[name].add(field if all(there) or name in ("search", "list") else field + "~")
    return out


def open_at(planted, level):
    """By the annex: its keeper's own word on its own records needs nobody else."""
    today = datetime.date.today().isoformat()
    text = planted.chief.must("/api/v1/conventions/" + planted.convention["id"])
    change(planted.chief, text, "/annexes", "POST", **{"from": today, "statements": [statement(planted.site.ids[HOME], level)]})


def asked(planted, outputs, level):
    """{(kind, variant, annex, reader): {output: {field, …}}} as the server answers."""
    told, out = {}, {}
    for key, fields in planted.tokens.items():
        for reader, browser in planted.readers(*key).items():
            if browser not in told:
                told[browser] = outputs.of(browser, level == LEVELS[-1])
            out[*key, level, reader] = found(fields, told[browser])
    return out


def letters(planted, mails, server):
    """{browser: all that was written to who is signed in there}; each record's author has a reminder or a need at least."""
    server.stop()
    server.start(settings(mails, datetime.date.today().isoweekday()))
    until(lambda: rounds_done(planted.root), "the round of letters")
    for address in (planted.authors["reminder", "of a business"], "involved@cma.fr"):
        mails.wait_for(address)

    def all_taken():
        states = [it["state"] for it in planted.root.must("/api/v1/jobs?kind=mail")["jobs"]]
        return set(states) == {"done"} and len(states) == len(mails.taken)
    until(all_taken, "all are sent")
    out = {}
    for letter in mails.taken:
        [address] = letter["envelope_to"]
        browser = planted.names.get(address) or planted.names.get(address.split("@")[0], planted.root)
        out[browser] = out.get(browser, "") + letter["text"] + letter["html"]
    return out


def differences(table, answered):
    out = []
    for key, cells in answered.items():
        for name in OUTPUTS:
            if name != "letter" and cells[name] != table[key][name]:
                shown, said = sorted(cells[name]) or "nothing", sorted(table[key][name]) or "nothing"
                out.append(f"{' / '.join(key)}: {name} shows {shown}, the table says {said}")
    return out


def grouped(answered):
    """Lines of the table: annexes and readers that see the same stand together."""
    for kind, variants in VARIANTS.items():
        for variant in variants:
            by_cells = {}
            for reader in READERS:
                for level in LEVELS:
                    cells = tuple(" ".join(sorted(answered[kind, variant, level, reader][name])) or "-" for name in OUTPUTS)
                    by_cells.setdefault((reader, cells), []).append(level)
            lines = {}
            for (reader, cells), levels in by_cells.items():
                lines.setdefault((tuple(levels), cells), []).append(reader)
            for (levels, cells), readers in lines.items():
                annex = "any" if len(levels) == len(LEVELS) else ", ".join(levels)
                yield "\t".join((kind, variant, annex, ", ".join(readers), *cells))


def walk(planted, outputs, table):
    everything, wrong = {}, []
    for level in LEVELS:
        if level != LEVELS[0]:
            open_at(planted, level)
        deadline = time.monotonic() + 10  # partners' views follow within moments
        while True:
            answered = asked(planted, outputs, level)
            odd = differences(table, answered) if table else []
            if not odd or time.monotonic() > deadline:
                break
        everything.update(answered)
        wrong += odd
    return everything, wrong


def written_to(planted, everything, table, told):
    """Letters go out once a day: they are read at the widest setting, which is the last one."""
    wrong = []
    for key, fields in planted.tokens.items():
        for reader, browser in planted.readers(*key).items():
            cells = found(fields, {"letter": told.get(browser, "")})["letter"]
            for level in LEVELS:
                everything[*key, level, reader]["letter"] = cells
            if table and cells != table[*key, LEVELS[-1], reader]["letter"]:
                wrong.append(f"{' / '.join((*key, reader))}: a letter shows {sorted(cells) or '-'}")
    return wrong


def main():
    writes = "--write" in sys.argv
    mails = MailServer()
    with PeopleServer(sys.argv[1], sys.argv[2]) as server:
        table = None if writes else stated()
        planted = Planted(server)
        outputs = Outputs(planted)
        if writes:
            time.sleep(3)  # no table to wait for
        everything, wrong = walk(planted, outputs, table)
        told = letters(planted, mails, server)
        wrong += written_to(planted, everything, table, told)
        server.stop()
        mails.stop()
    if writes:
        print("\n".join(grouped(everything)))
        return
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:40])
    print(f"{len(everything)} combinations of record, annex and reader by {len(OUTPUTS)} outputs are as the table says")


if __name__ == "__main__":
    main()
