import type { CallVersion } from '../../schemas/call.ts';
import type { OperationId, OperationInput } from '../../schemas/contract.ts';
import { announce } from '../domain/application/announce.ts';
import { mustBeAsRead } from '../domain/application/as-read.ts';
import { closeUnanswered } from '../domain/application/close-unanswered.ts';
import { correctDecision } from '../domain/application/correct-decision.ts';
import { decide, mustFitCall } from '../domain/application/decide.ts';
import type { Decided } from '../domain/application/decided.ts';
import { recordCheck } from '../domain/application/record-check.ts';
import { recordSilence } from '../domain/application/record-silence.ts';
import { reopen } from '../domain/application/reopen.ts';
import { withdrawDecision } from '../domain/application/withdraw-decision.ts';
import { type ApplicationFile, commitToFile, type Written } from '../store/applications.ts';
import { digestOf } from '../store/hash.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import type { Item } from '../store/read.ts';
import type { Agent } from './access.ts';

/** What an act of staff makes of a file, and the item in which its words stand, where it has any. */
export interface Taken {
  decided: Decided;
  item?: Item;
}

/** What the act is asked with, of a file as it was read, at an instant. */
interface Asked<Id extends OperationId> {
  file: ApplicationFile;
  call: CallVersion;
  body: OperationInput<Id>['body'];
  at: string;
}

/**
 * The acts of staff that a letter tells of, as far as what they make of a file: to be committed, or to be looked at in its
 * letter. Each throws what it refuses with; nothing is written.
 */
export const toldActs = (ports: StorePorts) => {
  /** `words` are frozen by a digest, and stand in an item: as they are, or as `kept` names them. */
  const taken = (
    file: ApplicationFile,
    words: object,
    keyOf: (applicationId: string, seq: number) => keys.Key,
    decide: (digest: string) => Decided,
    kept: object = words,
  ): Taken => {
    const salt = ports.salt();
    const decided = decide(digestOf(words, salt));
    const seq = decided.application.version;
    return { decided, item: { seq, ...kept, salt, ...keyOf(file.head.id, seq) } };
  };

  /** An end without a decision, or the way back from one, with its reasons. */
  const closing =
    (
      decide: (asked: {
        application: ApplicationFile['head'];
        call: CallVersion;
        digest: string;
        at: string;
      }) => Decided,
    ) =>
    ({ file, call, body: { version, ...why }, at }: Asked<'closeApplication'>): Taken => {
      mustBeAsRead(file.head, version);
      return taken(file, why, keys.closingKey, (digest) => decide({ application: file.head, call, digest, at }));
    };

  return {
    recordDecision({ file, call, body: { decision, version }, at }: Asked<'recordDecision'>): Taken {
      mustBeAsRead(file.head, version);
      mustFitCall(call, decision);
      const made = (digest: string) => decide({ application: file.head, decision, digest, at });
      return taken(file, decision, keys.decisionKey, made, { decision });
    },
    announceDecision({ file, body, at }: Asked<'announceDecision'>): Taken {
      mustBeAsRead(file.head, body.version);
      return { decided: announce({ application: file.head, by: 'staff', at }) };
    },
    correctDecision({ file, call, body: { version, ...body }, at }: Asked<'correctDecision'>): Taken {
      mustBeAsRead(file.head, version);
      mustFitCall(call, body.decision);
      const made = (digest: string) => correctDecision({ application: file.head, decision: body.decision, digest, at });
      return taken(file, body, keys.decisionKey, made);
    },
    withdrawDecision({ file, body: { version, ...body }, at }: Asked<'withdrawDecision'>): Taken {
      mustBeAsRead(file.head, version);
      return taken(file, body, keys.withdrawalKey, (digest) =>
        withdrawDecision({ application: file.head, digest, at }),
      );
    },
    closeApplication: closing(closeUnanswered),
    recordSilence: closing(recordSilence),
    reopenApplication: closing(reopen),
    recordCheck({ file, call, body, at, stepId }: Asked<'recordCheck'> & { stepId: string }): Taken {
      mustBeAsRead(file.head, body.version);
      const { verdict, answers } = body;
      const message = 'message' in body ? body.message : undefined;
      const record = { stepId, at, verdict, answers, ...(message && { message }) };
      const made = (digest: string) => recordCheck({ application: file.head, call, stepId, verdict: body, digest, at });
      return taken(file, record, keys.checkKey, made);
    },
  };
};

/** Commits what an act made of the file that was read, with what goes with it. */
export const commitTaken = (
  ports: StorePorts,
  file: ApplicationFile,
  { decided, item }: Taken,
  { person, at }: { person: Agent; at: string },
  also: readonly Written[] = [],
): Promise<ApplicationFile> =>
  commitToFile(ports, file, {
    decided,
    actor: { role: 'staff', personId: person.id },
    at,
    written: [...(item ? [{ item }] : []), ...also],
  });
