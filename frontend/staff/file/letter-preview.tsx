import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import styles from './letter-preview.module.css';
import { useMail } from './parts.ts';

/** The essentials of the letter that an act sends: from whom to whom, its subject, what it says, and how to dispute it. */
export const LetterPreview = ({
  subject,
  remedies = false,
  children,
}: {
  subject: string;
  /** True for refusals, which say how they can be disputed. */
  remedies?: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation(['staff', 'mail']);
  const { local } = useFormats();
  const { file } = useActing();
  const { data: mail } = useMail(file.id);
  return (
    <section className={styles.letter} aria-labelledby="letter-preview">
      <h3 id="letter-preview">{t('preview.title')}</h3>
      <Facts
        facts={[
          { id: 'from', label: t('preview.from'), value: file.call.service.name },
          {
            id: 'to',
            label: t('preview.to'),
            value:
              mail && (mail.addressee ? `${mail.addressee.name} <${mail.addressee.email}>` : t('mail:contact.nobody')),
          },
          { id: 'subject', label: t('preview.subject'), value: subject },
        ]}
      />
      <hr />
      {children}
      {remedies && (
        <Facts
          layout="long"
          facts={[{ id: 'remedies', label: t('preview.remedies'), value: local(file.call.remedies) }]}
        />
      )}
      <p className="soft">{t('preview.essentials')}</p>
    </section>
  );
};
