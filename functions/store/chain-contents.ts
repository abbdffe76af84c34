import type { AggregateType, StoredEvent } from '../../schemas/event.ts';
import { digestOf } from './hash.ts';
import {
  agreementKey,
  agreementPrefix,
  attachmentPrefix,
  attendanceKey,
  attendancePrefix,
  callVersionKey,
  checkKey,
  checkPrefix,
  closingKey,
  closingPrefix,
  decisionKey,
  decisionPrefix,
  detailsKey,
  detailsPrefix,
  evaluationVersionKey,
  formerDeclarationKey,
  HEAD,
  hearingKey,
  hearingPrefix,
  type Key,
  minutesKey,
  minutesPrefix,
  organisationKey,
  recusalKey,
  recusalPrefix,
  reliefKey,
  reliefPrefix,
  revisionKey,
  revisionPrefix,
  versionPrefix,
  withdrawalKey,
  withdrawalPrefix,
} from './keys.ts';
import type { Item } from './read.ts';

/** What an item's frozen content digests to, or that content or salt were taken out of it. */
export type Digest = { digest: string } | 'erased';

const salted = (content: unknown, salt: unknown): Digest =>
  content === undefined || salt === undefined ? 'erased' : { digest: digestOf(content, String(salt)) };

/** What makes a document the one that was frozen: its bytes, and what it stands for. */
export interface DocumentMark {
  sha256: unknown;
  documentId: unknown;
}
const markOf = ({ sha256, documentId }: Record<string, unknown>): DocumentMark => ({ sha256, documentId });

/** The documents that an item froze, each with the key of its own item; none for items that froze none. */
export const documentsIn = (type: AggregateType, { pk, sk, documents }: Item): { key: Key; mark: DocumentMark }[] =>
  type === 'application' && sk.startsWith(revisionPrefix) && Array.isArray(documents)
    ? documents.map((entry: Record<string, unknown>) => ({
        key: { pk, sk: `${attachmentPrefix}${entry.id}` },
        mark: markOf(entry),
      }))
    : [];

/** What a document's own item says of it; nothing for other items. */
export const documentMark = (type: AggregateType, item: Item): DocumentMark | undefined =>
  type === 'application' && item.sk.startsWith(attachmentPrefix) ? markOf(item) : undefined;

/** The digest of the content that an item holds; nothing for items that freeze none. */
export const digestOfItem = (type: AggregateType, item: Item): Digest | undefined => {
  const { pk: _pk, sk, v: _v, lastAt: _lastAt, salt, ...rest } = item;
  switch (type) {
    case 'application': {
      if (sk.startsWith(revisionPrefix)) {
        const { content, attachmentIds, documents } = rest;
        // What was frozen before documents were covered with their bytes names them by id alone.
        return salted(content && (documents ? { content, documents } : { content, attachmentIds }), salt);
      }
      if (sk.startsWith(checkPrefix)) {
        const { seq: _seq, ...record } = rest;
        return salted(record, salt);
      }
      // The very content that staff or the juror gave; who and when stand in the event.
      if (sk.startsWith(recusalPrefix))
        return salted(rest.reason && { interest: rest.interest, reason: rest.reason }, salt);
      if (sk.startsWith(reliefPrefix)) return salted(rest.reason && { reason: rest.reason }, salt);
      if (sk.startsWith(hearingPrefix)) return salted(rest.hearing, salt);
      if (sk.startsWith(withdrawalPrefix))
        return salted(rest.reasons && { reasons: rest.reasons, heard: rest.heard }, salt);
      if (sk.startsWith(closingPrefix)) return salted(rest.reasons && { reasons: rest.reasons }, salt);
      if (sk.startsWith(agreementPrefix)) return salted(rest.agreement, salt);
      if (!sk.startsWith(decisionPrefix)) return undefined;
      return salted(rest.decision && rest.why ? { decision: rest.decision, why: rest.why } : rest.decision, salt);
    }
    case 'evaluation':
      return sk.startsWith(versionPrefix) ? salted(rest.content, salt) : undefined;
    case 'organisation': {
      // How it stands to others is replayed from its events.
      const {
        id: _id,
        version: _version,
        lastHash: _lastHash,
        mergedIntoId: _into,
        absorbedIds: _ids,
        ...content
      } = rest;
      return sk === HEAD ? salted(content, salt) : undefined;
    }
    case 'call': {
      // A call holds nothing personal: its digest has no salt.
      const { callId: _id, version: _version, publishedAt: _at, ...content } = rest;
      return sk.startsWith(versionPrefix) ? salted(content, '') : undefined;
    }
    case 'session': {
      if (sk.startsWith(detailsPrefix) || sk.startsWith(attendancePrefix))
        return salted(Object.keys(rest).length > 0 ? rest : undefined, salt);
      return sk.startsWith(minutesPrefix) ? salted(rest.content, salt) : undefined;
    }
    case 'person':
      return undefined;
  }
};

/** The digest of what somebody declared for a year; nothing of a declaration that no event froze. */
export const digestOfDeclaration = ({ none, organisations, salt }: Item): Digest | undefined =>
  salt === undefined ? undefined : salted(organisations && { none, organisations }, salt);

/**
 * Where the content stands that an event froze: nothing for events that froze none, `replaced` where a later event's
 * content stands now. `revision` is the number of contents that the application froze so far, `last` the place of the
 * last event that said what an organisation is.
 */
export const contentKeyOf = (event: StoredEvent, revision: number, last: number): Key | 'replaced' | undefined => {
  const { id } = event.aggregate;
  switch (event.type) {
    case 'application.submitted':
    case 'application.complements-provided':
      return revisionKey(id, revision);
    case 'application.check-passed':
    case 'application.complements-requested':
    case 'application.found-ineligible':
      return checkKey(id, event.seq);
    case 'application.supported':
    case 'application.refused':
    case 'application.deferred':
    case 'application.decision-corrected':
      return decisionKey(id, event.seq);
    case 'application.decision-withdrawn':
      return withdrawalKey(id, event.seq);
    case 'application.closed':
    case 'application.silence-recorded':
    case 'application.reopened':
      return closingKey(id, event.seq);
    case 'application.agreement-signed':
      return agreementKey(id, event.seq);
    case 'application.juror-recused':
      return event.data.digest ? recusalKey(id, event.data.jurorId) : undefined;
    case 'application.agent-recused':
      return recusalKey(id, event.data.personId);
    case 'application.juror-relieved':
      return reliefKey(id, event.seq);
    case 'application.deliberated':
    case 'application.postponed':
      return hearingKey(id, event.seq);
    case 'session.planned':
    case 'session.changed':
      return detailsKey(id, event.seq);
    case 'session.closed':
      return attendanceKey(id, event.seq);
    case 'session.minutes-approved':
      return minutesKey(id, event.data.revision);
    case 'evaluation.recorded':
    case 'evaluation.corrected':
      return evaluationVersionKey(id, event.seq);
    case 'call.published':
      return callVersionKey(id, event.data.version);
    case 'person.interests-declared':
      return formerDeclarationKey(event.data.year, id, event.data.revision);
    case 'organisation.registered':
    case 'organisation.updated':
      return event.seq === last ? organisationKey(id) : 'replaced';
    default:
      return undefined;
  }
};
