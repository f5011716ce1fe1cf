// Every text of the screens, in French: the catalogue that the others are held against (a missing key does not compile).
import {number} from '../base/format';
import {attributes} from './attributes_fr';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  colon: '\u00a0: ',
  yes: 'oui',
  no: 'non',
  close: 'Fermer',
  remove: 'Retirer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  loading: 'Chargement…',
  masked: 'non diffusible',
  withoutName: 'Sans nom au registre',
  source: (files: readonly string[], date: string | null, snapshot: string) =>
    `Source\u00a0: ${files.join(', ')}${date ? `, état au ${date}` : ''} · version ${snapshot}`,
  failure: {
    unreachable: 'Le serveur ne répond pas. Rien n’est perdu\u00a0: vérifiez la connexion, puis réessayez.',
    unknown: 'Le serveur n’a pas pu répondre. Réessayez dans un instant.',
    retry: 'Réessayer'
  },
  shell: {
    skip: 'Aller au contenu',
    fictitious: 'Territoire fictif',
    fictitiousMore: 'Les entreprises montrées ici n’existent pas.',
    navigation: 'Navigation principale',
    directory: 'Annuaire',
    territories: 'Territoires',
    organisation: 'Organisation',
    journal: 'Journal',
    account: 'Compte',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    help: 'Raccourcis clavier',
    theme: 'Apparence',
    themes: {system: 'Comme le système', light: 'Claire', dark: 'Sombre'},
    language: 'Langue',
    languages: {fr: 'Français', en: 'English'},
    menu: 'Menu',
    footer: 'À propos',
    accessibility: 'Accessibilité\u00a0: partiellement conforme',
    legal: 'Mentions légales',
    personalData: 'Données personnelles',
    sourceCode: 'Code source',
    notFound: 'Cette page n’existe pas',
    notFoundMore: 'L’adresse est peut-être ancienne ou incomplète. L’annuaire est toujours à sa place.',
    toDirectory: 'Ouvrir l’annuaire',
    notAllowed: 'Cette page n’est pas ouverte à votre rôle',
    notAllowedMore: 'Demandez l’accès à l’administrateur de votre organisation.',
    newVersion: 'La page n’a pas pu être chargée. Une nouvelle version est peut-être en service\u00a0: rechargez la page.',
    reload: 'Recharger'
  },
  keys: {
    title: 'Raccourcis clavier',
    search: 'Chercher dans l’annuaire',
    next: 'Ligne suivante, précédente de la liste',
    open: 'Ouvrir la ligne',
    goDirectory: 'Aller à l’annuaire',
    goTerritories: 'Aller aux territoires',
    help: 'Montrer cette aide',
    close: 'Fermer ce qui est ouvert',
    then: 'puis',
    enter: 'Entrée',
    escape: 'Échap'
  },
  directory: {
    title: 'Annuaire',
    search: 'Chercher un établissement',
    placeholder: 'Nom, SIRET ou SIREN'
  },
  search: {
    said: (words: string) =>
      `Établissements dont le nom, le SIREN ou le SIRET ressemble à «\u00a0${words}\u00a0», du plus proche au moins proche.`,
    nearest: 'Les filtres et leurs nombres portent sur les 200 plus proches.',
    outside: (count: number) => `${plural(count, 'autre ne répond', 'autres ne répondent')} pas au champ choisi.`,
    everywhere: 'Chercher dans tous les établissements'
  },
  territory: {
    title: 'Territoire',
    everywhere: 'Tout le registre',
    several: (count: number) => `${number(count)} territoires`,
    search: 'Commune, intercommunalité, département ou région',
    hint: 'Nom ou code\u00a0: « Crécy-la-Chapelle », « 77 », « Pays Créçois ».',
    found: (count: number) => `${plural(count, 'territoire trouvé', 'territoires trouvés')}.`,
    kinds: {
      commune: 'commune',
      epci: 'intercommunalité',
      departement: 'département',
      region: 'région',
      list: 'liste de communes'
    },
    inhabitants: 'hab.',
    add: 'Ajouter',
    showEverywhere: 'Montrer tout le registre'
  },
  field: {
    title: 'Champ',
    intro: 'Ce qui est compté comme établissement. Chaque nombre est celui du champ avec les filtres en place.'
  },
  fields: {
    'economic-fabric': {
      name: 'tissu économique',
      definition: 'Actifs, sans les SCI, les administrations, les associations, la location de biens propres et les ménages.'
    },
    merchant: {
      name: 'tissu marchand',
      definition: 'Le tissu économique sans l’agriculture, l’administration et les organisations associatives.'
    },
    employers: {
      name: 'établissements employeurs',
      definition: 'Actifs déclarés employeurs, ou d’une tranche d’effectifs connue.'
    },
    agricultural: {
      name: 'exploitations agricoles',
      definition: 'Actifs de la division 01\u00a0: culture, élevage, chasse et services annexes.'
    },
    cci: {
      name: 'ressortissants de la CCI',
      definition: 'Rattachés à la chambre de commerce et d’industrie, seule ou avec une autre.'
    },
    cma: {
      name: 'ressortissants de la CMA',
      definition: 'Rattachés à la chambre de métiers et de l’artisanat, seule ou avec une autre.'
    },
    ca: {
      name: 'ressortissants de la chambre d’agriculture',
      definition: 'Rattachés à la chambre d’agriculture, seule ou avec une autre.'
    },
    all: {name: 'tous les établissements', definition: 'Tout le répertoire, actifs et fermés.'}
  },
  date: {
    title: 'Date du stock',
    on: (date: string) => `au ${date}`,
    latest: 'aujourd’hui',
    stockAt: 'Stock au',
    hint: 'Les établissements qui existaient ce jour-là, avec leur état et leur activité d’alors.',
    show: 'Montrer ce jour',
    today: 'Dernier état connu'
  },
  facets: {
    activity: 'Activité',
    size: 'Effectif',
    chamber: 'Chambre',
    chamberNote: 'Un établissement peut relever de plusieurs chambres\u00a0: leurs nombres ne s’ajoutent pas.',
    commune: 'Commune',
    legal: 'Forme juridique',
    employer: 'Employeur',
    state: 'État',
    created: 'Année de création',
    createdChart: (from: number, to: number) => `Établissements créés chaque année, de ${from} à ${to}`,
    from: 'de',
    to: 'à',
    tag: 'Étiquette',
    portfolio: 'Portefeuille',
    more: (count: number) => `${number(count)} de plus`,
    fewer: 'Montrer moins',
    nothing: 'Rien ici avec ces filtres.',
    chosen: 'choisis'
  },
  filters: {
    title: 'Filtres',
    set: 'Filtres en place',
    clear: 'Retirer tous les filtres',
    show: (count: number) => `Voir ${plural(count, 'établissement', 'établissements')}`,
    within: (reach: string) => `à moins de ${reach}`,
    names: {
      territory: 'Territoire',
      tag: 'Étiquette',
      'tag-all': 'Étiquettes',
      portfolio: 'Portefeuille',
      field: 'Champ',
      state: 'État',
      at: 'Date',
      perimeter: 'Périmètre',
      employer: 'Employeur',
      'head-office': 'Siège',
      'created-from': 'Créé depuis',
      'created-to': 'Créé jusqu’au',
      'closed-from': 'Fermé depuis',
      'closed-to': 'Fermé jusqu’au',
      'chamber-mode': 'Chambres',
      diffusion: 'Diffusion',
      contact: 'Contact',
      'contact-before': 'Dernier contact avant',
      'contact-since': 'Dernier contact depuis',
      radius: 'Cercle',
      box: 'Rectangle',
      polygon: 'Zone dessinée',
      zone: 'Zone déposée',
      commune: 'Commune',
      activity: 'Activité',
      'activity-2025': 'NAF 2025',
      size: 'Tranche',
      'size-group': 'Effectif',
      legal: 'Forme',
      chamber: 'Chambre',
      category: 'Catégorie',
      business: 'Établissements choisis'
    }
  },
  list: {
    caption: 'Établissements trouvés',
    order: 'Trier par',
    count: (count: number) => plural(count, 'établissement', 'établissements'),
    columns: 'Colonnes',
    defaultColumns: 'Colonnes d’origine',
    local: 'fiche locale',
    corrected: 'corrigée',
    shown: (shown: number, total: number) => `${number(shown)} sur ${number(total)} affichés`,
    more: 'Afficher les suivants',
    empty: 'Aucun établissement ne répond à cette question. Retirez un filtre, élargissez la zone ou choisissez un autre champ.'
  },
  columns: {
    name: 'Nom',
    commune: 'Commune',
    activity: 'Activité',
    size: 'Effectif',
    chambers: 'Chambres',
    created: 'Création',
    address: 'Adresse',
    siret: 'SIRET',
    legal: 'Forme juridique',
    state: 'État',
    headOffice: 'Siège',
    employer: 'Employeur',
    category: 'Catégorie',
    distance: 'Distance',
    tags: 'Étiquettes',
    portfolios: 'Portefeuilles',
    lastContact: 'Dernier contact'
  },
  sorts: {
    name: 'nom',
    'created-desc': 'création, récente d’abord',
    'created-asc': 'création, ancienne d’abord',
    size: 'effectif',
    activity: 'activité',
    street: 'rue',
    siret: 'SIRET'
  },
  states: {active: 'actif', closed: 'fermé'},
  categories: {pme: 'PME', eti: 'ETI', ge: 'Grande entreprise'},
  chambers: {
    short: {
      intercommunality: 'Interco',
      cci: 'CCI',
      cma: 'CMA',
      ca: 'Agriculture',
      outside: 'Hors chambres',
      'to-qualify': 'À qualifier'
    },
    long: {
      intercommunality: 'Intercommunalité',
      cci: 'Chambre de commerce et d’industrie',
      cma: 'Chambre de métiers et de l’artisanat',
      ca: 'Chambre d’agriculture',
      outside: 'Hors chambres consulaires',
      'to-qualify': 'Rattachement à qualifier'
    }
  },
  share: {
    title: 'Partager',
    copy: 'Copier le lien de cette vue',
    copied: 'Lien copié.',
    print: 'Imprimer',
    formats: {
      csv: 'Télécharger en CSV',
      xlsx: 'Télécharger pour un tableur (XLSX)',
      geojson: 'Télécharger pour une carte (GeoJSON)'
    },
    logged: 'Chaque fichier est inscrit au journal avec ses filtres et son nombre de lignes.'
  },
  map: {
    title: 'Carte',
    panel: 'Carte des établissements trouvés',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    attribution: 'Sources de la carte',
    loading: 'La carte arrive…',
    failed: 'La carte n’a pas pu s’ouvrir. La liste dit tout ce qu’elle montrerait.',
    toList: 'Revenir à la liste',
    polygon: 'Dessiner une zone',
    radius: 'Tracer un cercle',
    clearZone: 'Retirer la zone',
    polygonHint: 'Cliquez chaque sommet, double-cliquez pour finir.',
    radiusHint: 'Cliquez le centre.',
    reach: 'Rayon',
    metres: (metres: number) => (metres < 1000 ? `${metres}\u00a0m` : `${number(metres / 1000)}\u00a0km`),
    schematic: 'Fond schématique\u00a0: cellules autour du milieu des établissements de chaque commune, sans valeur de limite.',
    contours: 'Contours des communes.'
  },
  files: {
    establishments: 'Sirene, établissements',
    units: 'Sirene, unités légales',
    positions: 'géolocalisation',
    history: 'Sirene, historique'
  } as Record<string, string>,
  chart: {
    table: 'Tableau',
    csv: 'Télécharger en CSV',
    year: 'Année',
    count: 'Établissements',
    share: 'Part',
    rest: (count: number) => `${number(count)} autres`,
    source: (files: readonly string[]) => `source\u00a0: ${files.join(', ')}`,
    secret: 'secret statistique'
  },
  place: {
    choose:
      'Choisissez une commune, une intercommunalité, un département ou une région\u00a0: ses chiffres tiennent sur une page.',
    chooseButton: 'Choisir un territoire',
    communes: (count: number) => plural(count, 'commune', 'communes'),
    population: (count: number) => `${number(count)}\u00a0habitants`,
    directory: 'Voir dans l’annuaire',
    compare: 'Comparer avec',
    noOther: 'un autre territoire',
    noDay: 'une autre date',
    or: 'ou',
    establishments: 'Établissements',
    density: 'Pour 1\u202f000 habitants',
    employers: 'Employeurs',
    creations: (year: string) => `Créations en ${year}`,
    closures: (year: string) => `Fermetures en ${year}`,
    ofStock: (share: string) => `${share} du stock au 1er janvier`,
    stock: 'Établissements au 1er janvier',
    stockSaid: (from: number, to: number, first: string, last: string) =>
      `Courbe\u00a0: ${first} établissements au 1er janvier ${from}, ${last} au 1er janvier ${to}`,
    rebased: (name: string) => `En gris, ${name}, ramené au même nombre la première année.`,
    flows: 'Créations et fermetures',
    flowsSaid: (from: number, to: number) =>
      `Barres\u00a0: créations au-dessus de l’axe, fermetures au-dessous, de ${from} à ${to}`,
    created: 'Créations',
    closed: 'Fermetures',
    sections: 'Secteurs d’activité',
    sizes: 'Effectif',
    chambers: 'Chambres et appartenances multiples',
    chambersSaid: (cci: string, cma: string, ca: string) =>
      `Combinaisons d’appartenance\u00a0: ${cci} à la CCI, ${cma} à la CMA, ${ca} à la chambre d’agriculture\u00a0; détail dans le tableau`,
    chambersNote: (any: string, share: string, outside: string) =>
      `${any} relèvent d’au moins une chambre (${share}), ${outside} d’aucune.`
  },
  roles: {
    administrator: 'administrateur',
    coordinator: 'coordinateur',
    adviser: 'conseiller',
    analyst: 'analyste',
    elected: 'élu',
    field_agent: 'agent de terrain'
  },
  kinds: {
    intercommunality: 'Intercommunalité',
    cci: 'Chambre de commerce et d’industrie',
    cma: 'Chambre de métiers et de l’artisanat',
    agriculture: 'Chambre d’agriculture',
    other: 'Autre organisation'
  },
  signIn: {
    title: 'Connexion',
    noAccounts: 'Cette installation n’a pas de comptes\u00a0: le registre public s’y lit sans connexion.',
    email: 'Adresse électronique',
    password: 'Mot de passe',
    passwordHint: 'Au moins 12 caractères. Une phrase de quelques mots convient.',
    forgotten: 'Mot de passe oublié',
    forgottenIntro: 'Donnez l’adresse de votre compte\u00a0: un lien y sera envoyé, valable peu de temps.',
    sendLink: 'Envoyer le lien',
    linkSent: (email: string) =>
      `Si un compte existe à l’adresse ${email}, un lien vient d’y être envoyé. Rien n’a encore changé.`,
    newPassword: 'Nouveau mot de passe',
    passwordSet: 'Le mot de passe est enregistré, et les autres connexions de ce compte sont closes.',
    back: 'Revenir à la connexion',
    or: 'ou',
    provider: (name: string) => `Se connecter avec ${name}`,
    secondFactor: 'Second facteur',
    secondFactorIntro: 'Ouvrez l’application de codes de votre téléphone.',
    code: 'Code à 6 chiffres',
    codeHint: 'Ou l’un de vos codes de secours.',
    check: 'Vérifier',
    startAgain: 'Recommencer',
    enrol: 'Ajouter un second facteur',
    enrolIntro:
      'Votre rôle demande un code en plus du mot de passe. Lisez cette image avec une application de codes, ou recopiez la clé.',
    qr: 'Image à lire avec l’application de codes\u00a0; la clé est écrite dessous',
    secret: 'Clé',
    firstCode: 'Premier code affiché',
    recovery: 'Codes de secours',
    recoveryIntro: 'Chacun sert une fois, si le téléphone manque. Ils ne seront plus montrés\u00a0: notez-les ou imprimez-les.',
    noted: 'Je les ai notés',
    notice: 'Engagement de confidentialité',
    accept: 'Je m’engage à le respecter',
    acceptHint: 'L’engagement est redemandé tous les trois mois. Il est inscrit au journal.',
    invitation: 'Invitation',
    invitedBy: (organisation: string, role: string, email: string) =>
      `${organisation} vous invite comme ${role}. Votre compte sera à l’adresse ${email}.`,
    name: 'Prénom et nom',
    join: 'Créer mon compte',
    actFor: 'Agir pour'
  },
  firstRun: {
    title: 'Première mise en service',
    intro:
      'Cette installation n’a encore personne. Nommez l’organisation qui la tient et son premier administrateur\u00a0; les autres partenaires s’invitent ensuite.',
    code: 'Code d’installation',
    codeHint: 'Le serveur l’a affiché à son démarrage.',
    organisation: 'Organisation',
    name: 'Nom',
    kind: 'Nature',
    territory: 'Territoire',
    siren: 'SIREN (facultatif)',
    administrator: 'Administrateur',
    start: 'Mettre en service'
  },
  establishment: {
    title: 'Établissement',
    back: 'Annuaire',
    identity: 'Identité',
    place: 'Lieu',
    activity: 'Activité',
    size: 'Effectif',
    unit: 'Unité légale',
    sisters: 'Autres établissements de l’unité légale',
    sistersAll: (shown: number, total: number) => `${number(shown)} sur ${number(total)}`,
    noSisters: 'Aucun autre établissement au registre.',
    life: 'Ligne de vie',
    lifeOfStock: 'Ligne de vie (dernière période seulement)',
    lifeChart: (from: string, to: string) => `Périodes de l’établissement, de ${from} à ${to}`,
    chambers: 'Chambres consulaires',
    chambersNone: 'Aucune chambre\u00a0:',
    toQualify: 'Ni la nature d’activité, ni la forme juridique, ni le code d’activité ne suffisent à conclure.',
    byHand: 'Rattachement corrigé par un agent.',
    headOffice: 'siège',
    secondary: 'établissement secondaire',
    since: (date: string) => `depuis le ${date}`,
    created: (date: string) => `créé le ${date}`,
    naf2: 'NAF rév. 2',
    naf2025: 'NAF 2025',
    notKnown: 'non renseigné',
    sources: 'Source et date de chaque valeur',
    showSources: 'Montrer les sources',
    hideSources: 'Masquer les sources',
    value: 'Valeur',
    name: 'Donnée',
    source: 'Source',
    date: 'Date',
    privacyTitle: 'Diffusion partielle',
    privacyHidden:
      'La personne s’est opposée à la diffusion publique\u00a0: une partie des valeurs ne vous est pas montrée (code de commerce, art. R123-232-1).',
    privacyShown:
      'Des valeurs montrées ici ne sont pas publiques\u00a0: ne les rediffusez pas (code de commerce, art. R123-232-1).',
    hidden: {names: 'nom', acronym: 'sigle', brands: 'enseigne', address: 'adresse', position: 'position'},
    noPosition: 'Sans position au registre.',
    openMap: 'Voir autour dans l’annuaire',
    qualities: {
      'street-number': 'au numéro',
      street: 'à la voie',
      'likely-street-number': 'au numéro, probable',
      'likely-street': 'à la voie, probable',
      commune: 'à la commune',
      given: 'donnée par un agent'
    },
    period: 'Période',
    employer: 'employeur',
    notEmployer: 'non employeur',
    unknown: 'Cet établissement n’est pas au registre de cette installation.',
    table: 'Tableau des périodes',
    copySiret: 'Copier le SIRET',
    unitPage: 'Tous les établissements de l’unité'
  },
  sources: {
    establishments: 'fichier des établissements',
    units: 'fichier des unités légales',
    history: 'historique',
    positions: 'géolocalisation',
    overlay: 'fiche locale',
    reference: 'code officiel géographique'
  },
  words: {
    active: 'actif',
    closed: 'fermé',
    yes: 'oui',
    no: 'non',
    open: 'diffusible',
    partial: 'partielle',
    A: 'actif',
    F: 'fermé',
    C: 'cessée',
    O: 'oui',
    N: 'non',
    pme: 'PME',
    eti: 'ETI',
    ge: 'GE',
    NAFRev2: 'NAF rév. 2',
    NAF2025: 'NAF 2025',
    unknown: 'inconnu'
  } as Record<string, string>,
  attributes
};

export type Messages = typeof fr;
