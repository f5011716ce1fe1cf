#!/usr/bin/env python3
"""Truncated and bit-flipped images: verify names the file; a query answers as before or says that the snapshot is damaged.

usage: damaged_image.py BINARY [FLIPS a file]
"""

import os
import random
import struct
import sys

from register import DEEP, Bassin


def parts(content):
    """The byte ranges of an image that carry something: header, directory, each block (docs/formats/image.md)."""
    directory = struct.unpack_from("<Q", content, 32)[0]
    found = [(0, 64), (64, 64 + directory)]
    at = 64
    count, = struct.unpack_from("<I", content, at)
    at += 4
    for _ in range(count):
        length, = struct.unpack_from("<H", content, at)
        size, elements, offset = struct.unpack_from("<IQQ", content, at + 2 + length)
        chunks = -(-size * elements // 65536)
        at += 2 + length + 20 + 8 * chunks
        if size * elements > 0:
            found.append((offset, offset + size * elements))
    assert at == 64 + directory, "the directory does not end where its header says"
    return found


def places(name, content, flips, chance):
    """Bytes to change: some that matter, and some of the padding between blocks."""
    if name == "manifest.json":
        return [chance.randrange(len(content)) for _ in range(flips)], []
    ranges = parts(content)
    ends = sorted(ranges)
    padding = [at for (_, end), (start, _) in zip(ends, ends[1:]) for at in range(end, start)]
    assert all(content[at] == 0 for at in padding)
    # Header and directory in turn, then blocks.
    chosen = [ranges[i] if i < 2 else chance.choice(ranges[2:]) for i in range(flips)]
    return [chance.randrange(*part) for part in chosen], chance.sample(padding, min(len(padding), flips // 4 + 1))


def same_or_refused(bassin, data, good, where):
    for expected, found in zip(good, bassin.answers(data)):
        code, content = found
        assert code in (0, 3), f"{where}: exit {code}: {content}"
        assert code == 3 or found == expected, f"{where}: another answer, and no word of damage"
        assert code == 0 or content.strip(), f"{where}: refused without a message"


def expect_named(bassin, data, name, what):
    done = bassin.run("verify", "--data", data, "--lang", "en")
    assert done.returncode == 3, f"{name}, {what}: exit {done.returncode}: {done.stderr}"
    assert name in done.stderr, f"{name}, {what}: not named: {done.stderr}"


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def flipped(content, at, chance):
    bad = bytearray(content)
    bad[at] ^= 1 << chance.randrange(8)
    return bytes(bad)


def damage(bassin, data, good, path, flips, chance):
    name = os.path.basename(path)
    with open(path, "rb") as file:
        content = file.read()
    bytes_that_matter, padding = places(name, content, flips, chance)
    for at in bytes_that_matter:
        write(path, flipped(content, at, chance))
        expect_named(bassin, data, name, f"byte {at} flipped")
        same_or_refused(bassin, data, good, f"{name}, byte {at}")
    for at in padding:
        write(path, flipped(content, at, chance))
        assert bassin.answers(data) == good, f"{name}, byte {at} of the padding: another answer"
    for length in (0, 10, len(content) // 2, len(content) - 1):
        write(path, content[:length])
        expect_named(bassin, data, name, f"cut to {length}")
        same_or_refused(bassin, data, good, f"{name} cut to {length}")
    write(path, content)
    return len(bytes_that_matter), len(padding)


def main(binary, flips):
    bassin = Bassin(binary)
    try:
        data = bassin.path("data")
        bassin.run(*bassin.import_arguments(bassin.synthesize("files", 3000, 5), data), check=0)
        good = bassin.answers(data)
        assert all(code == 0 for code, _ in good), good
        folder = os.path.join(data, "snapshots", bassin.current(data))
        chance = random.Random(7)
        counts = [damage(bassin, data, good, os.path.join(folder, name), flips, chance) for name in sorted(os.listdir(folder))]
        assert len(counts) >= 7, "a file of the snapshot was not tried"
        assert bassin.answers(data) == good
        print(f"{sum(c[0] for c in counts)} flips noticed, {sum(c[1] for c in counts)} of padding without effect; every cut noticed")
    finally:
        bassin.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100 if DEEP else 4)
