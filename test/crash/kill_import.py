#!/usr/bin/env python3
"""kill -9 at random instants of an import: the snapshot in use stays whole, and the import can be taken up again.

usage: kill_import.py BINARY [ROUNDS]
"""

import random
import signal
import sys
import time

from register import Bassin


def main(binary, rounds):
    bassin = Bassin(binary)
    try:
        before = bassin.synthesize("before", 20000, 1)
        after = bassin.synthesize("after", 30000, 2)
        data = bassin.path("data")
        bassin.run(*bassin.import_arguments(before, data), check=0)
        old = bassin.total(data)

        started = time.monotonic()
        bassin.run(*bassin.import_arguments(after, bassin.path("timing")), check=0)
        duration = time.monotonic() - started
        new = bassin.total(bassin.path("timing"))
        assert old != new

        chance = random.Random(20180131)
        published = 0
        for round_number in range(rounds):
            process = bassin.start(*bassin.import_arguments(after, data))
            time.sleep(chance.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
            process.wait()
            bassin.run("verify", "--data", data, check=0)
            total = bassin.total(data)
            assert total in (old, new), f"round {round_number}: {total} establishments, neither {old} nor {new}"
            published += total == new
            if total == new:
                bassin.run("rollback", "--data", data, check=0)
        bassin.run(*bassin.import_arguments(after, data), check=0)
        assert bassin.total(data) == new
        bassin.run("verify", "--data", data, check=0)
        print(f"{rounds} kills: {rounds - published} before and {published} after publication; every snapshot whole")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 6)
