import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ContactStanding } from '../../components/contact-standing.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { toast } from '../../components/toast.tsx';
import { showAnswer } from '../../show-answer.ts';
import { type ApplicantFile, fileKey, type OwnLetters } from '../queries.ts';

/** Where the letters of a file go, whether its contact gets copies, and the way to ask the contact once more. */
export const LettersTo = ({
  file,
  addressee,
  contact,
}: { file: ApplicantFile } & Pick<OwnLetters, 'addressee' | 'contact'>) => {
  const { t } = useTranslation('mail');
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const email = file.content?.commitments.contactEmail ?? '';
  const ask = async () => {
    setError(undefined);
    setBusy(true);
    try {
      const asked = await api('askContact', { params: { applicationId: file.id }, body: {} });
      await showAnswer(client, fileKey(file.id), asked);
      // The button may be gone: whoever pressed it goes on from what is now said.
      place.current?.focus();
      toast(t('contact.asked'));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div ref={place} tabIndex={-1} className="stack">
      {addressee && <p className="typed">{t('contact.lettersTo', { ...addressee })}</p>}
      {contact && contact.state !== 'same' && (
        <div>
          <p className="typed">{t(`contact.hints.${contact.state}`, { email })}</p>
          <ContactStanding contact={contact} />
        </div>
      )}
      {error !== undefined && <ProblemAlert error={error} />}
      {contact?.canAsk && (
        <div>
          <Button small variant="secondary" busy={busy} onClick={() => void ask()}>
            {t(contact.state === 'unasked' ? 'contact.ask' : 'contact.askAgain')}
          </Button>
        </div>
      )}
    </div>
  );
};
