#!/usr/bin/env python3
"""The official stock files import with nothing unexplained, and every count equals the one that SQL makes of the same file.

usage: stock.py BINARY
"""

import os
import sys

from register import Register, buckets, database, read_csv, real_data

FILES = {"StockEtablissement_2021_seine-et-marne.csv": 12356, "StockEtablissement_2021_sample.csv.gz": 123886}

# dimension, and its key by SQL over the official columns
KEYS = {
    "state": "CASE etatAdministratifEtablissement WHEN 'A' THEN 'active' WHEN 'F' THEN 'closed' ELSE '' END",
    "size": "trancheEffectifsEtablissement",
    "commune-code": "codeCommuneEtablissement",
    "head-office": "CASE etablissementSiege WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE '' END",
    "created-year": "CASE WHEN dateCreationEtablissement = '' THEN '' WHEN dateCreationEtablissement < '1900' THEN 'before-1900' "
    "ELSE substr(dateCreationEtablissement, 1, 4) END",
    "subclass": "CASE WHEN activitePrincipaleEtablissement = '' THEN '' "
    # 00.00Z stands in the files and in no nomenclature: "not yet attributed".
    "WHEN nomenclatureActivitePrincipaleEtablissement = 'NAFRev2' AND activitePrincipaleEtablissement <> '00.00Z' "
    "THEN activitePrincipaleEtablissement ELSE 'other' END",
}
FABRIC = """etatAdministratifEtablissement = 'A' AND NOT (nomenclatureActivitePrincipaleEtablissement = 'NAFRev2'
  AND (activitePrincipaleEtablissement IN ('68.20A', '68.20B') OR substr(activitePrincipaleEtablissement, 1, 2) IN ('97', '98')))"""


def check_file(binary, name, expected):
    path = os.path.join(real_data(), "sirene", name)
    with Register(binary) as register:
        report = register.load(path)
        source = report["files"][0]
        assert source["rows"] == expected, source
        assert source["rows"] == source["kept"] + source["rejected"] + source["out_of_scope"], source
        assert source["kept"] == expected, f"rejected: {source}"
        sql = database("e", read_csv(path))
        compared = 0
        for dimension, key in KEYS.items():
            wanted = dict(sql.execute(f"SELECT {key}, count(*) FROM e GROUP BY 1"))
            found = buckets(register.ask("count", "--by", dimension, "--field", "all", "--state", "any"))
            assert found == wanted, f"{name}, {dimension}: {set(found.items()) ^ set(wanted.items())}"
            compared += len(wanted)
        fabric = sql.execute(f"SELECT count(*) FROM e WHERE {FABRIC}").fetchone()[0]
        answer = register.ask("count")
        assert answer["total"] == fabric, f"economic fabric: {answer['total']}, SQL says {fabric}"
        assert "legal-form-unknown" in [c["id"] for c in answer["caveats"]], answer["caveats"]
        print(f"{name}: {expected} rows kept, {compared} counts and the economic fabric ({fabric}) as SQL says")


def main(binary):
    for name, expected in FILES.items():
        check_file(binary, name, expected)


if __name__ == "__main__":
    real_data()
    main(sys.argv[1])
