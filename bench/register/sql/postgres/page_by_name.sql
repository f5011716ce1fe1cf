-- First page of the economic fabric of département $1, by name.
SELECT siret, name, commune, section, division, size, legal, chambers, created, numeroVoieEtablissement, typeVoieEtablissement, libelleVoieEtablissement, codePostalEtablissement, libelleCommuneEtablissement, activitePrincipaleEtablissement
FROM e WHERE dep = $1 AND fabric AND state = 1 AND name <> '' ORDER BY name_key, siret LIMIT 20;
