#!/usr/bin/env python3
"""Ctrl-C during an import: exit code 5 and a word of what to do, the snapshot in use untouched, the next import goes on.

usage: interrupt_import.py BINARY
"""

import signal
import sys

from register import Bassin


def main(binary):
    bassin = Bassin(binary)
    try:
        before = bassin.synthesize("before", 3000, 1)
        after = bassin.synthesize("after", 60000, 2)
        data = bassin.path("data")
        bassin.run(*bassin.import_arguments(before, data), check=0)
        old, old_id = bassin.answers(data), bassin.current(data)

        process = bassin.start_until("establishments", after, data)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=300)
        assert process.returncode == 5, f"exit {process.returncode}: {said}"
        assert "Import interrupted" in said and "same command again" in said, said
        assert bassin.current(data) == old_id
        assert bassin.answers(data) == old
        bassin.run("verify", "--all", "--data", data, check=0)

        resumed = bassin.resumed_tasks(after, data)
        assert "establishments" in resumed, resumed
        bassin.run(*bassin.import_arguments(after, bassin.path("other")), check=0)
        assert bassin.answers(data) == bassin.answers(bassin.path("other")) != old
        print(f"interrupted, then taken up after {', '.join(resumed)}")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1])
