import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { quarterPlus } from '../../../schemas/monitoring.ts';
import { RadioGroup } from '../../components/choices.tsx';
import { Select } from '../../components/select.tsx';
import styles from './page.module.css';
import { currentQuarter, maxQuarters, measures, quartersBetween, type View } from './range.ts';
import { useValues } from './values.ts';

/** Period and measure. What is chosen goes into the address at once; the list behind a figure closes. */
export const Filters = ({ view, addressOf }: { view: View; addressOf: (view: View) => string }) => {
  const { t } = useTranslation('monitoring');
  const [, navigate] = useLocation();
  const { quarter } = useValues(view.measure);
  const now = currentQuarter(new Date());
  const latest = view.to > now ? view.to : now;
  const earliest = quarterPlus(latest, 1 - maxQuarters);
  const options = quartersBetween(view.from < earliest ? view.from : earliest, latest)
    .reverse()
    .map((value) => ({ value, label: quarter(value) }));
  const show = (change: Partial<View>) => {
    const { opened: _, ...chosen } = { ...view, ...change };
    navigate(addressOf(chosen), { replace: true });
  };
  return (
    <search className={styles.filters} aria-label={t('range.legend')}>
      <Select
        name="from"
        label={t('range.from')}
        required
        options={options}
        value={view.from}
        onChange={(from) => from && show({ from, to: from > view.to ? from : view.to })}
      />
      <Select
        name="to"
        label={t('range.to')}
        required
        options={options}
        value={view.to}
        onChange={(to) => to && show({ to, from: to < view.from ? to : view.from })}
      />
      <RadioGroup
        name="measure"
        label={t('measure.label')}
        inline
        options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
        value={view.measure}
        onChange={(measure) => show({ measure: measure as View['measure'] })}
      />
    </search>
  );
};
