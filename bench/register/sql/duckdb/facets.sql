-- Ten facets, each without its own filter (section and division without that of the activity): section = $2 and size between $3 and $4 in the economic fabric of département $1.
WITH b AS MATERIALIZED (
  SELECT section, division, size, legal, commune, chambers, head_office, employer, diffusion, created_year,
         section = $2 AS in_section, size BETWEEN $3 AND $4 AS in_size
  FROM e
  WHERE dep = $1 AND fabric AND state = 1)
SELECT 0 AS facet, section::VARCHAR AS key, count(*) AS n FROM b WHERE in_size GROUP BY section
UNION ALL SELECT 1 AS facet, division::VARCHAR AS key, count(*) AS n FROM b WHERE in_size GROUP BY division
UNION ALL SELECT 2 AS facet, size::VARCHAR AS key, count(*) AS n FROM b WHERE in_section GROUP BY size
UNION ALL SELECT 3 AS facet, legal::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY legal
UNION ALL SELECT 4 AS facet, commune::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY commune
UNION ALL SELECT 5 AS facet, chambers::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY chambers
UNION ALL SELECT 6 AS facet, head_office::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY head_office
UNION ALL SELECT 7 AS facet, employer::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY employer
UNION ALL SELECT 8 AS facet, diffusion::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY diffusion
UNION ALL SELECT 9 AS facet, created_year::VARCHAR AS key, count(*) AS n FROM b WHERE in_section AND in_size GROUP BY created_year;
