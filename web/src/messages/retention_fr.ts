// Textes des durées de conservation et des purges.
export const fr = {
  title: 'Conservation',
  intro:
    'Combien de temps chaque sorte d’enregistrement est gardée, et ce qui, dans votre organisation, est arrivé à échéance. Rien n’est effacé sans que vous l’ayez vu, remis aux archives et décidé.',
  kinds: {
    exchange: 'Échanges avec une entreprise sans besoin ni suivi',
    need: 'Besoins',
    follow_up: 'Suivis clos',
    project: 'Projets sans plus rien d’attaché',
    contact: 'Contacts',
    channel: 'Numéros et adresses passés de date',
    campaign: 'Campagnes closes\u00a0: ce qu’il en est de chaque cible',
    document: 'Documents d’une entreprise',
    membership: 'Ressortissants dits par un fichier de chambre',
    reminder: 'Rappels faits',
    import: 'Imports de tableurs',
    convention: 'Conventions, avenants, fiches-actions',
    report: 'Bilans et rapports',
    grid: 'Contrats d’objectifs',
    crisis: 'Listes de crises',
    readiness: 'Préparation des entreprises exposées',
    access_log: 'Connexions, lectures et exports au journal',
    agent: 'Noms et adresses des agents partis',
    import_cells: 'Lignes de tableurs non reprises',
    letter: 'Courriels envoyés',
    water_level: 'Niveaux des cours d’eau',
    parcel_link: 'Parcelles rattachées aux exploitations, numéros PACAGE et exports Telepac',
    water_proposal: 'Propositions d’ouvrir une crise, et ce qui en a été dit',
    opposition: 'Oppositions à être contacté'
  } as Record<string, string>,
  starts: {
    exchange: 'après le dernier échange avec l’entreprise',
    need: 'après la dernière étape',
    follow_up: 'après la clôture',
    project: 'après leur dernière modification',
    contact: 'après le dernier échange avec la personne',
    channel: 'jusqu’à la date portée par le numéro ou l’adresse',
    campaign: 'après sa clôture',
    document: 'après leur ajout, et plus aucun travail avec l’entreprise',
    membership: 'après le jour du fichier',
    reminder: 'après le jour où il est fait',
    import: 'après la fin de l’import',
    convention: 'après la fin de la convention',
    report: 'après la fin de la convention',
    grid: 'après la fin du contrat',
    crisis: 'après leur clôture, puis rendues anonymes',
    readiness: 'après la dernière fois qu’on l’a dit, puis effacée',
    access_log: 'après l’action',
    agent: 'après leur départ',
    import_cells: 'après l’import',
    letter: 'après l’envoi',
    water_level: 'après la mesure',
    parcel_link: 'après le rattachement',
    water_proposal: 'après la proposition',
    opposition: 'tant que la personne ne la retire pas'
  } as Record<string, string>,
  fates: {
    keep: 'conservé',
    destroy: 'détruit',
    sort: 'trié avec les archives, puis détruit',
    automatic: 'effacé de lui-même'
  },
  months: (n: number) =>
    n === 0 ? '' : n % 12 === 0 ? (n === 12 ? '1 an' : `${n / 12} ans`) : n === 1 ? '1 mois' : `${n} mois`,
  columns: {
    kind: 'Enregistrement',
    period: 'Durée',
    fate: 'Sort final',
    due: 'À échéance'
  },
  nothing: 'rien',
  count: (n: string, day: string) => `${n}, depuis le ${day}`,
  see: 'Voir',
  seeOf: (kind: string) => `Voir : ${kind}`,
  first: (n: string) => `Les ${n} plus anciens`,
  all: 'Tout ce qui est à échéance',
  noBusiness: 'hors entreprise',
  since: (day: string) => `depuis le ${day}`,
  choose: 'Choisir',
  chooseKind: (kind: string) => `Purger : ${kind}`,
  prepare: 'Préparer la purge',
  prepareHint: 'Préparer n’efface rien : la liste est arrêtée, 10 000 enregistrements au plus.',
  chooseFirst: 'Choisissez d’abord ce qui est à purger.',
  noneDue: 'Rien n’est arrivé à échéance dans votre organisation. Revenez dans quelques mois.',
  purge: {
    title: (day: string) => `Purge préparée le ${day}`,
    left: (n: string) => `${n} à effacer`,
    erased: (n: string) => `${n} effacés`,
    stays: (n: string) => `${n} gardés, car modifiés depuis`,
    archive: '1. Remettre le fichier aux archives',
    archiveText:
      'Le fichier contient tout ce qui va être effacé, y compris les comptes rendus. Téléchargez-le, versez-le aux archives départementales, et gardez-le en lieu sûr : il est aussi confidentiel que l’application.',
    download: 'Télécharger le fichier',
    downloaded: (when: string) => `Téléchargé : ${when}.`,
    sum: 'Empreinte SHA-256',
    visa: '2. Indiquer le visa',
    visaText:
      'Ces documents sont des archives publiques : les détruire demande le visa du directeur des archives départementales.',
    noVisa: 'Aucun visa n’est nécessaire pour ces enregistrements.',
    reference: 'Référence du visa',
    day: 'Date du visa',
    save: 'Enregistrer le visa',
    has: (reference: string, day: string) => `Visa ${reference} du ${day}.`,
    carry: '3. Effacer',
    carryText:
      'L’effacement est définitif : dans les fiches, la recherche et le journal, et de nouveau si une sauvegarde plus ancienne est restaurée. Les chiffres des bilans ne changent pas.',
    sure: 'J’ai remis le fichier aux archives, et je sais que l’effacement est définitif.',
    button: 'Effacer définitivement',
    progress: (done: string, all: string) => `${done} sur ${all}`,
    drop: 'Abandonner cette purge',
    dropped: 'La purge est abandonnée ; rien n’a été effacé.',
    done: 'La purge est faite.'
  },
  history: 'Purges passées',
  states: {listed: 'préparée', running: 'en cours', done: 'faite', left: 'abandonnée'},
  actions: {
    'sensitive.read': 'enregistrement sensible lu',
    'purge.listed': 'purge préparée',
    'purge.archived': 'fichier remis pour les archives',
    'purge.visa': 'visa des archives indiqué',
    'purge.carried_out': 'purge faite',
    'purge.left': 'purge abandonnée',
    'retention.decided': 'durée de conservation changée',
    'notice.written': 'information des personnes rédigée'
  } as Record<string, string>,
  readings: {
    label: 'Montrer',
    of: {
      '': 'tout',
      'sensitive.read': 'les lectures d’enregistrements sensibles',
      'contact.read': 'les lectures de contacts d’un partenaire',
      'export.': 'les exports',
      'session.': 'les connexions'
    } as Record<string, string>
  },
  notice: {
    joint: 'Qui en répond',
    jointText:
      'Les organisations liées par une convention fixent ensemble à quoi servent ces données et comment elles sont tenues : elles en sont responsables conjointement (article 26 du RGPD). Chacune répond de ce qu’elle a recueilli ; vous pouvez vous adresser à n’importe laquelle, qui transmet aux autres.',
    none: 'Aucune convention n’est en vigueur : chaque organisation répond seule de ce qu’elle tient.',
    keeper: 'tient la convention',
    sections: {
      contact_point: 'À qui s’adresser',
      roles: 'Qui fait quoi',
      purposes: 'À quoi servent les données',
      rights: 'Vos droits'
    } as Record<string, string>,
    unwritten: 'Rien n’est encore écrit : les personnes ne voient pas cette rubrique.',
    write: 'Rédiger',
    writeOf: (section: string) => `Rédiger : ${section}`,
    textOf: 'Texte',
    hint: 'Lu par tous, sans connexion. Les textes précédents sont gardés.',
    sees: 'Ce que chaque partenaire voit du travail des autres',
    everybody: 'chacun voit',
    from: (reader: string, owner: string) => `${reader} voit de ${owner}`,
    records: {
      exchange: 'Échanges avec les entreprises',
      contact: 'Contacts',
      need: 'Besoins',
      follow_up: 'Suivis',
      document: 'Documents',
      campaign: 'Campagnes'
    } as Record<string, string>,
    levels: {
      nothing: 'rien',
      presence: 'qu’il y a eu un contact, et quand',
      header: 'l’essentiel (qui, quand, à quel sujet), sans le contenu',
      content: 'le contenu'
    } as Record<string, string>,
    periods: 'Combien de temps'
  },
  set: {
    button: 'Changer',
    of: (kind: string) => `Changer la durée : ${kind}`,
    title: (kind: string) => `Durée : ${kind}`,
    months: (least: number, most: number) => `Nombre de mois, de ${least} à ${most}`,
    why: 'Pourquoi cette durée',
    save: 'Enregistrer',
    saved: 'La durée est enregistrée.',
    decided: (months: string, who: string, day: string, why: string) => `${months}, décidé le ${day} par ${who} : ${why}`,
    history: 'Durées décidées par l’installation'
  }
};

export type RetentionMessages = typeof fr;
