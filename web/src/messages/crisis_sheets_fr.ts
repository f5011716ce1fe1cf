// Call sheets on paper, and their answers typed back.
export const fr = {
  title: 'Feuilles d’appel',
  toSheets: 'Feuilles d’appel',
  intro: (count: number, most: number) =>
    `${count} feuilles, dans l’ordre de la marche, cent au plus à la fois (ici ${most}). Chacune porte un code\u00a0: c’est lui qui se tape au retour.`,
  numbers: 'Numéros',
  noNumber: 'aucun numéro connu\u00a0: à voir sur place',
  print: 'Imprimer les feuilles',
  next: 'Les suivantes',
  previous: 'Les précédentes',
  preparing: 'Les numéros se cherchent…',
  unknown: 'ne sait pas',
  refused: 'refus de dire',
  reached: 'Joint le',
  by: 'par',
  toType: 'Saisir des feuilles',
  typeTitle: 'Saisie des feuilles',
  typeIntro:
    'Tapez le code de la feuille (ou trois lettres du nom), répondez, Entrée enregistre et revient au code. Rien n’est compté deux fois.',
  code: 'Code de la feuille, ou nom',
  codeHint: 'Cinq signes. O vaut zéro, I et L valent un.',
  open: 'Ouvrir la feuille',
  none: 'Aucune fiche de la liste n’a ce code ni ce nom.',
  several: 'Plusieurs fiches\u00a0: choisissez.',
  source: 'Ces feuilles ont été remplies',
  sources: {phone: 'au téléphone', field: 'sur place'},
  day: 'Le',
  hour: 'À',
  save: 'Enregistrer, feuille suivante',
  other: 'Une autre feuille',
  saved: (name: string, step: string) => `${name}\u00a0: enregistré${step ? `, ${step}` : ''}.`,
  keptStep: (name: string, why: string) => `${name}\u00a0: les réponses sont enregistrées, l’étape n’a pas changé. ${why}`,
  nothing:
    'Répondez à une question au moins\u00a0: «\u00a0ne sait pas\u00a0» et «\u00a0refus de dire\u00a0» sont des réponses.',
  future: 'L’heure de la feuille est à venir. Rien n’a été enregistré.',
  notSent: 'Le réseau n’a pas répondu. Ce qui est tapé reste\u00a0; enregistrez de nouveau, rien n’est compté deux fois.',
  typed: 'Saisies à l’instant',
  now: (state: string) => `Aujourd’hui\u00a0: ${state}`
};
export type CrisisSheetsMessages = typeof fr;
