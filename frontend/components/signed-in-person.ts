import { createContext, useContext } from 'react';
import type { SignedInPerson } from '../person.ts';

/** Who is signed in, inside an area; nobody on public pages. */
export const PersonContext = createContext<SignedInPerson | undefined>(undefined);

/** The person signed in; for what stands inside an `Area`. */
export const useSignedInPerson = (): SignedInPerson => {
  const person = useContext(PersonContext);
  if (!person) throw new Error('No area around this component');
  return person;
};
