import { type ChainReport, chainVerifier, type EventPlace } from '../../functions/store/chain.ts';
import { type Note, notesOf } from '../../functions/store/chain-notes.ts';
import { type DigestFault, type DigestReport, digestVerifier } from '../../functions/store/digests.ts';
import type { DailyDigest } from '../../schemas/daily-digest.ts';
import { openParts } from './parts.ts';
import { readExport } from './table.ts';

export interface ExportReport extends ChainReport {
  /** Lines that hold no item any more, by number. */
  unreadable: number[];
  /** What the published digests of the days say. */
  digests: DigestReport;
  /** The most notes that were held in memory at once. */
  heldAtOnce: number;
}

/** Into how many parts an export is sorted: memory holds one of them at a time. */
const PARTS = 256;

/**
 * Verifies the chains of an export, which may consist of several files, and the digests published of each day; `kept` are
 * digests as somebody kept them. The items of an aggregate may stand anywhere in it: what they say of chains is first
 * sorted into files beside it (ids, hashes and events, nothing that people wrote), then verified a part at a time. So
 * memory holds a 256th of the events, besides what is found wrong or erased.
 */
export const verifyExport = async (
  files: readonly string[],
  kept: readonly DailyDigest[] = [],
): Promise<ExportReport> => {
  const chains = chainVerifier();
  const digests = digestVerifier(kept);
  const unreadable: number[] = [];
  let heldAtOnce = 0;
  const parts = await openParts(PARTS);
  try {
    for (const file of files)
      for await (const line of readExport(file)) {
        if ('unreadable' in line) unreadable.push(line.number);
        else for (const note of notesOf(line.item)) await parts.add(note.of, JSON.stringify(note));
      }
    for await (const lines of parts.each()) {
      let held = 0;
      for await (const line of lines) {
        const note = JSON.parse(line) as Note;
        chains.note(note);
        digests.note(note);
        held++;
      }
      chains.settle();
      digests.settle();
      heldAtOnce = Math.max(heldAtOnce, held);
    }
  } finally {
    await parts.remove();
  }
  return { ...chains.report(), unreadable, digests: digests.report(), heldAtOnce };
};

export const isWhole = ({ faults, unreadable, digests }: ExportReport): boolean =>
  faults.length === 0 && unreadable.length === 0 && digests.faults.length === 0;

const dayFault = (fault: DigestFault) =>
  'aggregate' in fault
    ? `Fault: ${place(fault)}: changed since the digest of ${fault.day}.`
    : `Fault: digest of ${fault.day}: ${fault.what}.`;

const place = ({ aggregate, seq }: EventPlace) => `${aggregate.type} ${aggregate.id}, event ${seq}`;

/** The report in lines for a person. */
export const describeReport = (report: ExportReport): string[] => [
  `${report.aggregates} aggregates, ${report.events} events, ${report.contents} frozen contents match.`,
  ...(report.replaced > 0 ? [`${report.replaced} contents were replaced by later ones.`] : []),
  ...report.erased.map((event) => `Erased: content of ${place(event)}.`),
  ...report.corrected.map((event) => `Replays differently since release ${event.release}: ${place(event)}.`),
  ...report.unreadable.map((line) => `Unreadable: line ${line}.`),
  ...report.faults.map((fault) => `Fault: ${place(fault)}: ${fault.what}.`),
  ...(report.digests.last ? [`${report.digests.days} daily digests, the last of ${report.digests.last}.`] : []),
  ...report.digests.faults.map(dayFault),
  isWhole(report) ? 'The chain is whole.' : 'The chain is broken.',
];
