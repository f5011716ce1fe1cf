export const fr = {
  head: 'Ce que chacun voit',
  intro:
    'De ce qu’une partie écrit sur une entreprise du périmètre, voici ce que les autres lisent. Ce qui est privé ou sensible ne sort jamais de l’organisation qui l’écrit.',
  drafted: 'Rien n’est ouvert avant la signature.',
  ofFramework: 'Cette application suit',
  rulesOfFramework: 'les règles de partage de sa convention-cadre',
  levels: {nothing: 'rien', presence: 'le fait et la date', header: 'l’en-tête', content: 'le contenu'},
  levelsAre: {
    nothing: 'rien n’en paraît',
    presence: 'que l’organisation a été en contact, et quand',
    header: 'qui, quand, comment et sur quel thème',
    content: 'tout ce qui est écrit'
  },
  kinds: {
    exchange: 'Échanges',
    contact: 'Contacts',
    need: 'Besoins',
    follow_up: 'Suivis',
    document: 'Documents',
    campaign: 'Campagnes'
  },
  kindsAre: {
    exchange: 'visites, appels, rendez-vous, courriers',
    contact: 'personnes et coordonnées',
    need: 'demandes et orientations',
    follow_up: 'accompagnements',
    document: 'pièces jointes',
    campaign: 'mailings et tournées d’appels'
  },
  kind: 'Ce qui est écrit',
  shownBy: (names: readonly string[], all: boolean) =>
    all ? 'Ce que montrent toutes les parties' : `Ce que montre ${listed(names)}`,
  everyone: 'toutes les autres parties',
  theOthers: 'les autres',
  propose: 'Proposer une annexe',
  narrow: 'Montrer moins',
  proposed: (by: string) => `Annexe proposée par ${by}`,
  wantedFrom: (day: string) => `À compter du ${day}, ou de l’accord de la dernière partie attendue.`,
  change: (kind: string, owner: string, reader: string | null, except: readonly string[]) =>
    `${kind} de ${owner}${reader ? `, pour ${reader}` : ''}${except.length > 0 ? `, sauf pour ${listed(except)}` : ''}`,
  before: 'Aujourd’hui',
  after: 'Avec l’annexe',
  agreements: 'Accords',
  agreed: (day: string) => `donné le ${day}`,
  awaited: 'attendu',
  agree: (name: string) => `Donner l’accord de ${name}`,
  agreeText: (names: string) =>
    `L’annexe changera ce que les autres parties lisent de ce qu’écrit ${names}. Elle entre en vigueur avec le dernier accord attendu, pour tout ce qui est déjà écrit aussi.`,
  withdraw: 'Retirer la proposition',
  history: 'Annexes',
  noHistory: 'Aucune annexe\u00a0: chaque partie montre l’en-tête.',
  number: (number: number) => `Annexe n°\u00a0${number}`,
  since: (day: string) => `en vigueur le ${day}`,
  by: (name: string) => `par ${name}`,
  states: {proposed: 'Proposée', in_force: 'En vigueur', withdrawn: 'Retirée', overtaken: 'Dépassée'},
  overtakenText: 'Une autre annexe, ou un changement des parties, est venu avant les accords.',
  proposedOn: (day: string) => `proposée le ${day}`,
  formIntro:
    'L’annexe remplace ce que montre la partie choisie. Elle entre en vigueur quand chaque partie dont elle change les écrits a donné son accord.',
  narrowIntro:
    'Seule, votre organisation peut montrer moins de ce qu’elle écrit. Ouvrir davantage passe par une annexe que propose l’organisation qui tient la convention.',
  owner: 'Ce que montre',
  allOwners: 'Toutes les parties',
  others: 'Exceptions',
  othersHint: 'Ce qu’une partie voit autrement que les autres.',
  addOther: 'Ajouter une exception',
  removeOther: 'Retirer',
  otherAt: (place: number) => `Exception ${place}`,
  reader: 'Pour',
  level: 'Elle voit',
  from: 'À compter du',
  why: 'Motif',
  whyHint: 'Lu par toutes les parties.',
  sendProposal: 'Proposer',
  sendNarrowing: 'Montrer moins',
  doneProposed: 'L’annexe est proposée\u00a0: elle attend l’accord des parties dont elle change les écrits.',
  doneInForce: 'L’annexe est en vigueur à la date dite.',
  doneAgreed: 'L’accord est donné.',
  doneWithdrawn: 'La proposition est retirée.'
};

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1) ?? ''}`;
}

export type SharingMessages = typeof fr;
