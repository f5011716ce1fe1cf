import type {OrganisationKind, Role} from '../base/session.svelte';

export interface Organisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  siren: string | null;
  territory: {code: string; label: string} | null;
  active_from: string | null;
  active_until: string | null;
  successor: string | null;
}
export interface Absence {
  from: string;
  until: string;
  substitute?: string | null;
}
export interface Agent {
  id: string;
  name: string;
  email: string;
  role: Role;
  installation: boolean;
  second_factor: boolean;
  absence: Absence | null;
}
export interface Team {
  id: string;
  name: string;
  territory: {code: string; label: string} | null;
  themes: string[];
  agents: string[];
  closed: boolean;
}
export interface Invitation {
  id: string;
  email: string;
  role: Role;
}

export const ROLES: Role[] = ['administrator', 'coordinator', 'adviser', 'analyst', 'elected', 'field_agent'];
export const KINDS: OrganisationKind[] = ['intercommunality', 'cci', 'cma', 'agriculture', 'other'];

// "a, b" as the list of what it names.
export const listed = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
