import { writeFileSync } from 'node:fs';
import { type Hand, type Transition, transitions } from '../../functions/domain/lifecycle.ts';
import { type ApplicationState, applicationStates } from '../../schemas/application.ts';
import { states as statesEn } from '../../schemas/texts/en/names.ts';
import { states as statesFr } from '../../schemas/texts/fr/names.ts';

export const file = new URL('../../docs/lifecycle.md', import.meta.url);

const hands: Record<Hand, string> = {
  owner: 'its association',
  staff: 'staff',
  juror: 'a juror on the open step',
  system: 'the service',
};

const table = Object.entries(transitions) as [string, Transition][];
const final = applicationStates.filter((state) => !table.some(([, { from }]) => from.includes(state)));

/** One arrow for each pair of states, with all that leads along it. */
const arrows = (): string[] => {
  const labels = new Map<string, string[]>();
  const add = (from: string, to: string, action: string) => {
    const arrow = `${from} --> ${to}`;
    labels.set(arrow, [...(labels.get(arrow) ?? []), action]);
  };
  for (const [action, { from, to }] of table)
    for (const state of from) {
      if (to.length === 0) add(state, '[*]', action);
      // What may stay where it is stays there: \`save\` leads from a draft to no other state.
      else for (const target of action === 'save' ? [state] : to) add(state, target, action);
    }
  return [...labels].map(([arrow, actions]) => `    ${arrow}: ${actions.join(', ')}`);
};

const list = (states: readonly ApplicationState[]): string =>
  states.length > 0 ? states.map((state) => `\`${state}\``).join(', ') : 'gone';

/** The life of an application, as a document. */
export const lifecycleDocument = (): string => `# The life of an application

Printed from \`functions/domain/lifecycle.ts\` by \`npm run docs:lifecycle\`; a test holds that this page is up to date. The
call's steps say which of several states comes next; the jury's steps follow each other while a file is \`evaluating\`.

\`\`\`mermaid
stateDiagram-v2
    [*] --> draft
${arrows().join('\n')}
${final.map((state) => `    ${state} --> [*]`).join('\n')}
\`\`\`

| State | In French | In English |
|---|---|---|
${applicationStates.map((state) => `| \`${state}\` | ${statesFr[state]} | ${statesEn[state]} |`).join('\n')}

| Action | From | To | By |
|---|---|---|---|
${table.map(([action, { from, to, by }]) => `| \`${action}\` | ${list(from)} | ${list(to)} | ${by.map((hand) => hands[hand]).join(', ')} |`).join('\n')}
`;

if (import.meta.main) writeFileSync(file, lifecycleDocument());
