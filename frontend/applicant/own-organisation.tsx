import { type ReactNode, useState } from 'react';
import { Redirect } from 'wouter';
import type { Organisation } from '../../schemas/organisation.ts';
import { Loaded } from '../components/loaded.tsx';
import { useOrganisations } from './queries.ts';

const storageKey = 'organisation';

/** The organisation that the person acts for now: the one chosen last on this device, or the first. */
const useChosen = (organisations: readonly Organisation[]) => {
  const [id, setId] = useState(() => localStorage.getItem(storageKey));
  return {
    chosen: organisations.find((organisation) => organisation.id === id) ?? organisations[0],
    choose: (next: string) => {
      localStorage.setItem(storageKey, next);
      setId(next);
    },
  };
};

const Chosen = ({
  organisations,
  children,
}: {
  organisations: readonly Organisation[];
  children: (organisation: Organisation, all: readonly Organisation[], choose: (id: string) => void) => ReactNode;
}) => {
  const { chosen, choose } = useChosen(organisations);
  return chosen ? children(chosen, organisations, choose) : <Redirect to="/applicant/organisation" replace />;
};

/** Gives a page the organisation it is about; a person without one is led to register theirs first. */
export const OwnOrganisation = ({
  children,
}: {
  children: (organisation: Organisation, all: readonly Organisation[], choose: (id: string) => void) => ReactNode;
}) => {
  const query = useOrganisations();
  return <Loaded query={query}>{(organisations) => <Chosen organisations={organisations}>{children}</Chosen>}</Loaded>;
};
