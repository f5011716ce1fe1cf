#!/usr/bin/env python3
"""kill -9 at random instants of an import: the snapshot in use stays whole, and the import can be taken up again.

usage: kill_import.py BINARY [ROUNDS]
"""

import random
import signal
import sys
import time

from register import DEEP, Bassin


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.communicate()


def main(binary, rounds):
    bassin = Bassin(binary)
    try:
        before = bassin.synthesize("before", 20000, 1)
        after = bassin.synthesize("after", 30000, 2)
        data = bassin.path("data")
        bassin.run(*bassin.import_arguments(before, data), check=0)
        old = bassin.answers(data)
        old_id = bassin.current(data)

        started = time.monotonic()
        bassin.run(*bassin.import_arguments(after, bassin.path("timing")), check=0)
        duration = time.monotonic() - started
        new = bassin.answers(bassin.path("timing"))
        assert all(code == 0 for code, _ in old + new) and old != new

        # Known to have something to take up; the others end anywhere.
        kill(bassin.start_until("establishments", after, data))
        assert bassin.answers(data) == old
        resumed = bassin.resumed_tasks(after, data)
        assert "establishments" in resumed, resumed
        assert bassin.answers(data) == new
        bassin.run("rollback", old_id, "--data", data, check=0)

        chance = random.Random(20180131)
        published = 0
        taken_up = 0
        for round_number in range(rounds):
            process = bassin.start(*bassin.import_arguments(after, data))
            time.sleep(chance.uniform(0, duration))
            kill(process)
            bassin.run("verify", "--data", data, check=0)
            answers = bassin.answers(data)
            assert answers in (old, new), f"round {round_number}: the answers of neither register"
            published += answers == new
            # Every other round the next import is killed too, in the midst of what it took up.
            if answers == old and round_number % 2 == 0:
                taken_up += bool(bassin.resumed_tasks(after, data))
                assert bassin.answers(data) == new, f"round {round_number}: the import that was taken up answers otherwise"
            bassin.run("rollback", old_id, "--data", data, check=0)
            assert bassin.answers(data) == old
        bassin.run(*bassin.import_arguments(after, data), check=0)
        assert bassin.answers(data) == new
        bassin.run("verify", "--all", "--data", data, check=0)
        print(f"{rounds} kills: {published} after publication, {taken_up} imports taken up; every snapshot whole, every answer the same")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60 if DEEP else 6)
