import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;
const months = (count: number) => `${number(count)}\u00a0mois`;

export const fr = {
  title: 'Conventions',
  intro:
    'Ce que l’intercommunalité et les chambres ont décidé ensemble, ou préparent\u00a0: qui s’engage, sur quoi, où, et jusqu’à quand.',
  empty: 'Aucune convention',
  emptyText:
    'Une convention dit à quoi l’intercommunalité et les chambres s’engagent\u00a0: ses parties et leurs délibérations, son périmètre, ses axes, sa durée. Les partenaires la lisent ici, et voient venir sa reconduction ou sa fin.',
  emptyRun: 'Commencez par un projet\u00a0: rien n’engage avant la signature.',
  emptyRead: 'Un coordinateur ou un administrateur de votre organisation, ou d’un partenaire, en commence une.',
  shelves: {running: 'En vigueur', prepared: 'En préparation', over: 'Terminées'},
  columns: {title: 'Convention', parties: 'Parties', state: 'État'},
  sameParties: 'mêmes parties',
  writtenEnd: (day: string) => `fin inscrite\u00a0: ${day}`,
  noDates: 'dates à fixer',
  until: (day: string) => `jusqu’au ${day}`,
  below: (title: string) => `de «\u00a0${title}\u00a0»`,
  kinds: {framework: 'Convention-cadre', annual: 'Application annuelle', service: 'Prestation', amendment: 'Avenant'},
  states: {
    draft: 'Projet',
    deliberating: 'En délibération',
    coming: 'Signée, à venir',
    running: 'En vigueur',
    over: 'Échue',
    denounced: 'Dénoncée',
    denouncedRunning: 'Dénoncée, encore en vigueur',
    abandoned: 'Abandonnée'
  },
  soonDenounce: (day: string) => `À dénoncer au plus tard le ${day} pour ne pas la reconduire`,
  soonEnd: (day: string) => `Prend fin le ${day}`,
  soonDeliberations: (names: readonly string[]) =>
    `${plural(names.length, 'délibération manque', 'délibérations manquent')}\u00a0: ${names.join(', ')}`,
  draftNew: 'Nouvelle convention',
  draftAnnual: 'Nouvelle application annuelle',
  draftIntro:
    'Vous en écrirez le reste sur sa page. Votre organisation la tient\u00a0; les autres parties la lisent dès qu’elles y sont.',
  annualIntro:
    'Elle reprend les parties, le périmètre et les axes de la convention-cadre\u00a0; vous les modifierez sur sa page.',
  create: 'Créer le projet',
  back: 'Conventions',
  one: 'Convention',
  kind: 'Nature',
  titleField: 'Intitulé',
  reference: 'Référence',
  referenceHint: 'Le numéro que les partenaires lui donnent.',
  keptBy: (name: string) => `tenue par ${name}`,
  partOf: 'Se rattache à',
  print: 'Imprimer',
  purpose: 'Objet',
  noPurpose: 'L’objet n’est pas encore écrit.',
  term: 'Durée',
  startsOn: 'Prend effet le',
  endsOn: 'Prend fin le',
  lastDay: 'Dernier jour',
  lastDayRenewed: 'Dernier jour de la période en cours',
  signedOn: 'Signée le',
  notYet: 'à fixer',
  semicolon: '\u00a0; ',
  renewedTacitly: (each: number, most: number) =>
    `Reconduite tacitement par périodes de ${months(each)}${most > 0 ? `, ${number(most)}\u00a0fois au plus` : ''}`,
  renewedExpressly: 'Reconduite par une décision expresse des parties',
  notRenewed: 'Sans reconduction',
  denounceableUntil: (day: string) => `dénonçable jusqu’au ${day}`,
  willBeRenewed: (day: string) => `le délai pour la dénoncer est passé, elle se reconduit le ${day}`,
  notice: (count: number) => (count > 0 ? `préavis de ${months(count)} pour la dénoncer` : 'sans préavis pour la dénoncer'),
  denouncedBy: (name: string, on: string, lastDay: string) =>
    `Dénoncée par ${name}, par un courrier reçu le ${on}\u00a0; elle prend fin le ${lastDay} pour toutes les parties.`,
  why: 'Motif',
  renewal: 'Reconduction',
  renewals: {none: 'Aucune', express: 'Expresse\u00a0: les parties la décident', tacit: 'Tacite\u00a0: sauf dénonciation'},
  renewalMonths: 'Mois à chaque reconduction',
  renewalsMost: 'Nombre de reconductions',
  renewalsMostHint: 'Vide\u00a0: sans limite.',
  noticeMonths: 'Préavis de dénonciation, en mois',
  noticeHint: 'Vide\u00a0: sans préavis.',
  editText: 'Modifier l’objet et la durée',
  parties: 'Parties',
  noParty: 'Aucune partie.',
  party: 'Partie',
  deliberation: 'Délibération',
  transmitted: 'Transmise le',
  signatory: 'Signataire',
  deliberationOf: (body: string, number: string, on: string) =>
    [body, number ? `n°\u00a0${number}` : '', on ? `du ${on}` : ''].filter(Boolean).join(' '),
  noDeliberation: 'à venir',
  joined: (day: string) => `partie depuis le ${day}`,
  left: (day: string) => `s’est retirée\u00a0: dernier jour le ${day}`,
  noteDeliberation: 'Noter la délibération',
  noteTransmission: 'Noter la transmission',
  deliberationIntro: 'Ce que l’assemblée de cette partie a décidé, et qui signe en son nom.',
  transmissionIntro: 'La convention est signée\u00a0: seule la date de transmission se note encore.',
  body: 'Assemblée',
  bodyHint: 'Conseil communautaire, assemblée générale, session, bureau.',
  number: 'Numéro de la délibération',
  on: 'Délibérée le',
  transmittedOn: 'Transmise à la préfecture le',
  transmittedHint: 'Transmise et publiée, elle peut être exécutée.',
  signatoryTitle: 'Qualité du signataire',
  editParties: 'Choisir les parties',
  partiesIntro: 'Elles sont nommées dans cet ordre. Votre organisation tient la convention\u00a0: elle y reste.',
  addParty: 'Ajouter une partie',
  choose: 'Choisissez',
  up: 'Monter',
  down: 'Descendre',
  isNow: (name: string, place: number, all: number) => `${name}\u00a0: ${place} sur ${all}.`,
  keeper: 'tient la convention',
  axes: 'Axes',
  noAxis: 'Aucun axe. Les actions de la convention se rangeront sous ses axes.',
  editAxes: 'Modifier les axes',
  axesIntro: 'Les actions des partenaires se rangeront sous ces axes.',
  addAxis: 'Ajouter un axe',
  axisCode: 'Code',
  axisTitle: 'Intitulé',
  axisDescription: 'Description',
  axisAt: (place: number) => `Axe ${place}`,
  removedOn: (day: string) => `retiré le ${day}`,
  perimeter: 'Périmètre',
  noPerimeter: 'Aucune commune. Le périmètre est celui d’un territoire, à une date\u00a0; il ne bouge plus ensuite avec lui.',
  editPerimeter: 'Choisir le périmètre',
  perimeterIntro:
    'Les communes d’un territoire à une date. Signée, la convention les garde, même si l’intercommunalité change ou disparaît.',
  perimeterAt: 'Ses communes au',
  perimeterAtHint: 'Vide\u00a0: celles d’aujourd’hui.',
  addTerritory: 'Ajouter un territoire',
  removeTerritory: 'Retirer le dernier',
  territoryHint: 'Nom ou code\u00a0: « Pays Créçois », « 247700438 », « 77 ».',
  replaces: (count: number) =>
    `${count < 2 ? 'La commune choisie jusqu’ici est remplacée' : `Les ${number(count)} communes choisies jusqu’ici sont remplacées`}.`,
  leavePerimeter: 'Le laisser ainsi',
  replacePerimeter: 'Le remplacer',
  communes: (count: number) => plural(count, 'commune', 'communes'),
  communesHead: 'Communes',
  which: 'Lesquelles, à la signature',
  today: (communes: string, groups: number) =>
    groups < 2 ? communes : `${communes}, aujourd’hui dans ${number(groups)} intercommunalités`,
  todayOne: (communes: string, epci: string) => `${communes}, aujourd’hui dans ${epci}`,
  epciToday: 'Intercommunalité d’aujourd’hui',
  withoutEpci: 'sans intercommunalité',
  nowIn: (name: string) => `aujourd’hui ${name}`,
  since: (day: string) => `depuis le ${day}`,
  belowHead: 'Applications annuelles',
  noBelow: 'Aucune application annuelle\u00a0: chaque année peut avoir la sienne, avec ses dates et ses délibérations.',
  steps: 'Où elle en est',
  stepNow: {
    draft: 'Le projet s’écrit. Les parties le lisent\u00a0; rien n’engage.',
    deliberating: 'Le texte est arrêté\u00a0: chaque assemblée délibère sur lui.',
    abandoned: 'Elle ne sera pas signée. Elle reste lisible tant qu’on ne la supprime pas.'
  },
  lackHead: 'Il manque encore, avant la signature',
  lacksNothing: 'Rien ne manque pour la signer.',
  lacks: {
    parties: 'une seconde partie',
    dates: 'les dates de prise d’effet et de fin',
    perimeter: 'un périmètre',
    axes: 'un axe au moins'
  },
  lackDeliberations: (names: readonly string[]) =>
    `${names.length < 2 ? 'délibération' : 'délibérations'}\u00a0: ${names.join(', ')}`,
  submitLacks: (what: readonly string[]) =>
    `Il manque encore\u00a0: ${what.join(', ')}. Une fois soumise, la convention devrait être reprise en projet pour l’ajouter.`,
  stepNames: {
    submit: 'Soumettre aux assemblées',
    take_back: 'Reprendre en projet',
    sign: 'Signer',
    denounce: 'Dénoncer',
    abandon: 'Abandonner',
    leave: 'Noter un retrait',
    discard: 'Supprimer'
  },
  stepFollows: {
    submit:
      'Le texte, les parties, le périmètre et les axes ne changent plus\u00a0: c’est ce texte que les assemblées votent. On note alors leurs délibérations. « Reprendre en projet » le rouvre au besoin.',
    take_back:
      'Le texte se modifie de nouveau. Les délibérations déjà notées restent\u00a0: si le texte change, les assemblées qui l’ont voté devront délibérer encore.',
    sign: 'Toutes les parties ont signé. Ensuite le texte, la durée, les parties, le périmètre et les axes ne changent plus que par un avenant.',
    denounce: 'La convention prend fin pour toutes les parties à la date que vous donnez. Cela ne se défait pas.',
    leave:
      'Cette partie se retire à la date que vous donnez\u00a0; la convention continue entre les autres. Cela ne se défait pas.',
    abandon:
      'Elle ne sera pas signée. Elle reste lisible par les parties, et ne se reprend pas\u00a0: on en commence une autre.',
    discard: 'Le projet disparaît pour toutes les parties, avec ce qui y était écrit. Cela ne se défait pas.'
  },
  stepDone: {
    submit: 'Le texte est soumis aux assemblées.',
    take_back: 'La convention est de nouveau un projet.',
    sign: 'La convention est signée.',
    denounce: 'La dénonciation est notée.',
    leave: 'Le retrait est noté.',
    abandon: 'La convention est abandonnée.'
  },
  signOn: 'Signée le',
  denounceBy: 'Partie qui dénonce',
  leaveBy: 'Partie qui se retire',
  receivedOn: 'Courrier reçu le',
  lastDayField: 'Dernier jour de la convention',
  lastDayOfParty: 'Dernier jour de cette partie',
  lastDayHint: (months: number) =>
    months > 0
      ? `Proposé\u00a0: la fin du préavis de ${number(months)}\u00a0mois, à compter du lendemain du courrier.`
      : 'Proposé\u00a0: le jour du courrier, puisqu’il n’y a pas de préavis.',
  whyHint: 'Lu par toutes les parties.',
  changedMeanwhile:
    'La convention vient d’être modifiée par quelqu’un d’autre. La page montre maintenant son état\u00a0; ce que vous avez saisi ici est gardé. Relisez, puis validez de nouveau.',
  saved: 'Enregistré.'
};

export type ConventionMessages = typeof fr;
