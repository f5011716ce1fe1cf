// What a reader must know beside figures, by the id that answers carry; {values} are those of the answer.
import {daysIn, type Language} from '../base/format';
import {currentLanguage} from './index';

const TEXTS: Record<string, Record<Language, string>> = {
  'today-value': {
    fr: 'valeur d’aujourd’hui\u00a0: {values} (la source n’en donne pas l’historique)',
    en: 'today’s value: {values} (the source keeps no history of it)'
  },
  'no-history': {
    fr: 'sans fichier historique\u00a0: répondu d’après les seules dates de la ligne de stock',
    en: 'without the history file: answered from the dates of the stock rows alone'
  },
  'rows-without-history': {
    fr: '{values} établissement(s) absents de l’historique, répondus d’après leur ligne de stock',
    en: '{values} establishment(s) not in the history, answered from their stock row'
  },
  'legal-form-unknown': {
    fr:
      'sans fichier des unités légales\u00a0: la forme juridique est inconnue\u00a0; elle n’exclut personne d’un ' +
      'champ et ne compte pas dans le rattachement aux chambres',
    en:
      'without the file of legal units: the legal form is unknown; it leaves nobody out of a field and plays no part ' +
      'in the attachment to chambers'
  },
  'activity-2025-absent': {
    fr: 'le fichier importé ne donne pas la NAF 2025\u00a0: elle est inconnue pour tous, jamais déduite de la NAF rév. 2',
    en: 'the imported file lacks NAF 2025: it is unknown for all, never inferred from NAF rév. 2'
  },
  'territory-approximate': {
    fr: 'périmètre approché\u00a0: le registre range sous {values} des établissements de communes voisines, fusionnées depuis',
    en: 'approximate perimeter: under {values} the register also holds establishments of neighbouring communes, merged since'
  },
  'territory-absent': {
    fr: 'le registre importé ne contient rien de\u00a0: {values}',
    en: 'the imported register holds nothing of: {values}'
  },
  'state-overrides-field': {
    fr: 'le champ ne compte que des établissements actifs\u00a0; l’état demandé l’emporte',
    en: 'the field counts active establishments only; the state asked for takes precedence'
  },
  'positions-masked': {
    fr:
      '{values} établissement(s) répondent aux autres critères mais leur position n’est pas publique\u00a0: ils ne ' +
      'sont ni comptés ni situés ici',
    en: '{values} establishment(s) meet the other criteria but their position is not public: they are neither counted nor located here'
  },
  'after-data': {
    fr: 'la date demandée est postérieure aux données ({values})',
    en: 'the date asked lies after the data ({values})'
  },
  fictitious: {
    fr: 'registre fictif\u00a0: aucune de ces entreprises n’existe',
    en: 'fictitious register: none of these businesses exists'
  },
  'corrections-undated': {
    fr: 'les corrections d’activité n’ont pas de date\u00a0: laissées de côté dans une question datée',
    en: 'corrections of activity bear no date: left aside in a dated question'
  },
  'positions-absent': {
    fr: '{values} établissement(s) répondent aux autres critères mais n’ont pas de position\u00a0: ils ne sont ni comptés ni situés ici',
    en: '{values} establishment(s) meet the other criteria but have no position: they are neither counted nor located here'
  },
  'overlay-unresolved': {
    fr: 'fiches locales\u00a0: {values} établissement(s) que le registre importé ne contient pas',
    en: 'local entries: {values} establishment(s) that the imported register does not hold'
  },
  'businesses-absent': {
    fr: 'établissements demandés que le registre importé ne contient pas\u00a0: {values}',
    en: 'establishments asked that the imported register does not hold: {values}'
  }
};

// Names of filters and dimensions that caveats quote.
const NAMES: Record<string, Record<Language, string>> = {
  territory: {fr: 'territoire', en: 'territory'},
  commune: {fr: 'commune', en: 'commune'},
  epci: {fr: 'intercommunalité', en: 'intercommunality'},
  departement: {fr: 'département', en: 'département'},
  position: {fr: 'position', en: 'position'},
  field: {fr: 'champ', en: 'field'},
  state: {fr: 'état', en: 'state'},
  created: {fr: 'création', en: 'creation'},
  activity: {fr: 'activité', en: 'activity'},
  'activity-2025': {fr: 'activité NAF 2025', en: 'activity by NAF 2025'},
  size: {fr: 'effectif', en: 'employees'},
  legal: {fr: 'catégorie juridique', en: 'legal category'},
  'legal-form': {fr: 'forme juridique', en: 'legal form'},
  category: {fr: 'catégorie d’entreprise', en: 'category of enterprise'},
  chamber: {fr: 'chambres', en: 'chambers'},
  employer: {fr: 'employeur', en: 'employer'},
  'head-office': {fr: 'siège', en: 'head office'},
  diffusion: {fr: 'diffusion', en: 'diffusion'},
  contact: {fr: 'dernier contact', en: 'last contact'},
  tag: {fr: 'étiquettes', en: 'tags'},
  portfolio: {fr: 'portefeuilles', en: 'portfolios'}
};
// What bears the name of another.
const ALIKE: Record<string, string> = {
  zone: 'position',
  section: 'activity',
  'size-group': 'size',
  'chamber-mode': 'chamber',
  'legal-category': 'legal',
  'legal-1': 'legal-form',
  'legal-2': 'legal-form',
  'legal-3': 'legal-form',
  'unit-category': 'category'
};

export function caveat(id: string, values: readonly string[]): string {
  const language = currentLanguage();
  const words = [...new Set(values.map((value) => NAMES[ALIKE[value] ?? value]?.[language] ?? value))];
  const text = daysIn((TEXTS[id]?.[language] ?? id).replace('{values}', words.join(', ')));
  return text.charAt(0).toUpperCase() + text.slice(1) + (language === 'fr' || !text.endsWith('.') ? '.' : '');
}
