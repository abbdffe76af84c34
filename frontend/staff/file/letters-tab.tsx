import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Card } from '../../components/card.tsx';
import { PrintButton } from '../../components/download-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LetterView } from '../../components/letter.tsx';
import { Part } from '../../components/part.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { UnsentMails } from '../mails/page.tsx';
import { useActing } from './acting.tsx';
import { useLetters } from './parts.ts';

/** The letters that the organisation was sent, the latest first. */
export const LettersTab = () => {
  const { t } = useTranslation(['staff', 'mail']);
  const { day, dayAndTime } = useFormats();
  const { file } = useActing();
  const letters = useLetters(file.id);
  return (
    <>
      <UnsentMails of={{ applicationId: file.id }} />
      <Part query={letters}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('letters.none')} />
          ) : (
            <div className="stack">
              {items
                .toSorted((one, other) => other.seq - one.seq)
                .map((letter) => (
                  <Card as="article" key={letter.seq}>
                    <h2>{letter.subject}</h2>
                    <p className="row">
                      {letter.delivery !== 'sent' && (
                        <Badge tone={letter.delivery === 'undelivered' ? 'warn' : 'danger'}>
                          {t(`mail:letter.${letter.delivery}`)}
                        </Badge>
                      )}
                      <span className="soft">
                        {letter.on
                          ? t(`mail:settledOn.${letter.delivery === 'posted' ? 'posted' : 'handed-over'}`, {
                              date: day(letter.on),
                            })
                          : t(`mail:delivery.${letter.delivery}`, { date: dayAndTime(letter.at) })}
                      </span>
                    </p>
                    <LetterView body={letter.body} />
                    <div>
                      <PrintButton
                        label={t('letters.pdf')}
                        name={t('letters.pdfOf', { subject: letter.subject })}
                        print={() => api('getStaffLetterPdf', { params: { applicationId: file.id, seq: letter.seq } })}
                      />
                    </div>
                  </Card>
                ))}
            </div>
          )
        }
      </Part>
    </>
  );
};
