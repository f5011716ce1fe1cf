// After a crisis: how businesses fare, which of them it cost, what the work counts towards.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  title: 'Après la crise',
  intro: 'Chaque entreprise touchée est suivie 1, 3, 6 et 12 mois après le jour où elle l’a été, salle ouverte ou close.',
  term: 'Terme',
  terms: {1: '1 mois', 3: '3 mois', 6: '6 mois', 12: '12 mois'},
  figures: {
    due: 'à suivre',
    followed: 'suivies',
    reopened: 'en activité',
    closed: 'encore fermées',
    lost: 'perdues',
    unknown: 'inconnu',
    jobs: 'emplois connus'
  },
  figuresNote:
    '«\u00a0En activité\u00a0» compte aussi qui l’est en partie, ailleurs ou en difficulté\u00a0; «\u00a0inconnu\u00a0», celles que personne n’a suivies à ce terme.',
  rounded: 'Chiffres arrondis à cinq près.',
  noTerm: 'Aucun terme n’est encore venu.',
  hit: (count: number) => plural(count, 'entreprise touchée', 'entreprises touchées'),
  lost: (count: number) => plural(count, 'perdue', 'perdues'),
  jobsOf: (jobs: number, known: number) => `${number(jobs)} (${plural(known, 'réponse', 'réponses')})`,
  due: 'À suivre maintenant',
  dueCount: (total: number, late: number) =>
    `${plural(total, 'entreprise à suivre', 'entreprises à suivre')}${late > 0 ? `, dont ${number(late)} en retard` : ''}.`,
  dueNone: 'Personne à suivre aujourd’hui.',
  dueMore: (count: number) => `Les ${number(count)} premières sont montrées.`,
  on: 'Jour',
  late: 'en retard',
  lastSaid: 'Dernier mot',
  losses: 'Entreprises perdues',
  lossesNote: 'Le répertoire dit l’établissement fermé, ou l’entreprise a dit cesser\u00a0: un agent confirme, ou dit que non.',
  byRegister: (on: string | null) => (on ? `fermée au répertoire le ${on}` : 'fermée au répertoire'),
  byWord: 'a dit cesser',
  confirmLoss: 'Perdue',
  denyLoss: 'Non, elle continue',
  why: 'Pourquoi elle n’est pas perdue',
  lossConfirmed: 'Perte confirmée.',
  lossDenied: 'Noté\u00a0: elle continue.',
  confirmed: (count: number) => plural(count, 'perte confirmée', 'pertes confirmées'),
  noLoss: 'Rien à confirmer.',
  caseTitle: 'Suivi à 1, 3, 6 et 12 mois',
  comes: (on: string) => `le ${on}`,
  tellable: (from: string) => `se dit à partir du ${from}`,
  notTold: 'pas encore dit',
  tell: 'Noter',
  change: 'Modifier',
  remove: 'Retirer',
  removed: 'Suivi retiré.',
  removeSure: 'Ce qui en a été dit à ce terme disparaît, et ne compte plus.',
  dialog: (term: string) => `Suivi à ${term}`,
  fares: 'L’entreprise',
  faring: {
    as_before: 'travaille comme avant',
    partly: 'travaille en partie',
    closed: 'est encore fermée',
    moved: 'a déménagé, et travaille',
    difficulty: 'travaille, en difficulté',
    ceased: 'a cessé'
  },
  way: 'Comment vous l’avez su',
  day: 'Jour du suivi',
  minutes: 'Temps passé, en minutes',
  jobs: 'Emplois aujourd’hui',
  reopenedOn: 'Rouverte le',
  lacks: 'Ce qui manque encore',
  lacking: {
    premises: 'un local',
    equipment: 'du matériel',
    cash: 'de la trésorerie',
    insurance: 'l’assurance',
    aid: 'une aide publique',
    staff: 'des bras',
    customers: 'des clients',
    listening: 'une écoute',
    other: 'autre chose'
  },
  note: 'Note',
  noteHint: 'Lue par toute la salle\u00a0; rien d’intime.',
  save: 'Enregistrer',
  saved: 'Suivi noté.',
  counts: 'Ce que compte ce travail',
  countsNote:
    'Les appels et visites notés sur les fiches, et les suivis, comptent pour l’action de votre convention que vous choisissez, y compris ce qui est déjà fait.',
  exercise: 'C’est un exercice\u00a0: rien ne compte.',
  action: 'Action',
  noAction: 'aucune',
  choose: 'Choisir',
  chosen: 'Action choisie\u00a0; ce qui est fait y compte.',
  counted: (calls: number, visits: number, others: number) =>
    `${plural(calls, 'appel', 'appels')}, ${plural(visits, 'visite', 'visites')}, ${plural(others, 'autre contact', 'autres contacts')} comptés.`,
  mine: 'Entreprises sinistrées à suivre'
};

export type CrisisAfterMessages = typeof fr;
