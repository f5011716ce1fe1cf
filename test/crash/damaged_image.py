#!/usr/bin/env python3
"""Truncated and bit-flipped images: verify names the file; a query answers as before or says that the snapshot is damaged.

usage: damaged_image.py BINARY [FLIPS a file]
"""

import os
import random
import shutil
import sys

from register import Bassin


def images(data):
    for folder, _, names in os.walk(os.path.join(data, "snapshots")):
        for name in names:
            if name.endswith(".img") or name == "manifest.json":
                yield os.path.join(folder, name)


def same_or_refused(bassin, data, good, where):
    for expected, found in zip(good, bassin.answers(data)):
        code, content = found
        assert code in (0, 3), f"{where}: exit {code}: {content}"
        assert code == 3 or found == expected, f"{where}: another answer, and no word of damage"
        assert code == 0 or content.strip(), f"{where}: refused without a message"


def main(binary, flips):
    bassin = Bassin(binary)
    try:
        data = bassin.path("data")
        bassin.run(*bassin.import_arguments(bassin.synthesize("files", 3000, 5), data), check=0)
        good = bassin.answers(data)
        assert all(code == 0 for code, _ in good), good
        chance = random.Random(7)
        noticed = 0
        padding = 0
        for path in images(data):
            name = os.path.basename(path)
            shutil.copy(path, path + ".kept")
            with open(path, "rb") as file:
                content = file.read()
            for _ in range(flips):
                at = chance.randrange(len(content))
                bad = bytearray(content)
                bad[at] ^= 1 << chance.randrange(8)
                with open(path, "wb") as file:
                    file.write(bad)
                done = bassin.run("verify", "--data", data, "--lang", "en")
                # Zero bytes between the blocks of an image carry nothing.
                if done.returncode == 0:
                    padding += 1
                else:
                    noticed += 1
                    assert done.returncode == 3, done.stderr
                    assert name in done.stderr or name in done.stdout, f"{name} is not named: {done.stderr}"
                same_or_refused(bassin, data, good, f"{name}, byte {at}")
            for length in (0, 10, len(content) // 2, len(content) - 1):
                with open(path, "wb") as file:
                    file.write(content[:length])
                done = bassin.run("verify", "--data", data, "--lang", "en")
                assert done.returncode == 3, f"{name} cut to {length}: exit {done.returncode}"
                assert name in done.stderr or name in done.stdout, done.stderr
            os.replace(path + ".kept", path)
        assert bassin.answers(data) == good
        assert noticed > 10 * max(1, padding), f"{noticed} noticed, {padding} not"
        print(f"{noticed} flips noticed, {padding} in bytes that carry nothing; every cut noticed")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4)
