// Farms and their parcels: layers, what a crisis touches, whose it is, what a farm lost.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  // The room.
  title: 'Exploitations et parcelles',
  touched: 'Terres touchées',
  intro: (parcels: number, farms: number) =>
    `${plural(parcels, 'parcelle touchée', 'parcelles touchées')}, ${plural(farms, 'exploitation connue', 'exploitations connues')}. Surface dans la zone, mesurée au mètre carré près sur les contours déclarés.`,
  none: 'Aucune parcelle de la zone n’est connue.',
  noLayer: 'Aucune couche de parcelles n’est chargée.',
  noLayerText:
    'Les pertes des exploitations sont sur leurs parcelles, pas à leur adresse. Chargez le Registre parcellaire graphique de votre territoire.',
  toLayers: 'Couches de parcelles',
  layersUsed: (names: string) => `Couches croisées\u00a0: ${names}.`,
  twice: (count: number) =>
    `${plural(count, 'parcelle n’est pas comptée', 'parcelles ne sont pas comptées')} deux fois, une autre couche a le même sol.`,
  stale: 'La zone ou une couche a changé depuis le dernier croisement.',
  cross: 'Croiser de nouveau',
  crossed: 'La zone est croisée avec les couches du moment.',
  list: 'Rattacher les parcelles',
  byGroup: 'Par groupe de cultures',
  byCommune: 'Par commune',
  group: 'Culture',
  commune: 'Commune',
  parcels: 'Parcelles',
  inside: 'Dans la zone',
  linked: 'D’une exploitation connue',
  unknownGroup: 'Groupe inconnu',
  unknownCommune: 'Commune inconnue',
  total: 'Ensemble',
  // The list.
  listTitle: 'Parcelles touchées',
  listIntro:
    'Le registre public ne dit pas qui exploite. Cochez les parcelles d’une exploitation, cherchez-la, rattachez\u00a0: elle entre dans la liste de la crise, même si son adresse est ailleurs.',
  all: 'Toutes',
  state: 'Exploitation',
  states: {no: 'non rattachées', yes: 'rattachées'},
  key: 'Numéro commençant par',
  parcel: 'Parcelle',
  surface: 'Surface',
  farm: 'Exploitation',
  nobody: 'non rattachée',
  nameKept: 'nom non diffusé',
  ways: {hand: 'à la main', pacage: 'par son PACAGE'},
  choose: (key: string) => `Choisir la parcelle ${key}`,
  chosen: (count: number, area: string) => `${plural(count, 'parcelle choisie', 'parcelles choisies')}, ${area} dans la zone`,
  lookFarm: 'Exploitation à rattacher (nom ou SIRET)',
  link: 'Rattacher',
  unlink: 'Détacher',
  linkedDone: (count: number) => `${plural(count, 'parcelle rattachée', 'parcelles rattachées')}.`,
  unlinkedDone: (count: number) => `${plural(count, 'parcelle détachée', 'parcelles détachées')}.`,
  onList: 'L’exploitation est dans la liste.',
  taken: (count: number) =>
    `${plural(count, 'parcelle est déjà rattachée', 'parcelles sont déjà rattachées')} à une autre exploitation\u00a0: rien n’y a été changé.`,
  takeOver: 'Les rattacher quand même',
  more: 'Parcelles suivantes',
  notCounted: 'sol déjà compté',
  // The case.
  ofFarm: 'Terres et pertes de l’exploitation',
  ofFarmNone: 'Aucune parcelle de la zone ne lui est rattachée.',
  pacage: 'Numéro PACAGE',
  pacageHint:
    'Neuf chiffres. Ses parcelles des exports Telepac lui sont alors rattachées. Les autres organisations n’en voient que le département.',
  pacageSave: 'Noter',
  pacageGiven: (text: string) => `PACAGE ${text}`,
  pacageNone: 'PACAGE non noté',
  change: 'Changer',
  lossesTitle: 'Pertes par poste, et régime d’indemnisation',
  lossesIntro: (day: string) => `Régimes en vigueur au ${day}, premier jour de la crise.`,
  heading: 'Poste',
  regime: 'Régime',
  said: 'Dit',
  nothingSaid: '–',
  source: 'Source',
  note: 'Noter les pertes',
  send: 'Enregistrer les pertes',
  noted: 'Les pertes sont notées, comme un signalement de la fiche.',
  harvest: 'Récoltes',
  harvestHint: 'La part perdue suffit. Avec le rendement et le prix, un montant est proposé.',
  lost: 'Perdu (%)',
  yield: 'Rendement (q/ha)',
  price: 'Prix (€/t)',
  estimate: 'Estimé',
  takeEstimate: (amount: string) => `Reprendre ${amount} comme montant des récoltes`,
  livestock: 'Animaux',
  species: 'Espèce',
  dead: 'Morts',
  moved: 'Déplacés',
  soils: 'Sols à remettre en état (ares)',
  amounts: 'Montants par poste',
  // Layers.
  layersTitle: 'Couches de parcelles',
  layersIntro:
    'Le Registre parcellaire graphique (RPG) est public et ne nomme personne. L’export Telepac d’un exploitant porte son numéro PACAGE\u00a0: demandez-le-lui.',
  layersWho:
    'Les coordinateurs et les administrateurs les chargent. Un fichier plus récent remplace celui de la même année et du même territoire.',
  noCommunes:
    'Les contours des communes ne sont pas chargés\u00a0: sans code commune dans le fichier, les parcelles restent sans commune.',
  layersNone: 'Aucune couche.',
  add: 'Charger un fichier',
  origins: {rpg: 'Registre parcellaire graphique', telepac: 'Export Telepac d’une exploitation'},
  origin: 'Origine',
  year: 'Année (millésime)',
  territory: 'Territoire (code d’une commune, d’une intercommunalité ou d’un département)',
  territoryHint: 'Les parcelles des autres communes sont laissées. Vide\u00a0: tout le fichier.',
  file: 'Fichier',
  fileHint: (parcels: string, size: string) =>
    `GeoPackage, Shapefile ou GeoJSON, zippé ou non\u00a0; ${parcels} parcelles et ${size} au plus.`,
  crs: 'Système de coordonnées, si le fichier ne le dit pas',
  crsHint: 'EPSG:2154 pour le Lambert-93.',
  load: 'Charger',
  loaded: (count: number) => `${plural(count, 'parcelle chargée', 'parcelles chargées')}.`,
  replaced: 'Elles remplacent la couche d’avant.',
  lostLinks: (count: number) => `${plural(count, 'rattachement n’a', 'rattachements n’ont')} plus de parcelle.`,
  linkedByPacage: (count: number) => `${plural(count, 'parcelle rattachée', 'parcelles rattachées')} par PACAGE.`,
  area: 'Surface',
  taken2: 'Chargée',
  report: 'Ce qui a été lu',
  reportLine: (features: number, kept: number, elsewhere: number, refused: number, skipped: number) =>
    `${number(features)} lues, ${number(kept)} gardées, ${number(elsewhere)} hors du territoire, ${number(refused)} refusées, ${number(skipped)} sans surface.`,
  repaired: (count: number) => `${plural(count, 'contour réparé', 'contours réparés')}.`,
  faults: {
    key: 'sans identifiant',
    twice: 'identifiant en double',
    surface: 'surface hors bornes',
    outline: 'contour vide',
    pacage: 'PACAGE absent ou d’une autre exploitation',
    group: 'groupe de cultures inconnu (gardée)',
    crop: 'code culture inconnu (gardée)',
    differs: 'surface déclarée et contour différents (gardée)'
  } as Record<string, string>,
  feature: 'Objet',
  fault: 'Motif',
  text: 'Valeur',
  remove: 'Retirer la couche',
  removeSure:
    'La couche, ses parcelles et leurs rattachements sont supprimés. Les points de situation déjà publiés ne changent pas.',
  removed: 'La couche est retirée.'
};

export type CrisisLandMessages = typeof fr;
