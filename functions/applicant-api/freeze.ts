import { type ApplicationContent, applicationContent, sectionNames } from '../../schemas/application.ts';
import type { CallVersion } from '../../schemas/call.ts';
import type { Language } from '../../schemas/fields.ts';
import { organisationContent } from '../../schemas/organisation.ts';
import { DomainError, type FieldFault } from '../domain/errors.ts';
import { parse } from '../parse.ts';
import type { ApplicationFile, Written } from '../store/applications.ts';
import { attachmentOf, freezeAttachment } from '../store/attachments.ts';
import type { Guarded } from '../store/commit.ts';
import { digestOf } from '../store/hash.ts';
import type { OrganisationHead } from '../store/items.ts';
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
    organisation: organisationContent.parse(organisation),
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
  const attachmentIds = file.attachments
    .filter((item) => ['received', 'clean', 'unscannable'].includes(attachmentOf(item).state))
    .map((item) => item.id);
  const number = file.revisions.length + 1;
  return {
    content,
    digest: digestOf({ content, attachmentIds }, salt),
    revision: {
      item: {
        ...keys.revisionKey(file.head.id, number),
        revision: number,
        at: act.at,
        content,
        attachmentIds,
        salt,
        idempotencyKey: act.idempotencyKey,
      },
    },
    checks: [
      ...sectionNames.map((name) => ({
        write: {
          ConditionCheck: {
            TableName: ports.tableName,
            Key: keys.sectionKey(file.head.id, name),
            ConditionExpression: 'revision = :revision',
            ExpressionAttributeValues: { ':revision': file.sections[name]?.revision ?? 0 },
          },
        },
      })),
      ...attachmentIds.map((id) => ({ write: freezeAttachment(ports, file.head.id, id) })),
    ],
  };
};

const choiceFaults = (content: ApplicationContent, call: CallVersion): FieldFault[] =>
  (['sector', 'supportKind'] as const).flatMap((field) =>
    call[`${field}s`].some((choice) => choice.id === content.project[field])
      ? []
      : [{ path: ['project', field], keys: [`fields.${field}.ask`, 'rules.ask'] }],
  );

const documentFaults = (file: ApplicationFile, call: CallVersion): FieldFault[] =>
  call.documents
    .filter((document) => document.required)
    .flatMap((document) => {
      const states = file.attachments
        .filter((item) => item.documentId === document.id)
        .map((item) => attachmentOf(item).state);
      if (states.some((state) => ['received', 'clean', 'unscannable'].includes(state))) return [];
      const rule = states.includes('pending') ? 'not-ready' : states.includes('rejected') ? 'rejected' : 'ask';
      return [
        {
          path: ['attachments', document.id],
          keys: [`fields.attachments.${rule}`, 'fields.attachments.ask', 'rules.ask'],
        },
      ];
    });
