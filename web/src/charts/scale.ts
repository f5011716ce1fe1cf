// Round values for an axis, from zero: at most `steps` of them above it, the last not below `most`.
export function ticks(most: number, steps = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const raw = most / steps;
  const unit = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((one) => one * unit).find((one) => one >= raw) ?? raw);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  return Array.from({length: Math.ceil(most / whole) + 1}, (_, at) => at * whole);
}
