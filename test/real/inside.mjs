// Prints the SIRETs of the points that lie in a zone: node inside.mjs ZONE.geojson POINTS.csv (siret,longitude,latitude)
import { readFileSync } from 'node:fs';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';

const [zonePath, pointsPath] = process.argv.slice(2);
const zone = JSON.parse(readFileSync(zonePath, 'utf8'));
const features = (zone.features ?? [zone]).map((feature) => ({ feature, box: boxOf(feature.geometry) }));

function boxOf(geometry) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part) => {
    if (typeof part[0] === 'number') {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else {
      part.forEach(walk);
    }
  };
  walk(geometry.coordinates);
  return box;
}

const near = ([west, south, east, north], [x, y]) => x >= west && x <= east && y >= south && y <= north;

for (const line of readFileSync(pointsPath, 'utf8').trim().split('\n').slice(1)) {
  const [siret, longitude, latitude] = line.split(',');
  const point = [Number(longitude), Number(latitude)];
  if (features.some(({ feature, box }) => near(box, point) && booleanPointInPolygon(point, feature))) console.log(siret);
}
