// A report while it is written, and what is sent of it. Pure; questions and answers are those of crisis/damage.ts.
import {answersOf, type Band, blank, type Draft as Answers, faultOf, type Question, type Said} from '../crisis/damage';
import type {FieldCase, Report, Schemas} from './server';

export interface Position {
  longitude: number;
  latitude: number;
  accuracy: number; // metres
}
export interface Photo {
  id: string;
  size: number;
}
export interface Draft {
  id: string; // of the report that it becomes
  crisis: string;
  agent: string; // who writes it: nobody else sends it
  since: string; // the extract was taken
  record: string | null; // of a case of the extract
  name: string; // as it is told on this phone
  typed: {name: string; address: string; person: string};
  position: Position | null;
  answers: Answers;
  photos: Photo[];
  changedAt: string;
}
// What is asked: kept beside drafts, which outlive the extract.
export interface Form {
  questions: Question[];
  bands: Band[];
}
export interface From {
  crisis: string;
  agent: string;
  since: string;
}

export function newDraft(from: From, of: FieldCase | null, name: string, id: string, at: string): Draft {
  return {
    id,
    ...from,
    record: of?.id ?? null,
    name,
    typed: {name: '', address: '', person: ''},
    position: null,
    answers: {},
    photos: [],
    changedAt: at
  };
}

export const isSaid = (it: Said) => it.standing !== '' || it.value !== '' || it.amount !== '';
// What was said to nothing is not kept.
export const saidOf = (all: Answers): Answers => Object.fromEntries(Object.entries(all).filter(([, it]) => isSaid(it)));

export const isEmpty = (it: Draft) =>
  Object.keys(it.answers).length === 0 &&
  it.photos.length === 0 &&
  !it.position &&
  Object.values(it.typed).every((text) => !text.trim());

export type Lack = 'answers' | 'named' | 'values';
export function lacksOf(draft: Draft, form: Form): Lack[] {
  const lacks: Lack[] = [];
  const wrong = form.questions.some((question) =>
    [question.id, ...question.items.map((item) => `${question.id}/${item}`)].some(
      (key) => faultOf(question, draft.answers[key] ?? blank(), {badCount: () => '!', badAmount: '!'}) !== ''
    )
  );
  if (wrong) lacks.push('values');
  else if (answersOf(form.questions, form.bands, draft.answers).length === 0) lacks.push('answers');
  if (!draft.record && !draft.typed.name.trim() && !draft.position) lacks.push('named');
  return lacks;
}

// A phone knows where it is to some metres: five decimals are one.
const rounded = (value: number) => Math.round(value * 1e5) / 1e5;

export function bodyOf(draft: Draft, form: Form): Report {
  const typed: Schemas['DamageTyped'] = {};
  for (const name of ['name', 'address', 'person'] as const)
    if (draft.typed[name].trim()) typed[name] = draft.typed[name].trim();
  const {position} = draft;
  if (position) typed.position = {longitude: rounded(position.longitude), latitude: rounded(position.latitude)};
  return {
    id: draft.id,
    source: 'field',
    case: draft.record,
    ...(Object.keys(typed).length > 0 ? {typed} : {}),
    seenAt: draft.changedAt,
    answers: answersOf(form.questions, form.bands, draft.answers)
  };
}
