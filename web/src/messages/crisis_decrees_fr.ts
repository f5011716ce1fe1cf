// Decrees of natural disaster: listed, typed, taken from the State's file.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  title: 'Arrêtés de catastrophe naturelle',
  intro:
    'Un arrêté publié au Journal officiel nomme une commune, un péril et des jours. Les délais de déclaration des fiches en partent.',
  who: 'Les coordinateurs et les administrateurs les écrivent\u00a0; qui travaille avec les entreprises les lit.',
  perils: {
    flood: 'inondation, coulée de boue',
    storm: 'tempête, grêle, neige',
    ground: 'mouvement de terrain',
    drought: 'sécheresse',
    earthquake: 'séisme',
    avalanche: 'avalanche',
    eruption: 'éruption volcanique'
  },
  commune: 'Commune',
  anyCommune: 'Toutes les communes',
  takeOut: 'Toutes les communes',
  peril: 'Péril',
  all: 'Tous',
  since: 'Publiés à partir du',
  until: 'Publiés jusqu’au',
  event: 'Du – au',
  days: (from: string, to: string) => `${from} – ${to}`,
  published: 'Publié le',
  number: 'Numéro',
  answer: 'Décision',
  recognised: 'reconnue',
  refused: 'non reconnue',
  origin: 'Vient',
  origins: {hand: 'saisi', file: 'du fichier GASPAR'},
  by: (origin: string, who: string, at: string) => `${origin}, ${who}, ${at}`,
  now: (name: string) => `aujourd’hui ${name}`,
  none: 'Aucun arrêté ne répond à ces choix.',
  noneText:
    'Bassin n’en connaît que ceux qu’on lui donne\u00a0: saisissez celui du Journal officiel, ou prenez le fichier de la base GASPAR.',
  more: 'Plus anciens dans la liste',
  add: 'Saisir un arrêté',
  added: 'Arrêté ajouté\u00a0: les délais des fiches le suivent dès maintenant.',
  already: 'Il y était déjà\u00a0: rien n’a été ajouté.',
  correct: 'Corriger',
  correctOf: (name: string, published: string) => `Corriger\u00a0: ${name}, ${published}`,
  correctText: 'L’arrêté corrigé prend la place de celui-ci. Le journal garde les deux.',
  corrected: 'Arrêté corrigé\u00a0: les délais des fiches le suivent dès maintenant.',
  remove: 'Retirer',
  removeOf: (name: string, published: string) => `Retirer\u00a0: ${name}, ${published}`,
  removeSure: 'Les délais des fiches qui en partent n’auront plus de date. À faire pour un arrêté saisi par erreur.',
  removed: 'Arrêté retiré.',
  from: 'Premier jour de l’événement',
  to: 'Dernier jour de l’événement',
  publishedOn: 'Publication au Journal officiel',
  numberHint: 'NOR, par exemple\u00a0: INTE1600001A',
  isRefused: 'La commune a demandé et n’est pas reconnue',
  file: 'Prendre le fichier GASPAR',
  fileText:
    'Le fichier catnat_gaspar.csv de Géorisques. On dit d’abord ce qu’il contient pour vos départements, et rien n’est pris avant votre accord. Repris plus tard, il n’ajoute que ce qui manque.',
  fileOf: 'Fichier',
  departements: 'Départements',
  departementsHint: 'Leurs numéros, séparés par des virgules\u00a0: 77,91',
  fileSince: 'Publiés à partir du',
  preview: 'Voir ce qu’il contient',
  take: (count: number) => `Prendre ${plural(count, 'arrêté', 'arrêtés')}`,
  nothingNew: 'Rien de nouveau à prendre.',
  taken: (count: number) => `${plural(count, 'arrêté pris', 'arrêtés pris')} du fichier.`,
  lines: {
    lines: 'lignes lues',
    added: 'nouvelles',
    already: 'déjà là',
    elsewhere: 'd’autres départements',
    earlier: 'publiées avant',
    unread: 'non comprises'
  },
  unread: (shown: number, all: number) =>
    shown < all ? `Lignes non comprises, les ${number(shown)} premières sur ${number(all)}` : 'Lignes non comprises',
  line: 'Ligne',
  why: 'Pourquoi',
  whys: {
    quote: 'un guillemet n’est pas refermé dans la ligne',
    fields: 'elle n’a pas autant de colonnes que la première ligne',
    commune: 'aucune commune n’a jamais eu ce code',
    peril: 'péril inconnu',
    day: 'une date ne se lit pas',
    order: 'elle finit avant de commencer, ou est publiée avant l’événement ou après aujourd’hui',
    decision: 'décision inconnue',
    number: 'numéro de plus de 40 signes'
  },
  text: 'Ce qu’elle dit'
};
export type CrisisDecreesMessages = typeof fr;
