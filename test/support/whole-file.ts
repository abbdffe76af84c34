import { staffPartsContract } from '../../schemas/contract/staff/parts.ts';
import { type City, people } from './city.ts';

type Asked = Pick<City, 'ask'>;

/** Files as pages show them in the end: what a view shows first, with every part that is read when it is asked for. */

const { applicant, staff } = people;

/** The parts of a file that each of them reads by itself. */
export const staffParts = Object.keys(staffPartsContract) as (keyof typeof staffPartsContract)[];
export const jurorParts = ['getOwnEvaluation', 'listPeerEvaluations', 'getJurorTimeline'] as const;
export const ownParts = ['listLetters', 'getTimeline'] as const;

/** Every page of a list. */
const every = async <T>(
  read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor?: string | undefined }>,
) => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
};
const from = (cursor: string | undefined): Record<string, string> => (cursor === undefined ? {} : { cursor });

/** Whether it is the juror's part now, and not one of a step that is over. */
const isPresent = <A extends { jurorId: string }>(assignments: readonly A[], assignment: A): boolean =>
  assignments.findLast(({ jurorId }) => jurorId === assignment.jurorId) === assignment;

/** A file before staff. */
export const staffFile = async (city: Asked, applicationId: string, who: string = staff.id) => {
  const params = { applicationId };
  const ask = <K extends 'listStaffLetters' | 'getStaffTimeline' | 'listRevisions' | 'getStaffJury' | 'getStaffMail'>(
    id: K,
  ) => city.ask(id, who, { params });
  const file = await city.ask('getStaffFile', who, { params });
  const jury = await ask('getStaffJury');
  const { jurors, ...mail } = await ask('getStaffMail');
  const mailOf = new Map(jurors.map(({ jurorId, mail }) => [jurorId as string, { mail }]));
  const steps = file.call.steps.filter(({ kind }) => kind === 'score');
  const evaluations = await Promise.all(
    steps.map(({ id: stepId }) =>
      every((cursor) => city.ask('listEvaluations', who, { params, query: { stepId, ...from(cursor) } })),
    ),
  );
  return {
    ...file,
    ...jury,
    ...mail,
    assignments: jury.assignments.map((assignment) => ({
      ...assignment,
      ...(isPresent(jury.assignments, assignment) && mailOf.get(assignment.jurorId)),
    })),
    evaluations: evaluations.flat(),
    letters: (await ask('listStaffLetters')).items,
    timeline: (await ask('getStaffTimeline')).items,
    contentRevisions: (await ask('listRevisions')).items,
  };
};

/** A file before whom it is of. */
export const ownFile = async (city: Asked, applicationId: string, who: string = applicant.id) => {
  const params = { applicationId };
  const { items: letters, ...told } = await city.ask('listLetters', who, { params });
  return {
    ...(await city.ask('getApplication', who, { params })),
    ...told,
    letters,
    timeline: (await city.ask('getTimeline', who, { params })).items,
  };
};

/** A file before a juror. */
export const jurorFile = async (city: Asked, applicationId: string, who: string) => {
  const params = { applicationId };
  const file = await city.ask('getJurorFile', who, { params });
  const steps = file.call.steps.filter(({ kind }) => kind === 'score').map(({ id }) => id as string);
  const own = await Promise.all(
    steps.map(async (stepId) => {
      const { evaluation } = await city.ask('getOwnEvaluation', who, { params: { ...params, stepId } });
      return [stepId, evaluation] as const;
    }),
  );
  const peers = await Promise.all(
    steps.map((stepId) =>
      every((cursor) => city.ask('listPeerEvaluations', who, { params: { ...params, stepId }, query: from(cursor) })),
    ),
  );
  return {
    ...file,
    own: Object.fromEntries(own.flatMap(([stepId, evaluation]) => (evaluation ? [[stepId, evaluation]] : []))),
    peers: peers.flat(),
    timeline: (await city.ask('getJurorTimeline', who, { params })).items,
  };
};
