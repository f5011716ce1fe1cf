// What is open to a business after a disaster: the rules' names as people say them.
import {number} from '../base/format';

const plural = (count: number, one: string, many: string) => `${number(count)}\u00a0${count < 2 ? one : many}`;

export const fr = {
  title: 'Droits et échéances',
  intro: 'D’après les règles et les arrêtés connus de Bassin. Un droit absent d’ici n’est pas un droit qui n’existe pas.',
  right: 'Droit',
  until: 'Jusqu’au',
  state: 'État',
  request: 'Demande',
  noDay: 'sans date fixée',
  most: (euros: string) => `${euros}\u00a0€ au plus`,
  because: (conditions: readonly string[]) =>
    conditions.length > 0 ? `pour qui\u00a0: ${conditions.join(', ')}` : 'pour toutes',
  toKnow: 'à savoir',
  lacks: 'ne convient pas',
  askedOn: (on: string) => `demandé le ${on}`,
  note: 'Noter comme demandé',
  noted: 'Demande notée à la date d’aujourd’hui.',
  answered: 'Réponse notée.',
  closed: (count: number) => plural(count, 'droit fermé', 'droits fermés'),
  questions: 'Ce que l’entreprise en dit',
  values: {unknown: 'inconnu', yes: 'oui', no: 'non'},
  sources: {
    said: 'dit à un agent',
    proposed: 'd’après le répertoire',
    unknown: 'pas encore su',
    worked_out: 'd’après les règles'
  },
  states: {open: 'ouvert', asks: 'selon ce qui reste à savoir', passed: 'délai passé', closed: 'fermé'},
  decisions: {awaited: 'en attente', granted: 'accordé', refused: 'refusé'},
  rights: {
    damage_claim: 'Déclaration de dommages à l’assureur (catastrophe naturelle)',
    loss_claim: 'Déclaration de perte d’exploitation (catastrophe naturelle)',
    ordinary_claim: 'Déclaration de sinistre ordinaire',
    short_time_work: 'Activité partielle',
    short_time_work_indirect: 'Activité partielle, victime indirecte',
    social_deferral: 'Report de cotisations sociales',
    social_deferral_independent: 'Report de cotisations, indépendant',
    tax_deferral: 'Report ou remise d’impôts',
    independent_fund: 'Fonds catastrophe et intempéries (indépendants)',
    craft_fund: 'Fonds de calamités (artisanat)',
    solidarity_2016: 'Fonds de solidarité de 2016 (Seine-et-Marne)',
    region_2024: 'Aide d’urgence de la Région de 2024',
    farm_regime: 'Régime des calamités agricoles'
  } as Record<string, string>,
  conditions: {
    decree: 'un arrêté reconnaît la commune',
    'no-decree': 'aucun arrêté',
    insured: 'assurée',
    'loss-cover': 'contrat de perte d’exploitation',
    employer: 'emploie des salariés',
    'under-50': 'moins de 50 salariés',
    craft: 'artisanat',
    independent: 'indépendant',
    farm: 'exploitation agricole',
    indirect: 'victime indirecte',
    direct: 'touchée elle-même',
    '77-78-91': 'en Seine-et-Marne, Yvelines ou Essonne'
  },
  ask: {
    insured: 'Assurée contre les dommages',
    loss_cover: 'Perte d’exploitation garantie',
    employer: 'Emploie des salariés',
    under_50: 'Moins de 50 salariés',
    craft: 'Artisanat',
    independent: 'Indépendant',
    farm: 'Exploitation agricole',
    indirect: 'Touchée indirectement seulement'
  },
  deadlines: 'Échéances proches',
  within: 'Dans les',
  daysOf: (count: number) => plural(count, 'jour', 'jours'),
  deadlinesCount: (count: number) => `${plural(count, 'échéance', 'échéances')} sans demande notée.`,
  leftOut: (count: number) => `${plural(count, 'autre', 'autres')} d’entreprises que personne n’a signalées ni jointes.`
};
export type CrisisRightsMessages = typeof fr;
