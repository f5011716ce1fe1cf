// Texts of one's own account and of signing in through a provider, in French.

export const fr = {
  title: 'Mon compte',
  identity: 'Identité',
  name: 'Nom',
  email: 'Adresse électronique',
  roles: 'Rôles',
  secondFactor: 'Second facteur',
  secondFactorSet: 'Un code du téléphone est demandé à chaque connexion.',
  secondFactorNone:
    'Aucun code n’est demandé à la connexion. Un second facteur protège le compte si le mot de passe est connu d’un autre.',
  addSecondFactor: 'Ajouter un second facteur',
  lostPhone:
    'Téléphone perdu ou changé\u00a0: votre administrateur peut retirer le second facteur, vous en ajouterez un autre.',
  sessions: 'Connexions ouvertes',
  sessionsIntro: 'Une connexion que vous ne reconnaissez pas\u00a0: terminez-la et changez de mot de passe.',
  browser: 'Navigateur',
  started: 'Ouverte',
  seen: 'Vue',
  by: 'Par',
  action: 'Action',
  thisOne: 'celle-ci',
  end: 'Terminer',
  endThat: (browser: string) => `Terminer la connexion de ${browser}`,
  unknownBrowser: 'navigateur inconnu',
  startedBy: {password: 'mot de passe', provider: 'fournisseur d’identité', invitation: 'invitation'},
  links: (name: string) => `Connexion par ${name}`,
  linksIntro: (name: string) => `Liez votre identité ${name} à ce compte\u00a0: elle l’ouvrira à la place du mot de passe.`,
  linked: (day: string) => `Liée le ${day}`,
  behind: (idp: string) => `fournisseur ${idp}`,
  link: (name: string) => `Lier mon identité ${name}`,
  unlink: 'Retirer le lien',
  linkMade: (name: string) => `Votre identité ${name} est liée à ce compte.`,
  acceptWith: (name: string) => `Accepter avec ${name}`,
  ending: {
    soon: 'Votre session va se fermer',
    soonText: (clock: string, within: string) =>
      `Sans geste de votre part, elle se fermera à ${clock}, ${within}. La page et ce que vous y avez saisi sont gardés.`,
    within: (seconds: number) => (seconds > 60 ? `dans ${Math.ceil(seconds / 60)}\u00a0minutes` : 'dans moins d’une minute'),
    prolong: 'Prolonger ma session',
    notProlonged: 'La session n’a pas pu être prolongée. Rien n’est perdu\u00a0: réessayez.',
    last: 'Votre session arrive à son terme',
    lastText: (clock: string, within: string) =>
      `Elle se fermera à ${clock}, ${within}\u00a0: elle aura douze heures, et l’usage ne la prolonge plus. Reconnectez-vous, maintenant ou à ce moment-là\u00a0: la page et ce que vous y avez saisi sont gardés.`,
    now: 'Me reconnecter maintenant',
    later: 'Plus tard',
    again: 'Se reconnecter',
    againText: 'La page et ce que vous y avez saisi restent en place.',
    over: 'Votre session est fermée',
    overText:
      'Elle se ferme après deux heures sans usage, douze heures après la connexion, ou quand on la termine d’une autre fenêtre. La page est masquée, et ce que vous y avez saisi est gardé\u00a0: reconnectez-vous pour la retrouver.',
    byProvider: (name: string) =>
      `Par ${name}, vous quittez la page\u00a0: vous reviendrez à la même adresse, sans ce que vous y avez saisi.`,
    other: 'Quitter la page et prendre un autre compte'
  },
  failures: {
    cancelled: (name: string) => `La connexion par ${name} a été abandonnée. Rien n’a été changé.`,
    down: (name: string) =>
      `${name} ne répond pas, ou pas comme attendu. Rien n’a été changé. Réessayez plus tard, ou prenez votre mot de passe.`,
    expired: (name: string) =>
      `Cette connexion par ${name} a expiré, a déjà servi, ou n’a pas commencé dans ce navigateur. Rien n’a été changé. Recommencez.`,
    unlinked: (name: string) =>
      `Cette identité ${name} n’est liée à aucun compte. Rien n’a été changé. Connectez-vous par votre mot de passe, puis liez-la dans « Mon compte ».`,
    siret: (name: string) =>
      `${name} vous rattache à une organisation où vous n’avez pas de rôle ici. Rien n’a été changé. Choisissez l’autre organisation chez ${name}, ou prévenez votre administrateur.`,
    taken: (name: string) =>
      `Cette identité ${name} est déjà liée à un autre compte. Rien n’a été changé. Retirez-la d’abord de cet autre compte.`,
    known: () =>
      'Vous avez déjà un compte. L’invitation reste valable\u00a0: acceptez-la par votre mot de passe, puis liez votre identité dans « Mon compte ».',
    invitation: () => 'Cette invitation a expiré ou a déjà servi. Rien n’a été changé. Demandez-en une autre.',
    locked: () => 'Trop de connexions commencées depuis cette adresse. Rien n’a été changé. Réessayez dans une minute.',
    refused: (name: string) =>
      `La réponse de ${name} est refusée. Rien n’a été changé. Recommencez\u00a0; si cela persiste, prévenez votre administrateur.`,
    trouble: () => 'Le serveur n’a pas pu finir la connexion. Rien n’a été changé. Réessayez dans un instant.'
  }
};
export type AccountMessages = typeof fr;
export type ProviderFailure = keyof AccountMessages['failures'];
