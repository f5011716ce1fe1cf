// Parcels and farms as the API takes them.
import {call, send, type Schemas} from '../api/client';
import {api, once} from './crisis';

export type Land = Schemas['CrisisLand'];
export type Parcel = Schemas['CrisisParcel'];
export type Layer = Schemas['ParcelLayer'];
export type Linked = Schemas['ParcelsLinked'];
export type CaseLand = Schemas['CaseLand'];

const HECTARE = 10_000;

// Two decimals, as the register declares; less than a hundredth is not nothing.
const figures = (language: string) => new Intl.NumberFormat(language, {minimumFractionDigits: 2, maximumFractionDigits: 2});
export function hectares(squareMetres: number): string {
  const value = squareMetres > 0 && squareMetres < HECTARE / 200 ? 0.01 : squareMetres / HECTARE;
  const less = squareMetres > 0 && squareMetres < HECTARE / 200 ? '<\u00a0' : '';
  return `${less}${figures(document.documentElement.lang || 'fr').format(value)}\u00a0ha`;
}

const numbers = (parcels: readonly Parcel[]) => parcels.map(({layer, key}) => ({layer, key}));
export const linkParcels = (crisis: string, business: string | null, parcels: readonly Parcel[], over = false) =>
  call<Linked>('POST', api(crisis, '/parcel-links'), {business, parcels: numbers(parcels), over}, undefined, once());
export const setPacage = (crisis: string, business: string, pacage: string) =>
  call<Linked>('PUT', api(crisis, '/pacage'), {business, pacage});
export const crossAgain = (crisis: string) =>
  call<Schemas['ParcelsCrossed']>('POST', api(crisis, '/crossings'), undefined, undefined, once());

export async function takeLayer(file: Blob, query: Record<string, string>): Promise<Schemas['ParcelLayerTaken']> {
  const headers = {'Content-Type': 'application/octet-stream'};
  const answer = await send(`/api/v1/parcel-layers?${new URLSearchParams(query)}`, {method: 'POST', raw: file, headers});
  return (await answer.json()) as Schemas['ParcelLayerTaken'];
}
export const removeLayer = (id: string) => call('DELETE', `/api/v1/parcel-layers/${encodeURIComponent(id)}`);

export const layerName = (it: Layer, origins: Record<string, string>) =>
  [origins[it.origin], it.pacage?.text, it.territory, String(it.year)].filter(Boolean).join(' ');

// Whole euros of a harvest: hectares inside × share lost × quintals a hectare × euros a tonne. Null where one of them is not known.
export function harvestLoss(
  insideM2: number,
  percent: number | null,
  quintals: number | null,
  price: number | null
): number | null {
  if (percent === null || quintals === null || price === null) return null;
  return Math.round(((insideM2 / HECTARE) * percent * quintals * price) / 1000);
}
