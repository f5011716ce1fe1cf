import type {Schemas} from '../api/client';

export type Annexes = Schemas['SharingAnnexes'];
export type Annex = Schemas['SharingAnnex'];
export type Showing = Annexes['parties'][number];
export type SharedLevel = Schemas['SharedLevel'];
export type Level = SharedLevel['level'];
export type RecordKind = SharedLevel['kind'];

// From the least to the most; each holds what stands before it.
export const LEVELS: readonly Level[] = ['nothing', 'presence', 'header', 'content'];
export const RECORDS: readonly RecordKind[] = ['exchange', 'contact', 'need', 'follow_up', 'document', 'campaign'];
