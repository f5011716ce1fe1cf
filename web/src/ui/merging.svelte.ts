// What is typed, what it was when the typing began, and what somebody else made of it meanwhile. What only one of the two touched is
// settled by itself; where both did, the person chooses.
import {Refused} from '../api/client';
import {m} from '../messages';

export class Merging<T extends object> {
  // Names that both touched, each to be chosen about.
  conflicts = $state.raw<readonly (keyof T)[]>([]);
  private before: T;

  // `typed`: the state behind the fields, written to.
  constructor(
    private readonly typed: T,
    before: T
  ) {
    this.before = before;
  }

  // What it is now, as read from the server; again as often as it is read.
  meet(now: T): void {
    const names = Object.keys(now) as (keyof T)[];
    const theirs = names.filter((name) => !same(now[name], this.before[name]) && !same(now[name], this.typed[name]));
    const open = theirs.filter((name) => this.touches(name));
    for (const name of theirs) if (!open.includes(name)) this.typed[name] = copy(now[name]);
    const still = this.conflicts.filter((name) => !same(now[name], this.typed[name]) && !open.includes(name));
    this.conflicts = [...still, ...open];
    this.before = now;
  }
  // Before what is typed is sent. Throws Refused while there is something to choose about.
  settled(): void {
    if (this.conflicts.length > 0) throw new Refused(409, 'web.meanwhile', m.meanwhile.first);
  }
  touches(name: keyof T): boolean {
    return !same(this.typed[name], this.before[name]);
  }
  now(name: keyof T): T[keyof T] {
    return this.before[name];
  }
  take(name: keyof T): void {
    this.typed[name] = copy(this.before[name]);
    this.keep(name);
  }
  keep(name: keyof T): void {
    this.conflicts = this.conflicts.filter((one) => one !== name);
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const copy = <V>(value: V): V => JSON.parse(JSON.stringify(value)) as V;
