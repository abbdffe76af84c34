import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { RadioGroup } from '../../components/choices.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Pagination, useCursors } from '../../components/pagination.tsx';
import { ProblemAlert } from '../../components/problem-view.tsx';
import { Select } from '../../components/select.tsx';
import { Loading } from '../../components/spinner.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { MergeDialog, MergeState, useMerge } from './merge.tsx';
import { type Entry, type TwinGroup, useTwins } from './queries.ts';

/** Which entry is kept, and where there are more than two, which of the others goes into it. */
const Choosing = ({ group, merge }: { group: TwinGroup; merge: ReturnType<typeof useMerge> }) => {
  const { t } = useTranslation('organisations');
  const { siret, organisations } = group;
  const [keptId, setKeptId] = useState<string>(organisations[0]?.id ?? '');
  const [otherId, setOtherId] = useState('');
  const [reviewing, setReviewing] = useState(false);
  const option = ({ id, name, city }: Entry) => ({ value: id, label: t('twins.option', { name, city }) });
  const kept = organisations.find(({ id }) => id === keptId) ?? organisations[0];
  const others = organisations.filter(({ id }) => id !== kept?.id);
  const other = others.find(({ id }) => id === otherId) ?? others[0];
  if (!kept || !other) return null;
  return (
    <>
      <RadioGroup
        name={`keep-${siret}`}
        label={t('twins.keep')}
        options={organisations.map(option)}
        value={kept.id}
        onChange={(id) => setKeptId(id ?? '')}
      />
      {others.length > 1 && (
        <Select
          name={`absorb-${siret}`}
          label={t('twins.absorb')}
          required
          options={others.map(option)}
          value={other.id}
          onChange={(id) => setOtherId(id ?? '')}
        />
      )}
      <div>
        <Button variant="primary" busy={merge.running !== undefined} onClick={() => setReviewing(true)}>
          {t('twins.review')}
        </Button>
      </div>
      {reviewing && (
        <MergeDialog
          from={other}
          into={kept}
          close={() => setReviewing(false)}
          merge={(order) => void merge.run(order)}
        />
      )}
    </>
  );
};

const Group = ({ group, merge }: { group: TwinGroup; merge: ReturnType<typeof useMerge> }) => {
  const { t } = useTranslation('organisations');
  const { dayOf } = useFormats();
  const { siret, organisations, merging } = group;
  const columns: Column<Entry>[] = [
    { id: 'name', label: t('twins.columns.name'), heading: true, cell: ({ name }) => name },
    { id: 'address', label: t('twins.columns.address'), cell: (entry) => t('twins.address', entry) },
    {
      id: 'representative',
      label: t('twins.columns.representative'),
      cell: ({ representativeName }) => representativeName,
    },
    { id: 'rna', label: t('twins.columns.rna'), cell: ({ rna }) => rna ?? t('twins.none') },
  ];
  return (
    <Card as="section">
      <h3>{t('twins.siret', { siret })}</h3>
      <Table
        caption={t('twins.caption', { siret })}
        hideCaption
        columns={columns}
        rows={organisations}
        rowKey={({ id }) => id}
      />
      {merging ? (
        merge.running === undefined && (
          <Alert tone="warn" title={t('twins.going', { date: dayOf(merging.since) })}>
            <div>
              {/* It was confirmed when it began; versions are looked at then alone. */}
              <Button onClick={() => void merge.run({ ...merging, version: 1, intoVersion: 1 })}>
                {t('twins.finish')}
              </Button>
            </div>
          </Alert>
        )
      ) : (
        <Choosing group={group} merge={merge} />
      )}
    </Card>
  );
};

/** Organisations that are registered more than once under one SIRET, to be merged two by two. */
export const Twins = () => {
  const { t } = useTranslation('organisations');
  const cursors = useCursors('twins');
  const page = useTwins(cursors.cursor);
  const merge = useMerge();
  if (page.isError) return <ProblemAlert error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Loading />;
  const { items, nextCursor } = page.data;
  return (
    <>
      <MergeState running={merge.running} failure={merge.failure} />
      {items.length === 0 && cursors.page === 1 ? (
        <EmptyState level={3} title={t('twins.empty')}>
          <p>{t('twins.emptyBody')}</p>
        </EmptyState>
      ) : (
        <>
          {items.map((group) => (
            <Group key={group.siret} group={group} merge={merge} />
          ))}
          <Pagination cursors={cursors} nextCursor={nextCursor} />
        </>
      )}
    </>
  );
};
