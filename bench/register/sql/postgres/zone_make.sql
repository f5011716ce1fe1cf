-- The drawn zone, cut in pieces of at most 128 vertices so that the index prunes.
CREATE TABLE IF NOT EXISTS zone (name text, piece geometry(Polygon, 4326));
DELETE FROM zone WHERE name = $1;
INSERT INTO zone SELECT $1, (ST_Dump(ST_Subdivide(ST_GeomFromText($2, 4326), 128))).geom;
