// Who came to a sitting, as rows to fill.
import type {Presence} from './types';

export interface AttendeeRow {
  key: string;
  organisation: string; // "": another one, named
  organisationName: string;
  person: string;
  title: string;
  presence: Presence;
}

let made = 0;
export const newAttendee = (organisation: string): AttendeeRow => ({
  ...{key: `new-${(made += 1)}`, organisation, organisationName: '', person: '', title: ''},
  presence: 'present'
});
