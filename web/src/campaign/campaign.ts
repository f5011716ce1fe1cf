import {call, type Schemas} from '../api/client';

export type Campaign = Schemas['Campaign'];
export type Figures = Schemas['CampaignFigures'];
export type Means = Schemas['CampaignMeans'];
export type Target = Schemas['CampaignTarget'];
export type TargetState = Schemas['TargetState'];
export type Via = Schemas['CampaignVia'];
export type Chosen = Schemas['ChosenTargets'];
export type ResultName = Schemas['TargetResult']['result'];

export const MEANS: readonly Means[] = ['post', 'email', 'call', 'visit'];
export const PURPOSES = ['follow_up', 'events', 'surveys', 'crisis'] as const;
export const STATES: readonly TargetState[] = [
  'waiting',
  'call_back',
  'no_answer',
  'sent',
  'reached',
  'answered',
  'refused',
  'wrong',
  'aside'
];
export const isMailing = (means: Means) => means === 'post' || means === 'email';

// What may come of a target, most likely first.
export function resultsOf(means: Means): readonly ResultName[] {
  return isMailing(means)
    ? ['answered', 'wrong', 'refused']
    : ['answered', 'reached', 'no_answer', 'call_back', 'wrong', 'refused'];
}
export function mayHaveResult(means: Means, it: Target): boolean {
  if (isMailing(means)) return it.state === 'sent';
  return it.state === 'waiting' || it.state === 'no_answer' || it.state === 'call_back';
}
export const hasResult = (it: Target) => it.state !== 'waiting' && it.state !== 'aside' && it.agent !== null;

export const address = (id: string) => `/campagnes/${id}`;
export const api = (id: string, more = '') => `/api/v1/campaigns/${id}${more}`;

const once = () => ({'Idempotency-Key': crypto.randomUUID()});
export const addTargets = (id: string, chosen: Chosen) =>
  call<Schemas['TargetsAdded']>('POST', api(id, '/targets'), chosen, undefined, once());

// As many at once as a request takes; together they are one round.
export async function addAll(id: string, chosen: Chosen): Promise<{added: number; already: number}> {
  if (!chosen.businesses) return addTargets(id, chosen);
  const most = 250;
  const sum = {added: 0, already: 0};
  for (let at = 0; at < chosen.businesses.length; at += most) {
    const answer = await addTargets(id, {businesses: chosen.businesses.slice(at, at + most)});
    sum.added += answer.added;
    sum.already += answer.already;
  }
  return sum;
}

// Asked again until all who stand in the file are noted.
export async function noteSent(
  id: string,
  on: string,
  progress: (sent: number) => void
): Promise<{sent: number; aside: number; again: number}> {
  const sum = {sent: 0, aside: 0, again: 0};
  for (;;) {
    const block = await call<Schemas['CampaignSent']>('POST', api(id, '/sent'), {on}, undefined, once());
    sum.sent += block.sent;
    sum.aside += block.aside;
    sum.again += block.again;
    progress(sum.sent);
    if (block.remaining === 0 || block.sent + block.aside + block.again === 0) return sum;
  }
}
export async function undoSent(id: string): Promise<{undone: number; left: number}> {
  const sum = {undone: 0, left: 0};
  for (let after: number | null = 0; after !== null;) {
    const block: Schemas['CampaignUnsent'] = await call('POST', api(id, '/sent/removal'), {after}, undefined, once());
    sum.undone += block.undone;
    sum.left += block.left;
    after = block.after;
  }
  return sum;
}
