// That needs or reminders of the page's business were written: its follow-ups, which list theirs, are read again.
export const work = $state({changes: 0});
