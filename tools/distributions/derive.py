#!/usr/bin/env python3
"""Derives data/reference/distributions/*.tsv from extracts and aggregates of the business register.

usage: tools/distributions/derive.py FOLDER_OF_EXTRACTS

FOLDER_OF_EXTRACTS holds `distributions/` and `sirene/`. Only counts and public facts come out (codes, street
names, names of public services): no row of a business or a person. Each table says its source and date in
its first lines. The tables written by hand stand in the same folder and are not touched.
"""
import collections
import csv
import gzip
import pathlib
import re
import sys

TARGET = pathlib.Path(__file__).resolve().parents[2] / "data" / "reference" / "distributions"
SAMPLE = "INSEE, Sirene stock file of November 2021, one SIREN in eight of the oldest (994,999 rows), Licence Ouverte 2.0"
LYON = "INSEE, Sirene stock and history files of July 2026, commune 69384, one SIREN in four, Licence Ouverte 2.0"
BASRHIN = "INSEE, Sirene, département 67, active establishments by activity and size, Licence Ouverte 2.0"


def rows_of(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, source, columns, rows):
    lines = [f"# {line}" for line in source] + ["# " + "\t".join(columns)]
    lines += ["\t".join(str(value) for value in row) for row in rows]
    (TARGET / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {(TARGET / name).stat().st_size} bytes")


def dotted(code):
    return code if "." in code else f"{code[:2]}.{code[2:]}"


def is_rev2(code):
    return re.fullmatch(r"\d\d\.\d\d[A-Z]", code) is not None


def departements(folder):
    rows = rows_of(folder / "distributions/departements_poids.csv")
    kept = [(r["dep"], round(float(r["part_estimee"]) * 1e6), r["etab_2014"] or 0) for r in rows if float(r["part_estimee"]) > 0]
    write("departements.tsv",
          ["Share of the country's establishments by département, per million: mean of INSEE's counts at the end of",
           "2014 (CLAP) and of the notices of the official gazette (BODACC A) of 2020, both Licence Ouverte 2.0; and the",
           "establishments of 2014 themselves (0 where they were not counted)."],
          ["departement", "weight", "establishments_2014"], kept)


def rich_communes(folder):
    """The communes where the number of inhabitants says too little about the number of establishments."""
    rows = rows_of(folder / "distributions/insee2014_etab_par_commune.csv")
    kept = [(r["code_insee"], int(r["E14TST"])) for r in rows if r["E14TST"].isdigit() and int(r["E14TST"]) >= 900]
    write("commune_counts.tsv",
          ["Establishments of the 1,000 or so communes and arrondissements with the most of them: INSEE, counts at",
           "the end of 2014 (CLAP), Licence Ouverte 2.0. The other communes are weighted by their population."],
          ["commune", "establishments"], sorted(kept))


def rev1_of(folder):
    periods = collections.defaultdict(list)
    for row in rows_of(folder / "sirene/StockEtablissementHistorique_lyon4e_sample.csv.gz"):
        periods[row["siret"]].append(row)
    pairs = collections.defaultdict(collections.Counter)
    for of_one in periods.values():
        of_one.sort(key=lambda row: row["dateDebut"])
        for before, after in zip(of_one, of_one[1:]):
            if before["nomenclatureActivitePrincipaleEtablissement"] == "NAFRev1" and \
                    after["nomenclatureActivitePrincipaleEtablissement"] == "NAFRev2":
                pairs[after["activitePrincipaleEtablissement"]][before["activitePrincipaleEtablissement"]] += 1
    return {new: old.most_common(1)[0][0] for new, old in pairs.items()}


# Where the sample shows no change of nomenclature: NAF rév. 1 division by rév. 2 division (INSEE's table of passage).
REV1_DIVISION = {
    "01": "01.1A", "02": "02.0A", "03": "05.0A", "08": "14.2A", "10": "15.8A", "11": "15.9F", "13": "17.2A", "14": "18.2E",
    "15": "19.2Z", "16": "20.3Z", "17": "21.2A", "18": "22.2C", "20": "24.6L", "21": "24.4D", "22": "25.2G", "23": "26.7Z",
    "24": "27.5E", "25": "28.5D", "26": "33.2B", "27": "31.2A", "28": "29.2K", "29": "34.3Z", "30": "35.1E", "31": "36.1C",
    "32": "36.2C", "33": "29.2D", "35": "40.1A", "36": "41.0Z", "37": "90.0A", "38": "90.0B", "39": "90.0G", "41": "70.1A",
    "42": "45.2P", "43": "45.4F", "45": "50.2Z", "46": "51.9B", "47": "52.4Z", "49": "60.2M", "50": "61.1A", "51": "62.1Z",
    "52": "63.1E", "53": "64.1C", "55": "55.2E", "56": "55.3A", "58": "22.1A", "59": "92.1A", "60": "92.2B", "61": "64.2C",
    "62": "72.2C", "63": "72.3Z", "64": "65.2F", "65": "66.0E", "66": "67.2Z", "68": "70.2C", "69": "74.1C", "70": "74.1G",
    "71": "74.2C", "72": "73.1Z", "73": "74.4B", "74": "74.8K", "75": "85.2Z", "77": "71.4A", "78": "74.5A", "79": "63.3Z",
    "80": "74.6Z", "81": "74.7Z", "82": "74.8K", "84": "75.1A", "85": "80.4D", "86": "85.1G", "87": "85.3A", "88": "85.3K",
    "90": "92.3A", "91": "92.5A", "92": "92.7A", "93": "92.6C", "94": "91.3E", "95": "72.5Z", "96": "93.0N", "97": "95.0Z",
    "98": "96.0Z", "99": "99.0Z",
}


def nap_codes(folder):
    old = rows_of(folder / "distributions/sirene2021_naf_x_nomenclature.csv")
    counts = [(int(r["n"]), r["code"]) for r in old if r["nomen"] == "NAP"]
    lyon = {r["code_ape"]: int(r["n"]) for r in rows_of(folder / "distributions/lyon4_2026_naf_courant.csv")}
    weighted = [(lyon.get(code, 0) * 20 + n, code) for n, code in counts]
    return sorted(weighted, reverse=True)[:260]


def activities(folder):
    """Activities with weights by state; the size of the active ones; the code before 2008; the craft code."""
    size = collections.defaultdict(collections.Counter)
    for row in rows_of(folder / "distributions/basrhin_ape_x_tranche.csv"):
        size[dotted(row["ape"])][row["tranche"]] += int(row["n"])
    lyon = {r["code_ape"]: (int(r["n"]), int(r["n_actifs"])) for r in rows_of(folder / "distributions/lyon4_2026_naf_courant.csv")}
    sample = {r["code"]: (int(r["n"]), int(r["n_actifs"])) for r in rows_of(folder / "distributions/sirene2021_naf_x_nomenclature.csv")
              if r["nomen"] == "NAFRev2"}
    rhine_total = sum(sum(c.values()) for c in size.values())
    lyon_active = sum(a for code, (_, a) in lyon.items() if is_rev2(code))
    lyon_closed = sum(n - a for code, (n, a) in lyon.items() if is_rev2(code))
    sample_active = sum(a for _, a in sample.values())
    sample_closed = sum(n - a for n, a in sample.values())
    rev1 = rev1_of(folder)
    craft = {}
    for row in rows_of(folder / "distributions/sirene2021_aprm.csv"):
        code = f"{row['aprm'][:2]}.{row['aprm'][2:5]}"
        if len(row["aprm"]) == 6 and is_rev2(code):
            craft.setdefault(code, row["aprm"])
    codes = sorted(code for code in set(size) | set(lyon) | set(sample) if is_rev2(code))
    out = []
    for code in codes:
        n, a = lyon.get(code, (0, 0))
        sn, sa = sample.get(code, (0, 0))
        here = sum(size[code].values())
        active = .55 * here / rhine_total + .40 * a / lyon_active + .05 * sa / sample_active
        closed = .30 * here / rhine_total + .65 * (n - a) / lyon_closed + .05 * (sn - sa) / sample_closed
        employers = sum(v for k, v in size[code].items() if k not in ("00", "NN"))
        share = round(1000 * (employers + .2) / (here + 1)) if here else 100
        if round(active * 1e6) + round(closed * 1e6) < 2:
            continue
        out.append((code, round(active * 1e6), round(closed * 1e6), share, rev1.get(code, REV1_DIVISION.get(code[:2], "74.8K")),
                    craft.get(code, "")))
    write("activities.tsv",
          ["NAF rév. 2 activities: weight among active and among closed establishments (per million), employers per",
           "thousand active establishments, usual NAF rév. 1 code before 2008, craft code (NAFA) where there is one.",
           f"Blended from: {BASRHIN};",
           f"{LYON};",
           f"{SAMPLE}."],
          ["activity", "active", "closed", "employers_per_1000", "rev1", "craft"], out)
    write("old_activities.tsv",
          ["Codes of the nomenclature of before 1993 (NAP) still carried by closed establishments, with weights.",
           f"{SAMPLE}; {LYON}."],
          ["activity", "weight"], [(code, n) for n, code in nap_codes(folder)])


SIZES = ["00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53"]


def sizes(folder):
    by = collections.defaultdict(collections.Counter)
    for row in rows_of(folder / "distributions/basrhin_ape_x_tranche.csv"):
        if row["tranche"] in SIZES and row["tranche"] != "00":
            by[row["ape"][:2]][row["tranche"]] += int(row["n"])
    for row in rows_of(folder / "distributions/sirene2021_actifs_division_x_tranche.csv"):
        if row["t"] in SIZES:
            by[row["div"]][row["t"]] += max(1, int(row["n"]) // 10)
    out = [(division, *(counts[s] for s in SIZES)) for division, counts in sorted(by.items()) if sum(counts.values()) > 3]
    write("sizes.tsv",
          ["Size bands of the establishments that employ, by division of NAF rév. 2.", f"{BASRHIN}; {SAMPLE}."],
          ["division", *SIZES], out)


def establishments_per_unit(folder):
    counts = {int(r["k"]): int(r["n"]) for r in rows_of(folder / "distributions/sirene2021_nb_etab_par_siren.csv")}
    bins = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 10), (11, 13), (14, 18), (19, 25), (26, 40), (41, 70),
            (71, 120), (121, 300), (301, 1000), (1001, 3000)]
    # The sample's old units have more places than the country's: 1.47 on average in 2026, against 1.60.
    out = [(low, high, round(sum(n for k, n in counts.items() if low <= k <= high) * (1 if high < 5 else .62))) for low, high in bins]
    write("establishments_per_unit.tsv",
          ["Establishments, closed ones included, per legal unit; from five on lessened to meet the country's mean of 2026.", f"{SAMPLE}."],
          ["from", "to", "weight"], out)




def streets(folder):
    rows = [(r["t"], r["v"].strip(), int(r["n"])) for r in rows_of(folder / "distributions/sirene2021_libelle_voie_top.csv")]
    public = {"MAIRIE": 1200, "HOTEL DE VILLE": 300}
    kept = [(kind, name, min(n, public.get(name, n)) * (1 if kind else 2)) for kind, name, n in rows
            if re.fullmatch(r"[A-Z0-9' -]{3,40}", name)]
    write("streets.tsv",
          ["The most frequent street types and names, with weights (twice for places without a type, rarer among the frequent).",
           f"{SAMPLE}."],
          ["type", "name", "weight"], kept[:4200])


def services(folder):
    """Signs of public services: everything that names a kind of service, not a company."""
    words = ("ECOLE", "MAIRIE", "SERVICE", "CCAS", "CAMPING MUNICIPAL", "LOTISSEMENT", "EAU", "ASSAINISSEMENT", "BIBLIOTHEQUE", "CANTINE",
             "CRECHE", "HALTE", "EHPAD", "SSIAD", "CENTRE", "MUSEE", "PISCINE", "SALLE", "REGIE", "OFFICE DE TOURISME", "LOGEMENT",
             "ORDURES",
             "COLLEGE", "LYCEE", "GARDERIE", "SCE", "CAISSE DES ECOLES", "ATELIER RELAIS", "FOYER", "GENDARMERIE", "TRESORERIE", "SPANC")
    names = ("VICTOR", "JULES", "JEAN", "JACQUES", "PAUL", "MARCEL", "LOUIS", "HENRI", "PASTEUR")
    rows = [(r["e1"], int(r["n"])) for r in rows_of(folder / "distributions/sirene2021_enseigne_top.csv")]
    kept = [(name, n) for name, n in rows if name.startswith(words) and len(name) > 3 and not any(f in name for f in names)]
    write("public_services.tsv", ["Signs that public bodies give their services, with weights.", f"{SAMPLE}."],
          ["sign", "weight"], kept[:150])


def countries(folder):
    rows = rows_of(folder / "distributions/sirene2021_pays_etranger.csv")
    kept = [(r["p"], r["lib"], int(r["n"])) for r in rows if r["p"] and "," not in r["lib"]][:45]
    write("countries.tsv", ["Countries of the establishments abroad, by INSEE code, with weights.", f"{SAMPLE}."],
          ["code", "name", "weight"], kept)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for step in (departements, rich_communes, activities, sizes, establishments_per_unit, streets, services, countries):
        step(folder)


if __name__ == "__main__":
    main()
