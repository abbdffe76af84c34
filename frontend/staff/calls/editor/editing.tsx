import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import type { CallDraftContent } from '../../../../schemas/call.ts';
import { at, type Path, withValue } from '../draft.ts';

interface Editing {
  content: CallDraftContent;
  change: (to: (content: CallDraftContent) => CallDraftContent) => void;
  set: (path: Path, value: unknown) => void;
  errorOf: (path: Path) => string | undefined;
}

const Context = createContext<Editing | undefined>(undefined);

/** Hands the draft of a call to the fields of the editor, and the instruction that mends each of them. */
export const EditingProvider = ({
  content,
  setContent,
  errors,
  children,
}: {
  content: CallDraftContent;
  setContent: (to: (content: CallDraftContent) => CallDraftContent) => void;
  errors: ReadonlyMap<string, string>;
  children: ReactNode;
}) => {
  const set = useCallback(
    (path: Path, value: unknown) => setContent((now) => withValue(now, path, value)),
    [setContent],
  );
  const value = useMemo(
    () => ({ content, change: setContent, set, errorOf: (path: Path) => errors.get(path.join('.')) }),
    [content, setContent, set, errors],
  );
  return <Context value={value}>{children}</Context>;
};

export const useEditing = (): Editing => {
  const editing = useContext(Context);
  if (!editing) throw new Error('A field of the editor stands outside it');
  return editing;
};

/** What a field at a path shows and does. */
export const useFieldAt = <V,>(path: Path) => {
  const { content, set, errorOf } = useEditing();
  return {
    name: path.join('.'),
    value: at(content, path) as V | undefined,
    error: errorOf(path),
    onChange: (value: V | undefined) => set(path, value),
  };
};
