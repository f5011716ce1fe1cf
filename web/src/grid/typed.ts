// A heading as it is typed, and back as the server takes it.
import type {Choice, Facts, Heading} from './types';

export interface ChoiceRow {
  key: string;
  themes: string[];
  kinds: string[];
  where: 'outside' | 'everywhere';
}
export interface Typed {
  parent: string;
  code: string;
  title: string;
  description: string;
  actions: string[];
  choices: ChoiceRow[];
}

let made = 0;
export const newChoice = (): ChoiceRow => ({key: `new-${(made += 1)}`, themes: [], kinds: [], where: 'outside'});

export function typedOf(it: Heading | null, parent: string): Typed {
  if (!it) return {parent, code: '', title: '', description: '', actions: [], choices: []};
  const {code, title, description} = it;
  const choices = it.choices.map((one, at) => ({
    key: String(at),
    themes: [...one.themes],
    kinds: [...one.kinds],
    where: one.everywhere ? ('everywhere' as const) : ('outside' as const)
  }));
  return {parent: it.parent ?? '', code, title, description, actions: it.actions.map((one) => one.id), choices};
}

export function factsOf(it: Typed): Facts {
  const choices: Choice[] = it.choices.map(({themes, kinds, where}) => ({themes, kinds, everywhere: where === 'everywhere'}));
  const texts = {code: it.code.trim(), title: it.title.trim(), description: it.description.trim()};
  return {parent: it.parent, ...texts, actions: it.actions, choices};
}
