-- First page by name of section $2, sizes $3 to $4, in the economic fabric of département $1.
SELECT siret, name, commune, section, division, size, legal, chambers, created, numeroVoieEtablissement, typeVoieEtablissement, libelleVoieEtablissement, codePostalEtablissement, libelleCommuneEtablissement, activitePrincipaleEtablissement
FROM e WHERE dep = $1 AND fabric = 1 AND state = 1 AND section = $2 AND size BETWEEN $3 AND $4 AND name <> '' ORDER BY name_key, siret LIMIT 20;
