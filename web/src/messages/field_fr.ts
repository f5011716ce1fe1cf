// The field application.
export const fr = {
  title: 'Terrain',
  head: 'Bassin · Terrain',
  exercise: 'Exercice\u00a0: rien de ce qui suit n’est réel.',
  loading: 'Ouverture…',
  elsewhere: 'L’application de terrain est déjà ouverte dans un autre onglet.',
  elsewhereMore: 'Un seul écran écrit à la fois, pour que rien ne se perde. Fermez l’autre, puis rechargez.',
  broken: 'Ce navigateur ne garde rien hors ligne.',
  brokenMore: 'La navigation privée, ou un réglage, l’en empêche. Ouvrez l’application dans une fenêtre ordinaire.',
  reload: 'Recharger',
  cancel: 'Annuler',
  back: 'Retour',
  unreachable: 'Pas de réseau, ou le serveur ne répond pas. Ce qui est écrit reste sur ce téléphone.',
  // Taking an extract.
  take: 'Prendre un extrait',
  takeAgain: 'Prendre un autre extrait',
  takeOther: 'Autre extrait',
  takeText:
    'L’extrait sert sans réseau. Il est chiffré sous un code que vous choisissez, et effacé après 24\u00a0heures. Qui a pris quelles fiches est noté au journal.',
  takeNet: 'Il faut du réseau pour prendre un extrait.',
  crisis: 'Crise',
  ofExercise: (title: string) => `EXERCICE · ${title}`,
  noCrisis: 'Votre organisation n’est dans la salle d’aucune crise ouverte.',
  part: 'Quelle partie',
  parts: {mine: 'Mes fiches', commune: 'Une commune', street: 'Une rue', all: 'Toute la liste (500 fiches au plus)'},
  commune: 'Commune',
  street: 'Rue',
  choose: 'Choisir…',
  pin: 'Code de ce téléphone',
  pinHint:
    'Au moins six chiffres, lettres admises. Il n’est enregistré nulle part\u00a0: oublié, personne ne peut rouvrir ce que garde ce téléphone.',
  pinAgain: 'Le même code',
  pinDiffers: 'Les deux codes ne sont pas les mêmes.',
  strengths: {
    short: 'Trop court\u00a0: six signes au moins.',
    weak: 'Trop facile à deviner\u00a0: c’est un des premiers que l’on essaie.',
    digits: 'Arrête qui trouve le téléphone. N’arrête pas un laboratoire\u00a0: une phrase de quatre mots, oui.',
    good: 'Solide.'
  },
  taken: (count: number) => `${count} fiches prises.`,
  noneTaken: 'Aucune fiche ne répond à ce choix. Vous pouvez signaler des entreprises hors liste.',
  notStored:
    'Le navigateur n’a pas promis de garder ces données si la place manque. Installez l’application sur l’écran d’accueil, ou envoyez souvent.',
  // Signing in.
  signIn: 'Se connecter',
  signInText: 'Votre session est finie, ou n’a pas commencé. Rien de ce qui est écrit n’est perdu.',
  email: 'Adresse électronique',
  password: 'Mot de passe',
  secondFactor: 'Code de l’application d’authentification',
  check: 'Vérifier',
  elsewhereSign: 'Votre compte demande une étape de plus\u00a0: faites-la dans l’application complète, puis revenez.',
  provider: 'Vous passez par un fournisseur d’identité\u00a0?',
  toMain: 'Ouvrir l’application complète',
  mayNot: 'Votre rôle ne permet pas de signaler des dégâts.',
  // The code.
  locked: 'Ce téléphone est verrouillé',
  open: 'Ouvrir',
  opening: 'Vérification…',
  wrong: 'Ce n’est pas ce code.',
  wait: (seconds: number) => `Trop d’essais. Attendez encore ${seconds}\u00a0s.`,
  lock: 'Verrouiller',
  forgotten: 'Code oublié',
  unsent: (count: number) =>
    count === 0
      ? 'Aucun signalement n’attend d’être envoyé.'
      : count === 1
        ? 'Un signalement n’est pas encore envoyé.'
        : `${count} signalements ne sont pas encore envoyés.`,
  expired:
    'L’extrait avait plus de 24\u00a0heures\u00a0: il a été effacé. Les signalements qui ne sont pas envoyés sont gardés.',
  erase: 'Tout effacer de ce téléphone',
  eraseText: (count: number) =>
    count === 0
      ? 'L’extrait sera effacé. Aucun signalement n’attend.'
      : `L’extrait et ${count === 1 ? 'un signalement qui n’est pas envoyé seront perdus' : `${count} signalements qui ne sont pas envoyés seront perdus`}, photos comprises. Personne ne pourra les retrouver.`,
  eraseSure: 'Je sais que c’est perdu',
  eraseNow: 'Effacer',
  // The list.
  list: 'Liste',
  search: 'Chercher un nom, une adresse',
  found: (count: number, all: number) => (count === all ? `${all} fiches` : `${count} sur ${all} fiches`),
  expires: (at: string) => `Extrait gardé jusqu’au ${at}`,
  noExtract: 'Aucun extrait sur ce téléphone.',
  noStreet: 'Sans adresse publique',
  unknownBusiness: 'Entreprise inconnue du registre',
  states: {
    potential: 'potentielle',
    reported: 'signalée',
    contacted: 'jointe',
    visited: 'visitée',
    qualified: 'qualifiée',
    filed: 'en dossiers',
    reopened: 'rouverte',
    closed_for_good: 'fermée définitivement',
    nothing_to_do: 'sans suite'
  },
  begun: 'commencé ici',
  waitingHere: 'à envoyer',
  sentHere: 'envoyé',
  more: 'Afficher la suite',
  offList: 'Hors liste',
  offListText: 'Une entreprise qui n’est pas dans la liste.',
  // A report.
  report: 'Signalement',
  typedName: 'Nom ou enseigne',
  typedAddress: 'Où elle est',
  person: 'Qui vous a parlé',
  position: 'Position',
  takePosition: 'Prendre ma position',
  takingPosition: 'Position en cours…',
  positionIs: (metres: number) => `Position prise, à ${metres}\u00a0m près.`,
  positionFar: 'C’est peu précis\u00a0: notez aussi l’adresse.',
  positionRefused: 'La position n’a pas été donnée. Le signalement part sans elle.',
  remove: 'Retirer',
  photos: 'Photos',
  addPhoto: 'Ajouter une photo',
  photo: (index: number, kilobytes: number) => `Photo ${index}, ${kilobytes}\u00a0ko`,
  removePhoto: (index: number) => `Retirer la photo ${index}`,
  photoBad: 'Ce fichier n’est pas une photo que ce téléphone sait lire.',
  photoText: 'Réduites ici, sans lieu ni date dans le fichier. Évitez les visages.',
  photosMost: 'Huit photos au plus.',
  savedHere: 'Gardé sur ce téléphone à chaque lettre.',
  unkept:
    'Ce téléphone ne peut plus rien garder\u00a0: la place manque peut-être. Ne fermez pas cette page\u00a0; libérez de la place, ou envoyez maintenant.',
  enqueue: 'Terminer et envoyer',
  discard: 'Jeter ce signalement',
  discardSure: 'Jeter ce signalement\u00a0? Ce qui y est écrit et ses photos seront perdus.',
  lacks: {
    answers: 'Répondez à une question au moins.',
    named: 'Donnez un nom, ou prenez la position.',
    values: 'Une réponse n’est pas un nombre possible.'
  },
  // The queue.
  queue: 'Envois',
  queueCount: (count: number) => (count === 0 ? 'Rien à envoyer.' : `${count} à envoyer.`),
  drafts: 'Commencés',
  toSend: 'À envoyer',
  refusedOnes: 'Refusés',
  sentOnes: 'Envoyés',
  sendNow: 'Envoyer maintenant',
  sending: 'Envoi…',
  ends: {
    all: '',
    unreachable: 'Le serveur n’est pas joignable. L’envoi reprendra de lui-même au retour du réseau.',
    signed_out: 'Connectez-vous pour envoyer.',
    other_agent: 'Ces signalements ont été écrits par un autre compte que celui qui est connecté. Lui seul peut les envoyer.'
  },
  waitsFor: 'attend le réseau',
  photosWait: (count: number) => `reçu, ${count} photo${count > 1 ? 's' : ''} à envoyer`,
  correct: 'Corriger',
  giveUp: 'Jeter',
  giveUpSure: 'Jeter ce signalement refusé\u00a0? Il sera perdu.',
  dropPhotos: 'Renoncer aux photos',
  advice: {
    'crisis.report_differs': 'Un autre signalement porte ce numéro. Corrigez\u00a0: il partira sous un nouveau.',
    'crisis.closed': 'La crise est close. Demandez à qui la conduit de la rouvrir, puis renvoyez.',
    'crisis.unknown': 'Votre organisation n’est plus dans la salle. Voyez avec qui la conduit.',
    'crisis.unknown_case': 'La fiche n’existe plus. Corrigez, et décrivez l’entreprise hors liste.',
    other: 'Corrigez, puis envoyez de nouveau.'
  } as Record<string, string>,
  receivedAt: (at: string) => `Reçu le ${at}.`,
  notCompared: 'Pas comparé à ce que d’autres ont écrit\u00a0: voyez la fiche.',
  meanwhile: 'Quelqu’un a répondu autrement entre-temps',
  theirs: (who: string, at: string) => `${who}, le ${at}`,
  owner: 'l’exploitant',
  mine: 'vous',
  mineHolds: 'Votre réponse est la plus récente\u00a0: c’est elle que montre la fiche. Les deux sont gardées.',
  theirsHold: 'L’autre réponse est plus récente\u00a0: c’est elle que montre la fiche. Les deux sont gardées.',
  gotIt: 'Vu'
};
export type FieldMessages = typeof fr;
