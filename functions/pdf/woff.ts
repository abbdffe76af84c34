import { inflateSync } from 'node:zlib';

const HEADER = 44;
const ENTRY = 20;
const ceil4 = (bytes: number): number => (bytes + 3) & ~3;

/**
 * Unpacks a font that is packed for the web, version 1 (W3C WOFF File Format 1.0, 2012). The reader of fonts could read it as
 * it is, and would unpack its outlines again for each letter.
 */
export const unpackedFont = (packed: Buffer): Buffer => {
  if (packed.toString('latin1', 0, 4) !== 'wOFF') return packed;
  const count = packed.readUInt16BE(12);
  const directory = Buffer.alloc(12 + 16 * count);
  packed.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((count - power) * 16, 10);
  const tables: Buffer[] = [];
  let place = directory.length;
  for (let index = 0; index < count; index++) {
    const entry = HEADER + ENTRY * index;
    const [offset, length, whole, checksum] = [4, 8, 12, 16].map((at) => packed.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
      number,
    ];
    const bytes = packed.subarray(offset, offset + length);
    const table = Buffer.alloc(ceil4(whole));
    (length < whole ? inflateSync(bytes) : bytes).copy(table);
    packed.copy(directory, 12 + 16 * index, entry, entry + 4);
    for (const [at, value] of [checksum, place, whole].entries())
      directory.writeUInt32BE(value, 16 + 16 * index + 4 * at);
    tables.push(table);
    place += table.length;
  }
  return Buffer.concat([directory, ...tables]);
};
