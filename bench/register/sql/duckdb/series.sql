-- Stock on 1 January of each year of the economic fabric of département $1, from the periods: what starts minus what ends.
WITH moves AS (
  SELECT CASE WHEN s IS NULL THEN 1 WHEN month(s) = 1 AND day(s) = 1 THEN year(s) ELSE year(s) + 1 END AS y, count(*) AS d FROM p WHERE dep = $1 AND fits GROUP BY 1
  UNION ALL
  SELECT year(f) + 1 AS y, -count(*) AS d FROM p WHERE dep = $1 AND fits AND f IS NOT NULL GROUP BY 1)
SELECT y, sum(sum(d)) OVER (ORDER BY y) AS stock FROM moves GROUP BY y ORDER BY y;
