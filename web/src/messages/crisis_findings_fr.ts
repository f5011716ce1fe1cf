// What reports of a crisis say beside the states of its cases: jobs, losses, aid, needs, freshness.
import {number} from '../base/format';
import {fr as rights} from './crisis_rights_fr';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  title: 'Pertes, aides, emplois, besoins',
  jobs: 'Emplois',
  employees: 'Effectif',
  stopped: 'Salariés arrêtés',
  persons: (count: string) => `${count}\u00a0personnes`,
  knownFor: (given: number, all: number) => `su pour ${number(given)} sur ${number(all)}`,
  refusedBy: (count: number) => plural(count, 'refus', 'refus'),
  unknownTo: (count: number) => plural(count, 'ne sait pas', 'ne savent pas'),
  shortTime: 'Activité partielle',
  shortTimes: {
    not_needed: 'pas nécessaire',
    planned: 'prévue',
    asked: 'demandée',
    granted: 'accordée',
    unknown: 'ne sait pas',
    refused: 'refus de dire'
  } as Record<string, string>,
  losses: 'Pertes',
  heading: 'Poste',
  headings: {
    building: 'Bâtiment',
    fittings: 'Agencements',
    equipment: 'Matériel',
    stock: 'Stock',
    vehicles: 'Véhicules',
    data: 'Données',
    other: 'Autres',
    harvest: 'Récoltes',
    soils: 'Sols, ouvrages, clôtures',
    plants: 'Plantations pérennes',
    livestock: 'Cheptel hors bâtiment',
    housed_livestock: 'Cheptel en bâtiment',
    fodder: 'Fourrages, récoltes engrangées',
    damage: 'Dommages, tous postes',
    turnover_loss: 'Perte de chiffre d’affaires'
  } as Record<string, string>,
  amount: 'Montant',
  certainty: 'Certitude',
  certainties: {estimated: 'à vue', quoted: 'sur devis', assessed: 'par un expert'} as Record<string, string>,
  said: 'Su de',
  between: (from: string, to: string) => `${from} à ${to}`,
  atLeast: (amount: string) => `au moins ${amount}`,
  about: (amount: string) => `environ ${amount}`,
  below: (amount: string) => `moins de ${amount}`,
  notTold: 'trop peu de réponses',
  none: '–',
  aid: 'Aides',
  scheme: 'Aide',
  asked: 'Demandée',
  granted: 'Accordée',
  paid: 'Payée',
  refused: 'Refusée',
  unpriced: 'sans montant',
  aids: {
    ...rights.rights,
    municipality: 'Commune ou intercommunalité',
    bank: 'Banque',
    donation: 'Don',
    other: 'Autre aide'
  } as Record<string, string>,
  needs: 'Besoins sans réponse',
  noNeeds: 'Aucun besoin urgent en cours.',
  need: {
    pumping: 'pompage',
    electricity: 'électricité',
    cleaning: 'nettoyage',
    storage: 'stockage',
    premises: 'local provisoire',
    hands: 'main-d’œuvre',
    cash: 'avance de trésorerie',
    advice: 'conseil',
    listening: 'écoute'
  } as Record<string, string>,
  fresh: 'Fraîcheur',
  state: 'État',
  cases: 'Fiches',
  heard: 'Avec des nouvelles',
  newest: 'Dernière',
  median: 'Médiane',
  ago: (minutes: number) =>
    minutes < 60
      ? `${number(minutes)}\u00a0min`
      : minutes < 48 * 60
        ? `${number(Math.round(minutes / 60))}\u00a0h`
        : `${number(Math.round(minutes / 1440))}\u00a0jours`,
  silent: (count: number) =>
    `${plural(count, 'fiche signalée est', 'fiches signalées sont')} sans nouvelle depuis 48\u00a0heures ou plus.`,
  since: (value: number) => `depuis le n°\u00a0${value}`,
  forAllText:
    'Un montant n’est dit que de dix réponses ou plus\u00a0: les pertes à 500\u202f000\u00a0€ près, les aides à 50\u202f000\u00a0€ près, les personnes à 100 près. Une entreprise y compte pour cela au plus.',
  files: 'Fichiers',
  forms: {pdf: 'PDF d’une page', docx: 'Word', odt: 'OpenDocument'},
  make: (form: string) => `Faire\u00a0: ${form}`,
  making: (form: string) => `${form} en cours…`,
  ready: (form: string) => `${form} est prêt.`,
  download: (form: string) => `Télécharger\u00a0: ${form}`,
  data: 'Données (CSV)',
  map: {reported: 'Entreprises signalées par commune.', potential: 'Entreprises de la liste par commune.'},
  contours: (source: string) => `Contours\u00a0: ${source}.`,
  noMap: 'La carte n’a pas pu être lue.',
  noFindings: 'Emplois, pertes, aides et besoins n’étaient pas comptés quand ce point a été émis.'
};
export type CrisisFindingsMessages = typeof fr;
