import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

const Fault = () => {
  const { t } = useTranslation();
  return (
    <main className="stack" style={{ padding: 'var(--s6)' }}>
      <h1>{t('fault.title')}</h1>
      <p className="prose">{t('fault.body')}</p>
      <div className="row">
        <Button variant="primary" onClick={() => location.reload()}>
          {t('action.reload')}
        </Button>
        {/* A new load: whatever failed may be what moves between pages. */}
        <a href="/">{t('errors.home')}</a>
      </div>
    </main>
  );
};

/** Catches what a page could not handle, such as a part of the site that did not load, and offers to start over. */
export class Fallible extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? <Fault /> : this.props.children;
  }
}
