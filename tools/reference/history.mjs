// Merges the history of communes since 1943 and the yearly codes since 2019 into one list of dated facts.
// Dates are texts "2019-01-01"; '' as a start means "since before the history", as an end "still valid".

export const partTypes = { 'commune-deleguee': 2, 'commune-associee': 3, COMD: 2, COMA: 3 };
export const communeKind = 0;
const historyStart = '1943-01-01';

// A vintage in the form that every year shares: communes by code, parts by code with the commune that holds them.
export function readVintage(rows) {
  const communes = new Map();
  const parts = new Map();
  const former = new Map();
  const arrondissements = [];
  for (const row of rows) {
    if (row.type === 'commune-actuelle') communes.set(row.code, row);
    if (row.type in partTypes) parts.set(row.code, { code: row.code, name: row.nom, kind: partTypes[row.type], parent: row.chefLieu });
    if (row.type === 'arrondissement-municipal') arrondissements.push(row);
    for (const code of row.anciensCodes ?? []) former.set(code, row.code);
  }
  for (const part of parts.values()) part.parent = holder(part.parent, communes, parts);
  return { communes, parts, former, arrondissements };
}

// A part of a part belongs to the commune that holds both.
function holder(code, communes, parts) {
  for (let step = 0; step < 4 && !communes.has(code); ++step) code = parts.get(code)?.parent ?? code;
  if (!communes.has(code)) throw new Error(`no commune holds ${code}`);
  return code;
}

// No file states the communes of 2020. Its list of EPCI members does, but for the few communes outside any EPCI, which
// are those of 2019 and 2021 alike; names are those of 2021 where the members' list agrees, else of 2019.
export function vintage2020(before, after, epcis) {
  const members = new Map(epcis.flatMap((epci) => epci.membres.map((member) => [member.code, member.nom])));
  const islands = [...before.communes.keys()].filter((code) => after.communes.has(code) && !members.has(code));
  const communes = new Map();
  for (const code of [...members.keys(), ...islands]) {
    const [old, recent] = [before.communes.get(code), after.communes.get(code)];
    const name = recent && (!old || members.get(code) === recent.nom) ? recent.nom : old.nom;
    communes.set(code, { code, nom: name });
  }
  const parts = new Map([...before.parts].filter(([code, part]) => !communes.has(code) || part.parent === code));
  for (const [code, part] of after.parts) {
    if (before.communes.has(code) && !communes.has(code) && communes.has(part.parent)) parts.set(code, part);
  }
  for (const [code, part] of parts) {
    if (!communes.has(part.parent)) parts.set(code, after.parts.get(code) ?? part);
  }
  return { communes, parts, former: after.former, arrondissements: before.arrondissements };
}

// Versions and successions up to the first vintage, from the file of events.
export function readHistory(rows) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pole = (row) => {
    for (let step = 0; step < 8 && row && row.type !== 'COM'; ++step) row = byId.get(row.pole);
    return row;
  };
  const versions = [];
  const successions = [];
  for (const row of rows) {
    const from = row.dateDebut ?? '';
    const to = row.dateFin ?? '';
    if (row.type === 'COM') versions.push({ code: row.code, kind: communeKind, name: row.nom, parent: '', from, to });
    if (row.type in partTypes)
      versions.push({ code: row.code, kind: partTypes[row.type], name: row.nom, parent: pole(row).code, from, to });
    // A commune that ends in another, or a part or absorbed commune that passes from one to another.
    const next = row.successeur && pole(byId.get(row.successeur));
    if (next && next.code !== row.code && next.code !== pole(row).code) {
      successions.push({ from: row.code, to: next.code, date: to, split: false });
    }
    if (row.type !== 'COM') continue;
    const origin = row.predecesseur && byId.get(row.predecesseur);
    const source = origin && origin.type !== 'COM' && pole(origin);
    if (source && source.code !== row.code) successions.push({ from: source.code, to: row.code, date: from, split: true });
  }
  return { versions, successions };
}

// Former communes that the history does not hold, since they were absorbed before it begins.
export function addAbsorbed(history, rows) {
  const known = new Set(history.versions.map((version) => version.code));
  for (const row of rows) {
    if (row.type !== 'commune-absorbee' || known.has(row.code)) continue;
    const to = row.communeAbsorbante ?? row.chefLieu;
    history.versions.push({ code: row.code, kind: communeKind, name: row.nom, parent: '', from: '', to: historyStart });
    history.successions.push({ from: row.code, to, date: historyStart, split: false });
  }
}

const sameVersion = (a, b) => a && b && a.name === b.name && a.parent === b.parent && a.kind === b.kind;

// The states of a vintage, by "code/kind".
function statesOf(vintage) {
  const states = new Map();
  for (const row of vintage.communes.values())
    states.set(`${row.code}/0`, { code: row.code, kind: communeKind, name: row.nom, parent: '' });
  for (const part of vintage.parts.values()) states.set(`${part.code}/${part.kind}`, part);
  return states;
}

// Carries versions on from the first vintage: one row for each span of vintages in which a state stays the same. What is
// still open in the history gives the first vintage's states their start.
export function addVintages(history, vintages) {
  const [first] = vintages;
  const past = new Map(history.versions.filter((version) => !version.to).map((version) => [`${version.code}/${version.kind}`, version]));
  const open = new Map();
  history.versions = history.versions.filter((version) => version.to);
  for (const vintage of vintages) {
    const states = statesOf(vintage);
    for (const [key, version] of open) {
      if (sameVersion(version, states.get(key))) continue;
      history.versions.push({ ...version, to: vintage.date });
      open.delete(key);
    }
    for (const [key, state] of states) {
      if (open.has(key)) continue;
      open.set(key, { ...state, from: vintage === first ? past.get(key)?.from ?? '' : vintage.date });
    }
  }
  history.versions.push(...[...open.values()].map((version) => ({ ...version, to: '' })));
  for (const row of first.arrondissements) {
    history.versions.push({ code: row.code, kind: 1, name: row.nom, parent: row.commune, from: '', to: '' });
  }
}

// Communes gone or come between two vintages.
export function addSuccessions(history, vintages) {
  for (let i = 1; i < vintages.length; ++i) {
    const [before, after] = [vintages[i - 1], vintages[i]];
    const carriedOn = new Set();
    for (const code of before.communes.keys()) {
      if (after.communes.has(code)) continue;
      const to = after.parts.get(code)?.parent ?? after.former.get(code);
      if (!to || !after.communes.has(to)) throw new Error(`${after.date}: no successor of commune ${code}`);
      history.successions.push({ from: code, to, date: after.date, split: false });
      carriedOn.add(to);
    }
    for (const [code, part] of after.parts) {
      const moved = before.parts.has(code) && before.parts.get(code).parent !== part.parent && code !== part.parent;
      if (moved) history.successions.push({ from: code, to: part.parent, date: after.date, split: false });
    }
    for (const code of after.communes.keys()) {
      if (before.communes.has(code) || carriedOn.has(code)) continue;
      const from = before.parts.get(code)?.parent;
      if (!from) throw new Error(`${after.date}: no origin of commune ${code}`);
      history.successions.push({ from, to: code, date: after.date, split: true });
    }
  }
}

// Former codes of which the history tells no successor, or that it does not hold, are listed by the vintages; the newest
// one is right where they differ. A code without a version of its own is dated from the start of the history.
export function addUntoldSuccessions(history, vintages) {
  const told = new Set(history.successions.filter((one) => !one.split).map((one) => one.from));
  const ends = new Map(history.versions.map((version) => [version.code, version.to]));
  for (const vintage of [...vintages].reverse()) {
    for (const [code, to] of vintage.former) {
      const date = ends.get(code) ?? historyStart;
      if (told.has(code) || date === '' || vintage.parts.has(code)) continue;
      history.successions.push({ from: code, to, date, split: false });
      told.add(code);
    }
  }
}

// Codes stated by hand, which became another on a day: data/reference/former_codes.tsv.
export function addStated(history, rows) {
  for (const [code, name, to, date] of rows) {
    history.versions.push({ code, kind: communeKind, name, parent: '', from: '', to: date });
    history.successions.push({ from: code, to, date, split: false });
    for (const version of history.versions) if (version.code === to && version.from === '') version.from = date;
  }
}

// Consecutive versions that say the same thing become one; a name kept through several events is one version.
export function joinVersions(versions) {
  const sorted = [...versions].sort((a, b) => compare(a.code, b.code) || a.kind - b.kind || compare(a.from, b.from));
  const joined = [];
  for (const version of sorted) {
    const last = joined.at(-1);
    const continues = last && last.code === version.code && last.to === version.from && last.to !== '' && sameVersion(last, version);
    if (continues) last.to = version.to;
    else joined.push({ ...version });
  }
  return joined.sort((a, b) => compare(a.code, b.code) || compare(a.from, b.from) || a.kind - b.kind);
}

// Membership of communes in EPCI: one row for each span of vintages; '' as a start for the first one.
export function readMemberships(vintages) {
  const rows = [];
  const open = new Map();
  vintages.forEach((vintage, index) => {
    const now = new Map(vintage.epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])));
    for (const [commune, row] of open) {
      if (now.get(commune) === row.epci) continue;
      rows.push({ ...row, to: vintage.date });
      open.delete(commune);
    }
    for (const [commune, epci] of now) {
      if (!open.has(commune)) open.set(commune, { commune, epci, from: index === 0 ? '' : vintage.date });
    }
  });
  rows.push(...[...open.values()].map((row) => ({ ...row, to: '' })));
  return rows.sort((a, b) => compare(a.commune, b.commune) || compare(a.from, b.from));
}

const epciKinds = { CC: 0, CA: 1, CU: 2, METRO: 3, MET69: 3 };

// Names and kinds of EPCI over time.
export function readEpcis(vintages) {
  const rows = [];
  const open = new Map();
  vintages.forEach((vintage, index) => {
    const now = new Map(vintage.epcis.map((epci) => [epci.code, { siren: epci.code, name: epci.nom, kind: epciKinds[epci.type] }]));
    for (const [siren, row] of open) {
      const next = now.get(siren);
      if (next && next.name === row.name && next.kind === row.kind) continue;
      rows.push({ ...row, to: vintage.date });
      open.delete(siren);
    }
    for (const [siren, state] of now) {
      if (state.kind === undefined) throw new Error(`${vintage.date}: unknown kind of EPCI ${siren}`);
      if (!open.has(siren)) open.set(siren, { ...state, from: index === 0 ? '' : vintage.date });
    }
  });
  rows.push(...[...open.values()].map((row) => ({ ...row, to: '' })));
  return rows.sort((a, b) => compare(a.siren, b.siren) || compare(a.from, b.from));
}

export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
