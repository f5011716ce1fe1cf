import {number} from '../base/format';
import type {CrisisRightsMessages} from './crisis_rights_fr';

const plural = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;

export const en: CrisisRightsMessages = {
  title: 'Rights and deadlines',
  intro: 'By the rules and decrees that Bassin knows. A right that is missing here is not one that does not exist.',
  right: 'Right',
  until: 'Until',
  state: 'State',
  request: 'Request',
  noDay: 'no day is set',
  most: (euros) => `€${euros} at most`,
  because: (conditions) => (conditions.length > 0 ? `for whom: ${conditions.join(', ')}` : 'for all'),
  toKnow: 'to be known',
  lacks: 'does not hold',
  askedOn: (on) => `asked for on ${on}`,
  note: 'Note as asked for',
  noted: 'Noted as asked for today.',
  answered: 'Answer noted.',
  closed: (count) => plural(count, 'right closed', 'rights closed'),
  questions: 'What the business says of it',
  values: {unknown: 'unknown', yes: 'yes', no: 'no'},
  sources: {said: 'said to an agent', proposed: 'by the register', unknown: 'not known yet', worked_out: 'by the rules'},
  states: {open: 'open', asks: 'hangs on what is to be known', passed: 'time is over', closed: 'closed'},
  decisions: {awaited: 'awaited', granted: 'granted', refused: 'refused'},
  rights: {
    damage_claim: 'Claim of damage to the insurer (natural disaster)',
    loss_claim: 'Claim of loss of business (natural disaster)',
    ordinary_claim: 'Ordinary claim',
    short_time_work: 'Short-time work',
    short_time_work_indirect: 'Short-time work, hit indirectly',
    social_deferral: 'Deferral of social contributions',
    social_deferral_independent: 'Deferral of contributions, self-employed',
    tax_deferral: 'Deferral or remission of taxes',
    independent_fund: 'Disaster fund of the self-employed',
    craft_fund: 'Disaster fund of crafts',
    solidarity_2016: 'Solidarity fund of 2016 (Seine-et-Marne)',
    region_2024: 'Emergency aid of the Region of 2024',
    farm_regime: 'Farms’ regime of disasters'
  },
  conditions: {
    decree: 'a decree names the commune',
    'no-decree': 'no decree',
    insured: 'insured',
    'loss-cover': 'contract against loss of business',
    employer: 'has employees',
    'under-50': 'fewer than 50 employees',
    craft: 'craft',
    independent: 'self-employed',
    farm: 'farm',
    indirect: 'hit indirectly',
    direct: 'hit itself',
    '77-78-91': 'in Seine-et-Marne, Yvelines or Essonne'
  },
  ask: {
    insured: 'Insured against damage',
    loss_cover: 'Insured against loss of business',
    employer: 'Has employees',
    under_50: 'Fewer than 50 employees',
    craft: 'Craft',
    independent: 'Self-employed',
    farm: 'Farm',
    indirect: 'Hit indirectly only'
  },
  deadlines: 'Deadlines ahead',
  within: 'Within',
  daysOf: (count) => plural(count, 'day', 'days'),
  deadlinesCount: (count) => `${plural(count, 'deadline', 'deadlines')} without a request.`,
  leftOut: (count) => `${number(count)} more of businesses that nobody reported or reached.`
};
