// Textes des changements de territoire.
const records = (n: string, what = '') => {
  const s = n === '0' || n === '1' ? '' : 's';
  return `${n} dossier${s}${what ? ` ${what}${s}` : ''}`;
};

export const fr = {
  title: 'Changements de territoire',
  intro:
    'Quand des intercommunalités fusionnent, se partagent ou échangent des communes : qui reprend quels dossiers, quels accès et quelles conventions. Rien ne change avant l’aperçu et votre approbation.',
  none: 'Aucun changement de territoire n’a été préparé. Choisissez ci-dessous l’organisation concernée et le jour : la répartition officielle des communes est proposée.',
  list: 'Changements préparés et faits',
  kinds: {merger: 'Fusion', split: 'Partage', move: 'Communes qui changent'} as Record<string, string>,
  states: {
    draft: 'à relire',
    approved: 'approuvé',
    running: 'en cours',
    done: 'fait',
    undoing: 'annulation en cours',
    undone: 'annulé',
    left: 'abandonné'
  } as Record<string, string>,
  columns: {what: 'Changement', on: 'À partir du', state: 'État', communes: 'Communes'},
  communes: (n: number) => (n > 1 ? `${n} communes changent` : `${n} commune change`),
  by: (name: string, at: string) => `préparé par ${name} le ${at}`,
  prepare: {
    title: 'Préparer un changement',
    organisation: 'Organisation concernée',
    on: 'Premier jour du nouveau territoire',
    propose: 'Proposer la répartition',
    unknown: 'Les codes officiels ne disent rien de ce territoire. Donnez d’abord un territoire à l’organisation.'
  },
  editor: {
    hint: 'La proposition vient des codes officiels géographiques ; corrigez-la où il faut.',
    ends: 'Cette organisation disparaît ce jour-là',
    endsHint:
      'Qui reprend une commune prend sa place dans ses droits et obligations : les dossiers gardés privés et sensibles passent aussi. Sinon ils restent chez elle.',
    rest: 'Qui reprend le reste',
    restHint: 'Ce qui n’est dans aucune de ces communes, et la tenue de ses conventions.',
    commune: 'Commune',
    heir: 'Reprise par',
    heirOf: (commune: string) => `Reprise par (${commune})`,
    stays: 'ne change pas',
    all: 'Tout à',
    freshName: 'Nom',
    freshSiren: 'SIREN',
    addFresh: 'Ajouter une nouvelle organisation',
    isNew: (name: string) => `${name} (à créer)`,
    addFormer: 'Ajouter une autre organisation qui change',
    add: 'Ajouter',
    save: 'Voir l’aperçu',
    choose: 'Choisir',
    drop: 'Retirer'
  },
  preview: {
    title: 'Aperçu',
    communes: 'Par commune',
    before: 'Servie par',
    after: 'Puis par',
    records: 'Dossiers qui passent',
    stay: 'restent',
    nothing: 'aucun',
    elsewhere: 'Dans aucune de ces communes',
    total: 'En tout',
    gains: (name: string) => `${name} y aura accès`,
    loses: (name: string) => `${name} n’y aura plus accès`,
    conventions: 'Conventions touchées',
    noConventions: 'Aucune convention en cours n’est touchée.',
    then: {
      heirs_join: 'Un avenant est préparé : les repreneurs y entrent comme parties. À relire et à délibérer.',
      communes_leave: 'Un avenant est préparé : ces communes en sortent. À relire et à délibérer.',
      communes_come: 'Un avenant est préparé : ces communes y entrent. À relire et à délibérer.',
      goes_on: 'Continue telle quelle.',
      by_hand: 'Aux parties d’en décider : projet non signé, ou plus aucune commune ensuite.'
    } as Record<string, string>,
    joining: (names: string) => `Y entrent : ${names}`,
    people: 'Agents à accueillir',
    peopleHint: 'Leur organisation disparaît. Donnez à chacun sa nouvelle organisation : il y garde son rôle.',
    agent: 'Agent',
    home: 'Nouvelle organisation',
    homeOf: (name: string) => `Nouvelle organisation de ${name}`,
    noHome: 'pas encore',
    teams: (names: string) => `équipes : ${names}`,
    saveHomes: 'Enregistrer',
    download: 'Télécharger l’aperçu (CSV)',
    why: (what: string) =>
      `Le jour venu, ceci avait changé : ${what}. Rien n’a été fait ; relisez l’aperçu et approuvez de nouveau.`
  },
  approve: {
    now: 'Approuver et faire maintenant',
    later: (on: string) => `Approuver ; ce sera fait le ${on}`,
    sure: 'J’ai relu l’aperçu, commune par commune',
    waiting: (on: string) =>
      `Approuvé. Le changement se fera seul le ${on} ; d’ici là, vous pouvez le modifier ou l’abandonner.`,
    edit: 'Modifier',
    drop: 'Abandonner',
    dropped: 'Le changement est abandonné ; rien n’a été fait.'
  },
  carry: {
    running: (n: string) => `En cours : ${records(n, 'passé')}. Vous pouvez quitter cette page.`,
    undoing: (n: string) => `Annulation en cours : ${records(n)} encore à rendre.`,
    done: 'Le changement est fait.',
    undone: 'Le changement est annulé ; tout est revenu à sa place.',
    undoneBut: (n: string) =>
      `Le changement est annulé ; ${records(n, 'modifié')} entre-temps ${n === '1' ? 'reste' : 'restent'} au repreneur.`,
    kept: (what: string) => `Modifié entre-temps, et laissé tel quel : ${what}. Vérifiez le territoire de ces organisations.`,
    erased: (n: string) =>
      `${records(n, 'effacé')} ou ${n === '1' ? 'retiré' : 'retirés'} depuis\u00a0: ${n === '1' ? 'il n’est pas revenu' : 'ils ne sont pas revenus'}.`,
    stayed: 'Ce qui reste au repreneur',
    stayedHint: 'Modifié entre-temps : ce qui y a été écrit n’est pas effacé.',
    trace: 'Ce qui est passé',
    record: 'Dossiers',
    from: 'De',
    to: 'À',
    count: 'Nombre',
    amendments: 'Avenants préparés',
    amendment: 'Relire l’avenant',
    byHand: 'à voir par les parties',
    undo: 'Annuler le changement',
    undoHint:
      'Possible tant que rien de ce qui est passé n’a été modifié. Ce qui a été lu entre-temps reste lu, et une organisation créée reste dans la liste, close.',
    undoRunning: 'Ce qui est déjà passé revient, sauf ce qui a été modifié depuis, qui reste au repreneur et sera listé ici.',
    sureUndo: 'Je veux tout remettre comme avant'
  },
  records: {
    exchange: 'échanges',
    need_given: 'besoins transmis',
    need_received: 'besoins reçus',
    follow_up: 'suivis tenus',
    follow_up_member: 'suivis partagés',
    reminder: 'rappels',
    contact: 'contacts',
    opposition: 'oppositions',
    local_business: 'fiches locales',
    correction: 'corrections',
    business_tag: 'étiquettes posées',
    portfolio_business: 'entrées de portefeuille',
    membership: 'appartenances déclarées',
    document: 'documents',
    zone: 'zones',
    selection: 'sélections',
    import: 'imports',
    project: 'porteurs de projet',
    campaign: 'campagnes'
  } as Record<string, string>,
  csv: ['Organisation', 'Code', 'Commune', 'Servie par', 'Puis par', 'Dossiers', 'Nombre', 'Repris par'],
  actions: {
    'territory_change.planned': 'changement de territoire préparé',
    'territory_change.approved': 'changement de territoire approuvé',
    'territory_change.begun': 'changement de territoire commencé',
    'territory_change.moved': 'dossiers passés au repreneur',
    'territory_change.held': 'changement de territoire suspendu',
    'territory_change.done': 'changement de territoire fait',
    'territory_change.undoing': 'annulation d’un changement commencée',
    'territory_change.taken_back': 'dossiers rendus',
    'territory_change.stayed': 'dossiers modifiés entre-temps, restés au repreneur',
    'territory_change.erased': 'dossiers effacés depuis, qui ne reviennent pas',
    'territory_change.undone': 'changement de territoire annulé',
    'territory_change.left': 'changement de territoire abandonné'
  } as Record<string, string>
};
export type SuccessionMessages = typeof fr;
