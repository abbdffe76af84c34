import type { CallDraftContent, CallVersion } from '../../../schemas/call.ts';

/** A call while it is typed: a tree of JSON that is never changed in place, reached by paths. */
export type Path = readonly (string | number)[];
type Tree = CallDraftContent;

/** What stands at a path; nothing where the path leads nowhere. */
export const at = (tree: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    tree,
  );

const replace = (tree: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value;
  const next = replace(at(tree, [step]), rest, value);
  if (Array.isArray(tree)) return tree.with(Number(step), next);
  const { [step]: _was, ...others } = (tree ?? {}) as Record<string, unknown>;
  if (next === undefined) return others;
  // A key that is there keeps its place.
  return step in ((tree ?? {}) as object) ? { ...(tree as object), [step]: next } : { ...others, [step]: next };
};

/** The tree with a value at a path; `undefined` takes the key away. */
export const withValue = (tree: Tree, path: Path, value: unknown): Tree => replace(tree, path, value) as Tree;

export const listAt = (tree: unknown, path: Path): readonly Entry[] => {
  const list = at(tree, path);
  return Array.isArray(list) ? list : [];
};
export type Entry = { id: string } & Record<string, unknown>;

export const withEntry = (tree: Tree, path: Path, index: number, entry: unknown): Tree =>
  withValue(tree, path, listAt(tree, path).toSpliced(index, 0, entry as Entry));

export const withoutEntry = (tree: Tree, path: Path, index: number): Tree =>
  withValue(tree, path, listAt(tree, path).toSpliced(index, 1));

/** An entry one place up or down; the tree itself when there is no such place. */
export const withMoved = (tree: Tree, path: Path, index: number, by: -1 | 1): Tree => {
  const list = listAt(tree, path);
  const entry = list[index];
  const to = index + by;
  if (!entry || to < 0 || to >= list.length) return tree;
  return withValue(tree, path, list.toSpliced(index, 1).toSpliced(to, 0, entry));
};

/** What a draft begins with: what a version says, without its number and date. */
export const contentOf = (version: CallVersion): Tree => {
  const { callId: _id, version: _version, publishedAt: _at, ...content } = version;
  return JSON.parse(JSON.stringify(content)) as Tree;
};

const blank = { fr: '', en: '' };
/** A name that no entry had before, so that versions are never taken for each other's entries. */
export const newId = (kind: string): string => `${kind}-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;

const step = (kind: string) => ({
  id: newId(kind),
  kind,
  label: blank,
  hint: blank,
  delayDays: 15,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
});
/** One line for each mark; what was written for a mark stays with it. */
export const anchorsFor = (maxMark: number, kept: readonly { mark: number; text: unknown }[] = []) =>
  Array.from(
    { length: maxMark + 1 },
    (_, mark) => kept.find((anchor) => anchor.mark === mark) ?? { mark, text: blank },
  );
export const newCriterion = (weight: number): Entry => ({
  id: newId('criterion'),
  label: blank,
  hint: blank,
  weight,
  maxMark: 5,
  anchors: anchorsFor(5),
});
export const newSteps = {
  check: (): Entry => ({ ...step('check'), items: [{ id: newId('item'), label: blank }], onFailure: 'complements' }),
  score: (): Entry => ({
    ...step('score'),
    wanted: 3,
    quorum: 2,
    correctionHours: 24,
    criteria: [newCriterion(100)],
    threshold: { percent: 50, mode: 'advisory' },
    blind: { applicant: false, peers: true },
  }),
  deliberate: (): Entry => ({ ...step('deliberate'), wanted: 3, quorum: 2 }),
  decide: (): Entry => step('decide'),
};
export type StepKind = keyof typeof newSteps;

/** Where a new step stands: checks after the last check, the jury's before the decision, the decision at the end. */
export const placeFor = (kind: StepKind, steps: readonly Entry[]): number => {
  if (kind === 'check') return steps.findLastIndex((entry) => entry.kind === 'check') + 1;
  const decision = steps.findIndex((entry) => entry.kind === 'decide');
  return kind === 'decide' || decision < 0 ? steps.length : decision;
};

export const newEntries = {
  sector: (): Entry => ({ id: newId('sector'), label: blank }),
  supportKind: (): Entry => ({ id: newId('support'), label: blank }),
  document: (): Entry => ({ id: newId('document'), label: blank, hint: blank, required: true }),
  item: (): Entry => ({ id: newId('item'), label: blank }),
};
export const newRules = {
  'max-amount': (): Entry => ({ id: newId('rule'), label: blank, kind: 'max-amount', amountCents: 1_000_000 }),
  'max-share': (): Entry => ({ id: newId('rule'), label: blank, kind: 'max-share', percent: 80 }),
  'legal-forms': (): Entry => ({ id: newId('rule'), label: blank, kind: 'legal-forms', allowed: [] }),
  territories: (): Entry => ({ id: newId('rule'), label: blank, kind: 'territories', allowed: [] }),
  'not-started': (): Entry => ({ id: newId('rule'), label: blank, kind: 'not-started' }),
};
export type RuleKind = keyof typeof newRules;

/** The weights of a step's criteria together, as far as they are numbers. */
export const weightOf = (criteria: readonly Entry[]): number =>
  criteria.reduce((sum, { weight }) => sum + (typeof weight === 'number' ? weight : 0), 0);

/** The parts of the editor, and the fields of a call that stand in each. */
export const parts = {
  texts: ['title', 'introduction', 'service', 'remedies', 'signatory'],
  choices: ['sectors', 'supportKinds'],
  documents: ['documents'],
  rules: ['eligibility'],
  steps: ['steps'],
  limits: ['silenceMonths', 'openFilesPerJuror', 'envelopeCents', 'agreementAboveCents', 'paused', 'example'],
} as const;
export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as Part[];

/** The part where a field of a call is typed. */
export const partOf = (path: Path): Part =>
  partNames.find((part) => (parts[part] as readonly string[]).includes(String(path[0]))) ?? 'texts';
