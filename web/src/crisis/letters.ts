import type {Schemas} from '../api/client';

export type Template = Schemas['LetterTemplate'];
export type CaseLetter = Schemas['CaseLetter'];
export const FORMS = ['pdf', 'docx', 'odt'] as const;

export interface Piece {
  text: string;
  field: boolean;
}
// Text and the names in braces within it, in their order: small letters and _ alone make a name, as the server reads them.
export function piecesOf(text: string): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/\{([a-z_]+)\}/g)) {
    if (match.index > from) out.push({text: text.slice(from, match.index), field: false});
    out.push({text: match[1] ?? '', field: true});
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({text: text.slice(from), field: false});
  return out;
}
