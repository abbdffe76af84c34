import { jurorFile, ownFile, staffFile } from '../support/whole-file.ts';
import type { Answered } from './answers.ts';
import type { Question } from './questions.ts';
import type { Restored } from './release.ts';

type Answer = Partial<Omit<Answered, 'question'>>;

const whole = { getStaffFile: staffFile, getApplication: ownFile, getJurorFile: jurorFile };

/** An answer that held all of a file, with its letters and its story. */
const wasInOnePiece = ({ status, answer }: Answer): boolean =>
  status === 200 && typeof answer === 'object' && answer !== null && 'timeline' in answer;

/** Today's answer; where a release gave a file in one piece, with the parts that are asked for by themselves since then. */
export const asInOnePiece = async (
  service: Restored,
  { operation, who, params }: Question,
  was: Answer,
  is: Answer,
): Promise<Answer> => {
  const read = whole[operation as keyof typeof whole];
  if (!read || !wasInOnePiece(was) || is.status !== 200) return is;
  const { applicationId = '' } = (params ?? {}) as Record<string, string>;
  return { ...is, answer: JSON.parse(JSON.stringify(await read(service, applicationId, who))) };
};
