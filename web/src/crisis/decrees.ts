import {call, send, type Schemas} from '../api/client';

export type Decree = Schemas['Decree'];
export type Peril = Schemas['Peril'];
export type NewDecree = Schemas['NewDecree'];
export type Taken = Schemas['DecreesTaken'];
export const PERILS: readonly Peril[] = ['flood', 'storm', 'ground', 'drought', 'earthquake', 'avalanche', 'eruption'];

const add = (it: NewDecree) => call<Schemas['DecreeAdded']>('POST', '/api/v1/decrees', it);
const remove = (id: string) => call('DELETE', `/api/v1/decrees/${encodeURIComponent(id)}`);

export const addDecree = async (it: NewDecree) => (await add(it)).added;

// The new one first: what the server refuses leaves the former one. Where the number alone is another, both are one row to the server,
// which has looked it through by then.
export async function correctDecree(former: string, it: NewDecree): Promise<void> {
  const made = await add(it);
  await remove(former);
  if (made.id === former) await add(it);
}

export async function takeFile(file: Blob, query: Record<string, string>): Promise<Taken> {
  const headers = {'Content-Type': 'text/csv'};
  const answer = await send(`/api/v1/decree-files?${new URLSearchParams(query)}`, {method: 'POST', raw: file, headers});
  return (await answer.json()) as Taken;
}
