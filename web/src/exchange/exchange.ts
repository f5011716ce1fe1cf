import type {Schemas} from '../api/client';

export type Exchange = Schemas['Exchange'];
export type Choices = Schemas['ExchangeChoices'];
export type Way = Schemas['ExchangeWay'];
export type Theme = Schemas['Theme'];

export const WAYS: readonly Way[] = ['visit', 'call', 'meeting', 'mail'];
export const SENSITIVE: readonly Theme[] = ['distress'];
// Minutes that one chooses from; another time is kept as it was noted.
export const TIMES: readonly number[] = [15, 30, 45, 60, 90, 120, 180, 240];

// Actions by convention, those of one's own organisation in front.
export interface ActionGroup {
  label: string;
  actions: Choices['actions'];
}
export function groupsOf(choices: Choices, others: string): ActionGroup[] {
  const groups: ActionGroup[] = [];
  for (const action of choices.actions) {
    const label = `${action.convention?.name ?? ''}${action.takesPart ? '' : ` – ${others}`}`;
    const group = groups.find((one) => one.label === label);
    if (group) group.actions.push(action);
    else groups.push({label, actions: [action]});
  }
  return groups;
}

// Today at the clock of the reader.
export function today(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
