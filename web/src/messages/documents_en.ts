import type {DocumentMessages} from './documents_fr';

export const en: DocumentMessages = {
  head: 'Attached documents',
  fold: 'Documents',
  none: 'No document is attached.',
  attach: 'Attach a file',
  drop: 'or drop it here',
  kinds: (most) => `PDF, picture, office document, CSV or text; ${most} at most.`,
  impersonal: 'Nothing on persons in it: elected members and the observatory see it too',
  impersonalMark: 'nothing on persons',
  keptIn: 'For my organisation alone',
  keptInMark: 'for the organisation alone',
  hidden: (who) => `A document of ${who}, whose content the convention does not open`,
  types: {
    pdf: 'PDF',
    png: 'picture',
    jpeg: 'picture',
    webp: 'picture',
    docx: 'Word text',
    xlsx: 'Excel workbook',
    pptx: 'PowerPoint presentation',
    odt: 'ODT text',
    ods: 'ODS workbook',
    odp: 'ODP presentation',
    csv: 'CSV table',
    text: 'text'
  },
  kilobytes: (count) => `${count} kB`,
  megabytes: (count) => `${count} MB`,
  remove: 'Remove',
  removeHead: 'Remove this document?',
  removeSure: (name) =>
    `“${name}” is erased for everybody and cannot be found again. Who removed it, and when, stays in the audit trail.`,
  removed: (name) => `“${name}” is removed.`,
  attached: (name) => `“${name}” is attached.`,
  sending: (name) => `Sending “${name}”`,
  tooLarge: (name, most) => `“${name}” is too large: ${most} at most. Nothing was sent.`,
  stop: 'Stop sending',
  stopped: 'Sending was stopped. Nothing was attached.'
};
