import { type ChainReport, chainVerifier, type EventPlace } from '../../functions/store/chain.ts';
import { readExport } from './table.ts';

export interface ExportReport extends ChainReport {
  /** Lines that hold no item any more, by number. */
  unreadable: number[];
}

/** Verifies the chains of an export, which may consist of several files. */
export const verifyExport = async (files: readonly string[]): Promise<ExportReport> => {
  const verifier = chainVerifier();
  const unreadable: number[] = [];
  for (const file of files)
    for await (const line of readExport(file)) {
      if ('unreadable' in line) unreadable.push(line.number);
      else verifier.take(line.item);
    }
  return { ...verifier.report(), unreadable };
};

export const isWhole = ({ faults, unreadable }: ExportReport): boolean =>
  faults.length === 0 && unreadable.length === 0;

const place = ({ aggregate, seq }: EventPlace) => `${aggregate.type} ${aggregate.id}, event ${seq}`;

/** The report in lines for a person. */
export const describeReport = (report: ExportReport): string[] => [
  `${report.aggregates} aggregates, ${report.events} events, ${report.contents} frozen contents match.`,
  ...(report.replaced > 0 ? [`${report.replaced} contents were replaced by later ones.`] : []),
  ...report.erased.map((event) => `Erased: content of ${place(event)}.`),
  ...report.unreadable.map((line) => `Unreadable: line ${line}.`),
  ...report.faults.map((fault) => `Fault: ${place(fault)}: ${fault.what}.`),
  isWhole(report) ? 'The chain is whole.' : 'The chain is broken.',
];
