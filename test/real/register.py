"""What the tests on real extracts share: the built program, the extracts, official files made of them, SQL over them."""

import csv
import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile


def real_data():
    """The folder of real extracts, or the end of this test, counted as skipped."""
    folder = os.environ.get("BASSIN_REAL_DATA")
    if not folder or not os.path.isdir(folder):
        print("no BASSIN_REAL_DATA: skipped")
        sys.exit(77)
    return folder


def header(kind):
    with open(os.path.join(real_data(), "sirene", "headers", kind + ".header.csv"), encoding="utf-8") as file:
        return file.read().strip().split(",")


class Register:
    """A data folder of its own, removed at the end."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.folder = tempfile.mkdtemp(prefix="bassin-real-")
        self.data = os.path.join(self.folder, "data")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        done = subprocess.run([self.binary, *arguments, "--data", self.data, "--lang", "en"], capture_output=True, text=True, timeout=600)
        assert done.returncode in (0, 1), f"{arguments}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    def ask(self, *arguments):
        return snake(json.loads(self.run(*arguments, "--json")))

    def load(self, *files):
        return self.ask("import", *files)

    def sirets(self, *arguments):
        """SIRETs of a whole list, by its pages."""
        found, cursor = [], ""
        while True:
            more = ["--cursor", cursor] if cursor else []
            page = self.ask(*arguments, "--sort", "siret", "--limit", "1000", *more)
            found += [row["siret"] for row in page["rows"]]
            cursor = page.get("next_cursor")
            if not cursor:
                return found


def snake(value):
    """The same data with names_like_this, however the program spells its keys."""
    if isinstance(value, dict):
        return {re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).replace("-", "_").lower(): snake(item) for key, item in value.items()}
    return [snake(item) for item in value] if isinstance(value, list) else value


def write_csv(path, columns, rows, delimiter=","):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row.get(column, "") for column in columns])


def read_csv(path):
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if path.endswith(".gz") else open(path, encoding="utf-8", newline="")
    with opened as file:
        yield from csv.DictReader(file)


def database(table, rows):
    """An SQLite table of texts with the columns of the first row."""
    connection = sqlite3.connect(":memory:")
    rows = iter(rows)
    first = next(rows)
    names = list(first)
    connection.execute(f"CREATE TABLE {table} ({', '.join(names)})")
    insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})"
    connection.execute(insert, list(first.values()))
    connection.executemany(insert, (list(row.values()) for row in rows))
    return connection


def buckets(answer):
    """{key: count} of a count by one dimension; the key of what is not known is empty."""
    return {row["key"] or "": row["count"] for row in answer["rows"] if row["count"]}
