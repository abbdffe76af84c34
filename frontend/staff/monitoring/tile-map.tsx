import { useTranslation } from 'react-i18next';
import { type TerritoryId, territories } from '../../../schemas/territory.ts';
import { Link } from '../../components/link.tsx';
import type { Measure } from './range.ts';
import type { MonitoringTable } from './table.ts';
import { bandsOf, shadeOf } from './table.ts';
import styles from './tile-map.module.css';
import { useValues } from './values.ts';

/** Names as they fit on a phone's tile. */
const shortNames: Record<TerritoryId, string> = {
  'vieux-lille': 'Vieux-Lille',
  'saint-maurice-pellevoisin': 'St-Maurice',
  lomme: 'Lomme',
  'bois-blancs': 'Bois-Blancs',
  'vauban-esquermes': 'Vauban',
  'lille-centre': 'Centre',
  fives: 'Fives',
  hellemmes: 'Hellem.',
  'faubourg-de-bethune': 'Fbg Béth.',
  wazemmes: 'Wazem.',
  'lille-moulins': 'Moulins',
  'lille-sud': 'Lille-Sud',
};

/** Bands are read in whole projects, or in whole euros. */
const units: Record<Measure, number> = { projects: 1, euros: 100 };
const inUnits = (value: number, measure: Measure) => Math.ceil(value / units[measure]);

const shadeClass = (shade: number) => styles[`shade${shade}`];

/** What each shade stands for. Bands of whole projects skip shades that no whole number falls in. */
const Legend = ({ largest, measure }: { largest: number; measure: Measure }) => {
  const { t } = useTranslation('monitoring');
  const { plain } = useValues(measure);
  const bands = bandsOf(inUnits(largest, measure));
  const unit = units[measure];
  return (
    <ul className={styles.legend} aria-label={t('map.legend')}>
      <li>
        <span className={`${styles.swatch} ${shadeClass(0)}`} aria-hidden="true" />
        {t('map.none')}
      </li>
      {bands.map(({ shade, from, to }) => (
        <li key={shade}>
          <span className={`${styles.swatch} ${shadeClass(shade)}`} aria-hidden="true" />
          {from === to ? plain(from * unit) : t('map.band', { from: plain(from * unit), to: plain(to * unit) })}
        </li>
      ))}
    </ul>
  );
};

/**
 * The twelve territories on a schematic grid, west on the left and north above. Every tile prints its value: the shade
 * only helps the eye. A tile with projects leads to their list.
 */
export const TileMap = ({
  table,
  measure,
  addressOf,
  chosen,
}: {
  table: MonitoringTable;
  measure: Measure;
  addressOf: (territoryId: TerritoryId) => string;
  chosen?: TerritoryId | undefined;
}) => {
  const { t } = useTranslation('monitoring');
  const { whole, compact, spoken } = useValues(measure);
  const totals = new Map(table.rows.map((row) => [row.territoryId, row.total]));
  const largest = Math.max(...totals.values());
  return (
    <div className={styles.map}>
      <ul className={[styles.grid, measure === 'projects' ? styles.number : ''].join(' ')}>
        {territories.map(({ id, name, tile: [column, row] }) => {
          const value = totals.get(id) ?? 0;
          const className = [
            styles.tile,
            shadeClass(shadeOf(inUnits(value, measure), inUnits(largest, measure))),
            chosen === id ? styles.chosen : '',
          ].join(' ');
          const content = (
            <>
              <span className={styles.name}>
                <span className={styles.full}>{name}</span>
                <span className={styles.short} aria-hidden="true">
                  {shortNames[id]}
                </span>
              </span>
              <span className={styles.value} aria-hidden="true">
                <span className={styles.whole}>{whole(value)}</span>
                <span className={styles.short}>{compact(value)}</span>
              </span>
            </>
          );
          return (
            <li key={id} style={{ gridColumn: column + 1, gridRow: row + 1 }}>
              {value > 0 ? (
                <Link href={addressOf(id)} className={className} aria-current={chosen === id ? 'true' : undefined}>
                  {content}
                  <span className="sr-only">{t('map.tile', { value: spoken(value) })}</span>
                </Link>
              ) : (
                <div className={className} role="img" aria-label={t('map.tileNone', { territory: name })}>
                  {content}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <Legend largest={largest} measure={measure} />
    </div>
  );
};
