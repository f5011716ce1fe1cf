// Memberships that overlap, as an UpSet plot: which sets each column joins, largest first.
export interface Column {
  mask: number; // bits of the sets
  count: number;
}

// `exactly`: by mask, how many belong to exactly these sets; mask 0 is left out.
export function columnsOf(exactly: readonly number[]): Column[] {
  return exactly
    .map((count, mask) => ({mask, count}))
    .filter((one) => one.mask > 0 && one.count > 0)
    .sort((a, b) => b.count - a.count || a.mask - b.mask);
}
