import {call, type Schemas} from '../api/client';

// As many businesses as one request takes: all of them are noted, or none.
export const BLOCK = 250;

export type Facts = Omit<Schemas['SeveralExchanges'], 'businesses'>;
export type Noted = Schemas['SeveralNoted']['noted'][number];

function blocksOf<T>(all: readonly T[]): T[][] {
  const blocks: T[][] = [];
  for (let at = 0; at < all.length; at += BLOCK) blocks.push(all.slice(at, at + BLOCK));
  return blocks;
}

// One exchange with each; what was kept before is kept once where it is sent again with the same key.
export async function noteSeveral(
  businesses: readonly string[],
  facts: Facts,
  key: string
): Promise<{noted: Noted[]; left: number}> {
  const noted: Noted[] = [];
  let left = 0;
  for (const [number, block] of blocksOf(businesses).entries()) {
    const answer = await call<Schemas['SeveralNoted']>(
      'POST',
      '/api/v1/exchanges/several',
      {...facts, businesses: block},
      undefined,
      {
        'Idempotency-Key': `${key}-${number}`
      }
    );
    noted.push(...answer.noted);
    left += answer.left.length;
  }
  return {noted, left};
}

// How many are gone; those that were changed meanwhile stay.
export async function removeSeveral(noted: readonly Noted[]): Promise<number> {
  let removed = 0;
  for (const block of blocksOf(noted)) {
    const exchanges = block.map(({id, version}) => ({id, version}));
    removed += (await call<Schemas['SeveralRemoved']>('POST', '/api/v1/exchanges/several/removal', {exchanges})).removed;
  }
  return removed;
}
