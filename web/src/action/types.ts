import type {Schemas} from '../api/client';

export type Action = Schemas['Action'];
export type ActionSummary = Schemas['ActionSummary'];
export type Sheet = Schemas['NewAction'];
export type Taken = Schemas['ProgrammeTaken'];
export type Progress = Schemas['ActionProgress'];
export type Part = Schemas['ActionPart'];
export type Nature = Schemas['BudgetNature'];

export const PROGRESSES: readonly Progress[] = ['to_start', 'running', 'suspended', 'done', 'dropped'];
export const PARTS: readonly Part[] = ['lead', 'co_lead', 'partner'];
export const NATURES: readonly Nature[] = ['subsidy', 'valuation', 'invoicing'];

export const addressOf = (convention: string, action: string): string =>
  `/conventions/${encodeURIComponent(convention)}/actions/${encodeURIComponent(action)}`;
