export const fr = {
  title: 'Qui l’a vue, quand, à quel sujet',
  titleOfProject: 'Qui l’a reçu, quand, à quel sujet',
  noteVisit: 'Consigner une visite',
  noteOther: 'Consigner un échange',
  edit: 'Modifier l’échange',
  change: 'Modifier',
  none: 'Aucun échange consigné.',
  noneText:
    'Une visite, un appel, un rendez-vous ou un courrier consigné ici évite à un partenaire de redemander la même chose, et compte pour l’action choisie.',
  more: 'Échanges plus anciens',
  noted: 'Échange consigné.',
  changed: 'Échange modifié.',
  deleted: 'Échange supprimé. Il n’en reste rien, pas même dans le journal.',
  way: 'Comment',
  ways: {visit: 'Visite', call: 'Appel', meeting: 'Rendez-vous', mail: 'Courrier, courriel'},
  theme: 'Sujet',
  themes: {
    acquaintance: 'Prise de contact',
    creation: 'Création',
    takeover: 'Transmission, reprise',
    premises: 'Locaux, foncier',
    surroundings: 'Voirie, signalétique, cadre de vie',
    employment: 'Emploi, recrutement, formation',
    finance: 'Financement, aides',
    development: 'Développement commercial, innovation',
    digital: 'Numérique',
    ecology: 'Transition écologique',
    rules: 'Réglementation, sécurité',
    network: 'Animation, réseaux',
    study: 'Observatoire, enquête',
    crisis: 'Sinistre, crise',
    distress: 'Difficultés',
    other: 'Autre'
  },
  sensitive: 'Ce sujet reste dans votre organisation, quoi que la convention ouvre.',
  on: 'Date',
  minutes: 'Temps passé',
  noTime: 'non précisé',
  time: (minutes: number) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return `${rest}\u00a0min`;
    return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`;
  },
  action: 'Compte pour l’action',
  noAction: 'Aucune',
  noActions: 'Aucune action d’une convention en vigueur à cette date.',
  others: 'Autres actions de la convention',
  met: 'Personne rencontrée',
  notes: 'Compte rendu',
  keptIn: 'Réservé à mon organisation',
  keptInHint: 'Sinon, les partenaires voient ce que la convention ouvre\u00a0: d’ordinaire qui, quand et à quel sujet.',
  keptInMark: 'réservé à votre organisation',
  save: 'Consigner',
  remove: 'Supprimer cet échange',
  removeConfirm: 'Supprimer pour de bon',
  removeText: 'À n’employer que pour une erreur\u00a0: l’échange ne compte plus pour l’action, et rien n’en est gardé.',
  several: {
    title: (count: number) => `Consigner un échange\u00a0: ${count} établissements choisis`,
    hint: 'Un courrier envoyé à tous, une série d’appels\u00a0: un échange est consigné pour chacun, et compte pour l’action choisie.',
    minutes: 'Temps passé pour chacun',
    noted: (count: number, left: number) =>
      `Échange consigné pour ${count}\u00a0${count < 2 ? 'établissement' : 'établissements'}${left > 0 ? `\u00a0; ${left} n’ont pas pu l’être` : ''}.`,
    undo: 'Annuler ces échanges',
    removed: (count: number, all: number) =>
      `${count}\u00a0${count < 2 ? 'échange annulé' : 'échanges annulés'}${count < all ? '\u00a0; ceux que quelqu’un a modifiés depuis restent' : ''}.`
  },
  presence: 'a été en contact avec l’entreprise',
  headerOnly: (organisation: string) => `compte rendu réservé à ${organisation}`,
  countsFor: (code: string, title: string) => `Compte pour ${code} ${title}`,
  with: (met: string) => `avec ${met}`
};
export type ExchangeMessages = typeof fr;
