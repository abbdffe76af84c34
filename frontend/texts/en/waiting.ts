import type { Translated } from '../../i18n.ts';
import type { waiting as french } from '../fr/waiting.ts';

export const waiting: Translated<typeof french> = {
  title: 'Documents that wait for a scan',
  back: 'The files',
  lead: 'The scanner has given no verdict on these documents yet. Until it does, neither staff nor the jury can open them, but for those released without a scan, at the end of the list.',
  law: {
    title: 'The time to answer goes on',
    body: 'For the association the document is provided: the file can be complete, and the two months are not suspended. Do not ask for another one for this reason alone. After {{hours}} hours of waiting, a document can be released from its file.',
  },
  scanner: {
    active: 'By what it says of itself, the scanner has worked since {{since}}.',
    unknown: 'The scanner has said nothing of its state yet.',
    warning: 'The scanner has reported a problem since {{since}}',
    error: 'The scanner has been down since {{since}}',
    tell: 'Tell whoever runs the service. Once it works again, have the documents scanned again here.',
    reasons: 'Codes given:',
  },
  columns: { document: 'Document', file: 'File', since: 'Waits since', why: 'Why', act: 'Action' },
  draft: 'Document of a draft or of an answer in preparation',
  draftNote: 'Not handed over yet.',
  why: {
    new: 'Verdict awaited',
    late: 'Verdict late',
    letThrough: 'Released without a scan',
    ACCESS_DENIED: 'The scanner could not reach the document',
    FAILED: 'The scanner failed',
    asked: 'Scan asked for again {{ago}}',
  },
  caption: 'Documents without a verdict, the longest waiting first',
  empty: 'No document waits',
  emptyBody: 'Each document that came has its verdict.',
  rescan: {
    one: 'Scan again',
    oneOf: 'Scan again: {{name}}',
    all: 'Scan all of them again',
    allTitle: 'Scan all documents again that wait?',
    allBody:
      'Each is given to the scanner again, and not changed. Those that it was given less than ten minutes ago are left to it.',
    allConfirm: 'Scan again',
    running_one: '{{count}} document given to the scanner…',
    running_other: '{{count}} documents given to the scanner…',
    running_zero: 'Documents are given to the scanner…',
    done: 'The document is with the scanner again.',
    allDone_zero: 'The scanner has all of these documents already: its verdict may still come.',
    allDone_one: '{{count}} document is with the scanner again.',
    allDone_other: '{{count}} documents are with the scanner again.',
    refused_one: '{{count}} document was not taken: the scanner is down or too busy. Try again later.',
    refused_other: '{{count}} documents were not taken: the scanner is down or too busy. Try again later.',
  },
  panel: {
    label: 'Documents that wait for a scan',
    some_one: '{{count}} document has waited for the scanner’s verdict for more than an hour.',
    some_other: '{{count}} documents have waited for the scanner’s verdict for more than an hour.',
    many: 'More than {{count}} documents have waited for the scanner’s verdict for more than an hour.',
    open: 'See the documents that wait',
  },
  document: {
    since: 'Has waited for the scanner’s verdict for {{ago}}.',
    letThrough: 'Released by {{name}} on {{day}}: no scan found it clean.',
    letThroughBefore: 'Released by staff: no scan found it clean. The file’s history says by whom.',
    release: 'Release without a scan',
    releaseBody:
      'The scanner has given no verdict on “{{name}}” for more than a day. Once released, staff and the jury can download it although nothing scanned it: open it on a protected computer. The file’s history will say who released it. If the scanner finds harm in it later, it will be closed again.',
  },
};
