"""Small fictitious registers: tables that a person can read, turned into files in the official formats.

A table has a header line and one line a row; columns stand two or more spaces apart, "-" is an empty value.
README.md in this folder lists the columns.
"""
import csv
import json
import os
import re

ESTABLISHMENT_COLUMNS = """siren nic siret statutDiffusionEtablissement dateCreationEtablissement
trancheEffectifsEtablissement anneeEffectifsEtablissement activitePrincipaleRegistreMetiersEtablissement
dateDernierTraitementEtablissement etablissementSiege nombrePeriodesEtablissement complementAdresseEtablissement
numeroVoieEtablissement indiceRepetitionEtablissement dernierNumeroVoieEtablissement
indiceRepetitionDernierNumeroVoieEtablissement typeVoieEtablissement libelleVoieEtablissement codePostalEtablissement
libelleCommuneEtablissement libelleCommuneEtrangerEtablissement distributionSpecialeEtablissement
codeCommuneEtablissement codeCedexEtablissement libelleCedexEtablissement codePaysEtrangerEtablissement
libellePaysEtrangerEtablissement identifiantAdresseEtablissement coordonneeLambertAbscisseEtablissement
coordonneeLambertOrdonneeEtablissement complementAdresse2Etablissement numeroVoie2Etablissement
indiceRepetition2Etablissement typeVoie2Etablissement libelleVoie2Etablissement codePostal2Etablissement
libelleCommune2Etablissement libelleCommuneEtranger2Etablissement distributionSpeciale2Etablissement
codeCommune2Etablissement codeCedex2Etablissement libelleCedex2Etablissement codePaysEtranger2Etablissement
libellePaysEtranger2Etablissement dateDebut etatAdministratifEtablissement enseigne1Etablissement
enseigne2Etablissement enseigne3Etablissement denominationUsuelleEtablissement activitePrincipaleEtablissement
nomenclatureActivitePrincipaleEtablissement caractereEmployeurEtablissement
activitePrincipaleNAF25Etablissement""".split()

UNIT_COLUMNS = """siren statutDiffusionUniteLegale unitePurgeeUniteLegale dateCreationUniteLegale sigleUniteLegale
sexeUniteLegale prenom1UniteLegale prenom2UniteLegale prenom3UniteLegale prenom4UniteLegale prenomUsuelUniteLegale
pseudonymeUniteLegale identifiantAssociationUniteLegale trancheEffectifsUniteLegale anneeEffectifsUniteLegale
dateDernierTraitementUniteLegale nombrePeriodesUniteLegale categorieEntreprise anneeCategorieEntreprise dateDebut
etatAdministratifUniteLegale nomUniteLegale nomUsageUniteLegale denominationUniteLegale
denominationUsuelle1UniteLegale denominationUsuelle2UniteLegale denominationUsuelle3UniteLegale
categorieJuridiqueUniteLegale activitePrincipaleUniteLegale nomenclatureActivitePrincipaleUniteLegale
nicSiegeUniteLegale economieSocialeSolidaireUniteLegale societeMissionUniteLegale caractereEmployeurUniteLegale
activitePrincipaleNAF25UniteLegale""".split()

HISTORY_COLUMNS = """siren nic siret dateFin dateDebut etatAdministratifEtablissement
changementEtatAdministratifEtablissement enseigne1Etablissement enseigne2Etablissement enseigne3Etablissement
changementEnseigneEtablissement denominationUsuelleEtablissement changementDenominationUsuelleEtablissement
activitePrincipaleEtablissement nomenclatureActivitePrincipaleEtablissement
changementActivitePrincipaleEtablissement caractereEmployeurEtablissement
changementCaractereEmployeurEtablissement""".split()

STATES = {"active": "A", "closed": "F", "": "A"}
EMPLOYER = {"yes": "O", "no": "N", "": ""}
COLUMNS = set("""id siret name person acronym brand usual-name commune commune-name activity nomenclature
activity-2025 craft size size-year state legal created since position diffusion unit-diffusion employer head-office
street postal complement special cedex cedex-label category""".split())
HISTORY_TABLE_COLUMNS = set("id siret from to state activity employer brand usual-name".split())


class Mistake(Exception):
    """Something wrong in the table, said to who wrote it."""


def read_table(lines, known):
    rows = [re.split(r" {2,}", line.strip()) for line in lines if line.strip() and not set(line.strip()) <= {"-", " "}]
    if not rows:
        raise Mistake("an empty table")
    header = rows[0]
    for column in header:
        if column not in known:
            raise Mistake(f"unknown column {column!r}; known: {', '.join(sorted(known))}")
    for row in rows[1:]:
        if len(row) != len(header):
            raise Mistake(f"{len(row)} values for {len(header)} columns: {row}")
    return [{name: "" if value == "-" else value for name, value in zip(header, row)} for row in rows[1:]]


def luhn(digits):
    """The digits with the check digit that makes them valid."""
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def siret_of(identifier):
    """"3" or "3-2": the second establishment of the third unit; fourteen digits stand for themselves."""
    if re.fullmatch(r"\d{14}", identifier):
        return identifier
    match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,3}))?", identifier)
    if not match:
        raise Mistake(f"not an identifier: {identifier!r}")
    siren = luhn(f"9000{int(match[1]):04}")
    return luhn(siren + f"{int(match[2] or 1):04}")


def nomenclature_of(row):
    if row.get("nomenclature"):
        return row["nomenclature"]
    return "NAFRev2" if row.get("activity") else ""


def street_of(row):
    match = re.fullmatch(r"(\d+)?\s*(\S+)\s+(.*)", row.get("street", ""))
    return match.groups("") if match else ("", "", "")


def establishment(row, periods):
    siret = row["siret"]
    number, kind, street = street_of(row)
    state = STATES[row.get("state", "")]
    return {
        "siren": siret[:9], "nic": siret[9:], "siret": siret,
        "statutDiffusionEtablissement": row.get("diffusion") or "O",
        "dateCreationEtablissement": row.get("created", ""),
        "trancheEffectifsEtablissement": row.get("size", ""),
        "anneeEffectifsEtablissement": row.get("size-year") or ("2024" if row.get("size") else ""),
        "activitePrincipaleRegistreMetiersEtablissement": row.get("craft", ""),
        "dateDernierTraitementEtablissement": "2026-06-30T10:00:00",
        "etablissementSiege": "false" if row.get("head-office") == "no" else "true",
        "nombrePeriodesEtablissement": str(max(1, periods)),
        "numeroVoieEtablissement": number, "typeVoieEtablissement": kind, "libelleVoieEtablissement": street,
        "codePostalEtablissement": row.get("postal", ""),
        "complementAdresseEtablissement": row.get("complement", ""),
        "distributionSpecialeEtablissement": row.get("special", ""),
        "codeCedexEtablissement": row.get("cedex", ""),
        "libelleCedexEtablissement": row.get("cedex-label", ""),
        "libelleCommuneEtablissement": row.get("commune-name") or ("COMMUNE " + row["commune"] if row.get("commune") else ""),
        "codeCommuneEtablissement": row.get("commune", ""),
        "dateDebut": row.get("since") or row.get("created", ""),
        "etatAdministratifEtablissement": state,
        "enseigne1Etablissement": row.get("brand", ""),
        "denominationUsuelleEtablissement": row.get("usual-name", ""),
        "activitePrincipaleEtablissement": row.get("activity", ""),
        "nomenclatureActivitePrincipaleEtablissement": nomenclature_of(row),
        "caractereEmployeurEtablissement": EMPLOYER[row.get("employer", "")],
        "activitePrincipaleNAF25Etablissement": row.get("activity-2025", ""),
    }


def unit(row):
    family, _, first = row.get("person", "").partition(" ")
    person = bool(family)
    return {
        "siren": row["siret"][:9],
        "statutDiffusionUniteLegale": row.get("unit-diffusion") or row.get("diffusion") or "O",
        "dateCreationUniteLegale": row.get("created", ""),
        "sigleUniteLegale": row.get("acronym", ""),
        "prenom1UniteLegale": first, "prenomUsuelUniteLegale": first,
        "sexeUniteLegale": "F" if person else "",
        "trancheEffectifsUniteLegale": row.get("size", ""),
        "dateDernierTraitementUniteLegale": "2026-06-30T10:00:00",
        "nombrePeriodesUniteLegale": "1",
        "categorieEntreprise": row.get("category", ""),
        "dateDebut": row.get("created", ""),
        "etatAdministratifUniteLegale": "A",
        "nomUniteLegale": family,
        "denominationUniteLegale": row.get("name", ""),
        "categorieJuridiqueUniteLegale": row.get("legal") or ("1000" if person else "5499"),
        "activitePrincipaleUniteLegale": row.get("activity", ""),
        "nomenclatureActivitePrincipaleUniteLegale": nomenclature_of(row),
        "nicSiegeUniteLegale": row["siret"][9:],
    }


def period(row):
    siret = row["siret"]
    return {
        "siren": siret[:9], "nic": siret[9:], "siret": siret,
        "dateFin": row.get("to", ""), "dateDebut": row.get("from", ""),
        "etatAdministratifEtablissement": STATES[row.get("state", "")],
        "enseigne1Etablissement": row.get("brand", ""),
        "denominationUsuelleEtablissement": row.get("usual-name", ""),
        "activitePrincipaleEtablissement": row.get("activity", ""),
        "nomenclatureActivitePrincipaleEtablissement": nomenclature_of(row),
        "caractereEmployeurEtablissement": EMPLOYER[row.get("employer", "")],
    }


def with_sirets(rows):
    for i, row in enumerate(rows):
        row["siret"] = row.get("siret") or siret_of(row.get("id") or str(i + 1))
    return rows


def write_csv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_register(folder, table, history=None, without_units=False, without_2025=False):
    """Writes the files of a register; returns their paths. `table`, `history`: lines."""
    os.makedirs(folder, exist_ok=True)
    rows = with_sirets(read_table(table, COLUMNS))
    periods = with_sirets(read_table(history, HISTORY_TABLE_COLUMNS)) if history else []
    counts = {}
    for one in periods:
        counts[one["siret"]] = counts.get(one["siret"], 0) + 1
    columns = ESTABLISHMENT_COLUMNS[:-1] if without_2025 else ESTABLISHMENT_COLUMNS
    lines = [establishment(row, counts.get(row["siret"], 1)) for row in rows]
    if without_2025:
        for line in lines:
            line.pop("activitePrincipaleNAF25Etablissement")
    files = [write_csv(os.path.join(folder, "StockEtablissement_utf8.csv"), columns, lines)]
    if not without_units:
        units = {}
        for row in rows:
            if row.get("name") or row.get("person") or row["siret"][:9] not in units:
                units[row["siret"][:9]] = unit(row)
        files.append(write_csv(os.path.join(folder, "StockUniteLegale_utf8.csv"), UNIT_COLUMNS, units.values()))
    if periods:
        files.append(write_csv(os.path.join(folder, "StockEtablissementHistorique_utf8.csv"), HISTORY_COLUMNS,
                               [period(one) for one in periods]))
    positions = [(row["siret"], *row["position"].split(",")) for row in rows if row.get("position")]
    if positions:
        path = os.path.join(folder, "positions.csv")
        files.append(write_csv(path, ["siret", "longitude", "latitude"],
                               [dict(zip(("siret", "longitude", "latitude"), one)) for one in positions]))
    return files


def with_short_ids(value):
    """An overlay whose keys are short identifiers, with SIRETs in their place."""
    overlay = json.loads(value)
    businesses = overlay.get("businesses", {})
    overlay["businesses"] = {key if key.startswith("local:") else siret_of(key): entry for key, entry in businesses.items()}
    return overlay
