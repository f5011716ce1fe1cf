// Texts of feeds: what an organisation's own program takes over. In French.

export const fr = {
  title: 'Flux vers votre logiciel',
  intro:
    'Votre logiciel (CRM de la chambre, gestion de la relation) reprend chaque nuit ce que vos agents ont saisi ici, sans double saisie\u00a0: ce qui est nouveau, ce qui a changé, ce qui a disparu.',
  none: 'Aucun flux n’a été créé.',
  name: 'Nom du flux',
  nameHint: 'Par exemple «\u00a0CRM de la chambre\u00a0»',
  kinds: 'Ce qu’il contient',
  kindNames: {
    exchange: 'Échanges (visites, appels, réunions, courriers)',
    need: 'Besoins transmis et reçus',
    follow_up: 'Suivis',
    contact: 'Contacts, avec leurs numéros et leurs oppositions'
  },
  short: {exchange: 'échanges', need: 'besoins', follow_up: 'suivis', contact: 'contacts'},
  partners: 'Aussi ce que les conventions ouvrent du travail des partenaires (jamais leurs contacts)',
  withPartners: 'avec les partenaires',
  sensitive: 'Aussi vos propres fiches d’un thème sensible (entreprise ou personne en difficulté)',
  withSensitive: 'avec les thèmes sensibles',
  make: 'Créer le flux',
  made: (who: string, day: string) => `créé par ${who} le ${day}`,
  somebody: 'quelqu’un qui est parti',
  read: (day: string) => `lu pour la dernière fois le ${day}`,
  neverRead: 'pas encore lu',
  key: 'Clé du flux',
  keyOf: (name: string) => `Clé du flux «\u00a0${name}\u00a0»`,
  once: 'Notez-la maintenant\u00a0: elle ne sera plus montrée. Elle vaut un mot de passe, à remettre à qui tient le logiciel, avec l’adresse\u00a0:',
  renew: 'Renouveler la clé',
  remove: 'Supprimer le flux',
  removeAsk: (name: string) =>
    `Supprimer le flux «\u00a0${name}\u00a0»\u00a0? Sa clé ne vaudra plus rien. Ce que votre logiciel a déjà repris y reste\u00a0; rien n’est effacé ici.`,
  removed: 'Le flux est supprimé.',
  duty: 'Ce que votre logiciel a repris relève de votre organisation\u00a0: il doit retirer ce que le flux dit disparu, et respecter les oppositions. Chaque lecture est notée au journal.'
};

export type FeedsMessages = typeof fr;
