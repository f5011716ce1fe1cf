-- One establishment with its legal unit.
SELECT e.siret, e.*, u.* FROM e LEFT JOIN u ON u.siren = e.siren WHERE e.siret = $1;
