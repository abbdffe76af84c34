import { type ReactNode, useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { callContent, maxCallBytes } from '../../../../schemas/call.ts';
import { bytesOf, type Language } from '../../../../schemas/fields.ts';
import { type Issue, instruction } from '../../../../schemas/instructions.ts';
import { ApiProblem } from '../../../api.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { DoubtsOf, useDoubts } from '../../../components/doubts.tsx';
import { focusField, type SummaryEntry } from '../../../components/error-summary.tsx';
import { fieldId } from '../../../components/field.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { NotFound, ProblemAlert } from '../../../components/problem-view.tsx';
import { ProgressSteps } from '../../../components/progress-steps.tsx';
import { SaveStatus } from '../../../components/save-status.tsx';
import { RoomLeft } from '../../../components/text-area.tsx';
import { useFormats } from '../../../format.ts';
import { useAttempts } from '../../../forms.ts';
import { at, changedParts, type Part, type Path, partNames, partOf } from '../draft.ts';
import { type CallDraft, useDraft } from '../queries.ts';
import { useCallDoubts } from './doubts.ts';
import { EditingProvider } from './editing.tsx';
import styles from './page.module.css';
import { PublishPart } from './publish-part.tsx';
import { ChoicesPart, DocumentsPart, LimitsPart, RulesPart, TextsPart } from './simple-parts.tsx';
import { StepsPart } from './steps-part.tsx';
import { keptKey, useCallDraft } from './use-draft.ts';

const content: Record<Part, () => ReactNode> = {
  texts: TextsPart,
  choices: ChoicesPart,
  documents: DocumentsPart,
  rules: RulesPart,
  steps: StepsPart,
  limits: LimitsPart,
};
const pages = [...partNames, 'publish'] as const;
type Page = (typeof pages)[number];

interface Wrong {
  path: Path;
  message: string;
}

/** All that keeps the call from being published, each place once. */
const useWrong = (typed: CallDraft['content']): Wrong[] => {
  const { t, i18n } = useTranslation('words');
  const settled = useDeferredValue(typed);
  return useMemo(() => {
    // The vocabulary's own instructions speak of a project's title or an organisation's name: those by rule fit here.
    const error = (issue: Issue): string => {
      const { keys, params } = instruction(issue, i18n.language as Language);
      const say = t as unknown as (keys: string[], values: Record<string, string>) => string;
      return say(
        keys.filter((key) => key.startsWith('rules.')),
        params,
      );
    };
    const issues = callContent.safeParse(settled, { error: error as never }).error?.issues ?? [];
    const found = new Map<string, Wrong>();
    for (const { path, message } of issues) {
      const place = path as (string | number)[];
      if (!found.has(place.join('.'))) found.set(place.join('.'), { path: place, message });
    }
    return [...found.values()];
  }, [settled, t, i18n.language]);
};

/** Names a place in words, since away from its field "fill in this field" says nothing. */
const useNamed = (typed: CallDraft['content']) => {
  const { t, i18n } = useTranslation(['calls', 'common']);
  return ({ path, message }: Wrong): string => {
    const names = path.flatMap((name, index) => {
      const here = at(typed, path.slice(0, index + 1));
      if (typeof name === 'number') {
        const mark = at(here, ['mark']);
        if (typeof mark === 'number') return [`${t('fields.mark')} ${mark}`];
        const label = at(here, ['label', i18n.language as Language]);
        return [typeof label === 'string' && label ? label : String(name + 1)];
      }
      if (['label', 'text', 'anchors'].includes(name) && index < path.length - 1) return [];
      return i18n.exists(`fields.${name}`, { ns: 'calls' }) ? [t(`fields.${name as 'title'}`)] : [];
    });
    return names.length === 0 ? message : t('common:field.named', { field: names.join(' › '), message });
  };
};

/** Moves the focus to a field, and opens whatever it is folded into. */
const goTo = (name: string): void => {
  let around = document.getElementById(fieldId(name))?.closest('details');
  while (around) {
    around.open = true;
    around = around.parentElement?.closest('details');
  }
  focusField(name);
};

const Stale = ({ typed }: { typed: ReturnType<typeof useCallDraft> }) => {
  const { t } = useTranslation('calls');
  const { dayAndTime } = useFormats();
  const { other } = typed;
  if (!other) return null;
  return (
    <Alert tone="warn" title={t('editor.stale')} live="alert">
      <p>
        {other.content && other.savedAt
          ? t('editor.staleBody', { name: other.savedBy ?? t('call.service'), date: dayAndTime(other.savedAt) })
          : t('editor.gone')}
      </p>
      <div className="row">
        <Button variant="primary" onClick={typed.keepMine}>
          {t('editor.mine')}
        </Button>
        <Button onClick={typed.takeOther}>{t('editor.other')}</Button>
      </div>
    </Alert>
  );
};

const Editor = ({ draft, page }: { draft: CallDraft; page: Page }) => {
  const { t, i18n } = useTranslation('calls');
  const [, navigate] = useLocation();
  const typed = useCallDraft(draft);
  const [attempt, check] = useAttempts();
  const wrong = useWrong(typed.content);
  const named = useNamed(typed.content);
  const doubts = useDoubts(useCallDoubts(draft.current, typed.content), keptKey(draft.callId));
  const changed = useMemo(() => changedParts(typed.content, draft.current), [typed.content, draft.current]);
  const stateOf = (name: Page) => {
    if (name === 'publish') return 'upcoming';
    if (wrong.some(({ path }) => partOf(path) === name)) return 'todo';
    return changed.has(name) ? 'done' : 'same';
  };
  const base = `/staff/calls/${draft.callId}`;
  const checked = attempt > 0;
  const errors = useMemo(
    () => new Map(checked ? wrong.map(({ path, message }) => [path.join('.'), message]) : []),
    [checked, wrong],
  );
  const summary = wrong.map((entry): SummaryEntry => {
    const name = entry.path.join('.');
    return { name, message: named(entry), href: `${base}/edit/${partOf(entry.path)}#${fieldId(name)}` };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each visit of the part
  useEffect(() => {
    // The part that shows how far the call is checks it; the others then show what is wrong beside each field.
    if (page === 'publish') check();
  }, [page]);
  useEffect(() => {
    if (page !== 'publish' && location.hash.startsWith('#field-')) goTo(location.hash.slice('#field-'.length));
  }, [page]);

  const title = at(typed.content, ['title', i18n.language as Language]);
  const next = pages[pages.indexOf(page) + 1];
  const Content = page === 'publish' ? undefined : content[page];
  const { state } = typed;
  return (
    <div className={styles.grid}>
      <div className={styles.side}>
        <ProgressSteps
          label={t('editor.parts')}
          compact
          steps={pages.map((name) => ({
            id: name,
            label: t(`parts.${name}`),
            href: `${base}/edit/${name}`,
            here: name === page,
            state: stateOf(name),
          }))}
        />
        <div className="stack">
          <ButtonLink small href={`${base}/preview/applicant`}>
            {t('editor.preview')}
          </ButtonLink>
          <ButtonLink small href={`${base}/preview/jury`}>
            {t('editor.previewJury')}
          </ButtonLink>
        </div>
      </div>
      <div className="stack-l" key={page}>
        <PageHeader
          over={typeof title === 'string' && title ? title : t('list.untitled')}
          title={t(`parts.${page}`)}
          back={{ href: base, label: t('editor.over') }}
          lead={<p>{t(page === 'publish' ? 'publish.lead' : 'editor.saving')}</p>}
        />
        <SaveStatus state={state} />
        <RoomLeft left={maxCallBytes - bytesOf(typed.content)} max={maxCallBytes} of={t('editor.whole')} />
        <Stale typed={typed} />
        {state.kind === 'refused' && !typed.stale && <ProblemAlert error={new ApiProblem(state.problem)} />}
        {draft.current && draft.current.version > typed.basedOn && (
          <Alert tone="warn">
            <p>{t('editor.behind', { version: draft.current.version, basedOn: typed.basedOn })}</p>
          </Alert>
        )}
        {Content ? (
          <EditingProvider content={typed.content} setContent={typed.setContent} errors={errors}>
            <DoubtsOf doubts={doubts}>
              <Content />
            </DoubtsOf>
            <div className="row">
              {next && (
                <Button variant="primary" onClick={() => navigate(`${base}/edit/${next}`)}>
                  {t('editor.next')}
                </Button>
              )}
              {next !== 'publish' && (
                <ButtonLink href={`${base}/edit/publish`} variant="quiet">
                  {t('editor.check')}
                </ButtonLink>
              )}
            </div>
          </EditingProvider>
        ) : (
          <PublishPart draft={draft} typed={typed} wrong={summary} doubts={doubts} attempt={attempt} />
        )}
      </div>
    </div>
  );
};

/** The editor of a call, part by part; what is typed is a draft until it is published. */
export const EditorPage = ({ callId, part }: { callId: string; part: string }) => {
  const query = useDraft(callId);
  if (!pages.includes(part as Page)) return <NotFound home="/staff/calls" />;
  return (
    <Loaded query={query} home="/staff/calls">
      {(draft) => <Editor draft={draft} page={part as Page} />}
    </Loaded>
  );
};
