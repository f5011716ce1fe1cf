// Mutual help: needs and offers of places, equipment, hands.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  title: 'Entraide',
  intro:
    'Ce qui manque et ce qui est proposé\u00a0: locaux, matériel, bras. Un besoin et une offre se rapprochent, rien n’est promis tout seul.',
  link: 'Entraide',
  needs: 'Besoins',
  offers: 'Offres',
  addNeed: 'Noter un besoin',
  addOffer: 'Noter une offre',
  noNeeds: 'Aucun besoin noté.',
  noOffers: 'Aucune offre notée.',
  show: 'Montrer',
  all: 'Tous les genres',
  kind: 'Genre',
  kinds: {
    premises: 'Local de travail',
    storage: 'Stockage au sec',
    hands: 'Bras, main-d’œuvre',
    pumping: 'Pompage',
    electricity: 'Électricité, groupe',
    cleaning: 'Nettoyage',
    equipment: 'Matériel',
    transport: 'Transport',
    other: 'Autre'
  },
  quantity: {premises: 'Surface (m²)', storage: 'Surface (m²)', hands: 'Nombre de personnes'} as Record<string, string>,
  pieces: 'Nombre',
  quantityHint: 'Vide si personne ne compte.',
  amount: (kind: string, value: number) =>
    kind === 'premises' || kind === 'storage'
      ? `${number(value)}\u00a0m²`
      : kind === 'hands'
        ? plural(value, 'personne', 'personnes')
        : number(value),
  what: 'Quoi',
  whatHint: 'Hangar sec avec quai, deux pompes thermiques…',
  commune: 'Commune',
  from: 'À partir du',
  until: 'Jusqu’au',
  who: 'Qui',
  whoHint: 'Entreprise, mairie, association.',
  reach: 'À qui demander',
  reachHint: 'Nom et numéro, avec son accord.',
  ofCase: (name: string) => `Pour ${name}`,
  stands: {
    need: {open: 'sans réponse', partly: 'couvert en partie', agreed: 'convenu', met: 'satisfait', withdrawn: 'retiré'},
    offer: {open: 'disponible', partly: 'prise en partie', agreed: 'prise', met: 'prise', withdrawn: 'retirée'}
  },
  left: (text: string) => `reste ${text}`,
  days: (from: string, until: string) =>
    from && until ? `du ${from} au ${until}` : from ? `dès le ${from}` : `jusqu’au ${until}`,
  by: (agent: string, organisation: string, at: string) => `Noté par ${agent}, ${organisation}, ${at}`,
  proposed: 'Offres possibles',
  agree: 'Convenir',
  agreeWith: (offer: string) => `Convenir avec ${offer}`,
  agreement: 'Accord',
  part: 'Quantité convenue',
  partHint: 'Vide\u00a0: tout ce qui manque encore au besoin et que l’offre a.',
  state: 'Où en est-on',
  states: {agreed: 'convenu', given: 'fourni', over: 'rendu', failed: 'n’a pas eu lieu'},
  note: 'Remarque',
  follow: 'Suivre',
  followOf: (what: string) => `Suivre l’accord avec ${what}`,
  change: 'Modifier',
  changeOf: (what: string) => `Modifier ${what}`,
  withdraw: 'Retirer de la bourse\u00a0: n’est plus proposé',
  remove: 'Effacer (noté par erreur)',
  removeSure: 'Ce qui a été noté disparaît.',
  saved: 'Enregistré.',
  removed: 'Effacé.',
  badQuantity: 'La quantité est un nombre entier, sans unité. Rien n’a été enregistré.',
  asked: 'Demandé dans les signalements',
  askedText: 'Des signalements disent ce besoin urgent, et rien de tel n’est encore noté pour la fiche.',
  noteIt: 'Noter ce besoin',
  noteItOf: (name: string) => `Noter le besoin de ${name}`,
  figures: 'Où en est l’entraide',
  head: {
    needs: 'besoins',
    open: 'sans réponse',
    partly: 'en partie',
    agreed: 'convenus',
    met: 'satisfaits',
    offers: 'offres',
    free: 'disponibles'
  },
  caseTitle: 'Entraide',
  caseNone: 'Rien de noté pour cette fiche.',
  toBoard: 'Toute la bourse d’entraide'
};
export type CrisisHelpMessages = typeof fr;
