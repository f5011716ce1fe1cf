// Values of the file of one business: their names, how they are written, where they come from.
import type {Schemas} from '../api/client';
import {day, siren, siret} from '../base/format';
import {text} from '../base/values';
import {m} from '../messages';

export type Attribute = Schemas['Attributes'][number];

export function labelOf(attribute: Attribute): string {
  return m.attributes[attribute.id] ?? attribute.id;
}

// A code stands before its label; words and dates as they are written.
export function shownValue(attribute: Attribute): string {
  const plain = text(attribute.value);
  if (plain === '') return m.establishment.notKnown;
  if (attribute.id === 'siret') return siret(plain);
  if (attribute.id === 'siren') return siren(plain);
  if (attribute.id === 'position_quality' && plain in m.establishment.qualities) {
    return m.establishment.qualities[plain as keyof typeof m.establishment.qualities];
  }
  if (attribute.label)
    return attribute.id.startsWith('activite') || attribute.id.startsWith('categorieJur')
      ? `${plain} · ${attribute.label}`
      : attribute.label;
  if (/^\d{4}-\d{2}-\d{2}$/.test(plain)) return day(plain);
  return m.words[plain] ?? plain;
}

export function sourceOf(attribute: Attribute): string {
  const source = m.sources[attribute.source];
  return attribute.date ? `${source}, ${m.date.on(day(attribute.date))}` : source;
}

export function valueOf(attributes: readonly Attribute[], id: string): Attribute | undefined {
  return attributes.find((attribute) => attribute.id === id && attribute.value !== null);
}

// These ones, in this order, where they are known or kept back.
export function pick(attributes: readonly Attribute[], ids: readonly string[]): Attribute[] {
  return ids.flatMap((id) => valueOf(attributes, id) ?? []);
}

// What each part of the page shows, by the ids of the answer.
export const IDENTITY = [
  'siret',
  'siren',
  'display_name',
  'enseigne1Etablissement',
  'enseigne2Etablissement',
  'denominationUsuelleEtablissement',
  'dateCreationEtablissement',
  'in_state_since',
  'etablissementSiege',
  'statutDiffusionEtablissement',
  'dateDernierTraitementEtablissement'
];
export const ADDRESS = [
  'complementAdresseEtablissement',
  'distributionSpecialeEtablissement',
  'codePostalEtablissement',
  'codeCedexEtablissement',
  'epci',
  'departement'
];
export const ACTIVITY = [
  'activitePrincipaleEtablissement',
  'activitePrincipaleNAF25Etablissement',
  'corrected_activity',
  'activitePrincipaleRegistreMetiersEtablissement'
];
export const SIZE = ['trancheEffectifsEtablissement', 'anneeEffectifsEtablissement', 'caractereEmployeurEtablissement'];
export const UNIT = [
  'unit_name',
  'sigleUniteLegale',
  'categorieJuridiqueUniteLegale',
  'etatAdministratifUniteLegale',
  'dateCreationUniteLegale',
  'activitePrincipaleUniteLegale',
  'trancheEffectifsUniteLegale',
  'categorieEntreprise',
  'economieSocialeSolidaireUniteLegale',
  'societeMissionUniteLegale',
  'identifiantAssociationUniteLegale',
  'statutDiffusionUniteLegale'
];
