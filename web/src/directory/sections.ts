// Which section of the NAF holds a division (the divisions are the same in rév. 2 and, but for their labels, in NAF 2025).
const LAST: [number, string][] = [
  [3, 'A'],
  [9, 'B'],
  [33, 'C'],
  [35, 'D'],
  [39, 'E'],
  [43, 'F'],
  [47, 'G'],
  [53, 'H'],
  [56, 'I'],
  [63, 'J'],
  [66, 'K'],
  [68, 'L'],
  [75, 'M'],
  [82, 'N'],
  [84, 'O'],
  [85, 'P'],
  [88, 'Q'],
  [93, 'R'],
  [96, 'S'],
  [98, 'T'],
  [99, 'U']
];

export function sectionOf(division: string): string {
  const number = Number(division.slice(0, 2));
  return LAST.find(([last]) => number <= last)?.[1] ?? '';
}
