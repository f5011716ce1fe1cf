import {number} from '../base/format';

const lines = (count: number) => `${number(count)}\u00a0${count < 2 ? 'ligne' : 'lignes'}`;

export const fr = {
  title: 'Apporter un tableur',
  intro:
    'Chaque ligne de votre fichier retrouve son établissement du répertoire, par son SIRET, ou par son nom et son adresse. Ce qui n’est pas sûr vous est soumis. Vous pouvez ensuite importer vos contacts, vos échanges passés, vos étiquettes et portefeuilles. Le fichier lui-même n’est pas conservé.',
  file: 'Votre fichier',
  fileHint: 'Excel (.xlsx), LibreOffice (.ods) ou CSV, jusqu’à 16 Mo et 20 000 lignes.',
  read: 'Lire le fichier',
  reading: (name: string) => `Lecture de ${name}…`,
  chooseFirst: 'Choisissez d’abord un fichier.',
  tooLarge: 'Ce fichier dépasse 16 Mo. Coupez-le en plusieurs, ou ôtez les colonnes inutiles.',
  macros: 'Ce classeur contient des macros\u00a0: elles n’ont pas été regardées.',
  columns: 'Ce que sont les colonnes',
  columnsIntro: 'Nous l’avons deviné d’après leurs noms\u00a0; corrigez au besoin. Le SIRET, le SIREN ou le nom suffit.',
  sheet: 'Feuille',
  sheetOption: (name: string, count: number, hidden: boolean) =>
    `${name || 'Sans nom'} (${lines(count)}${hidden ? ', masquée' : ''})`,
  header: 'Ligne des titres de colonnes',
  noHeader: 'Aucune\u00a0: la première ligne est une donnée',
  headerOption: (row: number, cells: string) => `Ligne ${row}\u00a0: ${cells}`,
  fields: {
    siret: 'SIRET',
    siren: 'SIREN',
    name: 'Nom de l’entreprise',
    address: 'Adresse (numéro et voie)',
    postalCode: 'Code postal',
    commune: 'Commune'
  },
  none: 'Aucune colonne',
  column: (letter: string, name: string) => (name ? `${letter} – ${name}` : `Colonne ${letter}`),
  first: 'Les premières lignes du fichier',
  row: 'Ligne',
  match: 'Rapprocher',
  matching: 'Rapprochement en cours…',
  needOne: 'Indiquez au moins la colonne du SIRET, du SIREN ou du nom.',
  result: 'Ce qui a été trouvé',
  counts: (certain: number, doubtful: number, none: number) =>
    `${lines(certain)} ${certain < 2 ? 'rapprochée' : 'rapprochées'} avec certitude, ${number(doubtful)} à vérifier, ${number(none)} sans établissement.`,
  show: 'Montrer',
  filters: {doubtful: 'À vérifier', certain: 'Rapprochées', none: 'Sans établissement'},
  nothing: 'Aucune ligne ici.',
  yours: 'Dans votre fichier',
  found: 'Dans le répertoire',
  how: 'Comment',
  which: (row: number) => `L’établissement de la ligne ${row}`,
  noneOfThem: 'Aucun de ceux-là',
  closed: 'fermé',
  reasons: {
    none: '',
    siret: 'Par son SIRET',
    siren: 'Seul établissement de ce SIREN',
    siren_and_place: 'Par son SIREN et son lieu',
    name_and_address: 'Par son nom et son adresse',
    name_and_street: 'Par son nom et sa rue',
    name_and_commune: 'Seul de ce nom dans la commune'
  },
  oddities: {
    siret_malformed: 'SIRET mal écrit',
    siret_unknown: 'SIRET absent du répertoire',
    siren_malformed: 'SIREN mal écrit',
    siren_unknown: 'SIREN absent du répertoire',
    siret_contradicted: 'Le nom et le lieu contredisent ce SIRET',
    place_unknown: 'Commune et code postal inconnus',
    nothing_to_go_by: 'Rien ne permet de chercher',
    closed: 'Établissement fermé'
  },
  notFound: 'Personne de ce nom à cet endroit',
  chosen: 'Choisi par vous',
  more: (count: number) => `Montrer ${lines(count)} de plus`,
  useAll: 'Étiqueter, ou mettre en portefeuille',
  download: 'Télécharger le résultat',
  downloaded: (decided: number, open: number) =>
    open === 0
      ? `Fichier préparé\u00a0: ${lines(decided)}.`
      : `Fichier préparé\u00a0: ${lines(decided)}, dont ${number(open)} encore à vérifier, laissées sans SIRET.`,
  csvName: 'rapprochement.csv',
  csvHead: ['Ligne', 'Nom', 'Adresse', 'Numéro donné', 'SIRET trouvé', 'Nom au répertoire', 'Adresse au répertoire', 'Comment'],
  undecided: 'À vérifier',
  version: 'Version du répertoire'
};

export type SheetMessages = typeof fr;
