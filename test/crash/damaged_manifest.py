#!/usr/bin/env python3
"""A damaged snapshot among others: each command names it, none hides it, and a rollback passes over it.

usage: damaged_manifest.py BINARY
"""

import os
import sys

from register import Bassin


def main(binary):
    bassin = Bassin(binary)
    try:
        data = bassin.path("data")
        ids = []
        for rows in (1000, 1100, 1200):
            bassin.run(*bassin.import_arguments(bassin.synthesize(f"files{rows}", rows, rows), data), check=0)
            ids.append(bassin.current(data))
        oldest, middle, newest = ids
        bassin.run("verify", "--all", "--data", data, check=0)

        with open(os.path.join(data, "snapshots", middle, "manifest.json"), "r+b") as manifest:
            manifest.write(b"[")
        done = bassin.run("verify", "--all", "--data", data, "--lang", "en", check=3)
        assert f"{middle}: damaged" in done.stdout and f"{newest}: whole" in done.stdout and f"{oldest}: whole" in done.stdout, done.stdout
        assert os.path.join(middle, "manifest.json") in done.stderr, done.stderr
        assert [(s["id"], s["damaged"]) for s in bassin.snapshots(data)] == [(newest, False), (middle, True), (oldest, False)]
        assert "Damaged" in bassin.run("snapshots", "--data", data, "--lang", "en", check=0).stdout
        bassin.run("rollback", middle, "--data", data, check=3)
        assert bassin.current(data) == newest

        done = bassin.run("rollback", "--data", data, "--lang", "en", check=0)
        assert middle in done.stderr and "damaged" in done.stderr, done.stderr
        assert bassin.current(data) == oldest

        bassin.run("rollback", newest, "--data", data, check=0)
        os.remove(os.path.join(data, "snapshots", oldest, "units.img"))
        bassin.run("verify", oldest, "--data", data, check=3)
        done = bassin.run("rollback", "--data", data, "--lang", "en", check=3)
        assert oldest in done.stderr and middle in done.stderr, done.stderr
        assert bassin.current(data) == newest

        with open(os.path.join(data, "CURRENT"), "w", encoding="utf-8") as current:
            current.write("nothing\n")
        bassin.run("count", "--data", data, check=3)
        assert len(bassin.snapshots(data)) == 3
        bassin.run("rollback", newest, "--data", data, check=0)
        bassin.run("verify", "--data", data, check=0)
        print("the damaged snapshot is named by verify, snapshots and rollback")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1])
