#!/usr/bin/env python3
"""The history of Lyon 4e gives the stock that SQL gives, at five dates, whole and for one activity.

Stock rows are made from the periods: the extract holds none. usage: history.py BINARY
"""

import os
import sys

from register import Register, database, header, read_csv, real_data, write_csv

DATES = ("1995-12-31", "2008-01-01", "2016-06-04", "2018-01-31", "2025-12-31")


def stock_rows(periods):
    """One row of the official stock file for each SIRET: its last period."""
    last = {}
    for period in periods:
        known = last.get(period["siret"])
        if known is None or period["dateDebut"] >= known["dateDebut"]:
            last[period["siret"]] = period
    for siret in sorted(last):
        period = last[siret]
        yield {
            "siren": siret[:9], "nic": siret[9:], "siret": siret, "statutDiffusionEtablissement": "O",
            "codeCommuneEtablissement": "69384", "libelleCommuneEtablissement": "LYON 4EME", "etablissementSiege": "true",
            "dateDebut": period["dateDebut"], "etatAdministratifEtablissement": period["etatAdministratifEtablissement"],
            "activitePrincipaleEtablissement": period["activitePrincipaleEtablissement"],
            "nomenclatureActivitePrincipaleEtablissement": period["nomenclatureActivitePrincipaleEtablissement"],
        }


def main(binary):
    source = os.path.join(real_data(), "sirene", "StockEtablissementHistorique_lyon4e_sample.csv.gz")
    periods = list(read_csv(source))
    sql = database("p", periods)
    with Register(binary) as register:
        stock = register.path("StockEtablissement_utf8.csv")
        write_csv(stock, header("H54"), stock_rows(periods))
        report = register.load(stock, source)
        assert all(s["kept"] == s["rows"] for s in report["files"]), report["files"]
        for date in DATES:
            covers = f"""etatAdministratifEtablissement = 'A' AND dateDebut <= '{date}' AND (dateFin = '' OR dateFin >= '{date}')"""
            for extra, options in (("", []), ("AND nomenclatureActivitePrincipaleEtablissement = 'NAFRev2' "
                                              "AND activitePrincipaleEtablissement LIKE '56%'", ["--activity", "56"])):
                wanted = sql.execute(f"SELECT count(DISTINCT siret) FROM p WHERE {covers} {extra}").fetchone()[0]
                found = register.ask("count", "--at", date, "--field", "all", "--state", "active", *options)["total"]
                assert found == wanted, f"{date} {extra}: {found}, SQL says {wanted}"
        print(f"{len(periods)} periods; stock at {len(DATES)} dates, whole and in restaurants, as SQL says")


if __name__ == "__main__":
    real_data()
    main(sys.argv[1])
