import { type ChainReport, chainVerifier, type EventPlace } from '../../functions/store/chain.ts';
import { type DigestFault, type DigestReport, digestVerifier } from '../../functions/store/digests.ts';
import type { DailyDigest } from '../../schemas/daily-digest.ts';
import { readExport } from './table.ts';

export interface ExportReport extends ChainReport {
  /** Lines that hold no item any more, by number. */
  unreadable: number[];
  /** What the published digests of the days say. */
  digests: DigestReport;
}

/**
 * Verifies the chains of an export, which may consist of several files, and the digests published of each day; `kept` are
 * digests as somebody kept them.
 */
export const verifyExport = async (
  files: readonly string[],
  kept: readonly DailyDigest[] = [],
): Promise<ExportReport> => {
  const verifier = chainVerifier();
  const digests = digestVerifier(kept);
  const unreadable: number[] = [];
  for (const file of files)
    for await (const line of readExport(file)) {
      if ('unreadable' in line) unreadable.push(line.number);
      else {
        verifier.take(line.item);
        digests.take(line.item);
      }
    }
  return { ...verifier.report(), unreadable, digests: digests.report() };
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
  ...report.unreadable.map((line) => `Unreadable: line ${line}.`),
  ...report.faults.map((fault) => `Fault: ${place(fault)}: ${fault.what}.`),
  ...(report.digests.last ? [`${report.digests.days} daily digests, the last of ${report.digests.last}.`] : []),
  ...report.digests.faults.map(dayFault),
  isWhole(report) ? 'The chain is whole.' : 'The chain is broken.',
];
