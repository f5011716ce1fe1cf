-- First page of the economic fabric of département $1, latest creation first.
SELECT siret, name, commune, section, division, size, legal, chambers, created, numeroVoieEtablissement, typeVoieEtablissement, libelleVoieEtablissement, codePostalEtablissement, libelleCommuneEtablissement, activitePrincipaleEtablissement
FROM e WHERE dep = $1 AND fabric = 1 AND state = 1 ORDER BY created DESC, siret LIMIT 20;
