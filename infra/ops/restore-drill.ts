import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { hashOf } from '../../functions/store/hash.ts';
import { exportTable, importTable, makeTable, readExport, type StoredItem, scan, type Table } from './table.ts';
import { type ExportReport, isWhole, verifyExport } from './verify.ts';

export interface Drill {
  items: number;
  /** Keys of items that are missing, added or different in the restored table. */
  differing: string[];
  chain: ExportReport;
  exportMs: number;
  restoreMs: number;
  compareMs: number;
}

const nameOf = ({ pk, sk }: StoredItem) => `${pk?.S} ${sk?.S}`;

/** Keys of items that are not the same in an export and in a table. */
export const differences = async (file: string, table: Table): Promise<string[]> => {
  const expected = new Map<string, string>();
  for await (const line of readExport(file)) {
    if ('unreadable' in line) throw new Error(`Line ${line.number} of ${file} is no item`);
    expected.set(nameOf(line.stored), hashOf(line.stored));
  }
  const differing: string[] = [];
  for await (const item of scan(table)) {
    const name = nameOf(item);
    if (expected.get(name) !== hashOf(item)) differing.push(name);
    expected.delete(name);
  }
  return [...differing, ...expected.keys()].sort();
};

/**
 * Exports a table, restores the export into a new one of the same shape, compares item by item, and verifies the chain of
 * what was restored. The table that is drilled is only read. The drill's own table, whose name is drawn so that no other
 * can have it, is deleted at the end, and so are its files.
 */
export const drillRestore = async (table: Table): Promise<Drill> => {
  const folder = await mkdtemp(join(tmpdir(), 'restore-drill-'));
  const [file, restoredFile] = [join(folder, 'items.jsonl'), join(folder, 'restored.jsonl')];
  try {
    const started = performance.now();
    await exportTable(table, file);
    const exported = performance.now();
    const drill = await makeTable(table.client, `${table.name}-restore-drill-${randomBytes(6).toString('hex')}`);
    try {
      const items = await importTable(drill, [file]);
      const restored = performance.now();
      const differing = await differences(file, drill);
      await exportTable(drill, restoredFile);
      const chain = await verifyExport([restoredFile]);
      return {
        items,
        differing,
        chain,
        exportMs: exported - started,
        restoreMs: restored - exported,
        compareMs: performance.now() - restored,
      };
    } finally {
      await drill.client.send(new DeleteTableCommand({ TableName: drill.name }));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const succeeded = ({ differing, chain }: Drill): boolean => differing.length === 0 && isWhole(chain);

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** What a drill found, in lines for a person. */
export const describeDrill = (drill: Drill): string[] => [
  `${drill.items} items: exported in ${seconds(drill.exportMs)}, restored in ${seconds(drill.restoreMs)}, compared and verified in ${seconds(drill.compareMs)}.`,
  ...drill.differing.map((name) => `Different: ${name}.`),
  'Lost from an export: what was written after it. Lost from point-in-time recovery on AWS: typically the last five',
  'minutes (docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html).',
];
