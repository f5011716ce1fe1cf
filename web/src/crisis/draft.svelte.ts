// Answers while they are given: pages and their parts write into the same ones.
import {blank, type Certainty, type Draft, keyOf, type Question, type Said} from './damage';

class Saying implements Said {
  standing = $state<Said['standing']>('');
  value = $state('');
  amount = $state('');
  certainty = $state<Certainty>('estimated');
}

export function blankDraft(questions: readonly Question[]): Draft {
  const draft: Draft = {};
  for (const question of questions)
    for (const item of [null, ...question.items]) draft[keyOf(question.id, item)] = new Saying();
  return draft;
}

export const plainOf = ({standing, value, amount, certainty}: Said): Said => ({standing, value, amount, certainty});

// What was kept of a form that the page was left with; questions that are not asked any more fall away.
export function fill(draft: Draft, kept: Draft): void {
  for (const [key, said] of Object.entries(draft)) Object.assign(said, blank(), kept[key]);
}
