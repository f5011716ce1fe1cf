// What partners say of a business beside the register, as openapi.yaml states it.
export interface Named {
  id: string;
  name: string | null;
}
export type Shown = {value: unknown} | {masked: true};
export type CorrectionKind = 'position' | 'chambers' | 'activity' | 'name' | 'description';
export interface Correction {
  id: string;
  kind: CorrectionKind;
  value: Shown;
  reason: Shown;
  inForce: boolean;
  at: string;
  by: Named | null;
  organisation: Named | null;
  registerNow: Shown;
  registerChanged: boolean;
  ended: {how: 'superseded' | 'withdrawn'; at: string; by: Named | null} | null;
}
export interface Casework {
  mayEdit: boolean;
  tags: {name: string; shared: boolean; own: boolean; at: string; by: Named | null; organisation: Named | null}[];
  portfolios: {id: string; name: string; at: string; by: Named | null}[];
  corrections: Correction[];
  description: Shown | null;
  matched: {id: string; name: Shown; version: number; at: string; by: Named | null}[];
}
export interface Portfolio {
  id: string;
  name: string;
  changeable: boolean;
}
