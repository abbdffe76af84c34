import { useSyncExternalStore } from 'react';
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts';
import styles from './chart.module.css';
import type { Measure } from './range.ts';
import { useValues } from './values.ts';

const narrowScreen = '(max-width: 40rem)';
const useNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = matchMedia(narrowScreen);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => matchMedia(narrowScreen).matches,
  );

/** More columns than these would write their values over each other. */
const mostColumns = 8;
const rowHeight = 30;

/**
 * One bar for each quarter, its value written at its end, so that nothing hides behind a pointer. Columns while there is
 * room, lying bars on a phone or over a long range.
 */
export const QuarterChart = ({
  quarters,
  values,
  measure,
  label,
}: {
  quarters: string[];
  values: number[];
  measure: Measure;
  /** The chart's name for screen readers. */
  label: string;
}) => {
  const { plain, quarter } = useValues(measure);
  const lying = useNarrow() || quarters.length > mostColumns;
  const data = quarters.map((name, index) => ({ quarter: quarter(name), value: values[index] ?? 0 }));
  const words = { interval: 0 as const, tickLine: false, axisLine: { stroke: 'var(--line-strong)' } };
  return (
    <div className={styles.chart} role="img" aria-label={label}>
      <BarChart
        responsive
        data={data}
        layout={lying ? 'vertical' : 'horizontal'}
        width="100%"
        height={lying ? data.length * rowHeight + 16 : 300}
        margin={lying ? { left: 0, right: measure === 'euros' ? 84 : 36, top: 4, bottom: 4 } : { top: 28 }}
        barCategoryGap={lying ? 6 : '22%'}
        accessibilityLayer={false}
      >
        {lying ? (
          <>
            <XAxis type="number" hide />
            <YAxis type="category" dataKey="quarter" width={70} {...words} />
          </>
        ) : (
          <>
            <XAxis type="category" dataKey="quarter" {...words} />
            <YAxis type="number" hide />
          </>
        )}
        <Bar dataKey="value" fill="var(--green)" radius={lying ? [0, 4, 4, 0] : [4, 4, 0, 0]} isAnimationActive={false}>
          <LabelList
            dataKey="value"
            position={lying ? 'right' : 'top'}
            formatter={(value) => (Number(value) === 0 ? '' : plain(Number(value)))}
          />
        </Bar>
      </BarChart>
    </div>
  );
};
