import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { Loaded } from '../../components/loaded.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Select } from '../../components/select.tsx';
import styles from './call.module.css';
import { CompareView } from './compare-view.tsx';
import { useDraft, useVersion, useVersions } from './queries.ts';

const DRAFT = 'draft';

/** One side: a published version, or the draft as it is saved. */
const useSide = (callId: string, name: string) => {
  const version = useVersion(callId, name === DRAFT ? undefined : Number(name));
  const draft = useDraft(callId);
  return name === DRAFT ? draft.data?.content : version.data;
};

const Compare = ({ callId, from, to }: { callId: string; from: string; to: string }) => {
  const before = useSide(callId, from);
  const after = useSide(callId, to);
  return before && after ? <CompareView before={before} after={after} /> : null;
};

/** Two versions of a call, chosen in the address; the current one is the second unless another is named. */
export const ComparePage = ({ callId }: { callId: string }) => {
  const { t } = useTranslation('calls');
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const versions = useVersions(callId);
  const draft = useDraft(callId);
  return (
    <Loaded query={versions} home="/staff/calls">
      {(items) => {
        const names = [...items.map(({ version }) => String(version)), ...(draft.data?.content ? [DRAFT] : [])];
        const known = (name: string | null, otherwise: string) => (name && names.includes(name) ? name : otherwise);
        const current = String(items[0]?.version ?? 1);
        const to = known(asked.get('to'), current);
        const from = known(asked.get('from'), String(Math.max(1, Number(current) - 1)));
        const nameOf = (name: string) =>
          name === DRAFT ? t('compare.draft') : t('call.versionName', { version: name });
        const options = names.map((name) => ({ value: name, label: nameOf(name) }));
        const choose = (ends: { from: string; to: string }) =>
          navigate(`${path}?${new URLSearchParams(ends)}`, { replace: true });
        return (
          <div className="stack-l">
            <PageHeader
              back={{ href: `/staff/calls/${callId}`, label: t('call.versions') }}
              title={t('compare.title')}
            />
            <div className={styles.pair}>
              <Select
                name="from"
                label={t('compare.from')}
                required
                options={options}
                value={from}
                onChange={(chosen) => choose({ from: chosen ?? from, to })}
              />
              <Select
                name="to"
                label={t('compare.to')}
                required
                options={options}
                value={to}
                onChange={(chosen) => choose({ from, to: chosen ?? to })}
              />
            </div>
            <Compare callId={callId} from={from} to={to} />
          </div>
        );
      }}
    </Loaded>
  );
};
