import type {Schemas} from '../api/client';
import type {Choice} from '../ui/Lookup.svelte';

export type Project = Schemas['Project'];
export type Kind = Schemas['ProjectKind'];
export type Stage = Schemas['ProjectStage'];
export type Outcome = Schemas['ProjectOutcome'];

export const KINDS: readonly Kind[] = ['creation', 'takeover'];
export const STAGES: readonly Stage[] = ['idea', 'study', 'financing', 'formalities'];
export const OUTCOMES: readonly Outcome[] = ['settled', 'elsewhere', 'given_up', 'silent'];

// What a form holds of one: texts as they are typed.
export interface Facts {
  name: string;
  kind: Kind;
  stage: Stage;
  description: string;
  commune: Choice | null;
  activity: Choice | null;
  plannedOn: string;
  source: string;
  agent: string;
  action: string;
  keptIn: boolean;
}

export function factsOf(it: Project | null): Facts {
  return {
    name: it?.name ?? '',
    kind: it?.kind ?? 'creation',
    stage: it?.stage ?? 'idea',
    description: it?.description ?? '',
    commune: it?.commune ? {id: it.commune.code, label: it.commune.label ?? it.commune.code} : null,
    activity: it?.activity
      ? {id: it.activity.code, label: [it.activity.code, it.activity.label].filter(Boolean).join(' ')}
      : null,
    plannedOn: it?.plannedOn ?? '',
    source: it?.source ?? '',
    agent: it?.agent?.id ?? '',
    action: it?.action?.id ?? '',
    keptIn: it?.keptIn ?? false
  };
}

// The body of a request. An activity of another nomenclature stays as it is where nobody touched it.
export function bodyOf(facts: Facts, before: Project | null): Record<string, unknown> {
  const code = facts.activity?.id ?? null;
  const same = before?.activity?.code === code && before?.activity ? before.activity : null;
  return {
    name: facts.name.trim(),
    kind: facts.kind,
    stage: facts.stage,
    description: facts.description.trim(),
    commune: facts.commune?.id ?? '',
    activity: same ? {nomenclature: same.nomenclature, code: same.code} : code ? {nomenclature: 'NAFRev2', code} : null,
    plannedOn: facts.plannedOn || null,
    source: facts.source.trim(),
    ...(facts.agent ? {agent: facts.agent} : {}),
    action: facts.action,
    keptIn: facts.keptIn
  };
}
