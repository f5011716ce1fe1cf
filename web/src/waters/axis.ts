// Round values for an axis of levels, from below `least` to above `most`, which may both be under zero.
export function levels(least: number, most: number, steps = 4): number[] {
  const raw = Math.max(1, most - least) / steps;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((one) => one * unit).find((one) => one >= raw) ?? raw);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  return Array.from({length: last - first + 1}, (_, at) => (first + at) * step);
}

// Moments for an axis of time between two, at whole hours of the reader's clock: at most `most` of them.
export function moments(from: number, to: number, most: number): number[] {
  const HOUR = 3_600_000;
  const every = [1, 3, 6, 12, 24, 48, 72, 120, 240].find((one) => (to - from) / (one * HOUR) <= most) ?? 240;
  const at = new Date(from);
  at.setMinutes(0, 0, 0);
  while (at.getTime() < from || at.getHours() % Math.min(every, 24) !== 0) at.setHours(at.getHours() + 1);
  const out: number[] = [];
  for (; at.getTime() <= to; at.setHours(at.getHours() + every)) out.push(at.getTime());
  return out;
}

// Lines whose names would lie on each other: the names go apart by at least `apart`, each as near to its line as it may. By their places
// from the top.
export function spread(places: readonly number[], apart: number): number[] {
  const order = places.map((_, at) => at).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const out = [...places];
  for (let at = 1; at < order.length; at += 1) {
    const [before, now] = [order[at - 1] ?? 0, order[at] ?? 0];
    out[now] = Math.max(out[now] ?? 0, (out[before] ?? 0) + apart);
  }
  return out;
}
