import {call, Refused, type Schemas} from '../api/client';
import type {Indicator} from '../indicator/types';
import type {GridMessages} from '../messages/grid';

export type Summary = Schemas['GridSummary'];
export type Grid = Schemas['Grid'];
export type Heading = Schemas['GridHeading'];
export type Choice = Schemas['GridChoice'];
export type Head = Schemas['NewGrid'];
export type Facts = Schemas['NewGridHeading'];
export type Document = Schemas['GridDocument'];
export type Mappable = Schemas['GridActions']['actions'][number];

export const HOME = '/contrats-objectifs';
export const addressOf = (id: string): string => `${HOME}/${encodeURIComponent(id)}`;

// As the tables and forms of indicators take it: it is of no action, and its words come from the server.
export const asIndicator = (it: Schemas['GridIndicator'], mine: boolean): Indicator => {
  const {how: _, ...facts} = it;
  return {...facts, action: {id: '', code: '', title: ''}, mine};
};

// Somebody else wrote meanwhile: the page follows, the dialog stays as it is typed.
export async function write(
  method: string,
  path: string,
  body: unknown,
  reload: () => Promise<void>,
  c: GridMessages
): Promise<void> {
  try {
    await call(method, `/api/v1${path}`, body);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'grid.changed') throw error;
    await reload();
    throw new Refused(error.status, error.code, c.changedMeanwhile);
  }
  await reload();
}
