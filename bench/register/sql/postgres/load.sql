-- {dir}: the official files; {derived}: what bassin_bench export wrote. Clustered in the same order as the image (rn).
CREATE EXTENSION postgis;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE UNLOGGED TABLE raw_e (
  siren text, nic text, siret text, statutDiffusionEtablissement text, dateCreationEtablissement text, trancheEffectifsEtablissement text,
  anneeEffectifsEtablissement text, activitePrincipaleRegistreMetiersEtablissement text, dateDernierTraitementEtablissement text,
  etablissementSiege text, nombrePeriodesEtablissement text, complementAdresseEtablissement text, numeroVoieEtablissement text,
  indiceRepetitionEtablissement text, dernierNumeroVoieEtablissement text, indiceRepetitionDernierNumeroVoieEtablissement text,
  typeVoieEtablissement text, libelleVoieEtablissement text, codePostalEtablissement text, libelleCommuneEtablissement text,
  libelleCommuneEtrangerEtablissement text, distributionSpecialeEtablissement text, codeCommuneEtablissement text,
  codeCedexEtablissement text, libelleCedexEtablissement text, codePaysEtrangerEtablissement text, libellePaysEtrangerEtablissement text,
  identifiantAdresseEtablissement text, coordonneeLambertAbscisseEtablissement text, coordonneeLambertOrdonneeEtablissement text,
  complementAdresse2Etablissement text, numeroVoie2Etablissement text, indiceRepetition2Etablissement text, typeVoie2Etablissement text,
  libelleVoie2Etablissement text, codePostal2Etablissement text, libelleCommune2Etablissement text,
  libelleCommuneEtranger2Etablissement text, distributionSpeciale2Etablissement text, codeCommune2Etablissement text,
  codeCedex2Etablissement text, libelleCedex2Etablissement text, codePaysEtranger2Etablissement text,
  libellePaysEtranger2Etablissement text, dateDebut text, etatAdministratifEtablissement text, enseigne1Etablissement text,
  enseigne2Etablissement text, enseigne3Etablissement text, denominationUsuelleEtablissement text, activitePrincipaleEtablissement text,
  nomenclatureActivitePrincipaleEtablissement text, caractereEmployeurEtablissement text, activitePrincipaleNAF25Etablissement text);
COPY raw_e FROM '{dir}/StockEtablissement_utf8.csv' (FORMAT csv, HEADER);
CREATE UNLOGGED TABLE derived (rn int, siret text, dep text, commune text, lon double precision, lat double precision, state smallint,
  fabric boolean, section text, division text, size smallint, legal smallint, chambers smallint, head_office smallint, employer smallint,
  diffusion smallint, created_year smallint, created date, name text, name_key text);
COPY derived FROM '{derived}' (FORMAT csv, HEADER);
CREATE UNLOGGED TABLE e AS
SELECT d.*, CASE WHEN d.lon IS NOT NULL THEN ST_SetSRID(ST_MakePoint(d.lon, d.lat), 4326) END AS geom,
  r.siren, r.nic, r.statutDiffusionEtablissement, r.dateCreationEtablissement, r.trancheEffectifsEtablissement,
  r.anneeEffectifsEtablissement, r.activitePrincipaleRegistreMetiersEtablissement, r.dateDernierTraitementEtablissement,
  r.etablissementSiege, r.nombrePeriodesEtablissement, r.complementAdresseEtablissement, r.numeroVoieEtablissement,
  r.indiceRepetitionEtablissement, r.dernierNumeroVoieEtablissement, r.indiceRepetitionDernierNumeroVoieEtablissement,
  r.typeVoieEtablissement, r.libelleVoieEtablissement, r.codePostalEtablissement, r.libelleCommuneEtablissement,
  r.libelleCommuneEtrangerEtablissement, r.distributionSpecialeEtablissement, r.codeCommuneEtablissement, r.codeCedexEtablissement,
  r.libelleCedexEtablissement, r.codePaysEtrangerEtablissement, r.libellePaysEtrangerEtablissement, r.identifiantAdresseEtablissement,
  r.coordonneeLambertAbscisseEtablissement, r.coordonneeLambertOrdonneeEtablissement, r.complementAdresse2Etablissement,
  r.numeroVoie2Etablissement, r.indiceRepetition2Etablissement, r.typeVoie2Etablissement, r.libelleVoie2Etablissement,
  r.codePostal2Etablissement, r.libelleCommune2Etablissement, r.libelleCommuneEtranger2Etablissement, r.distributionSpeciale2Etablissement,
  r.codeCommune2Etablissement, r.codeCedex2Etablissement, r.libelleCedex2Etablissement, r.codePaysEtranger2Etablissement,
  r.libellePaysEtranger2Etablissement, r.dateDebut, r.etatAdministratifEtablissement, r.enseigne1Etablissement, r.enseigne2Etablissement,
  r.enseigne3Etablissement, r.denominationUsuelleEtablissement, r.activitePrincipaleEtablissement,
  r.nomenclatureActivitePrincipaleEtablissement, r.caractereEmployeurEtablissement, r.activitePrincipaleNAF25Etablissement
FROM derived d JOIN raw_e r USING (siret) ORDER BY d.rn;
DROP TABLE raw_e;
CREATE UNIQUE INDEX e_siret ON e (siret);
CREATE INDEX e_dep ON e (dep) WHERE fabric AND state = 1;
CREATE INDEX e_commune ON e (commune);
CREATE INDEX e_name ON e (dep, name_key, siret) WHERE fabric AND state = 1;
CREATE INDEX e_created ON e (dep, created DESC NULLS LAST, siret) WHERE fabric AND state = 1;
CREATE INDEX e_section ON e (dep, section, size, name_key, siret) WHERE fabric AND state = 1;
CREATE INDEX e_geom ON e USING gist (geom) WHERE fabric AND state = 1;
CREATE INDEX e_trgm ON e USING gin (name gin_trgm_ops);
CREATE UNLOGGED TABLE u (
  siren text, statutDiffusionUniteLegale text, unitePurgeeUniteLegale text, dateCreationUniteLegale text, sigleUniteLegale text,
  sexeUniteLegale text, prenom1UniteLegale text, prenom2UniteLegale text, prenom3UniteLegale text, prenom4UniteLegale text,
  prenomUsuelUniteLegale text, pseudonymeUniteLegale text, identifiantAssociationUniteLegale text, trancheEffectifsUniteLegale text,
  anneeEffectifsUniteLegale text, dateDernierTraitementUniteLegale text, nombrePeriodesUniteLegale text, categorieEntreprise text,
  anneeCategorieEntreprise text, dateDebut text, etatAdministratifUniteLegale text, nomUniteLegale text, nomUsageUniteLegale text,
  denominationUniteLegale text, denominationUsuelle1UniteLegale text, denominationUsuelle2UniteLegale text,
  denominationUsuelle3UniteLegale text, categorieJuridiqueUniteLegale text, activitePrincipaleUniteLegale text,
  nomenclatureActivitePrincipaleUniteLegale text, nicSiegeUniteLegale text, economieSocialeSolidaireUniteLegale text,
  societeMissionUniteLegale text, caractereEmployeurUniteLegale text, activitePrincipaleNAF25UniteLegale text);
COPY u FROM '{dir}/StockUniteLegale_utf8.csv' (FORMAT csv, HEADER);
CREATE UNIQUE INDEX u_siren ON u (siren);
CREATE UNLOGGED TABLE raw_h (
  siren text, nic text, siret text, dateFin text, dateDebut text, etatAdministratifEtablissement text,
  changementEtatAdministratifEtablissement text, enseigne1Etablissement text, enseigne2Etablissement text, enseigne3Etablissement text,
  changementEnseigneEtablissement text, denominationUsuelleEtablissement text, changementDenominationUsuelleEtablissement text,
  activitePrincipaleEtablissement text, nomenclatureActivitePrincipaleEtablissement text, changementActivitePrincipaleEtablissement text,
  caractereEmployeurEtablissement text, changementCaractereEmployeurEtablissement text);
COPY raw_h FROM '{dir}/StockEtablissementHistorique_utf8.csv' (FORMAT csv, HEADER);
CREATE UNLOGGED TABLE p AS
SELECT d.dep, d.rn, h.*, h.dateDebut::date AS s, h.dateFin::date AS f,
       (h.etatAdministratifEtablissement = 'A')
         AND NOT coalesce(h.nomenclatureActivitePrincipaleEtablissement = 'NAFRev2'
                          AND (h.activitePrincipaleEtablissement IN ('68.20A', '68.20B') OR substr(h.activitePrincipaleEtablissement, 1, 2) IN ('97', '98')), false)
         AND NOT (d.legal = 6540 OR d.legal BETWEEN 7000 AND 7999 OR d.legal BETWEEN 9000 AND 9999) AS fits
FROM raw_h h JOIN derived d USING (siret) ORDER BY d.rn, s;
DROP TABLE raw_h;
DROP TABLE derived;
CREATE INDEX p_dep ON p (dep) WHERE fits;
CREATE INDEX p_siret ON p (siret);
VACUUM ANALYZE;
