import { type ApplicationContent, applicationContent, sectionNames } from '../../schemas/application.ts';
import type { AttachmentState } from '../../schemas/attachment.ts';
import type { CallVersion } from '../../schemas/call.ts';
import type { Language } from '../../schemas/fields.ts';
import { organisationContent } from '../../schemas/organisation.ts';
import { readable } from '../../schemas/readable.ts';
import { DomainError, type FieldFault } from '../domain/errors.ts';
import { parse } from '../parse.ts';
import type { ApplicationFile, Written } from '../store/applications.ts';
import { attachmentOf, freezeAttachment } from '../store/attachments.ts';
import type { Guarded } from '../store/commit.ts';
import { sectionAsRead } from '../store/drafts.ts';
import { documentsAsRead, frozenIds } from '../store/frozen.ts';
import { digestOf } from '../store/hash.ts';
import type { AttachmentItem, OrganisationHead, RevisionItem } from '../store/items.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';

/** Content about to be frozen: what the event keeps of it, and what is written beside. */
export interface Frozen {
  content: ApplicationContent;
  digest: string;
  revision: Written;
  /** Sections and documents are still those that were read: what comes between is never left out silently. */
  checks: Guarded[];
}

/**
 * Checks a file against every rule and freezes it as its next revision.
 * @throws DomainError invalid, with all that is missing or wrong in any section and among the documents.
 */
export const freeze = (
  ports: StorePorts,
  file: ApplicationFile,
  organisation: OrganisationHead,
  call: CallVersion,
  act: { language: Language; at: string; idempotencyKey: string },
): Frozen => {
  const faults: FieldFault[] = [];
  const candidate = {
    // Rules may have been tightened since it was kept: what they refuse now is said below, in words.
    organisation: readable(organisationContent).parse(organisation),
    ...Object.fromEntries(sectionNames.map((name) => [name, file.sections[name]?.content ?? {}])),
  };
  let content: ApplicationContent | undefined;
  try {
    content = parse(applicationContent, candidate, act.language);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    faults.push(...(error.detail.fields ?? []));
  }
  if (content) faults.push(...choiceFaults(content, call));
  faults.push(...documentFaults(file, call));
  if (!content || faults.length > 0) throw new DomainError('invalid', 'invalid', { fields: faults });

  const salt = ports.salt();
  const documents = file.attachments
    .filter(isUsable)
    .map(({ id, sha256, documentId }): NonNullable<RevisionItem['documents']>[number] => ({ id, sha256, documentId }));
  const number = file.revisions.length + 1;
  return {
    content,
    digest: digestOf({ content, documents }, salt),
    revision: {
      item: {
        ...keys.revisionKey(file.head.id, number),
        revision: number,
        at: act.at,
        content,
        documents,
        // For whatever reads documents by id alone.
        attachmentIds: documents.map(({ id }) => id),
        salt,
        idempotencyKey: act.idempotencyKey,
      },
    },
    checks: [
      ...sectionNames.map((name) => ({
        write: sectionAsRead(ports, file.head.id, name, file.sections[name]?.revision ?? 0),
      })),
      ...documents.map(({ id }) => ({ write: freezeAttachment(ports, file.head.id, id) })),
      { write: documentsAsRead(ports, file) },
    ],
  };
};

const choiceFaults = (content: ApplicationContent, call: CallVersion): FieldFault[] =>
  (['sector', 'supportKind'] as const).flatMap((field) =>
    call[`${field}s`].some((choice) => choice.id === content.project[field])
      ? []
      : [{ path: ['project', field], keys: [`fields.${field}.ask`, 'rules.ask'] }],
  );

/** The bytes are there and are what was promised: they can be frozen, whatever the scanner still has to say. */
const isUsable = (item: AttachmentItem): boolean =>
  ['received', 'clean', 'unscannable'].includes(attachmentOf(item).state);

/**
 * What keeps the files for one document from being frozen, or nothing. Nothing that is attached is left out without a
 * word; only what was handed over before and turned out harmful since then stays where it is.
 */
const documentFault = (own: AttachmentItem[], required: boolean, submitted: ReadonlySet<string>) => {
  const inState = (wanted: AttachmentState) => own.filter((item) => attachmentOf(item).state === wanted);
  const rejected = inState('rejected');
  if (inState('pending').length > 0) return 'not-ready';
  if (rejected.some(({ id }) => !submitted.has(id))) return 'rejected';
  if (!required || own.some(isUsable)) return undefined;
  return rejected.length > 0 ? 'rejected' : 'ask';
};

/** The faults of all documents: of those that the call names, and of what was attached for one that it named before. */
const documentFaults = (file: ApplicationFile, call: CallVersion): FieldFault[] => {
  const submitted = new Set(file.revisions.flatMap(frozenIds));
  const required = new Set<string>(call.documents.flatMap((document) => (document.required ? [document.id] : [])));
  const ids = new Set<string>(
    [...call.documents, ...file.attachments.map((item) => ({ id: item.documentId }))].map(({ id }) => id),
  );
  return [...ids].flatMap((id) => {
    const own = file.attachments.filter(({ documentId }) => documentId === id);
    const rule = documentFault(own, required.has(id), submitted);
    if (!rule) return [];
    const keys = [`fields.attachments.${rule}`, 'fields.attachments.ask', 'rules.ask'];
    return [{ path: ['attachments', id], keys }];
  });
};
