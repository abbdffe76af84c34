import { useTranslation } from 'react-i18next';
import { type TerritoryId, territoryName } from '../../../schemas/territory.ts';
import { Link } from '../../components/link.tsx';
import styles from './figures-table.module.css';
import type { View } from './range.ts';
import type { MonitoringTable } from './table.ts';
import { useValues } from './values.ts';

type Opened = NonNullable<View['opened']>;

/** One figure; all but zero lead to their projects, under a name that says what they count. */
const FigureCell = ({
  value,
  opened,
  where,
  when,
  view,
  addressOf,
  total = false,
}: {
  value: number;
  opened: Opened;
  where: string;
  when: string;
  view: View;
  addressOf: (opened: Opened) => string;
  total?: boolean;
}) => {
  const { t } = useTranslation('monitoring');
  const { bare, spoken } = useValues(view.measure);
  const current =
    view.opened && view.opened.quarter === opened.quarter && view.opened.territoryId === opened.territoryId;
  return (
    <td className={total ? styles.total : undefined}>
      {value > 0 ? (
        <Link
          href={addressOf(opened)}
          aria-label={t('table.cell', { territory: where, quarter: when, value: spoken(value) })}
          aria-current={current ? 'true' : undefined}
        >
          {bare(value)}
        </Link>
      ) : (
        <span className={styles.zero}>{bare(value)}</span>
      )}
    </td>
  );
};

/** Territories by quarters with totals; each figure leads to its projects. It scrolls sideways where it must. */
export const FiguresTable = ({
  table,
  view,
  addressOf,
}: {
  table: MonitoringTable;
  view: View;
  addressOf: (opened: Opened) => string;
}) => {
  const { t } = useTranslation('monitoring');
  const { quarter, period } = useValues(view.measure);
  const range = { period: period(view) };
  const whole = range.period;
  const city = t('table.cityTotal');
  const common = { view, addressOf };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('table.scroll')}>
      <table className={styles.table}>
        <caption className="sr-only">
          {view.measure === 'projects' ? t('table.captionProjects', range) : t('table.captionEuros', range)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('table.territory')}</th>
            {table.quarters.map((name) => (
              <th scope="col" key={name}>
                {quarter(name)}
              </th>
            ))}
            <th scope="col">{t('table.total')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ territoryId, values, total }) => {
            const where = territoryName(territoryId as TerritoryId);
            return (
              <tr key={territoryId}>
                <th scope="row">{where}</th>
                {table.quarters.map((name, index) => (
                  <FigureCell
                    key={name}
                    value={values[index] ?? 0}
                    opened={{ quarter: name, territoryId }}
                    where={where}
                    when={quarter(name)}
                    {...common}
                  />
                ))}
                <FigureCell value={total} opened={{ territoryId }} where={where} when={whole} total {...common} />
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{city}</th>
            {table.quarters.map((name, index) => (
              <FigureCell
                key={name}
                value={table.totals[index] ?? 0}
                opened={{ quarter: name }}
                where={city}
                when={quarter(name)}
                {...common}
              />
            ))}
            <FigureCell value={table.grandTotal} opened={{}} where={city} when={whole} total {...common} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
};
