// A SIRET as it is typed. Its last digits control the others (Luhn), but for those of La Poste, whose sum is a multiple of five.
export const digitsOf = (text: string) => text.replace(/[\s\u00a0\u202f.]/g, '');

export function siretState(text: string): 'empty' | 'bad' | 'odd' | 'good' {
  const digits = digitsOf(text);
  if (!digits) return 'empty';
  if (!/^\d{14}$/.test(digits)) return 'bad';
  let luhn = 0;
  let sum = 0;
  for (let at = 0; at < 14; at += 1) {
    const digit = Number(digits[at]);
    const doubled = at % 2 === 0 ? 2 * digit : digit;
    luhn += doubled > 9 ? doubled - 9 : doubled;
    sum += digit;
  }
  const post = digits.startsWith('356000000') && sum % 5 === 0;
  return luhn % 10 === 0 || post ? 'good' : 'odd';
}
