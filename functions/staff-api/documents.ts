import type * as z from 'zod';
import type { waitingDocument } from '../../schemas/contract/staff/documents.ts';
import { attachmentState } from '../domain/attachment.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { stateConflict } from '../domain/lifecycle.ts';
import type { Operations } from '../http.ts';
import { faultOf, logger } from '../observe.ts';
import type { Scanner } from '../services/scanner.ts';
import { loadHeads } from '../store/application-lists.ts';
import { attachmentOf, letThroughOf, objectKey, waitsSince } from '../store/attachments.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { ApplicationHead, AttachmentItem } from '../store/items.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadScanner } from '../store/scanner.ts';
import { loadContent } from '../store/views.ts';
import { listWaitingDocuments, noteRescan, type WaitingDocument } from '../store/waiting-documents.ts';
import { mayRead, projectForStaff, viewFor } from './access.ts';
import { versionsOf } from './lists.ts';

type DocumentOperations = Pick<Operations<'staff'>, 'listWaitingDocuments' | 'rescanDocument' | 'rescanWaiting'>;

/** Minutes that a document is left to the scanner before it is given to it again: it takes seconds, at busy times more. */
const RESCAN_MINUTES = 10;

/** Whether the scanner was given a document so short a time ago that its verdict may still come. */
const isWithScanner = ({ rescanAt }: AttachmentItem, at: string): boolean =>
  rescanAt !== undefined && Date.parse(at) - Date.parse(rescanAt) < RESCAN_MINUTES * 60_000;

export const documentOperations = (ports: StorePorts, scanner: Scanner): DocumentOperations => {
  /** Gives a document to the scanner, unless it has it. Twice does no harm: it is scanned twice. */
  const rescan = async (
    { applicationId, item }: WaitingDocument,
    at: string,
  ): Promise<'asked' | 'left' | 'refused'> => {
    if (isWithScanner(item, at)) return 'left';
    try {
      await scanner.scanAgain(objectKey(applicationId, item.id));
    } catch (error) {
      logger.warn('The scanner refused a document', {
        applicationId,
        attachmentId: item.id,
        error: faultOf(error),
      });
      return 'refused';
    }
    await noteRescan(ports, { applicationId, attachmentId: item.id, at });
    return 'asked';
  };

  return {
    async listWaitingDocuments({ query, person }) {
      const [standing, page] = await Promise.all([loadScanner(ports), listWaitingDocuments(ports, query.cursor)]);
      return {
        ...page,
        items: await namedRows(ports, page.items, person.id),
        ...(standing && { scanner: standing }),
      };
    },

    async rescanWaiting({ body, at }) {
      const { items, nextCursor } = await listWaitingDocuments(ports, body.cursor);
      const outcomes = await Promise.all(items.map((document) => rescan(document, at)));
      const count = (outcome: (typeof outcomes)[number]) => outcomes.filter((one) => one === outcome).length;
      return { asked: count('asked'), refused: count('refused'), ...(nextCursor && { nextCursor }) };
    },

    async rescanDocument({ params, person, at }) {
      const { head } = await mayRead(ports, person, params.applicationId);
      const content = await loadContent(ports, head.id);
      const item = frozenAttachments(content).find(({ id }) => id === params.attachmentId);
      if (!item) throw notFound();
      if (!['received', 'unscannable'].includes(attachmentState(item).state) && !letThroughOf(item))
        throw stateConflict('state-passed', head, []);
      if ((await rescan({ applicationId: head.id, item }, at)) === 'refused')
        throw new DomainError('conflict', 'scanner-refused');
      return projectForStaff(ports, person, await viewFor(ports, person, head.id));
    },
  };
};

/** Rows of the list as an agent sees them: what is their applicants' own, and what the agent is recused from, stays closed. */
const namedRows = async (
  ports: StorePorts,
  items: readonly WaitingDocument[],
  agentId: string,
): Promise<z.input<typeof waitingDocument>[]> => {
  const handedOver = items.filter(({ item }) => item.frozen).map(({ applicationId }) => applicationId);
  const heads = await loadHeads(ports, [...new Set(handedOver)]);
  const byId = new Map(heads.map((head) => [head.id as string, head]));
  const versionOf = await versionsOf(ports, heads);
  return items.map(({ applicationId, item }) => {
    const { id, fault, rescanAt } = item;
    const row = { id, waitsSince: waitsSince(item), fault, rescanAt, letThrough: letThroughOf(item) };
    const head = item.frozen && byId.get(applicationId);
    if (!head || head.state === 'draft') return row;
    return { ...row, about: aboutOf(head, item, versionOf(head).documents, agentId) };
  });
};

const aboutOf = (
  head: ApplicationHead,
  item: AttachmentItem,
  asked: readonly { id: string; label: { fr: string; en: string } }[],
  agentId: string,
): NonNullable<z.input<typeof waitingDocument>['about']> => {
  const { id, number = '', title, organisationName } = head;
  const recusal = head.recusals.find(({ jurorId }) => jurorId === agentId);
  if (recusal) return { id, number, recusedSince: recusal.at, title: '', organisationName: '', filename: '' };
  const label = asked.find((document) => document.id === item.documentId)?.label;
  return { id, number, title, organisationName, label, filename: attachmentOf(item).filename };
};
