// Texts of retention periods and purges, in English.
import type {RetentionMessages} from './retention_fr';

export const en: RetentionMessages = {
  title: 'Retention',
  intro:
    'How long each kind of record is kept, and what of your organisation is past its time. Nothing is erased before you have seen it, handed it to the archives and decided.',
  kinds: {
    exchange: 'Exchanges with a business without need or follow-up',
    need: 'Needs',
    follow_up: 'Closed follow-ups',
    project: 'Projects on which nothing hangs any more',
    contact: 'Contacts',
    channel: 'Numbers and addresses past their day',
    campaign: 'Closed campaigns: what came of each target',
    document: 'Documents of a business',
    membership: 'Members stated by a chamber’s roll',
    reminder: 'Reminders done',
    import: 'Imports of spreadsheets',
    convention: 'Conventions, amendments, action sheets',
    report: 'Reports',
    grid: 'Objectives contracts',
    crisis: 'Lists of crises',
    access_log: 'Sign-ins, readings and exports in the journal',
    agent: 'Names and addresses of agents who left',
    import_cells: 'Rows of spreadsheets not taken over',
    letter: 'Mails sent',
    water_level: 'River levels',
    parcel_link: 'Parcels linked to farms, PACAGE numbers and Telepac exports',
    water_proposal: 'Proposals to open a crisis, and what was said of them',
    opposition: 'Oppositions to being contacted'
  },
  starts: {
    exchange: 'after the last exchange with the business',
    need: 'after the last step',
    follow_up: 'after closing',
    project: 'after their last change',
    contact: 'after the last exchange with the person',
    channel: 'until the day stated with the number or address',
    campaign: 'after its closing',
    document: 'after they were attached, and no work with the business any more',
    membership: 'after the day of the roll',
    reminder: 'after the day on which it was done',
    import: 'after the end of the import',
    convention: 'after the end of the convention',
    report: 'after the end of the convention',
    grid: 'after the end of the contract',
    crisis: 'after closing, then made anonymous',
    access_log: 'after the action',
    agent: 'after they left',
    import_cells: 'after the import',
    letter: 'after sending',
    water_level: 'after the measurement',
    parcel_link: 'after the link',
    water_proposal: 'after the proposal',
    opposition: 'as long as the person does not withdraw it'
  },
  fates: {
    keep: 'kept',
    destroy: 'destroyed',
    sort: 'sorted with the archives, then destroyed',
    automatic: 'erased by itself'
  },
  months: (n) =>
    n === 0 ? '' : n % 12 === 0 ? (n === 12 ? '1 year' : `${n / 12} years`) : n === 1 ? '1 month' : `${n} months`,
  columns: {kind: 'Record', period: 'Period', fate: 'Final fate', due: 'Past its time'},
  nothing: 'nothing',
  count: (n, day) => `${n}, since ${day}`,
  see: 'Show',
  seeOf: (kind) => `Show: ${kind}`,
  first: (n) => `The ${n} oldest`,
  all: 'All that is past its time',
  noBusiness: 'about no business',
  since: (day) => `since ${day}`,
  choose: 'Choose',
  chooseKind: (kind) => `Purge: ${kind}`,
  prepare: 'Prepare the purge',
  prepareHint: 'Preparing erases nothing: the list is fixed, of 10,000 records at most.',
  chooseFirst: 'Choose first what is to be purged.',
  noneDue: 'Nothing of your organisation is past its time. Come back in some months.',
  purge: {
    title: (day) => `Purge prepared on ${day}`,
    left: (n) => `${n} to erase`,
    erased: (n) => `${n} erased`,
    stays: (n) => `${n} kept, as they were changed since`,
    archive: '1. Hand the file to the archives',
    archiveText:
      'The file holds all that will be erased, minutes included. Download it, hand it to the archives of the département, and keep it safe: it is as confidential as the application.',
    download: 'Download the file',
    downloaded: (when) => `Downloaded: ${when}.`,
    sum: 'SHA-256 checksum',
    visa: '2. Enter the approval',
    visaText: 'These are public archives: destroying them needs the approval of the archives of the département.',
    noVisa: 'These records need no approval.',
    reference: 'Reference of the approval',
    day: 'Day of the approval',
    save: 'Save the approval',
    has: (reference, day) => `Approval ${reference} of ${day}.`,
    carry: '3. Erase',
    carryText:
      'Erasing is final: in files, search and journal, and again where an older backup is restored. The figures of reports do not change.',
    sure: 'I handed the file to the archives, and I know that erasing is final.',
    button: 'Erase for good',
    progress: (done, all) => `${done} of ${all}`,
    drop: 'Drop this purge',
    dropped: 'The purge was dropped; nothing was erased.',
    done: 'The purge is done.'
  },
  history: 'Former purges',
  states: {listed: 'prepared', running: 'running', done: 'done', left: 'dropped'},
  actions: {
    'sensitive.read': 'sensitive record read',
    'purge.listed': 'purge prepared',
    'purge.archived': 'file handed over for the archives',
    'purge.visa': 'approval of the archives entered',
    'purge.carried_out': 'purge done',
    'purge.left': 'purge dropped',
    'retention.decided': 'retention period changed',
    'notice.written': 'notice to persons written'
  },
  readings: {
    label: 'Show',
    of: {
      '': 'everything',
      'sensitive.read': 'readings of sensitive records',
      'contact.read': 'readings of a partner’s contacts',
      'export.': 'exports',
      'session.': 'sign-ins'
    }
  },
  notice: {
    joint: 'Who answers for it',
    jointText:
      'The organisations that a convention binds decide together what these data are for and how they are kept: they are joint controllers (article 26 of the GDPR). Each answers for what it collected; you may turn to any of them, which passes it on to the others.',
    none: 'No convention is in force: each organisation answers alone for what it keeps.',
    keeper: 'keeps the convention',
    sections: {
      contact_point: 'Whom to ask',
      roles: 'Who does what',
      purposes: 'What the data are for',
      rights: 'Your rights'
    },
    unwritten: 'Nothing is written yet: persons do not see this section.',
    write: 'Write',
    writeOf: (section) => `Write: ${section}`,
    textOf: 'Text',
    hint: 'Read by everybody, without signing in. Former texts are kept.',
    sees: 'What each partner sees of the work of the others',
    everybody: 'each sees',
    from: (reader, owner) => `${reader} sees of ${owner}`,
    records: {
      exchange: 'Exchanges with businesses',
      contact: 'Contacts',
      need: 'Needs',
      follow_up: 'Follow-ups',
      document: 'Documents',
      campaign: 'Campaigns'
    },
    levels: {
      nothing: 'nothing',
      presence: 'that there was a contact, and when',
      header: 'the essentials (who, when, about what), without the content',
      content: 'the content'
    },
    periods: 'For how long'
  },
  set: {
    button: 'Change',
    of: (kind) => `Change the period: ${kind}`,
    title: (kind) => `Period: ${kind}`,
    months: (least, most) => `Number of months, from ${least} to ${most}`,
    why: 'Why this period',
    save: 'Save',
    saved: 'The period is saved.',
    decided: (months, who, day, why) => `${months}, decided on ${day} by ${who}: ${why}`,
    history: 'Periods decided by the installation'
  }
};
