import { useTranslation } from 'react-i18next';
import type { KeptBack } from '../../../schemas/monitoring.ts';
import { Alert } from '../../components/alert.tsx';
import { ButtonLink } from '../../components/button.tsx';
import { useFormats } from '../../format.ts';
import type { View } from './range.ts';

/**
 * How many decisions of the period are not announced yet. They count in no figure of the page, nor on paper, until they are
 * asked for; then the page says so, on paper too.
 */
export const KeptBackNote = ({
  kept,
  view,
  addressOf,
}: {
  kept: KeptBack;
  view: View;
  addressOf: (view: View) => string;
}) => {
  const { t } = useTranslation('monitoring');
  const { money } = useFormats();
  if (kept.projects === 0) return null;
  const said = { count: kept.projects, amount: money(kept.amountCents) };
  const { kept: _kept, ...without } = view;
  return view.kept ? (
    <Alert tone="warn">
      <p>{t('kept.counted', said)}</p>
      <p className="no-print">
        <ButtonLink small href={addressOf(without)}>
          {t('kept.leaveOut')}
        </ButtonLink>
      </p>
    </Alert>
  ) : (
    <div className="no-print">
      <Alert>
        <p>{t('kept.apart', said)}</p>
        <p>
          <ButtonLink small href={addressOf({ ...view, kept: true })}>
            {t('kept.count')}
          </ButtonLink>
        </p>
      </Alert>
    </div>
  );
};
