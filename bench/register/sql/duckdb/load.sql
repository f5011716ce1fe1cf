-- {dir}: the official files; {derived}: what bassin_bench export wrote. Clustered in the same order as the image (rn).
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET threads = 2;
SET memory_limit = '10GB';
SET preserve_insertion_order = true;
CREATE TABLE raw_e AS SELECT * FROM read_csv('{dir}/StockEtablissement_utf8.csv', header = true, all_varchar = true);
CREATE TABLE derived AS SELECT * FROM read_csv('{derived}', header = true, columns = {
  'rn': 'UINTEGER', 'siret': 'VARCHAR', 'dep': 'VARCHAR', 'commune': 'VARCHAR', 'lon': 'DOUBLE', 'lat': 'DOUBLE', 'state': 'UTINYINT',
  'fabric': 'BOOLEAN', 'section': 'VARCHAR', 'division': 'VARCHAR', 'size': 'UTINYINT', 'legal': 'USMALLINT', 'chambers': 'UTINYINT',
  'head_office': 'UTINYINT', 'employer': 'UTINYINT', 'diffusion': 'UTINYINT', 'created_year': 'USMALLINT', 'created': 'DATE', 'name': 'VARCHAR',
  'name_key': 'VARCHAR'});
CREATE TABLE e AS SELECT d.*, r.* EXCLUDE (siret) FROM derived d JOIN raw_e r USING (siret) ORDER BY d.rn;
CREATE INDEX e_siret ON e (siret);
DROP TABLE raw_e;
CREATE TABLE raw_u AS SELECT * FROM read_csv('{dir}/StockUniteLegale_utf8.csv', header = true, all_varchar = true);
CREATE TABLE u AS SELECT * FROM raw_u ORDER BY siren;
CREATE INDEX u_siren ON u (siren);
DROP TABLE raw_u;
CREATE TABLE raw_h AS SELECT * FROM read_csv('{dir}/StockEtablissementHistorique_utf8.csv', header = true, all_varchar = true);
CREATE TABLE p AS
SELECT d.dep, d.rn, h.*, try_cast(h.dateDebut AS DATE) AS s, try_cast(h.dateFin AS DATE) AS f,
       h.etatAdministratifEtablissement = 'A'
         AND NOT coalesce(h.nomenclatureActivitePrincipaleEtablissement = 'NAFRev2'
                          AND (h.activitePrincipaleEtablissement IN ('68.20A', '68.20B') OR substr(h.activitePrincipaleEtablissement, 1, 2) IN ('97', '98')), false)
         AND NOT (d.legal = 6540 OR d.legal BETWEEN 7000 AND 7999 OR d.legal BETWEEN 9000 AND 9999) AS fits
FROM raw_h h JOIN derived d USING (siret) ORDER BY d.rn, s;
DROP TABLE raw_h;
DROP TABLE derived;
CHECKPOINT;
