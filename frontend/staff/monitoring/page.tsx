import { Download } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import type { CallVersion } from '../../../schemas/call.ts';
import type { KeptBack } from '../../../schemas/monitoring.ts';
import { type TerritoryId, territories, territoryName } from '../../../schemas/territory.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { Loading } from '../../components/spinner.tsx';
import { useFormats } from '../../format.ts';
import { saveFile } from '../../save-file.ts';
import { today } from '../../today.ts';
import { CallPicker, WithCall } from '../call-picker.tsx';
import { csvOf } from './csv.ts';
import { FiguresTable } from './figures-table.tsx';
import { Filters } from './filters.tsx';
import { KeptBackNote } from './kept-back.tsx';
import styles from './page.module.css';
import { useFigures } from './queries.ts';
import { quartersBetween, readView, type View, writeView } from './range.ts';
import { SupportedList } from './supported-list.tsx';
import { foldFigures, keptOf, type MonitoringTable, withKept } from './table.ts';
import { TileMap } from './tile-map.tsx';
import { useValues } from './values.ts';

const QuarterChart = lazy(() => import('./chart.tsx').then((module) => ({ default: module.QuarterChart })));

const Numbers = ({ projects, euros, view }: { projects: MonitoringTable; euros: MonitoringTable; view: View }) => {
  const { t } = useTranslation('monitoring');
  const { money, number } = useFormats();
  const reached = projects.rows.filter((row) => row.total > 0).length;
  return (
    <dl className={styles.numbers}>
      <div className={view.measure === 'projects' ? styles.asked : undefined}>
        <dt>{t('summary.projects')}</dt>
        <dd>{number(projects.grandTotal)}</dd>
      </div>
      <div className={view.measure === 'euros' ? styles.asked : undefined}>
        <dt>{t('summary.euros')}</dt>
        <dd>{money(euros.grandTotal)}</dd>
      </div>
      <div>
        <dt>{t('summary.territories')}</dt>
        <dd>{t('summary.territoriesValue', { count: reached, total: territories.length })}</dd>
      </div>
    </dl>
  );
};

const ChartCard = ({ table, view }: { table: MonitoringTable; view: View }) => {
  const { t } = useTranslation('monitoring');
  const { period } = useValues(view.measure);
  const [shown, setShown] = useState<string>('all');
  const where = shown === 'all' ? t('chart.all') : territoryName(shown as TerritoryId);
  const values =
    shown === 'all' ? table.totals : (table.rows.find((row) => row.territoryId === shown)?.values ?? table.totals);
  const words = { territory: where, period: period(view) };
  return (
    <Card as="section">
      <h2>{t('chart.title')}</h2>
      <Select
        name="chart-territory"
        label={t('chart.territory')}
        required
        options={[
          { value: 'all', label: t('chart.all') },
          ...territories.map(({ id, name }) => ({ value: id as string, label: name as string })),
        ]}
        value={shown}
        onChange={(value) => setShown(value || 'all')}
      />
      <Suspense fallback={<Loading label={t('chart.loading')} />}>
        <QuarterChart
          quarters={table.quarters}
          values={values}
          measure={view.measure}
          label={view.measure === 'projects' ? t('chart.nameProjects', words) : t('chart.nameEuros', words)}
        />
      </Suspense>
      <p className="soft">{t('chart.same')}</p>
    </Card>
  );
};

/** Hands the table to the browser as a file; euros keep their two decimals and no sign, so that they stay numbers. */
const useDownload = () => {
  const { t, i18n } = useTranslation('monitoring');
  const { money, shortDay } = useFormats();
  return (call: CallVersion, table: MonitoringTable, view: View, quarter: (name: string) => string, kept: KeptBack) => {
    const french = i18n.language === 'fr';
    const cell = (value: number) =>
      view.measure === 'projects' ? value : (value / 100).toFixed(2).replace('.', french ? ',' : '.');
    const lines: (string | number)[][] = [
      // Away from the page, a table must say by itself what it is and how to read it.
      [t('table.about.call'), call.title[french ? 'fr' : 'en']],
      [t('table.about.measure'), t(`table.about.${view.measure}`)],
      [
        t('table.about.period'),
        view.from === view.to
          ? quarter(view.from)
          : t('table.period', { from: quarter(view.from), to: quarter(view.to) }),
      ],
      [t('table.about.day'), shortDay(today())],
      [t('table.about.note'), view.measure === 'projects' ? t('table.note') : t('table.noteEuros')],
      ...(view.kept && kept.projects > 0
        ? [[t('table.about.note'), t('kept.counted', { count: kept.projects, amount: money(kept.amountCents) })]]
        : []),
      [],
      [t('table.territory'), ...table.quarters.map(quarter), t('table.total')],
      ...table.rows.map((row) => [territoryName(row.territoryId), ...row.values.map(cell), cell(row.total)]),
      [t('table.cityTotal'), ...table.totals.map(cell), cell(table.grandTotal)],
    ];
    const name = t(view.kept ? 'table.csvNameKept' : 'table.csvName', {
      measure: t(`measure.${view.measure}`).toLowerCase(),
      from: view.from,
      to: view.to,
    });
    saveFile(csvOf(lines, french ? ';' : ','), name, 'text/csv;charset=utf-8');
  };
};

const Monitoring = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('monitoring');
  const search = useSearch();
  const view = readView(search, new Date());
  const openedAtFirst = useRef(writeView(view));
  const { quarter, period } = useValues(view.measure);
  const figures = useFigures(call.callId, view.from, view.to);
  const download = useDownload();

  const named = new URLSearchParams(search).get('call');
  const addressOf = (shown: View) => `/staff/monitoring?${writeView(shown)}${named ? `&call=${named}` : ''}`;
  const open = (opened: NonNullable<View['opened']>) => addressOf({ ...view, opened });
  const { opened: _, ...closed } = view;

  const quarters = quartersBetween(view.from, view.to);
  type Counted = Parameters<typeof foldFigures>;
  const fold = (all: { figures: Counted[0]; totals: Counted[1] } | undefined, measure: View['measure']) => {
    const { figures: own = [], totals = [] } = all ?? {};
    return view.kept
      ? foldFigures(withKept(own), withKept(totals), quarters, measure)
      : foldFigures(own, totals, quarters, measure);
  };
  const kept = keptOf(figures.data?.totals ?? []);
  const byMeasure = { projects: fold(figures.data, 'projects'), euros: fold(figures.data, 'euros') };
  const table = byMeasure[view.measure];

  const [taking, setTaking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  /** The figures are asked for again: the service notes who takes them away. */
  const take = async () => {
    setTaking(true);
    setFailure(undefined);
    try {
      const query = {
        callId: call.callId,
        from: view.from,
        to: view.to,
        ...(view.kept && { kept: 'too' as const }),
      };
      const taken = await api('exportMonitoring', { query, body: {} });
      download(call, fold(taken, view.measure), view, quarter, keptOf(taken.totals));
    } catch (error) {
      setFailure(error);
    } finally {
      setTaking(false);
    }
  };

  return (
    <>
      <Filters view={view} addressOf={addressOf} />
      {figures.isError && <ProblemAlert error={figures.error} retry={() => void figures.refetch()} />}
      {figures.isPending && <Loading />}
      <KeptBackNote kept={kept} view={view} addressOf={addressOf} />
      {figures.isSuccess && byMeasure.projects.grandTotal === 0 && (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.body')}</p>
        </EmptyState>
      )}
      {figures.isSuccess && byMeasure.projects.grandTotal > 0 && (
        <>
          <Numbers {...byMeasure} view={view} />
          <div className={styles.pictures}>
            <Card as="section">
              <h2>{t('map.title')}</h2>
              <p className="soft">{t('map.period', { period: period(view) })}</p>
              <TileMap
                table={table}
                measure={view.measure}
                addressOf={(territoryId) => open({ territoryId })}
                chosen={view.opened?.territoryId}
              />
              <p className="soft">{t('map.caption')}</p>
            </Card>
            <ChartCard table={table} view={view} />
          </div>
          <section className="stack">
            <div className="row" style={{ justifyContent: 'space-between' }}>
              <h2>{t('table.title')}</h2>
              <Button small icon={<Download size={18} aria-hidden="true" />} busy={taking} onClick={() => void take()}>
                {t('table.csv')}
              </Button>
            </div>
            {failure !== undefined && <ProblemAlert error={failure} />}
            <FiguresTable table={table} view={view} addressOf={open} />
            <p className="soft prose">{view.measure === 'projects' ? t('table.note') : t('table.noteEuros')}</p>
          </section>
          {view.opened && (
            <SupportedList
              callId={call.callId}
              view={view}
              closeAddress={addressOf(closed)}
              takesFocus={writeView(view) !== openedAtFirst.current}
            />
          )}
        </>
      )}
    </>
  );
};

/** Supported projects and euros per territory and calendar quarter: numbers, map, chart, table, and what is behind each. */
export const MonitoringPage = () => {
  const { t } = useTranslation('monitoring');
  return (
    <div className="stack-l">
      <PageHeader title={t('title')} lead={<p>{t('introduction')}</p>} actions={<CallPicker />} />
      <WithCall>{(call) => <Monitoring call={call} key={call.callId} />}</WithCall>
    </div>
  );
};
