import { isDeepStrictEqual } from 'node:util';
import { mustBeAsRead } from '../domain/application/as-read.ts';
import { assignJuror } from '../domain/application/assign-juror.ts';
import { openStep } from '../domain/application/open-step.ts';
import { allowRelief, relieveJuror } from '../domain/application/relieve-juror.ts';
import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { assignmentsFor, closingOf } from '../jury-steps.ts';
import { commitToFile } from '../store/applications.ts';
import { changedAssignment } from '../store/assignments.ts';
import type { Guarded } from '../store/commit.ts';
import { versionsOf } from '../store/evaluations.ts';
import { digestOf } from '../store/hash.ts';
import type { PersonItem } from '../store/items.ts';
import * as keys from '../store/keys.ts';
import { isActiveJuror, loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { giving } from '../store/roster.ts';
import { actOnFile, type Made, mayRead } from './access.ts';
import { froze } from './own-act.ts';

type StepOperations = Pick<
  Operations<'staff'>,
  'openStep' | 'assignJuror' | 'relieveJuror' | 'closeStep' | 'listEvaluationVersions'
>;

/**
 * Only persons who hold the juror's role and are not handing over, strongly read, can be assigned.
 * @throws DomainError invalid naming the field.
 */
export const mustBeJurors = async (
  ports: StorePorts,
  jurorIds: readonly string[],
  field: string,
): Promise<PersonItem[]> => {
  const persons = await loadPersons(ports, [...jurorIds]);
  if (jurorIds.some((id) => !isActiveJuror(persons.get(id)))) throw notJurors(field);
  return [...persons.values()];
};

const notJurors = (field: string) =>
  new DomainError('invalid', 'invalid', {
    fields: [{ path: [field], keys: ['fields.jurorIds.not-juror', 'rules.ask'] }],
  });

/**
 * What goes with a commit that gives a file to these persons, each of whom must be a juror who is not handing over, and
 * stay one until then.
 * @throws DomainError invalid naming the field.
 */
const givingTo = async (
  ports: StorePorts,
  applicationId: string,
  jurorIds: readonly string[],
  field: string,
): Promise<Guarded[]> => {
  const given = await giving(ports, applicationId, jurorIds, isActiveJuror);
  if (given.jurorIds.length < jurorIds.length) throw notJurors(field);
  return given.checks;
};

export const stepOperations = (ports: StorePorts): StepOperations => ({
  async listEvaluationVersions({ params, person }) {
    await mayRead(ports, person, params.applicationId);
    return { versions: await versionsOf(ports, params.applicationId, params.stepId, params.jurorId) };
  },

  async openStep({ params, body, person, at }) {
    const made: Made = ({ type, data }) =>
      type === 'application.step-opened' && isDeepStrictEqual(data.jury.jurorIds, body.jurorIds);
    return actOnFile(ports, person, params.applicationId, made, async (file, call) => {
      mustBeAsRead(file.head, body.version);
      const decided = openStep({ application: file.head, call, jurorIds: body.jurorIds, at });
      const checks = await givingTo(ports, file.head.id, body.jurorIds, 'jurorIds');
      const { jury } = decided.application;
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written: jury ? assignmentsFor(ports, file, call, jury, jury.jurorIds) : [],
        checks,
      });
    });
  },

  async assignJuror({ params, body, person, at }) {
    const made: Made = ({ type, data }) => type === 'application.juror-assigned' && data.jurorId === body.jurorId;
    return actOnFile(ports, person, params.applicationId, made, async (file, call) => {
      const decided = assignJuror({ application: file.head, jurorId: body.jurorId, at });
      const checks = await givingTo(ports, file.head.id, [body.jurorId], 'jurorId');
      const { jury } = decided.application;
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written: jury ? assignmentsFor(ports, file, call, jury, [body.jurorId]) : [],
        checks,
      });
    });
  },

  async relieveJuror({ params, body, person, at }) {
    const actor = { role: 'staff', personId: person.id } as const;
    const { jurorId } = params;
    const { by, reason } = body;
    // Not the event by which another comes in this juror's place: the act is half done then.
    const made: Made = (event, frozen) =>
      event.type === 'application.juror-relieved' && event.data.jurorId === jurorId && froze(event, frozen, { reason });
    return actOnFile(ports, person, params.applicationId, made, async (read, call) => {
      let file = read;
      if (by === jurorId)
        throw new DomainError('invalid', 'invalid', {
          fields: [{ path: ['by'], keys: ['fields.jurorIds.duplicate-id', 'rules.ask'] }],
        });
      // Nobody comes in the place of a juror who is not there any more.
      allowRelief(file.head, jurorId);
      // The other comes first, so that the quorum is never out of reach in between; an act that was cut short after that
      // finds the other there and goes on.
      if (by && !file.head.jury?.jurorIds.includes(by)) {
        const decided = assignJuror({ application: file.head, jurorId: by, at });
        const checks = await givingTo(ports, file.head.id, [by], 'by');
        const { jury } = decided.application;
        const written = jury ? assignmentsFor(ports, file, call, jury, [by]) : [];
        file = await commitToFile(ports, file, { decided, actor, at, written, checks });
      }
      const salt = ports.salt();
      const decided = relieveJuror({ application: file.head, jurorId, digest: digestOf({ reason }, salt), at });
      const seq = decided.application.version;
      const stepId = file.head.jury?.stepId ?? '';
      return commitToFile(ports, file, {
        decided,
        actor,
        at,
        written: [
          ...file.assignments
            .filter((assignment) => assignment.jurorId === jurorId)
            .map((assignment) => changedAssignment(file, assignment, { state: 'relieved' })),
          { item: { jurorId, stepId, at, reason, seq, salt, ...keys.reliefKey(file.head.id, seq) } },
        ],
      });
    });
  },

  async closeStep({ params, body, person, at }) {
    const made: Made = ({ type, data }) => type === 'application.step-closed' && data.result.stepId === body.stepId;
    return actOnFile(ports, person, params.applicationId, made, async (file, call) => {
      mustBeAsRead(file.head, body.version);
      const closing = await closingOf(ports, file, call, { stepId: body.stepId, by: 'staff', at });
      return commitToFile(ports, file, {
        ...closing,
        actor: { role: 'staff', personId: person.id },
        at,
      });
    });
  },
});
