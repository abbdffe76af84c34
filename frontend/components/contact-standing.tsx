import { useTranslation } from 'react-i18next';
import type { OperationResponse } from '../../schemas/contract.ts';
import { useFormats } from '../format.ts';
import { Badge } from './state-badge.tsx';

type Standing = NonNullable<OperationResponse<'listLetters'>['contact']>;
const tones = { unasked: undefined, asked: 'warn', confirmed: 'good', declined: 'danger' } as const;

/** Whether copies of letters go to the address that a file names as its contact; nothing where the letters go there anyway. */
export const ContactStanding = ({ contact }: { contact: Standing }) => {
  const { t } = useTranslation('mail');
  const { dayOf } = useFormats();
  const { state, at, failed } = contact;
  if (state === 'same') return null;
  return (
    <>
      <Badge tone={tones[state]}>{t(`contact.states.${state}`)}</Badge>{' '}
      {at && (
        <span className="soft">{t(`contact.since.${state === 'unasked' ? 'asked' : state}`, { date: dayOf(at) })}</span>
      )}
      {failed && <div>{t(`contact.failed.${failed}`)}</div>}
    </>
  );
};
