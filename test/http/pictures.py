"""Pictures as phones send them, made byte by byte, and what is left of them once they are made bare."""

import random


def segment(marker, body):
    return b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body


def jpeg(seed, size=200_000):
    """(as the phone sends it, bare): with a place and a camera's name beside the picture, and without."""
    chance = random.Random(seed)
    scan = chance.randbytes(size).replace(b"\xff", b"\xfe")
    head = b"\xff\xd8"
    beside = segment(0xE1, b"Exif\0\0II*\0" + f"GPS 48.8566 2.3522 appareil {seed}".encode()) + segment(0xFE, b"Mme Exemple")
    picture = segment(0xDB, b"table") + segment(0xC0, b"frame") + segment(0xDA, b"scan") + scan + b"\xff\xd9"
    return head + beside + picture, head + picture
