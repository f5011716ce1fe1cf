-- Stock when 1 January of each year begins, economic fabric of département $1, from the periods: what starts minus what ends.
WITH moves AS (
  SELECT CASE WHEN s = '' THEN 1 ELSE CAST(substr(s, 1, 4) AS integer) + 1 END AS y, count(*) AS d FROM p WHERE dep = $1 AND fits = 1 GROUP BY 1
  UNION ALL
  SELECT CAST(substr(f, 1, 4) AS integer) + CASE WHEN substr(f, 6) = '12-31' THEN 2 ELSE 1 END AS y, -count(*) AS d
  FROM p WHERE dep = $1 AND fits = 1 AND f IS NOT NULL GROUP BY 1)
SELECT y, sum(sum(d)) OVER (ORDER BY y) AS stock FROM moves GROUP BY y ORDER BY y;
