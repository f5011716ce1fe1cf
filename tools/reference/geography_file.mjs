// Writes the geography file described in docs/formats/reference.md: little-endian, fixed-width rows, one text pool.
import { compare } from './history.mjs';

const always = -2147483648;
const open = 2147483647;
const noValue = 0xffffffff;
const formatVersion = 1;
const sectionCount = 12;
const headerSize = 16 + sectionCount * 8;

export const days = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);
const start = (iso) => (iso ? days(iso) : always);
const end = (iso) => (iso ? days(iso) : open);

class TextPool {
  #chunks = [];
  #size = 0;
  #known = new Map();
  // Offset and length in bytes of the text.
  add(text) {
    if (!this.#known.has(text)) {
      const bytes = Buffer.from(text, 'utf8');
      this.#known.set(text, [this.#size, bytes.length]);
      this.#chunks.push(bytes);
      this.#size += bytes.length;
    }
    return this.#known.get(text);
  }
  bytes() {
    return Buffer.concat(this.#chunks);
  }
}

class Rows {
  #bytes;
  #at = 0;
  constructor(rowSize, count) {
    this.count = count;
    this.#bytes = Buffer.alloc(rowSize * count);
  }
  code(text, width) {
    if (Buffer.byteLength(text) > width) throw new Error(`code too long: ${text}`);
    this.#bytes.write(text, this.#at, 'latin1');
    this.#at += width;
    return this;
  }
  u8(value) {
    this.#at = this.#bytes.writeUInt8(value, this.#at);
    return this;
  }
  u16(value) {
    this.#at = this.#bytes.writeUInt16LE(value, this.#at);
    return this;
  }
  u32(value) {
    this.#at = this.#bytes.writeUInt32LE(value, this.#at);
    return this;
  }
  i32(value) {
    this.#at = this.#bytes.writeInt32LE(value, this.#at);
    return this;
  }
  section() {
    if (this.#at !== this.#bytes.length) throw new Error('row width does not match its fields');
    return { bytes: this.#bytes, count: this.count };
  }
}

function table(rowSize, rows, write) {
  const out = new Rows(rowSize, rows.length);
  for (const row of rows) write(out, row);
  return out.section();
}

const order = (rows, by) => [...rows.keys()].sort((a, b) => by(rows[a], rows[b]) || a - b);
const indexTable = (indexes) => table(4, indexes, (out, index) => out.u32(index));

export function geographyFile({ vintages, versions, successions, populations, epcis, memberships, departements, regions }) {
  const pool = new TextPool();
  const text = (out, value) => {
    const [offset, length] = pool.add(value);
    return out.u32(offset).u32(length);
  };
  const sirens = [...new Set(epcis.map((row) => row.siren))];
  const sirenIndex = new Map(sirens.map((siren, index) => [siren, index]));
  const parts = order(versions, (a, b) => compare(a.parent, b.parent)).filter((index) => versions[index].kind !== 0);
  const sections = [
    table(4, vintages, (out, iso) => out.i32(days(iso))),
    table(32, versions, (out, row) =>
      text(out.code(row.code, 6).u8(row.kind).u8(0).code(row.parent, 6).u16(0), row.name).i32(start(row.from)).i32(end(row.to))),
    indexTable(parts),
    table(20, successions, (out, row) => out.code(row.from, 6).code(row.to, 6).i32(days(row.date)).u32(row.split ? 1 : 0)),
    indexTable(order(successions, (a, b) => compare(a.to, b.to))),
    table(8 + 4 * vintages.length, populations, (out, row) => {
      out.code(row.code, 6).u16(0);
      for (const value of row.values) out.u32(value ?? noValue);
    }),
    table(28, epcis, (out, row) => text(out.code(row.siren, 10).u8(row.kind).u8(0), row.name).i32(start(row.from)).i32(end(row.to))),
    table(24, memberships, (out, row) => out.code(row.commune, 6).code(row.epci, 10).i32(start(row.from)).i32(end(row.to))),
    indexTable(order(memberships, (a, b) => sirenIndex.get(a.epci) - sirenIndex.get(b.epci))),
    table(24, departements, (out, row) => text(out.code(row.code, 4).code(row.region, 4).code(row.chefLieu, 6).u16(0), row.nom)),
    table(20, regions, (out, row) => text(out.code(row.code, 4).code(row.chefLieu, 6).u16(0), row.nom)),
  ];
  const texts = pool.bytes();
  sections.push({ bytes: texts, count: texts.length });
  return assemble(sections);
}

function assemble(sections) {
  if (sections.length !== sectionCount) throw new Error('section count');
  const header = Buffer.alloc(headerSize);
  const out = [header];
  let offset = headerSize;
  sections.forEach(({ bytes, count }, index) => {
    header.writeUInt32LE(offset, 16 + index * 8);
    header.writeUInt32LE(count, 20 + index * 8);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    out.push(bytes, padding);
    offset += bytes.length + padding.length;
  });
  header.write('BASGEO\r\n', 0, 'latin1');
  header.writeUInt32LE(formatVersion, 8);
  header.writeUInt32LE(offset, 12);
  return Buffer.concat(out);
}
