import { createHash } from 'node:crypto';
import type { ScanResult } from '../../../functions/scan-attachment/scan.ts';
import { objectKey } from '../../../functions/store/attachments.ts';
import { examplePdf } from '../../../schemas/examples/pdf.ts';
import { aContent } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { people } from '../../support/city.ts';
import { asRead, checkFile, evaluate } from '../../support/files.ts';
import type { Town } from './town.ts';

/** What people do again and again, each act by whoever does it; files go by their names. */

export const { staff, applicant, colleague, stranger } = people;

/**
 * Associations: two that were there before, one that registers in the course of the life, and one that is registered
 * twice, under the id of its second time.
 */
export const associations = {
  canal: { person: applicant.id, organisation: () => anOrganisation(0).id as string },
  ruche: { person: stranger.id, organisation: () => anOrganisation(1).id as string },
  fil: { person: 'demo-applicant-4', organisation: (town: Town) => town.organisations.of('fil') },
  double: { person: 'demo-applicant-7', organisation: () => anOrganisation(6).id as string },
} as const;
export type Association = keyof typeof associations;

export const today = (town: Town): string => town.ports.now().toISOString().slice(0, 10);

/** What names a file in a request. */
export const at = (town: Town, name: string) => ({ applicationId: town.files.of(name) });
export const ownerOf = (town: Town, name: string): string => town.owners.get(town.files.of(name)) ?? '';

/** Begins a draft. */
export const begin = async (town: Town, name: string, by: Association, callId: string = town.callId): Promise<void> => {
  const { person, organisation } = associations[by];
  const body = { callId, organisationId: organisation(town), idempotencyKey: town.key() };
  const { id } = await town.ask('startApplication', person, { body });
  town.files.note(name, id);
  town.owners.set(id, person);
};

export const save = (town: Town, name: string, section: string, content: unknown, revision = 0) =>
  town.ask('saveSection', ownerOf(town, name), { params: { ...at(town, name), section }, body: { content, revision } });

/** Types what the example in this place would submit. */
export const fill = async (town: Town, name: string, example: number): Promise<void> => {
  const { project, budget, commitments } = aContent(example, today(town));
  for (const [section, content] of Object.entries({ project, budget, commitments }))
    await save(town, name, section, content);
};

/**
 * Promises a document. Its bytes arrive, unless `bytes` says that they never do, or that others than the promised ones do;
 * then the scanner gives its verdict, if any.
 */
export const attach = async (
  town: Town,
  name: string,
  documentId: string,
  how: {
    filename?: string;
    bytes?: 'never' | 'others';
    scan?: ScanResult['scanResultDetails']['scanResultStatus'] | 'later';
  } = {},
): Promise<string> => {
  const { filename = `${documentId}.pdf`, bytes: came, scan = 'NO_THREATS_FOUND' } = how;
  const bytes = examplePdf(documentId);
  const { attachment } = await town.ask('addAttachment', ownerOf(town, name), {
    params: at(town, name),
    body: {
      documentId,
      filename,
      contentType: 'application/pdf',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('base64'),
    },
  });
  if (came === 'never') return attachment.id;
  town.bucket.objects.set(
    objectKey(town.files.of(name), attachment.id),
    came === 'others' ? examplePdf('Autre chose') : bytes,
  );
  await town.consumers.arrived(town.files.of(name), attachment.id, scan === 'later' ? undefined : scan);
  return attachment.id;
};

const required = ['statutes', 'bank-details'];

/** A draft that can be submitted. */
export const prepare = async (
  town: Town,
  name: string,
  by: Association,
  example: number,
  callId?: string,
): Promise<void> => {
  await begin(town, name, by, callId);
  await fill(town, name, example);
  for (const document of required) await attach(town, name, document);
};

export const submit = (town: Town, name: string) =>
  town.ask('submitApplication', ownerOf(town, name), {
    params: at(town, name),
    body: { idempotencyKey: town.key() },
  });

/** A file that is submitted today. */
export const apply = async (
  town: Town,
  name: string,
  by: Association,
  example: number,
  callId?: string,
): Promise<void> => {
  await prepare(town, name, by, example, callId);
  await submit(town, name);
};

/** Passes both checks of the example call. */
export const passChecks = async (town: Town, ...files: string[]): Promise<void> => {
  for (const name of files)
    for (const _check of ['completeness', 'eligibility']) await checkFile(town, town.files.of(name));
};

export const juror = (town: Town, place: number): string => town.jurors[place - 1] ?? '';
/** Jurors by their places, from 1. */
export const jurors = (town: Town, ...places: number[]): string[] => places.map((place) => juror(town, place));

/** Opens a step; `act` is the act of several requests that this is one of. */
export const open = async (town: Town, name: string, jurorIds: readonly string[], act?: string) =>
  town.ask('openStep', staff.id, {
    ...(act !== undefined && { act }),
    params: at(town, name),
    body: await asRead(town, town.files.of(name), { jurorIds }),
  });

/** Opens the scored step of the example call, and every juror evaluates: the file then waits for a session. */
export const score = async (town: Town, name: string, jurorIds: readonly string[], example = 0): Promise<void> => {
  await open(town, name, jurorIds);
  for (const jurorId of jurorIds) await evaluate(town, town.files.of(name), jurorId, example);
  await town.wake(town.files.of(name));
};
