import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import type { DraftSection } from '../../../schemas/application.ts';
import {
  contract,
  type OperationId,
  type OperationRequest,
  type OperationResponse,
} from '../../../schemas/contract.ts';
import { callLille, exampleCallId } from '../../../schemas/examples/call-lille.ts';
import { examplePdf } from '../../../schemas/examples/pdf.ts';
import { exampleApplication } from '../../../schemas/examples/projects.ts';
import type { City } from './city.ts';

type AnyRequest = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

/**
 * Calls an operation as a person, without a browser: for what a journey needs and does not tell of itself.
 * @throws Error with the answer when it is a refusal.
 */
export const call = async <K extends OperationId>(
  { platform }: City,
  personId: string,
  operationId: K,
  request: OperationRequest<K>,
): Promise<OperationResponse<K>> => {
  const { method, path, audience } = contract[operationId];
  const { params = {}, query, body } = request as AnyRequest;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const token = audience === 'public' ? '' : await platform.engines.identity.mintToken({ sub: personId, audience });
  const answer = await fetch(`${platform.urls.site}${filled}${query ? `?${new URLSearchParams(query)}` : ''}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${operationId}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as OperationResponse<K>;
};

/** Submits an example application of today, with the documents that its call asks for, as its association would. */
export const handIn = async (city: City, index: number) => {
  const { organisation, content } = exampleApplication(index, new Date().toISOString().slice(0, 10));
  const { memberId } = organisation;
  const organisationId = organisation.id;
  const idempotencyKey = crypto.randomUUID();
  const { id: applicationId } = await call(city, memberId, 'startApplication', {
    body: { callId: exampleCallId, organisationId, idempotencyKey },
  });
  for (const section of ['project', 'budget', 'commitments'] as const)
    await call(city, memberId, 'saveSection', {
      params: { applicationId, section },
      body: { content: content[section] as unknown as DraftSection, revision: 0 },
    });
  for (const { id: documentId, label, required } of callLille.documents) {
    if (!required) continue;
    const bytes = examplePdf(label.fr);
    const { upload } = await call(city, memberId, 'addAttachment', {
      params: { applicationId },
      body: {
        documentId,
        filename: `${documentId}.pdf`,
        contentType: 'application/pdf',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('base64'),
      },
    });
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    form.append('file', new Blob([bytes]));
    const posted = await fetch(upload.url, { method: 'POST', body: form });
    if (!posted.ok) throw new Error(await posted.text());
  }
  await vi.waitFor(
    async () => {
      const { attachments } = await call(city, memberId, 'getApplication', { params: { applicationId } });
      if (attachments.some(({ state }) => state !== 'clean')) throw new Error('A document is not checked yet');
    },
    { timeout: 30_000, interval: 200 },
  );
  const file = await call(city, memberId, 'submitApplication', { params: { applicationId }, body: { idempotencyKey } });
  return { organisation, content, file };
};

/** Every point of a check answered with yes. */
export const allPassed = (stepId: string) => {
  const step = callLille.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'check') throw new Error(`${stepId} is no check`);
  return { verdict: 'passed' as const, answers: Object.fromEntries(step.items.map(({ id }) => [id, true])) };
};
