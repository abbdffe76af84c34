import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Organisation } from '../../schemas/organisation.ts';
import { ButtonLink } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
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

const Application = ({ item }: { item: ListedApplication }) => {
  const { t } = useTranslation(['applicant', 'common', 'decisions']);
  const { money, dayOf, day } = useFormats();
  const href = `/applicant/applications/${item.id}`;
  const title = item.title || t('dashboard.untitled');
  const expiring = item.expiresOn !== undefined && expiresSoon(item.expiresOn);
  const expires = item.expiresOn && t('dashboard.expires', { date: day(item.expiresOn) });
  return (
    <Card as="li" {...(awaitsMe(item) ? { tone: 'accent' as const } : {})}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        <StateBadge state={item.state} />
      </div>
      <p className={styles.meta}>
        {item.number && <span>{t('dashboard.number', { number: item.number })}</span>}
        <span>
          {item.submittedAt
            ? t('dashboard.submitted', { date: dayOf(item.submittedAt) })
            : t('dashboard.changed', { date: dayOf(item.updatedAt) })}
        </span>
        {item.amountAskedCents > 0 && <span>{t('dashboard.asked', { amount: money(item.amountAskedCents) })}</span>}
        {item.grantedCents !== undefined && (
          <strong>{t('dashboard.granted', { amount: money(item.grantedCents) })}</strong>
        )}
        {item.complementsDueOn && item.state === 'complements' && (
          <strong>{t('dashboard.due', { date: day(item.complementsDueOn) })}</strong>
        )}
        {item.expiresOn && (expiring ? <strong>{expires}</strong> : <span>{expires}</span>)}
        {item.refusedBySilenceOn && (
          <strong>{t('decisions:silence.ownShort', { date: day(item.refusedBySilenceOn) })}</strong>
        )}
      </p>
      <div className="row">
        {item.state === 'draft' ? (
          <>
            <ButtonLink
              href={`${href}/project`}
              variant="primary"
              small
              label={t('common:field.named', { field: t('dashboard.continue'), message: title })}
            >
              {t('dashboard.continue')}
            </ButtonLink>
            {expiring && <KeepDraft item={item} title={title} />}
          </>
        ) : item.state === 'complements' ? (
          <ButtonLink
            href={href}
            variant="primary"
            small
            label={t('common:field.named', { field: t('dashboard.answer'), message: title })}
          >
            {t('dashboard.answer')}
          </ButtonLink>
        ) : (
          <ButtonLink href={href} small label={t('common:field.named', { field: t('dashboard.open'), message: title })}>
            {t('dashboard.open')}
          </ButtonLink>
        )}
      </div>
    </Card>
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
              items.filter((item) => !awaitsMe(item)),
            )}
            <Pagination cursors={cursors} nextCursor={nextCursor} />
          </div>
        )
      }
    </Loaded>
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
            actions={
              <ButtonLink href="/applicant/new" variant="primary" icon={<Plus size={20} aria-hidden="true" />}>
                {t('dashboard.start')}
              </ButtonLink>
            }
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
