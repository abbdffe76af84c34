import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { loadHead } from '../store/applications.ts';
import { answerContact, fileAskedBy } from '../store/contacts.ts';
import type { StorePorts } from '../store/ports.ts';

export const contactOperations = (
  ports: StorePorts,
): Pick<Operations<'public'>, 'getContactQuestion' | 'answerContact'> => ({
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
});
