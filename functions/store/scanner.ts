import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { retrying, Stale } from './commit.ts';
import { held } from './held.ts';
import { type ScannerItem, scannerItem } from './items/scanner.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** What the scanner last said of itself, read strongly; nothing as long as it said nothing. */
export const loadScanner = async (ports: StorePorts): Promise<ScannerItem | undefined> => {
  const item = await get(ports, keys.scannerKey);
  return item && readItem(scannerItem, item);
};

/**
 * Notes what the scanner says of itself. Of several such words the latest holds, in whichever order they come; of several within
 * the second that its clock tells, the one that came last. The same word told again, as after a death half-way, is what it was.
 * @returns whether it is news: false for what was known, and for what is older than that.
 * @throws Stale when others were at it for longer than an act waits.
 */
export const noteScanner = (ports: StorePorts, said: Omit<ScannerItem, 'since'>): Promise<boolean> =>
  retrying(ports, async () => {
    const known = await loadScanner(ports);
    if (known && known.event !== undefined && known.event === said.event) return known.since === known.at;
    if (known && (known.at > said.at || (known.at === said.at && known.state === said.state))) return false;
    const isNews = known?.state !== said.state;
    const isWritten = await held(
      ports.db.send(
        new PutCommand({
          TableName: ports.tableName,
          Item: stamped({ ...keys.scannerKey, ...said, since: isNews ? said.at : known.since }),
          ConditionExpression: known ? '#at = :at AND #state = :state' : 'attribute_not_exists(pk)',
          ...(known && {
            ExpressionAttributeNames: { '#at': 'at', '#state': 'state' },
            ExpressionAttributeValues: { ':at': known.at, ':state': known.state },
          }),
        }),
      ),
    );
    if (!isWritten) throw new Stale();
    return isNews;
  });
