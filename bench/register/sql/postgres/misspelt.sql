-- The names of département $1 most like $2 by trigrams.
SELECT name FROM e WHERE dep = $1 AND name % $2 ORDER BY similarity(name, $2) DESC, siret LIMIT 20;
