-- Stock when 1 January of each year begins, economic fabric of département $1, from the periods: what starts minus what ends.
WITH moves AS (
  SELECT coalesce(extract(year FROM s)::int + 1, 1) AS y, count(*) AS d FROM p WHERE dep = $1 AND fits GROUP BY 1
  UNION ALL
  SELECT extract(year FROM f + 1)::int + 1 AS y, -count(*) AS d FROM p WHERE dep = $1 AND fits AND f IS NOT NULL GROUP BY 1)
SELECT y, sum(sum(d)) OVER (ORDER BY y) AS stock FROM moves GROUP BY y ORDER BY y;
