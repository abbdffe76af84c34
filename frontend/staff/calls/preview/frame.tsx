import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallVersion } from '../../../../schemas/call.ts';
import { Alert } from '../../../components/alert.tsx';
import { ButtonLink } from '../../../components/button.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import styles from '../call.module.css';
import { contentOf } from '../draft.ts';
import { useDraft } from '../queries.ts';

/** A draft may lack what a page stands on; the preview then says so instead of failing. */
class Complete extends Component<{ otherwise: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}

/** The saved draft of a call as its readers would see it, marked as what it is; nothing of it leaves the page. */
export const Preview = ({
  callId,
  title,
  children,
}: {
  callId: string;
  title: string;
  children: (call: CallVersion) => ReactNode;
}) => {
  const { t } = useTranslation('calls');
  const query = useDraft(callId);
  return (
    <Loaded query={query} home="/staff/calls">
      {(draft) => {
        const content = draft.content ?? (draft.current && contentOf(draft.current));
        const version = (draft.current?.version ?? 0) + 1;
        const call = { ...content, callId: draft.callId, version, publishedAt: new Date().toISOString() };
        return (
          <div className="stack-l">
            <PageHeader title={title} back={{ href: `/staff/calls/${callId}`, label: t('editor.over') }} />
            <Alert tone="warn" title={t('preview.banner')}>
              <p>{t('preview.bannerBody')}</p>
              <p>
                <ButtonLink small href={`/staff/calls/${callId}/edit/texts`}>
                  {t('preview.back')}
                </ButtonLink>
              </p>
            </Alert>
            <Complete otherwise={<Alert tone="info">{t('preview.broken')}</Alert>}>
              <div className={`${styles.preview} stack-l`}>{children(call as unknown as CallVersion)}</div>
            </Complete>
          </div>
        );
      }}
    </Loaded>
  );
};
