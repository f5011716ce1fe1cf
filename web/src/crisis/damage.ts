// Damage reports as forms hold them while somebody answers, and as the API takes them.
import type {Schemas} from '../api/client';
import type {CrisisDamageMessages} from '../messages/crisis_damage';

export type Question = Schemas['DamageQuestion'];
export type Answer = Schemas['DamageAnswer'];
export type Band = Schemas['DamageBand'];
export type Report = Schemas['DamageReport'];
export type Certainty = NonNullable<Answer['certainty']>;
export type Tier = Question['tier'];

export const TIERS: readonly Tier[] = ['minute', 'full', 'aid'];
export const CERTAINTIES: readonly Certainty[] = ['estimated', 'quoted', 'assessed'];
// More items than that are chosen one by one.
export const ITEMS_SHOWN = 8;

// What was said to one question, or to one item of it. `value`: a choice, a count, a day or words as they stand in the form; of money
// the place of a band, "exact" or "none" (without an amount).
export interface Said {
  standing: '' | Answer['standing'];
  value: string;
  amount: string;
  certainty: Certainty;
}
export type Draft = Record<string, Said>;

export const keyOf = (question: string, item?: string | null) => (item ? `${question}/${item}` : question);
export const blank = (): Said => ({standing: '', value: '', amount: '', certainty: 'estimated'});

// A whole number, however its thousands are parted; null for what is none.
export function wholeNumber(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f€]/g, '').replace(/[.,]\d{1,2}$/, '');
  return /^\d{1,11}$/.test(digits) ? Number(digits) : null;
}

function moneyOf(said: Said, bands: readonly Band[]): Partial<Answer> | null {
  if (said.value === 'none') return {};
  if (said.value !== 'exact') {
    const band = bands[Number(said.value)];
    return said.value !== '' && band ? {band, certainty: said.certainty} : null;
  }
  const value = wholeNumber(said.amount);
  return value === null ? null : {value, certainty: said.certainty};
}

// Null: nothing was said to it.
function answerOf(question: Question, item: string | null, said: Said | undefined, bands: readonly Band[]): Answer | null {
  if (!said) return null;
  const head = {question: question.id, ...(item ? {item} : {})};
  if (said.standing === 'unknown' || said.standing === 'refused') return {...head, standing: said.standing};
  if (question.form === 'money') {
    const money = moneyOf(said, bands);
    return money && {...head, standing: 'given', ...money};
  }
  const text = said.value.trim();
  if (!text) return null;
  if (question.form !== 'count') return {...head, standing: 'given', value: text};
  const value = wholeNumber(text);
  return value === null ? null : {...head, standing: 'given', value};
}

export function answersOf(questions: readonly Question[], bands: readonly Band[], draft: Draft): Answer[] {
  const out: Answer[] = [];
  for (const question of questions) {
    // What nobody knows of any item, or was not said of any, is one answer.
    const whole = answerOf(question, null, draft[question.id], bands);
    if (whole && (question.items.length === 0 || whole.standing !== 'given')) {
      out.push(whole);
      continue;
    }
    for (const item of question.items) {
      const answer = answerOf(question, item, draft[keyOf(question.id, item)], bands);
      if (answer) out.push(answer);
    }
  }
  return out;
}

// Why what was typed is no answer: "" where it is one, or nothing.
type FaultWords = Pick<CrisisDamageMessages, 'badAmount' | 'badCount'>;
export function faultOf(question: Question, said: Said, words: FaultWords): string {
  if (said.standing === 'unknown' || said.standing === 'refused') return '';
  if (question.form === 'money') return said.value === 'exact' && wholeNumber(said.amount) === null ? words.badAmount : '';
  if (question.form !== 'count' || !said.value.trim()) return '';
  const value = wholeNumber(said.value);
  return value === null || value > (question.most ?? value) ? words.badCount(question.most ?? 0) : '';
}

// Crop groups by their codes, as the questions came with them.
const cropNames: Record<string, string> = {};
export function keepCropNames(crops: readonly {code: number; label: string}[]): void {
  for (const one of crops) cropNames[String(one.code)] = one.label;
}

// Those of every business, and those of farms alone; the headings of damage are one question.
export const everyQuestion = (asked: Schemas['DamageQuestions']): Question[] => [
  ...asked.questions,
  ...asked.farm.filter((one) => !asked.questions.some((it) => it.id === one.id))
];

// One question of a case by its item, in the words of the screen.
export function itemLabel(item: string, words: CrisisDamageMessages, rights: Record<string, string>, aid: boolean): string {
  if (aid && item === 'other') return words.otherAid;
  return words.items[item] ?? rights[item] ?? cropNames[item] ?? item;
}

export const choiceLabel = (question: string, choice: string, words: CrisisDamageMessages) =>
  words.choices[`${question}/${choice}`] ?? words.choices[choice] ?? choice;

// The answer as people read it. `day`: how days are written.
export function answerText(
  answer: Answer,
  question: Question | undefined,
  words: CrisisDamageMessages,
  day: (iso: string) => string
): string {
  if (answer.standing === 'unknown') return words.unknown;
  if (answer.standing === 'refused') return words.refused;
  const sure = answer.certainty ? ` (${words.certainties[answer.certainty]})` : '';
  if (answer.band) return words.band(answer.band.from, answer.band.to) + sure;
  if (typeof answer.value === 'number') {
    if (question?.form === 'money') return words.euros(answer.value) + sure;
    return words.count(answer.value, words.units[question?.unit ?? ''] ?? '');
  }
  if (typeof answer.value !== 'string') return words.asked;
  if (question?.form === 'choice') return choiceLabel(answer.question, answer.value, words);
  return question?.form === 'day' ? day(answer.value) : answer.value;
}

// Made by who sends it. `crypto.randomUUID` is not there where a server is reached without TLS.
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
