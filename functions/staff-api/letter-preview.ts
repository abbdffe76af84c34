import { staffClosingsContract } from '../../schemas/contract/staff/closings.ts';
import { staffDecisionsContract } from '../../schemas/contract/staff/decisions.ts';
import { staffFilesContract } from '../../schemas/contract/staff/files.ts';
import type { LetterAct } from '../../schemas/contract/staff/letter-preview.ts';
import { mayDo } from '../../schemas/office.ts';
import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import type { StorePorts } from '../store/ports.ts';
import { onFile } from './access.ts';
import { type Taken, toldActs } from './told-acts.ts';

/** Among these, the acts that the applicant is written to about. */
const acted = { ...staffFilesContract, ...staffDecisionsContract, ...staffClosingsContract };

type LetterPreviewOperations = Pick<Operations<'staff'>, 'previewLetter'>;

export const letterPreviewOperations = (ports: StorePorts, siteUrl: string): LetterPreviewOperations => {
  const acts = toldActs(ports);
  type Standing = Pick<Parameters<typeof acts.recordCheck>[0], 'file' | 'call' | 'at'>;
  /** What the act would make of the file, by the code that records it. */
  const taken = (standing: Standing, body: LetterAct): Taken => {
    switch (body.operation) {
      case 'recordCheck': {
        const { operation: _act, stepId, ...check } = body;
        return acts.recordCheck({ ...standing, stepId, body: check });
      }
      case 'recordDecision':
        return acts.recordDecision({ ...standing, body });
      case 'announceDecision':
        return acts.announceDecision({ ...standing, body });
      case 'correctDecision':
        return acts.correctDecision({ ...standing, body });
      case 'withdrawDecision':
        return acts.withdrawDecision({ ...standing, body });
      default:
        return acts[body.operation]({ ...standing, body });
    }
  };

  return {
    async previewLetter({ params, body, person, at }) {
      const { roles } = acted[body.operation];
      if (!mayDo(person.roles, roles)) throw new DomainError('forbidden', 'role-needed', { roles });
      return onFile(ports, person, params.applicationId, async (file, call) => {
        // Templates are many words that no other operation needs.
        const { letterOf } = await import('./preview.ts');
        return { letter: await letterOf(ports, siteUrl, { file, call, ...taken({ file, call, at }, body), at }) };
      });
    },
  };
};
