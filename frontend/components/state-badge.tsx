import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationState } from '../../schemas/application.ts';
import type { Tone } from './alert.tsx';
import styles from './state-badge.module.css';

/** A short mark in a colour; the words alone carry the meaning. */
export const Badge = ({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) => (
  <span className={[styles.badge, tone ? styles[tone] : ''].join(' ')}>{children}</span>
);

export const toneOf: Record<ApplicationState, Tone | undefined> = {
  draft: undefined,
  checking: 'info',
  complements: 'warn',
  ready: 'info',
  evaluating: 'info',
  deliberating: 'info',
  deciding: 'info',
  deferred: 'warn',
  supported: 'good',
  refused: 'danger',
  ineligible: 'danger',
  closed: undefined,
  'refused-by-silence': 'danger',
  withdrawn: undefined,
};

/** Where an application stands. */
export const StateBadge = ({ state }: { state: ApplicationState }) => {
  const { t } = useTranslation('words');
  return <Badge tone={toneOf[state]}>{t(`states.${state}`)}</Badge>;
};
