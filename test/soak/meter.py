"""What a process holds: memory of its own, threads, descriptors, mapped snapshots; and how long its answers took."""

import collections
import os
import re
import statistics
import threading
import time


def reading(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        fields = dict(line.split(":", 1) for line in file.read().splitlines() if ":" in line)
    with open(f"/proc/{pid}/maps", encoding="utf-8") as file:
        snapshots = set(re.findall(r"/snapshots/([^/\s]+)/", file.read()))
    return {"memory": int(fields["RssAnon"].split()[0]) / 1024, "threads": int(fields["Threads"]),
            "descriptors": len(os.listdir(f"/proc/{pid}/fd")), "snapshots": len(snapshots)}


def slope(points):
    """Least squares, in units of y for one of x."""
    x_mean, y_mean = (statistics.fmean(it) for it in zip(*points))
    spread = sum((x - x_mean) ** 2 for x, _ in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / spread if spread else 0.0


class Meter(threading.Thread):
    """Reads twice a second until it is ended."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.ended, self.readings = pid, threading.Event(), []

    def run(self):
        start = time.monotonic()
        while not self.ended.wait(0.5):
            try:
                self.readings.append((time.monotonic() - start, reading(self.pid)))
            except FileNotFoundError:
                return

    def end(self):
        self.ended.set()
        self.join()

    def most(self, what):
        return max(it[what] for _, it in self.readings)

    def memory_slope(self):
        """MiB a minute, over the last two thirds."""
        points = [(at / 60, it["memory"]) for at, it in self.readings]
        return slope(points[len(points) // 3:])


class Times:
    """Answers by what was asked, from many threads."""

    def __init__(self):
        self.lock, self.seconds, self.bytes = threading.Lock(), collections.defaultdict(list), collections.Counter()

    def add(self, what, seconds, size):
        with self.lock:
            self.seconds[what].append(seconds)
            self.bytes[what] += size

    def answers(self):
        return sum(len(it) for it in self.seconds.values())

    def table(self):
        yield f"{'':28}{'answers':>9}{'median ms':>11}{'p99 ms':>9}{'MB':>8}"
        for what, seconds in sorted(self.seconds.items()):
            ordered = sorted(seconds)
            p99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
            yield f"{what:28}{len(ordered):>9}{statistics.median(ordered) * 1000:>11.1f}{p99 * 1000:>9.1f}{self.bytes[what] / 1e6:>8.1f}"
