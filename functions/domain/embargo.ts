import type { ApplicationCore } from '../../schemas/application.ts';

type Part = Pick<ApplicationCore, 'state' | 'announceOn'>;

/**
 * The file as it is known outside the service: one whose decision is not announced still waits for it. Whatever leaves
 * for an applicant or a juror is made from this, so that lists, pages and refusals say the same.
 */
export const asKnownOutside = <A extends Part>(application: A): A => {
  if (application.announceOn === undefined) return application;
  const {
    outcome: _outcome,
    grantedCents: _cents,
    decidedOn: _on,
    announceOn: _announce,
    ...rest
  } = application as A & Partial<ApplicationCore>;
  return { ...rest, state: 'deciding' } as unknown as A;
};
