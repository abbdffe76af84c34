import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion, Criterion } from '../../schemas/call.ts';
import { Alert } from '../components/alert.tsx';
import { Card } from '../components/card.tsx';
import { useFormats } from '../format.ts';
import styles from './landing.module.css';

/** A criterion's part of its step's marks, in whole percent. */
const percentOf = (criterion: Criterion, all: readonly Criterion[]): number =>
  Math.round((100 * criterion.weight) / all.reduce((sum, { weight }) => sum + weight, 0));

const Criteria = ({ criteria }: { criteria: readonly Criterion[] }) => {
  const { t } = useTranslation('pages');
  const { local } = useFormats();
  return (
    <ul className={styles.list}>
      {criteria.map((criterion) => {
        const percent = percentOf(criterion, criteria);
        return (
          <li key={criterion.id}>
            <p className={styles.line}>
              {local(criterion.label)}
              <span className={styles.tag}>{t('landing.call.weight', { weight: percent })}</span>
            </p>
            <div className={styles.bar} style={{ '--part': `${percent}%` } as object} aria-hidden="true" />
            <p className="soft">{local(criterion.hint)}</p>
          </li>
        );
      })}
    </ul>
  );
};

/** What is long, folded away on a narrow page. */
const Fold = ({ title, children }: { title: string; children: ReactNode }) => {
  const [isWide] = useState(() => matchMedia('(min-width: 48rem)').matches);
  return (
    <details className={styles.fold} open={isWide}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
};

/** What a call supports, asks and weighs, from its current version. */
export const CallDetails = ({ call }: { call: CallVersion }) => {
  const { t } = useTranslation('pages');
  const { local } = useFormats();
  const criteria = call.steps.flatMap((step) => (step.kind === 'score' ? step.criteria : []));
  return (
    <>
      <p className="prose">{local(call.introduction)}</p>
      {call.example && (
        <Alert tone="warn" title={t('landing.call.example')}>
          <p>{t('landing.call.exampleBody')}</p>
        </Alert>
      )}
      <Card as="section">
        <h3>{t('landing.call.supportKinds')}</h3>
        <ul className={styles.kinds}>
          {call.supportKinds.map((kind) => (
            <li key={kind.id}>
              <p className={styles.line}>{local(kind.label)}</p>
              {kind.hint && <p className="soft">{local(kind.hint)}</p>}
            </li>
          ))}
        </ul>
        <h3>{t('landing.call.sectors')}</h3>
        <ul className={styles.pills}>
          {call.sectors.map((sector) => (
            <li key={sector.id}>{local(sector.label)}</li>
          ))}
        </ul>
      </Card>
      <div className={styles.beside}>
        <Card as="section">
          <Fold title={t('landing.call.criteria')}>
            <Criteria criteria={criteria} />
          </Fold>
        </Card>
        <Card as="section">
          <Fold title={t('landing.call.documents')}>
            <ul className={styles.list}>
              {call.documents.map((document) => (
                <li key={document.id}>
                  <p className={styles.line}>
                    {local(document.label)}
                    <span className={styles.tag}>
                      {document.required ? t('landing.call.required') : t('landing.call.optional')}
                    </span>
                  </p>
                  <p className="soft">{local(document.hint)}</p>
                </li>
              ))}
            </ul>
          </Fold>
        </Card>
        <Card as="section">
          <h3>{t('landing.call.contact')}</h3>
          <p>
            {call.service.name}, {call.service.address}
          </p>
          <p className={styles.ways}>
            <a href={`mailto:${call.service.email}`}>{call.service.email}</a>
            <a href={`tel:${call.service.phone.replaceAll(' ', '')}`}>{call.service.phone}</a>
          </p>
        </Card>
      </div>
    </>
  );
};
