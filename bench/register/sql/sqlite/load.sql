-- {dir}: the official files; {derived}: what bassin_bench export wrote. Clustered in the same order as the image (rn).
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 8192;
PRAGMA cache_size = -2000000;
PRAGMA temp_store = MEMORY;
.mode csv
CREATE TABLE raw_e (
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
.import --skip 1 {dir}/StockEtablissement_utf8.csv raw_e
CREATE TABLE derived (rn integer primary key, siret text, dep text, commune text, lon real, lat real, state integer, fabric integer,
  section text, division text, size integer, legal integer, chambers integer, head_office integer, employer integer, diffusion integer,
  created_year integer, created text, name text, name_key text);
.import --skip 1 {derived} derived
CREATE INDEX raw_siret ON raw_e (siret);
CREATE TABLE e (rn integer primary key, siret text, dep text, commune text, lon real, lat real, state integer, fabric integer,
  section text, division text, size integer, legal integer, chambers integer, head_office integer, employer integer, diffusion integer,
  created_year integer, created text, name text, name_key text,
  siren text, nic text, statutDiffusionEtablissement text, dateCreationEtablissement text, trancheEffectifsEtablissement text,
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
INSERT INTO e SELECT d.*,
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
FROM derived d CROSS JOIN raw_e r ON r.siret = d.siret ORDER BY d.rn;
DROP TABLE raw_e;
CREATE UNIQUE INDEX e_siret ON e (siret);
-- Covering: the facets are answered from this index alone.
CREATE INDEX e_facets ON e (dep, section, division, size, legal, commune, chambers, head_office, employer, diffusion, created_year) WHERE fabric = 1 AND state = 1;
CREATE INDEX e_name ON e (dep, name_key, siret) WHERE fabric = 1 AND state = 1;
CREATE INDEX e_created ON e (dep, created DESC, siret) WHERE fabric = 1 AND state = 1;
CREATE INDEX e_section ON e (dep, section, size, name_key, siret) WHERE fabric = 1 AND state = 1;
CREATE VIRTUAL TABLE e_place USING rtree (rn, west, east, south, north);
INSERT INTO e_place SELECT rn, lon, lon, lat, lat FROM e WHERE typeof(lon) = 'real';
CREATE VIRTUAL TABLE e_words USING fts5 (name, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');
INSERT INTO e_words (rowid, name) SELECT rn, name FROM e WHERE name <> '';
CREATE TABLE u (
  siren text, statutDiffusionUniteLegale text, unitePurgeeUniteLegale text, dateCreationUniteLegale text, sigleUniteLegale text,
  sexeUniteLegale text, prenom1UniteLegale text, prenom2UniteLegale text, prenom3UniteLegale text, prenom4UniteLegale text,
  prenomUsuelUniteLegale text, pseudonymeUniteLegale text, identifiantAssociationUniteLegale text, trancheEffectifsUniteLegale text,
  anneeEffectifsUniteLegale text, dateDernierTraitementUniteLegale text, nombrePeriodesUniteLegale text, categorieEntreprise text,
  anneeCategorieEntreprise text, dateDebut text, etatAdministratifUniteLegale text, nomUniteLegale text, nomUsageUniteLegale text,
  denominationUniteLegale text, denominationUsuelle1UniteLegale text, denominationUsuelle2UniteLegale text,
  denominationUsuelle3UniteLegale text, categorieJuridiqueUniteLegale text, activitePrincipaleUniteLegale text,
  nomenclatureActivitePrincipaleUniteLegale text, nicSiegeUniteLegale text, economieSocialeSolidaireUniteLegale text,
  societeMissionUniteLegale text, caractereEmployeurUniteLegale text, activitePrincipaleNAF25UniteLegale text);
.import --skip 1 {dir}/StockUniteLegale_utf8.csv u
CREATE UNIQUE INDEX u_siren ON u (siren);
CREATE TABLE raw_h (
  siren text, nic text, siret text, dateFin text, dateDebut text, etatAdministratifEtablissement text,
  changementEtatAdministratifEtablissement text, enseigne1Etablissement text, enseigne2Etablissement text, enseigne3Etablissement text,
  changementEnseigneEtablissement text, denominationUsuelleEtablissement text, changementDenominationUsuelleEtablissement text,
  activitePrincipaleEtablissement text, nomenclatureActivitePrincipaleEtablissement text, changementActivitePrincipaleEtablissement text,
  caractereEmployeurEtablissement text, changementCaractereEmployeurEtablissement text);
.import --skip 1 {dir}/StockEtablissementHistorique_utf8.csv raw_h
CREATE INDEX derived_siret ON derived (siret);
CREATE TABLE p AS
SELECT d.dep, d.rn, h.*, h.dateDebut AS s, NULLIF(h.dateFin, '') AS f,
       (h.etatAdministratifEtablissement = 'A')
         AND NOT coalesce(h.nomenclatureActivitePrincipaleEtablissement = 'NAFRev2'
                          AND (h.activitePrincipaleEtablissement IN ('68.20A', '68.20B') OR substr(h.activitePrincipaleEtablissement, 1, 2) IN ('97', '98')), 0)
         AND NOT (d.legal = 6540 OR d.legal BETWEEN 7000 AND 7999 OR d.legal BETWEEN 9000 AND 9999) AS fits
FROM raw_h h CROSS JOIN derived d ON d.siret = h.siret ORDER BY d.rn, h.dateDebut;
DROP TABLE raw_h;
DROP TABLE derived;
CREATE INDEX p_dep ON p (dep, s, f) WHERE fits = 1;
CREATE INDEX p_siret ON p (siret);
ANALYZE;
