import type { Problem } from '../../schemas/problem.ts';
import type { serve } from '../support/city.ts';
import { textOfPdf } from '../support/pdf.ts';
import type { Question } from './questions.ts';

export interface Answered {
  question: Question;
  status: number;
  answer: unknown;
}

type Service = Pick<ReturnType<typeof serve>, 'send'>;

/** A list to its end, as pages show one page of it after the other: where one page ends is nobody's business. */
const askToTheEnd = async (service: Service, { operation, who, params, query, body }: Question) => {
  const ask = (cursor?: string) =>
    service.send(operation, who || undefined, {
      ...(params && { params }),
      ...(body !== undefined && { body }),
      ...((query || cursor) && { query: { ...query, ...(cursor && { cursor }) } }),
    });
  const first = await ask();
  let { nextCursor } = first.body ?? {};
  while (nextCursor) {
    const next = await ask(nextCursor);
    first.body.items.push(...next.body.items);
    nextCursor = next.body.nextCursor;
  }
  delete first.body?.nextCursor;
  return first;
};

/** What a program reads of a refusal; its words may be put better any day. */
const refusal = ({ code, state, availableActions, session, since }: Problem) => ({
  code,
  ...(state && { state }),
  ...(availableActions && { availableActions }),
  ...(session && { session }),
  ...(since && { since }),
});

/** A PDF as its reader sees it: the lines of each page. */
const printed = ({ base64, ...file }: { base64: string }) => ({
  ...file,
  pages: textOfPdf(Buffer.from(base64, 'base64')),
});

/** How what an operation of a former release was asked is asked today, and where its answer stands then. */
const successors: Record<string, { ask: (question: Question) => Question; read: (body: never) => unknown }> = {
  previewDecision: {
    ask: (question) => ({
      ...question,
      operation: 'previewLetter',
      body: { operation: 'recordDecision', ...(question.body as object) },
    }),
    read: ({ letter }: { letter: unknown }) => letter,
  },
};

export const answerTo = async (service: Service, question: Question): Promise<Answered> => {
  const { ask, read } = successors[question.operation] ?? {};
  const { status, body } = await askToTheEnd(service, ask ? ask(question) : question);
  if (status !== 200) return { question, status, answer: refusal(body) };
  const answer = read ? read(body as never) : body;
  return { question, status, answer: typeof body.base64 === 'string' ? printed(body) : answer };
};

export const answersTo = async (service: Service, questions: readonly Question[]): Promise<Answered[]> => {
  const answers: Answered[] = [];
  for (const question of questions) answers.push(await answerTo(service, question));
  return answers;
};
