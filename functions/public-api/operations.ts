import { DomainError, notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { loadHead } from '../store/applications.ts';
import { listCalls, loadCall } from '../store/calls.ts';
import { answerContact, fileAskedBy } from '../store/contacts.ts';
import { listDigests } from '../store/digests.ts';
import type { StorePorts } from '../store/ports.ts';

export const operations = (ports: StorePorts): Operations<'public'> => ({
  async listCalls() {
    return { items: await listCalls(ports) };
  },

  async getCall({ params }) {
    const call = await loadCall(ports, params.callId);
    if (!call) throw notFound();
    return call;
  },

  async listDigests({ query }) {
    return listDigests(ports, query.cursor);
  },

  async getContactQuestion({ body }) {
    const applicationId = await fileAskedBy(ports, body.token);
    const head = applicationId === undefined ? undefined : await loadHead(ports, applicationId);
    if (!head?.number) throw new DomainError('not-found', 'link-used');
    return { organisationName: head.organisationName, number: head.number };
  },

  async answerContact({ body: { token, answer }, language, at }) {
    if (!(await answerContact(ports, token, { answer, language, at }))) throw new DomainError('not-found', 'link-used');
    return { done: true };
  },

  async getApiDocument() {
    // Only this operation needs the document, and it is large: it is loaded when it is first asked for.
    const { openApiDocument } = await import('../../schemas/openapi.ts');
    return openApiDocument();
  },
});
