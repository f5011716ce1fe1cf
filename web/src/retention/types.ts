// What the pages of retention share.
import {type Schemas} from '../api/client';

export type Kind = Schemas['RetentionKind'];
export type Purge = Schemas['Purge'];

export const isOpen = (it: Purge) => it.state === 'listed' || it.state === 'running';
export const total = (it: Purge, what: 'listed' | 'erased' | 'stays') => it.kinds.reduce((sum, one) => sum + one[what], 0);
