import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isFinal } from '../../schemas/application.ts';
import type { Organisation } from '../../schemas/organisation.ts';
import { ButtonLink } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Pagination, useCursors } from '../components/pagination.tsx';
import { Select } from '../components/select.tsx';
import { StateBadge } from '../components/state-badge.tsx';
import { useFormats } from '../format.ts';
import styles from './dashboard.module.css';
import { expiresSoon } from './expiry.ts';
import { KeepDraft } from './keep-draft.tsx';
import { OwnOrganisation } from './own-organisation.tsx';
import { type ListedApplication, useApplications } from './queries.ts';

const awaitsMe = ({ availableActions }: ListedApplication) => availableActions.includes('save');

/** What comes next of a file and on which day: what one comes to the list for. */
const Next = ({ item }: { item: ListedApplication }) => {
  const { t } = useTranslation(['applicant', 'decisions']);
  const { dayOf, day } = useFormats();
  if (item.state === 'complements' && item.complementsDueOn)
    return <strong>{t('dashboard.due', { date: day(item.complementsDueOn) })}</strong>;
  if (item.refusedBySilenceOn)
    return <strong>{t('decisions:silence.ownShort', { date: day(item.refusedBySilenceOn) })}</strong>;
  if (item.expiresOn && expiresSoon(item.expiresOn))
    return <strong>{t('dashboard.expires', { date: day(item.expiresOn) })}</strong>;
  if (item.runsOutOn) return t('dashboard.answerBy', { date: day(item.runsOutOn) });
  return item.state === 'draft' ? t('dashboard.changed', { date: dayOf(item.updatedAt) }) : null;
};

/** What was granted, or what is asked for until then. */
const Amount = ({ item }: { item: ListedApplication }) => {
  const { t } = useTranslation('applicant');
  const { money } = useFormats();
  const cents = item.grantedCents ?? item.amountAskedCents;
  if (!cents) return null;
  return (
    <p className={styles.amount}>
      <span>{t(item.grantedCents === undefined ? 'dashboard.asked' : 'dashboard.granted')}</span>{' '}
      <strong className="number">{money(cents)}</strong>
    </p>
  );
};

const Application = ({ item }: { item: ListedApplication }) => {
  const { t } = useTranslation(['applicant', 'common']);
  const { dayOf } = useFormats();
  const href = `/applicant/applications/${item.id}`;
  const title = item.title || t('dashboard.untitled');
  const draft = item.state === 'draft';
  const action = t(draft ? 'dashboard.continue' : item.state === 'complements' ? 'dashboard.answer' : 'dashboard.open');
  return (
    <li className={[styles.row, awaitsMe(item) ? styles.mine : ''].join(' ')}>
      <div className={styles.what}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.meta}>
          {item.number && <span>{t('dashboard.number', { number: item.number })}</span>}
          {item.submittedAt && <span>{t('dashboard.submitted', { date: dayOf(item.submittedAt) })}</span>}
        </p>
      </div>
      <div className={styles.next}>
        <StateBadge state={item.state} />
        <p>
          <Next item={item} />
        </p>
      </div>
      <div>
        <Amount item={item} />
      </div>
      <div className={styles.act}>
        <ButtonLink
          href={draft ? `${href}/project` : href}
          {...(awaitsMe(item) ? { variant: 'primary' as const } : {})}
          small
          label={t('common:field.named', { field: action, message: title })}
        >
          {action}
        </ButtonLink>
        {draft && item.expiresOn && expiresSoon(item.expiresOn) && <KeepDraft item={item} title={title} />}
      </div>
    </li>
  );
};

const Applications = ({ organisation }: { organisation: Organisation }) => {
  const { t } = useTranslation('applicant');
  const cursors = useCursors(organisation.id);
  const query = useApplications(organisation.id, cursors.cursor);
  const group = (title: string, items: readonly ListedApplication[]) =>
    items.length > 0 && (
      <section className="stack">
        <h2>{title}</h2>
        <ul className={styles.list}>
          {items.map((item) => (
            <Application key={item.id} item={item} />
          ))}
        </ul>
      </section>
    );
  return (
    <Loaded query={query}>
      {({ items, nextCursor }) =>
        items.length === 0 && cursors.page === 1 ? (
          <EmptyState
            title={t('dashboard.empty.title')}
            action={
              <ButtonLink href="/applicant/new" variant="primary">
                {t('start.begin')}
              </ButtonLink>
            }
          >
            <p>{t('dashboard.empty.body')}</p>
          </EmptyState>
        ) : (
          <div className="stack-l">
            {group(t('dashboard.todo'), items.filter(awaitsMe))}
            {group(
              t('dashboard.followed'),
              items.filter((item) => !awaitsMe(item) && !isFinal(item.state)),
            )}
            {group(
              t('dashboard.over'),
              items.filter(({ state }) => isFinal(state)),
            )}
            <Pagination cursors={cursors} nextCursor={nextCursor} />
          </div>
        )
      }
    </Loaded>
  );
};

/** The way to a new file, once there is one: before that, the empty list offers it. */
const NewFile = ({ organisation }: { organisation: Organisation }) => {
  const { t } = useTranslation('applicant');
  const { data } = useApplications(organisation.id, undefined);
  if (data?.items.length === 0) return null;
  return (
    <ButtonLink href="/applicant/new" variant="primary" icon={<Plus size={20} aria-hidden="true" />}>
      {t('dashboard.start')}
    </ButtonLink>
  );
};

/** An organisation's files and drafts, what awaits the applicant first. */
const Dashboard = () => {
  const { t } = useTranslation('applicant');
  return (
    <OwnOrganisation>
      {(organisation, all, choose) => (
        <div className="stack-l">
          <PageHeader
            title={t('dashboard.title')}
            over={organisation.name}
            actions={<NewFile organisation={organisation} />}
          />
          {all.length > 1 && (
            <Select
              name="organisation"
              label={t('dashboard.organisation')}
              required
              options={all.map(({ id, name }) => ({ value: id, label: name }))}
              value={organisation.id}
              onChange={(id) => id && choose(id)}
            />
          )}
          <Applications key={organisation.id} organisation={organisation} />
        </div>
      )}
    </OwnOrganisation>
  );
};

export default Dashboard;
