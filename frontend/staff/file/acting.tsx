import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from 'react';
import { problemOf } from '../../api.ts';
import { toast } from '../../components/toast.tsx';
import { showAnswer } from '../../show-answer.ts';
import { fileKey, type StaffFile } from './parts.ts';

interface Acting {
  file: StaffFile;
  /**
   * Does something to the file: shows the answer, says what was done, and has the lists read again.
   * @throws whatever the operation threw. What concerns no field is also shown at the head of the page, where a 409
   * has the file read again, so that the page shows what is possible now.
   */
  act: (work: () => Promise<StaffFile>, done: string, typed?: string) => Promise<void>;
  /** What the last act met, unless a form shows it, and the text that would otherwise go with its form. */
  failure: { error: unknown; typed?: string | undefined } | undefined;
  /** Acts done on this page, and acts that were refused; each grows by one with each. */
  acts: number;
  failures: number;
}

const ActingContext = createContext<Acting | undefined>(undefined);

export const useActing = (): Acting => {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error('No file around this component');
  return acting;
};

/**
 * Lets a form go with the file as it is shown, once the page has told that it moved since the form was begun. Until then the
 * form names the version that it was begun on, also where the page has read the file again behind what is typed.
 */
export const useVersionShown = (setVersion: (version: number) => void): void => {
  const { file, failure } = useActing();
  const told = failure !== undefined && problemOf(failure.error).code === 'file-changed';
  const set = useEffectEvent(setVersion);
  useEffect(() => {
    if (told) set(file.version);
  }, [told, file.version]);
};

/** The file that the page is about, and the way to act on it, for everything inside. */
export const ActingOn = ({ file, children }: { file: StaffFile; children: ReactNode }) => {
  const client = useQueryClient();
  const [failure, setFailure] = useState<Acting['failure']>();
  const [acts, setActs] = useState(0);
  const [failures, setFailures] = useState(0);
  const act: Acting['act'] = async (work, done, typed) => {
    setFailure(undefined);
    try {
      await showAnswer(client, fileKey(file.id), await work());
      for (const list of ['queue', 'queue-counts', 'monitoring', 'supported'])
        void client.invalidateQueries({ queryKey: [list] });
      setActs((count) => count + 1);
      toast(done);
    } catch (error) {
      const { status, fields } = problemOf(error);
      if (status !== 422 || !fields?.length) {
        setFailure({ error, typed: status === 409 ? typed : undefined });
        setFailures((count) => count + 1);
      }
      if (status === 409) await client.invalidateQueries({ queryKey: fileKey(file.id) });
      throw error;
    }
  };
  return <ActingContext value={{ file, act, failure, acts, failures }}>{children}</ActingContext>;
};
