import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import type * as z from 'zod';
import { parseSettings, type Settings, settingNames } from './settings.ts';

/** One deployment of the software: what its file says, and the settings that come of it. */
export interface Stage {
  /** The file's name, without `.json`. */
  name: string;
  /** What the file says, word for word. */
  given: Readonly<Record<string, unknown>>;
  settings: Settings;
}

/** Settings that cannot be used; its message is one instruction a line. */
export class StageFault extends Error {
  constructor(file: string, faults: readonly string[]) {
    super(`${file} cannot be used:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'StageFault';
  }
}

const folder = join(import.meta.dirname, '..', '..', 'stages');
const fileOf = (name: string): string => `stages/${name}.json`;

/** What a file may be called: templates are written to a folder of its name, one of an edge to that and `-edge`. */
const fileName = /^(?!.*-edge$)[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The names that have a file.
 * @throws StageFault for a file that cannot be called so.
 */
export const stageNames = (among: readonly string[] = readdirSync(folder)): string[] => {
  const names = among
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  const wrong = names.find((name) => !fileName.test(name));
  if (wrong !== undefined)
    throw new StageFault(fileOf(wrong), [
      'Give it a name of lower-case letters, digits and hyphens that does not end in -edge.',
    ]);
  return names;
};

/** The name in what somebody typed, who may have had a shell complete it: `stages/staging.json`. */
const nameIn = (typed: string): string => /^(?:\.\/)?stages\/(.+)\.json$/.exec(typed)?.[1] ?? typed;

/** The settings that somebody may have meant: those that hold the whole word, or else the nearest. */
const meant = (word: string): string => {
  const holding = settingNames.filter((name) => name.toLowerCase().includes(word.toLowerCase()));
  return holding.length > 0 ? holding.join(' or ') : closest(word, settingNames);
};

const nouns: Record<string, string> = {
  string: 'a text, in quotes',
  number: 'a number, without quotes',
  int: 'a whole number, without quotes',
  boolean: 'true or false, without quotes',
};

/** Each kind of fault as what to do about it; a field's own words come first. */
const instruct: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'give it' : `write ${nouns[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `choose one of ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'write something'
        : `give ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `give at most ${issue.maximum}`;
    default:
      return undefined;
  }
};

const sentence = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${key}: no setting has this name; write ${meant(key)} if you mean that, or take it out.`)
    : [`${issue.path.join('.')}: ${issue.message}.`];

/** What only secrets look like: keys of AWS, private keys, tokens of code forges and issuers, passwords in addresses. */
const secrets =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN|\beyJ[\w-]+\.eyJ|\b(gh[opsu]|github_pat|glpat)[_-]\w+|:\/\/[^/\s]*:[^/\s]*@/;
/** A secret key of AWS; some issuers name their clients, which everybody may know, by as many letters. */
const secretKey = /^[A-Za-z0-9/+]{40}$/;

const secretIn = ([name, value]: [string, unknown]): string[] => {
  if (typeof value !== 'string') return [];
  if (secrets.test(value) || (secretKey.test(value) && !name.endsWith('ClientId')))
    return [
      `${name}: it looks like a secret, which no setting is; take it out, and replace it where it is used, since this file is kept with the code.`,
    ];
  // CloudFormation would put something else in its place, a secret perhaps.
  return value.includes('{{') ? [`${name}: write it without {{, which CloudFormation would replace.`] : [];
};

/**
 * A stage of what a file says.
 * @throws StageFault with an instruction for each fault.
 */
export const stageOf = (name: string, content: unknown): Stage => {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new StageFault(fileOf(name), ['Write an object: { "stage": … }.']);
  const { $schema: _, ...given } = content as Record<string, unknown>;
  const kept = Object.entries(given).flatMap(secretIn);
  if (kept.length > 0) throw new StageFault(fileOf(name), kept);
  const result = parseSettings(given, instruct);
  if (!result.success) throw new StageFault(fileOf(name), result.error.issues.flatMap(sentence));
  return { name, given, settings: result.data };
};

/**
 * The stage that a file in `stages/` describes.
 * @throws StageFault when there is none, when it is no JSON, or as `stageOf` does.
 */
export const readStage = (typed: string): Stage => {
  const name = nameIn(typed);
  const names = stageNames();
  if (!names.includes(name)) {
    const near = closest(name, names);
    throw new StageFault(fileOf(name), [
      `There is no such file; name one that is there (${names.join(', ')}), or copy stages/${near}.json to it and change it.`,
    ]);
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  } catch (error) {
    throw new StageFault(fileOf(name), [`Write it as JSON, without comments: ${(error as Error).message}.`]);
  }
  return stageOf(name, content);
};
