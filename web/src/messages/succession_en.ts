// Texts of changes of territory, in English.
import type {SuccessionMessages} from './succession_fr';

const records = (n: string) => (n === '1' ? '1 record' : `${n} records`);

export const en: SuccessionMessages = {
  title: 'Changes of territory',
  intro:
    'When intercommunalities merge, split or exchange communes: who takes over which records, which access and which conventions. Nothing changes before the preview and your approval.',
  none: 'No change of territory was prepared. Choose the organisation and the day below: the official distribution of its communes is proposed.',
  list: 'Changes prepared and done',
  kinds: {merger: 'Merger', split: 'Split', move: 'Communes that move'},
  states: {
    draft: 'to be read',
    approved: 'approved',
    running: 'under way',
    done: 'done',
    undoing: 'being undone',
    undone: 'undone',
    left: 'dropped'
  },
  columns: {what: 'Change', on: 'From', state: 'State', communes: 'Communes'},
  communes: (n: number) => (n > 1 ? `${n} communes change` : `${n} commune changes`),
  by: (name: string, at: string) => `prepared by ${name} on ${at}`,
  prepare: {
    title: 'Prepare a change',
    organisation: 'Organisation',
    on: 'First day of the new territory',
    propose: 'Propose the distribution',
    unknown: 'The official codes say nothing of this territory. Give the organisation a territory first.'
  },
  editor: {
    hint: 'The proposal comes from the official geographic codes; correct it where needed.',
    ends: 'This organisation ends on that day',
    endsHint:
      'Whoever takes over a commune takes its place in its rights and duties: private and sensitive records pass too. Otherwise they stay with it.',
    rest: 'Who takes over the rest',
    restHint: 'What lies in none of these communes, and the keeping of its conventions.',
    commune: 'Commune',
    heir: 'Taken over by',
    heirOf: (commune: string) => `Taken over by (${commune})`,
    stays: 'does not change',
    all: 'All to',
    freshName: 'Name',
    freshSiren: 'SIREN',
    addFresh: 'Add a new organisation',
    isNew: (name: string) => `${name} (to be created)`,
    addFormer: 'Add another organisation that changes',
    add: 'Add',
    save: 'See the preview',
    choose: 'Choose',
    drop: 'Remove'
  },
  preview: {
    title: 'Preview',
    communes: 'By commune',
    before: 'Served by',
    after: 'Then by',
    records: 'Records that pass',
    stay: 'stay',
    nothing: 'none',
    elsewhere: 'In none of these communes',
    total: 'In all',
    gains: (name: string) => `${name} gains access`,
    loses: (name: string) => `${name} loses access`,
    conventions: 'Conventions touched',
    noConventions: 'No running convention is touched.',
    then: {
      heirs_join: 'An amendment is prepared: those who take over join as parties. To be read and voted.',
      communes_leave: 'An amendment is prepared: these communes leave it. To be read and voted.',
      communes_come: 'An amendment is prepared: these communes enter it. To be read and voted.',
      goes_on: 'Goes on as it is.',
      by_hand: 'For its parties to decide: a draft that is not signed, or no commune left afterwards.'
    },
    joining: (names: string) => `Joining: ${names}`,
    people: 'Agents to be received',
    peopleHint: 'Their organisation ends. Give each one a new organisation: they keep their role there.',
    agent: 'Agent',
    home: 'New organisation',
    homeOf: (name: string) => `New organisation of ${name}`,
    noHome: 'not yet',
    teams: (names: string) => `teams: ${names}`,
    saveHomes: 'Save',
    download: 'Download the preview (CSV)',
    why: (what: string) =>
      `When its day came, this had changed: ${what}. Nothing was done; read the preview and approve it again.`
  },
  approve: {
    now: 'Approve and carry out now',
    later: (on: string) => `Approve; it will be carried out on ${on}`,
    sure: 'I have read the preview, commune by commune',
    waiting: (on: string) =>
      `Approved. The change will be carried out by itself on ${on}; until then you can change or drop it.`,
    edit: 'Change',
    drop: 'Drop',
    dropped: 'The change is dropped; nothing was done.'
  },
  carry: {
    running: (n: string) => `Under way: ${records(n)} passed. You can leave this page.`,
    undoing: (n: string) => `Being undone: ${records(n)} still to be given back.`,
    done: 'The change is done.',
    undone: 'The change is undone; everything is where it was.',
    undoneBut: (n: string) =>
      `The change is undone; ${records(n)} changed meanwhile ${n === '1' ? 'stays' : 'stay'} with who took them over.`,
    kept: (what: string) => `Changed meanwhile, and left as it is: ${what}. Check the territory of these organisations.`,
    erased: (n) => `${records(n)} erased or taken off since did not come back.`,
    stayed: 'What stays with who took it over',
    stayedHint: 'Changed meanwhile: what was written there is not written over.',
    trace: 'What passed',
    record: 'Records',
    from: 'From',
    to: 'To',
    count: 'Number',
    amendments: 'Amendments prepared',
    amendment: 'Read the amendment',
    byHand: 'for the parties to see',
    undo: 'Undo the change',
    undoHint:
      'Possible as long as nothing of what passed was changed. What was read meanwhile stays read, and an organisation that was created stays in the list, ended.',
    undoRunning:
      'What has passed comes back, except what was changed since: it stays with who took it over and will be listed here.',
    sureUndo: 'I want everything back as it was'
  },
  records: {
    exchange: 'exchanges',
    need_given: 'needs given',
    need_received: 'needs received',
    follow_up: 'follow-ups kept',
    follow_up_member: 'follow-ups shared',
    reminder: 'reminders',
    contact: 'contacts',
    opposition: 'oppositions',
    local_business: 'local businesses',
    correction: 'corrections',
    business_tag: 'tags put',
    portfolio_business: 'portfolio entries',
    membership: 'stated memberships',
    document: 'documents',
    zone: 'zones',
    selection: 'selections',
    import: 'imports',
    project: 'project holders',
    campaign: 'campaigns'
  },
  csv: ['Organisation', 'Code', 'Commune', 'Served by', 'Then by', 'Records', 'Number', 'Taken over by'],
  actions: {
    'territory_change.planned': 'change of territory prepared',
    'territory_change.approved': 'change of territory approved',
    'territory_change.begun': 'change of territory begun',
    'territory_change.moved': 'records passed to who takes over',
    'territory_change.held': 'change of territory held',
    'territory_change.done': 'change of territory done',
    'territory_change.undoing': 'undoing of a change begun',
    'territory_change.taken_back': 'records given back',
    'territory_change.stayed': 'records changed meanwhile, which stay with who took them over',
    'territory_change.erased': 'records erased since, which do not come back',
    'territory_change.undone': 'change of territory undone',
    'territory_change.left': 'change of territory dropped'
  }
};
