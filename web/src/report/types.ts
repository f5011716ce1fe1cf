import type {Schemas} from '../api/client';
import {number} from '../base/format';
import {figure} from '../indicator/figures';

export type Figures = Schemas['ReportFigures'];
export type Report = Schemas['Report'];
export type Summary = Schemas['ReportSummary'];
export type Block = Schemas['ReportBlock'];
export type Document = Schemas['ReportDocument'];
export type FormName = Document['form'];

export const FORMS: readonly FormName[] = ['pdf', 'page', 'docx', 'odt'];

export const figuresAddress = (convention: string): string => `/conventions/${encodeURIComponent(convention)}/bilan`;
export const addressOf = (convention: string, report: string): string =>
  `/conventions/${encodeURIComponent(convention)}/bilans/${encodeURIComponent(report)}`;

// What every line of a report counts.
export interface Tally {
  contributions: number;
  businesses: number;
  visited: number;
  minutes: number;
}
const MINUTES_OF_DAY = 420;
export const daysOf = (minutes: number): string => figure(minutes / MINUTES_OF_DAY);

// The cells of a line, in their order.
export const cells = (it: Tally): string[] => [
  number(it.contributions),
  number(it.businesses),
  number(it.visited),
  daysOf(it.minutes)
];

// How many years before the period `before` is.
export const yearsBack = (it: Figures): number =>
  it.before ? Number(it.from.slice(0, 4)) - Number(it.before.from.slice(0, 4)) : 0;

export const paragraphs = (text: string): string[] => text.split(/\n{2,}/).filter((one) => one.trim() !== '');
