import { marshall } from '@aws-sdk/util-dynamodb';
import { digestOf, GENESIS, hashOf } from '../../functions/store/hash.ts';
import { evaluationKey, evaluationVersionKey, eventKey } from '../../functions/store/keys.ts';
import { anId } from './application.ts';

const at = '2026-03-18T09:00:00.000Z';
const salt = 'a'.repeat(32);
const lineOf = (item: object): string => JSON.stringify({ Item: marshall(item) });

/**
 * The lines of an export that a juror's evaluation leaves which was corrected `events - 1` times: its chain, the contents
 * that it froze, and its head, which stands in another partition.
 */
export const exportedEvaluation = (count: number, events: number): string[] => {
  const [id, applicationId, jurorId] = [anId('evl', count), anId('app', count), `juror-${count}`];
  const lines: string[] = [];
  let previousHash = GENESIS;
  for (let seq = 1; seq <= events; seq++) {
    const content = { note: `${count} ${seq}` };
    const unhashed = {
      aggregate: { type: 'evaluation', id },
      seq,
      at,
      actor: { role: 'juror', personId: jurorId },
      previousHash,
      type: seq === 1 ? 'evaluation.recorded' : 'evaluation.corrected',
      data: { applicationId, stepId: 'evaluation', jurorId, digest: digestOf(content, salt) },
    };
    const hash = hashOf(unhashed);
    lines.push(lineOf({ ...unhashed, hash, ...eventKey('evaluation', id, seq) }));
    lines.push(lineOf({ content, salt, ...evaluationVersionKey(id, seq) }));
    previousHash = hash;
  }
  const head = { id, stepId: 'evaluation', jurorId, version: events, lastHash: previousHash };
  return [...lines, lineOf({ ...head, ...evaluationKey(applicationId, 'evaluation', jurorId) })];
};
