#!/usr/bin/env python3
"""A disk that fills up at several points of an import: a clear message, exit code 6, the snapshot in use stays whole, and
the import goes on once there is room.

usage: full_disk.py BINARY        (needs the right to mount a small file system in memory; exits 77 without it)
"""

import os
import signal
import subprocess
import sys
import time

from register import DEEP, Bassin
from small_disk import fill, free_bytes, give_up, mount, own_name_space

TASKS = ["establishments", "units", "positions", "columns", "history", "orders"]


def fill_until_it_ends(path, process):
    """Takes all the room, and again what the process gives back, until it ends. Returns what it said."""
    process.send_signal(signal.SIGSTOP)
    fill(path, 0)
    process.send_signal(signal.SIGCONT)
    deadline = time.monotonic() + 300
    with open(path, "ab") as filler:
        while process.poll() is None:
            assert time.monotonic() < deadline, "the import does not end on a full disk"
            free = free_bytes(os.path.dirname(path))
            if free > 0:
                try:
                    os.posix_fallocate(filler.fileno(), os.fstat(filler.fileno()).st_size, free)
                except OSError:
                    pass  # the import was faster
            time.sleep(0.001)
    return process.stderr.read()


def main(binary, tasks):
    bassin = Bassin(binary)
    volume = bassin.path("volume")
    if not mount(volume, 400):
        bassin.close()
        own_name_space()
        give_up()
    try:
        before = bassin.synthesize("before", 5000, 1)
        after = bassin.synthesize("after", 60000, 2)
        data = os.path.join(volume, "data")
        filler = os.path.join(volume, "filler")
        bassin.run(*bassin.import_arguments(before, data), check=0)
        old, old_id = bassin.answers(data), bassin.current(data)
        bassin.run(*bassin.import_arguments(after, bassin.path("elsewhere")), check=0)
        new = bassin.answers(bassin.path("elsewhere"))
        # More than the import asks for before it starts, whatever its estimate: it begins, and the disk fills up under it.
        room = 2 * sum(os.path.getsize(path) for path in after) + 32_000_000

        fill(filler, 1_000_000)
        refused = bassin.run(*bassin.import_arguments(after, data), check=6)
        assert "Not enough room" in refused.stderr, refused.stderr

        for task in tasks:
            fill(filler, room)
            process = bassin.start_until(task, after, data)
            said = fill_until_it_ends(filler, process)
            assert process.returncode == 6, f"full after {task}: exit {process.returncode}\n{said}"
            assert "No space left on the disk" in said and "data in use is intact" in said, said
            assert bassin.current(data) == old_id
            bassin.run("verify", "--all", "--data", data, check=0)
            assert bassin.answers(data) == old, f"full after {task}: other answers"

            os.remove(filler)
            resumed = bassin.resumed_tasks(after, data)
            assert task in resumed, f"full after {task}: {resumed} was taken up"
            assert bassin.answers(data) == new
            bassin.run("rollback", old_id, "--data", data, check=0)
        print(f"the disk filled up after {', '.join(tasks)}; the snapshot in use stayed whole, each import went on")
    finally:
        subprocess.run(["umount", volume], check=False)
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1], TASKS if DEEP else ["establishments", "columns"])
