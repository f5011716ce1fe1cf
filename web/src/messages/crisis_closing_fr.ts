// The end of a crisis: what stays open, what was learned, crises beside each other, two cases of one business.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  staysOpen: 'Ce qui reste ouvert',
  nothingOpen: 'Rien ne reste ouvert.',
  stays: {
    cases: (n: number) => plural(n, 'entreprise touchée sans issue', 'entreprises touchées sans issue'),
    nobodys: (n: number) => `dont ${plural(n, 'que personne n’a en charge', 'que personne n’a en charge')}`,
    unreached: (n: number) => plural(n, 'entreprise de la liste jamais jointe', 'entreprises de la liste jamais jointes'),
    deadlines: (n: number) => plural(n, 'échéance d’un droit encore à venir', 'échéances de droits encore à venir'),
    requests: (n: number) => plural(n, 'demande sans réponse', 'demandes sans réponse'),
    reports: (n: number) => plural(n, 'signalement qui attend son entreprise', 'signalements qui attendent leur entreprise'),
    toFollow: (n: number) => plural(n, 'entreprise à suivre dans l’année', 'entreprises à suivre dans l’année'),
    toDo: (n: number) => plural(n, 'chose à faire des retours d’expérience', 'choses à faire des retours d’expérience')
  },
  followsOn: 'Qui suit les entreprises que personne n’a en charge',
  followsOnHint: 'Elles viendront dans «\u00a0Ma journée\u00a0» de ses coordinateurs, à 1, 3, 6 et 12 mois.',
  followedBy: (who: string) => `Les entreprises que personne n’avait en charge sont suivies par ${who}.`,
  quiet: (since: string) => `Personne n’a rien écrit dans cette salle depuis le ${since}. Est-elle à clore\u00a0?`,
  quietMark: (since: string) => `rien d’écrit depuis le ${since}`,
  quietText: 'Rien ne se clôt tout seul\u00a0: qui mène la salle décide.',
  lessons: 'Retours d’expérience',
  lessonsNote: 'Ce qui a marché, ce qui a manqué, ce qui est à faire avant la prochaine. Lus par la salle, close aussi.',
  headings: {worked: 'Ce qui a marché', lacked: 'Ce qui a manqué', to_do: 'À faire'},
  addLesson: 'Noter un retour',
  changeLesson: 'Modifier un retour',
  removeLesson: 'Retirer un retour',
  heading: 'Genre',
  lessonText: 'En quelques mots',
  lessonHint: 'Lus par toute la salle\u00a0; sans nom d’entreprise ni de personne sinistrée.',
  charge: 'Organisation qui le fait',
  chargeNone: 'celle de qui l’écrit',
  person: 'Qui, en mots',
  untilLabel: 'Avant le',
  until: (on: string) => `avant le ${on}`,
  done: 'fait',
  setDone: 'C’est fait',
  again: 'Pas encore fait',
  change: 'Modifier',
  remove: 'Retirer',
  save: 'Enregistrer',
  noLesson: 'Rien n’est encore noté.',
  lessonSaved: 'Retour noté.',
  lessonRemoved: 'Retour retiré.',
  lessonSure: 'Ce retour disparaît, et ne se retrouve pas.',
  myLessons: 'À faire après une crise',
  late: 'en retard'
};

export type CrisisClosingMessages = typeof fr;
