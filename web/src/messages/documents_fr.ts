export const fr = {
  head: 'Documents joints',
  fold: 'Documents',
  none: 'Aucun document joint.',
  attach: 'Joindre un fichier',
  drop: 'ou déposez-le ici',
  kinds: (most: string) => `PDF, image, bureautique, CSV ou texte\u00a0; ${most} au plus.`,
  impersonal: 'Sans aucune donnée personnelle\u00a0: visible aussi des élus et de l’observatoire',
  impersonalMark: 'sans donnée personnelle',
  keptIn: 'Réservé à mon organisation',
  keptInMark: 'réservé à l’organisation',
  hidden: (who: string) => `Document de ${who}, dont la convention n’ouvre pas le contenu`,
  types: {
    pdf: 'PDF',
    png: 'image',
    jpeg: 'image',
    webp: 'image',
    docx: 'texte Word',
    xlsx: 'classeur Excel',
    pptx: 'présentation PowerPoint',
    odt: 'texte ODT',
    ods: 'classeur ODS',
    odp: 'présentation ODP',
    csv: 'tableau CSV',
    text: 'texte'
  },
  kilobytes: (count: string) => `${count}\u00a0Ko`,
  megabytes: (count: string) => `${count}\u00a0Mo`,
  remove: 'Retirer',
  removeHead: 'Retirer ce document\u00a0?',
  removeSure: (name: string) =>
    `«\u00a0${name}\u00a0» est effacé pour tous et ne pourra pas être retrouvé. Qui l’a retiré, et quand, reste dans le journal.`,
  removed: (name: string) => `«\u00a0${name}\u00a0» est retiré.`,
  attached: (name: string) => `«\u00a0${name}\u00a0» est joint.`,
  sending: (name: string) => `Envoi de «\u00a0${name}\u00a0»`,
  tooLarge: (name: string, most: string) => `«\u00a0${name}\u00a0» est trop gros\u00a0: ${most} au plus. Rien n’a été envoyé.`,
  stop: 'Arrêter l’envoi',
  stopped: 'Envoi arrêté. Rien n’a été joint.'
};

export type DocumentMessages = typeof fr;
