import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../schemas/call.ts';
import { territoryName } from '../../../schemas/territory.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Loading } from '../../components/spinner.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { ClosedCell, TitleCell } from '../../components/title-cell.tsx';
import { useFormats } from '../../format.ts';
import { type SupportedProject, useSupported } from './queries.ts';
import { quartersBetween, type View } from './range.ts';
import { useValues } from './values.ts';

const useWhat = (view: View): string => {
  const { t } = useTranslation('monitoring');
  const { quarter, period } = useValues(view.measure);
  const { quarter: when, territoryId } = view.opened ?? {};
  const range = { period: period(view) };
  if (territoryId && when) return t('list.ofBoth', { territory: territoryName(territoryId), quarter: quarter(when) });
  if (territoryId) return t('list.ofTerritory', { territory: territoryName(territoryId), ...range });
  return when ? t('list.ofQuarter', { quarter: quarter(when) }) : t('list.whole', range);
};

/** The projects behind the opened figure, the latest quarter first. Its heading takes the focus when a figure is opened. */
export const SupportedList = ({
  callId,
  view,
  closeAddress,
  takesFocus,
}: {
  callId: CallVersion['callId'];
  view: View;
  closeAddress: string;
  /** False for a list that was open when the page was. */
  takesFocus: boolean;
}) => {
  const { t } = useTranslation(['monitoring', 'staff']);
  const { money, shortDay } = useFormats();
  const { quarter } = useValues(view.measure);
  const opened = view.opened ?? {};
  const quarters = opened.quarter ? [opened.quarter] : quartersBetween(view.from, view.to).reverse();
  const list = useSupported(callId, quarters, { territoryId: opened.territoryId, kept: view.kept });
  const what = useWhat(view);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list under the same heading takes the focus again.
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [what, takesFocus]);

  const projects = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<SupportedProject>[] = [
    {
      id: 'project',
      label: t('list.columns.project'),
      heading: true,
      cell: (project) =>
        project.recusedSince ? (
          <ClosedCell />
        ) : (
          <TitleCell title={project.title} href={`/staff/applications/${project.applicationId}`}>
            {project.organisationName}
            {project.announceOn && (
              <Badge tone="warn">{t('staff:queue.keptBack', { date: shortDay(project.announceOn) })}</Badge>
            )}
          </TitleCell>
        ),
    },
    {
      id: 'number',
      label: t('list.columns.number'),
      cell: (project) => <span className="number">{project.number}</span>,
    },
    ...(opened.quarter
      ? []
      : [
          {
            id: 'quarter',
            label: t('list.columns.quarter'),
            cell: (project: SupportedProject) => <span className="number">{quarter(project.quarter)}</span>,
          },
        ]),
    {
      id: 'decidedOn',
      label: t('list.columns.decidedOn'),
      cell: (project) => <span className="number">{shortDay(project.decidedOn)}</span>,
    },
    ...(opened.territoryId
      ? [
          {
            id: 'part',
            label: t('list.columns.part'),
            end: true,
            cell: (project: SupportedProject) => <span className="number">{money(project.amountCents)}</span>,
          },
        ]
      : []),
    {
      id: 'granted',
      label: t('list.columns.granted'),
      end: true,
      cell: (project) => <span className="number">{money(project.grantedCents)}</span>,
    },
  ];

  return (
    <section className="stack" aria-labelledby="supported-title">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2 id="supported-title" ref={heading} tabIndex={-1}>
          {t('list.title')}
        </h2>
        <ButtonLink href={closeAddress} variant="quiet" small icon={<X size={18} aria-hidden="true" />}>
          {t('list.close')}
        </ButtonLink>
      </div>
      {list.isError && <ProblemAlert error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.isSuccess && projects.length === 0 && <EmptyState level={3} title={t('list.empty')} />}
      {projects.length > 0 && (
        <>
          <Table
            caption={t('list.caption', { what })}
            columns={columns}
            rows={projects}
            rowKey={(project) => `${project.applicationId} ${project.quarter}`}
          />
          <div className="row">
            <span className="soft" role="status">
              {t('list.count', { count: projects.length })}
            </span>
            {list.hasNextPage && (
              <Button small busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('list.more')}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
};
