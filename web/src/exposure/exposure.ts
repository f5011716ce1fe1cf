import {call, get, send, type Schemas} from '../api/client';

export type Layer = Schemas['HazardLayer'];
export type Level = Schemas['HazardLevel'];
export type Gap = Schemas['ReadinessGap'];
export type Count = Schemas['ExposureCount'];
export type Exposed = Schemas['ExposedBusiness'];
export type Readiness = Schemas['Readiness'];

export const LEVELS: readonly Level[] = ['low', 'medium', 'high', 'very_high'];
export const GAPS: readonly Gap[] = ['no_contact', 'insurance_unchecked', 'no_plan', 'not_in_touch', 'unlocated'];
export const SIZES = ['0', '1-9', '10-49', '50-249', '250+', 'unknown'] as const;
export const CONTACTS = ['named', 'none', 'unknown', 'refused'] as const;
export const INSURANCES = ['yes', 'no', 'unknown', 'refused'] as const;
export const PLANS = ['yes', 'in_progress', 'no', 'unknown', 'refused'] as const;

export const listAddress = (asked: Record<string, string> = {}): string => {
  const text = new URLSearchParams(asked).toString();
  return `/crises/avant/entreprises${text ? `?${text}` : ''}`;
};

export interface Facts {
  name: string;
  source: string;
  dated: string;
  peril: string;
  level: string;
}

const asFile = {'Content-Type': 'application/octet-stream'};
async function sent(method: string, target: string, file: Blob, key: string): Promise<Layer> {
  const headers = {...asFile, 'Idempotency-Key': key};
  return (await (await send(target, {method, raw: file, headers})).json()) as Layer;
}
const asked = (values: Record<string, string>) =>
  new URLSearchParams(Object.entries(values).filter(([name, value]) => value || name === 'level')).toString();

export const addLayer = (file: File, facts: Facts, layer: string, key: string) =>
  sent('POST', `/api/v1/hazard-layers?${asked({file: file.name, ...facts, layer})}`, file, key);
export const replaceLayer = (of: Layer, file: File, facts: Facts, layer: string, key: string) =>
  sent(
    'PUT',
    `/api/v1/hazard-layers/${of.id}/file?${asked({file: file.name, version: String(of.version), ...facts, layer})}`,
    file,
    key
  );
export const changeLayer = (of: Layer, facts: Facts) =>
  call<Layer>('PUT', `/api/v1/hazard-layers/${of.id}`, {
    version: of.version,
    name: facts.name,
    source: facts.source,
    datedOn: facts.dated,
    peril: facts.peril,
    level: facts.level || null
  });
export const dropLayer = (of: Layer) => call('DELETE', `/api/v1/hazard-layers/${of.id}?version=${of.version}`);

export const isNoted = (it: Readiness) => Boolean(it.contact || it.insurance || it.plan || it.remarks.length);
export const readOne = (business: string) => get('/api/v1/exposure/businesses/{id}', undefined, {values: {id: business}});
export const noteOne = (business: string, noting: Schemas['ReadinessNoting']) =>
  call<Schemas['ReadinessNoted']>('PUT', `/api/v1/exposure/businesses/${encodeURIComponent(business)}`, noting);
