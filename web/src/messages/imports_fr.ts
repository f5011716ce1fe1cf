import {number} from '../base/format';

const lines = (count: number) => `${number(count)}\u00a0${count < 2 ? 'ligne' : 'lignes'}`;

export const fr = {
  use: 'Ce que vous en faites',
  uses: {
    match: 'Retrouver les établissements, sans rien garder',
    contacts: 'Importer nos contacts',
    members: 'Importer notre liste de ressortissants'
  },
  taken: 'Ce qui est repris',
  takenIntro: 'Seules les colonnes nommées ici sont gardées, le temps de l’import.',
  fields: {
    contact: 'Nom de la personne',
    firstName: 'Prénom',
    function: 'Fonction',
    phone: 'Téléphone',
    mobile: 'Second téléphone',
    email: 'Adresse électronique',
    contactedOn: 'Jour du dernier contact',
    since: 'Ressortissant depuis',
    memberNumber: 'Numéro de ressortissant'
  },
  asOf: 'Fichier à jour au',
  asOfHint: 'Ce jour vaut dernier contact là où aucune colonne ne le dit. Les coordonnées sont gardées trois ans après lui.',
  private: 'Garder ces contacts pour notre seule organisation',
  prepare: 'Préparer l’import',
  preparing: 'Lecture et rapprochement des lignes…',
  needPurpose: 'Dites à quoi serviront ces coordonnées.',
  history: 'Fichiers importés par votre organisation',
  historyNone:
    'Aucun fichier importé pour l’instant. Choisissez un fichier ci-dessus\u00a0: vous verrez ce qu’il changerait avant d’importer.',
  fileColumn: 'Fichier',
  kindColumn: 'Contenu',
  stateColumn: 'État',
  byColumn: 'Apporté',
  kinds: {contacts: 'Contacts', members: 'Ressortissants'},
  states: {
    review: 'À relire',
    running: 'Import interrompu',
    done: 'Importé',
    undoing: 'Annulation interrompue',
    undone: 'Annulé'
  },
  title: (file: string) => `Import de ${file}`,
  back: 'Tous les imports',
  facts: (asOf: string, who: string, day: string) => `Fichier au ${asOf}, apporté par ${who} le ${day}`,
  preview: 'Ce que l’import ferait',
  outcome: 'Ce que l’import a fait',
  nothingYet: 'Rien n’est encore écrit dans les fiches.',
  summary: (fresh: number, more: number, already: number) =>
    `${lines(fresh)} à ajouter, ${number(more)} à compléter, ${number(already)} déjà connues.`,
  toReview: (count: number) => `${lines(count)} à relire\u00a0: elles restent de côté tant que vous n’avez pas choisi.`,
  carryOut: (count: number) => `Importer ${lines(count)}`,
  goOn: (count: number) => `Reprendre l’import (${lines(count)})`,
  carrying: (done: number, all: number) => `Import en cours\u00a0: ${number(done)} sur ${number(all)}…`,
  carried: (count: number) => `${lines(count)} importées.`,
  undo: 'Annuler cet import',
  undoGoOn: 'Reprendre l’annulation',
  undoAsk: 'Annuler cet import\u00a0?',
  undoSays:
    'Ce que cet import a ajouté et que personne n’a changé depuis est retiré des fiches. Ce qui a été changé depuis reste, et vous en aurez la liste.',
  drop: 'Abandonner',
  dropAsk: 'Abandonner cet import\u00a0?',
  dropSays: 'Rien n’a été écrit dans les fiches. Les lignes lues dans votre fichier sont effacées.',
  dropped: 'Import abandonné\u00a0: rien n’a été écrit dans les fiches.',
  undoing: (done: number, all: number) => `Annulation en cours\u00a0: ${number(done)} sur ${number(all)}…`,
  undone: (count: number, stays: number) =>
    stays === 0
      ? `${lines(count)} annulées.`
      : `${lines(count)} annulées\u00a0; ${number(stays)} changées depuis, qui restent.`,
  notYours: 'Seuls la personne qui a apporté ce fichier, la coordination et l’administration peuvent l’importer ou l’annuler.',
  show: 'Les lignes',
  more: 'Montrer les suivantes',
  rowStates: {
    review: 'À relire',
    ready: 'Prêtes',
    wrong: 'En erreur',
    left: 'Laissées de côté',
    done: 'Importées',
    undone: 'Annulées',
    stays: 'Changées depuis'
  },
  what: 'Ce qui se passe',
  deeds: {
    business_added: 'Entreprise ajoutée aux fiches locales',
    contact_added: 'Nouveau contact',
    contact_linked: 'Contact connu ailleurs, relié',
    channel_added: 'Coordonnées ajoutées',
    contact_known: 'Contact déjà connu',
    number_of_another: 'Ces coordonnées sont déjà celles d’une autre personne ici',
    membership_added: 'Ressortissant',
    membership_changed: 'Ressortissant\u00a0: date ou numéro changés',
    membership_confirmed: 'Ressortissant\u00a0: confirmé',
    membership_known: 'Ressortissant déjà connu'
  } as Record<string, string>,
  remarks: {
    bad_phone: 'Numéro illisible, non repris',
    bad_email: 'Adresse illisible, non reprise',
    bad_day: 'Date illisible, non reprise',
    opposed: 'Opposition\u00a0: ne pas contacter, non repris',
    past: 'Plus de trois ans sans contact, non repris',
    full: 'Trop de coordonnées, non repris',
    empty: 'Rien à reprendre dans cette ligne'
  } as Record<string, string>,
  gone: 'contenu effacé',
  business: 'Entreprise',
  choose: (row: number) => `Décider de la ligne ${row}`,
  otherBusiness: 'Un autre établissement',
  siret: 'SIRET',
  add: 'Elle n’est pas au répertoire\u00a0: l’ajouter aux fiches locales',
  leave: 'Laisser cette ligne de côté',
  anyway: 'Ajouter quand même cette personne',
  keep: 'Valider',
  change: 'Changer',
  kept: (row: number) => `Ligne ${row} décidée.`,
  needChoice: 'Choisissez d’abord.',
  cellsUntil: (day: string) => `Les lignes non importées sont effacées après le ${day}. Le fichier lui-même n’est pas gardé.`,
  stated: (name: string) => `Déclaré par ${name}`,
  since: (day: string) => `ressortissant depuis le ${day}`,
  memberNumber: (text: string) => `n°\u00a0${text}`,
  roll: (file: string, day: string) => `liste «\u00a0${file}\u00a0» au ${day}`,
  byRule: 'Présumé d’après l’activité'
};

export type ImportMessages = typeof fr;
