import type {Schemas} from '../api/client';

export type Local = Schemas['LocalBusiness'];
export type Candidate = Schemas['Candidates']['candidates'][number];

// What a form holds of one: texts as they are typed.
export interface Facts {
  name: string;
  naturalPerson: boolean;
  address: string;
  commune: {id: string; label: string} | null;
  activity: {id: string; label: string} | null;
  position: {longitude: number; latitude: number} | null;
  size: string;
  openedOn: string;
  closed: boolean;
  closedOn: string;
  reason: string;
}

export const NOTHING: Facts = {
  name: '',
  naturalPerson: true,
  address: '',
  commune: null,
  activity: null,
  position: null,
  size: '',
  openedOn: '',
  closed: false,
  closedOn: '',
  reason: ''
};
