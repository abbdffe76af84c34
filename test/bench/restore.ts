import { drillRestore, succeeded } from '../../infra/ops/restore-drill.ts';
import { tableOf } from '../infra/ops/table-of.ts';
import { openCity } from '../support/city.ts';
import { fileIn } from '../support/files.ts';
import { startEngine } from './engine.ts';
import type { Figure, Part } from './figures.ts';

/** Supported files that stand in the table, each from its draft to its decision through the API. */
const SIZES = [10, 100];

/**
 * How long a restoration takes at two sizes: the whole drill, from the export to the verified chain of a new table that is
 * the same item by item.
 */
export const restore: Part = async ({ quick, say }) => {
  const engine = await startEngine();
  try {
    const { ports } = engine;
    const city = await openCity({ ports });
    const figures: Figure[] = [];
    let stored = 0;
    for (const size of quick ? [5, 10] : SIZES) {
      for (; stored < size; stored++) await fileIn(city, 'supported', stored % 20);
      say(`${size} files`);
      const drill = await drillRestore(tableOf(ports));
      if (!succeeded(drill)) throw new Error(`The drill of ${size} files failed`);
      const { items, exportMs, restoreMs, compareMs } = drill;
      const seconds = (name: string, ms: number): Figure => ({
        name: `${size} files, ${items} items: ${name}`,
        value: ms / 1000,
        unit: 's',
      });
      figures.push(
        seconds('export', exportMs),
        seconds('restore into a new table', restoreMs),
        seconds('compare item by item and verify the chain', compareMs),
      );
    }
    return { figures };
  } finally {
    await engine.stop();
  }
};
