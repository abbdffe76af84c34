import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CfnCondition } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { specs } from '../../functions/specs.ts';
import type { Made } from './functions.ts';
import type { Settings } from './settings.ts';

/** A query that a runbook tells to ask: its block begins with `logs`, its name, and the functions whose logs it reads. */
export interface SavedQuery {
  name: string;
  /** All of them where none is named. */
  functions: string[];
  query: string;
}

const folder = join(import.meta.dirname, '..', '..', 'docs', 'runbooks');

/** The queries of the runbooks, which the stack saves as they stand there. */
export const savedQueries = (): SavedQuery[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^```logs (\S+)(.*)\n([\s\S]*?)\n```$/gm)].map(
        ([, name = '', of = '', query = '']) => ({ name, functions: of.split(' ').filter(Boolean), query }),
      ),
    );

/** What a query is saved as: CloudWatch shows the parts before a slash as folders. */
export const queryName = ({ stage }: Pick<Settings, 'stage'>, name: string): string =>
  `permanent-call/${stage}/${name}`;

/** Saves the queries, each with the logs that it reads already chosen. To save them costs nothing. */
export const addQueries = (
  scope: Construct,
  settings: Settings,
  functions: readonly Made[],
  onAws: CfnCondition,
): void => {
  const own = new Construct(scope, 'Queries');
  for (const { name, functions: of, query } of savedQueries()) {
    const read = of.length === 0 ? functions : functions.filter(({ spec }) => of.includes(spec.name));
    const unknown = of.find((each) => !specs.some((spec) => spec.name === each));
    if (unknown) throw new Error(`The query ${name} reads no such function: ${unknown}`);
    // The functions of a pool are there where the pool is.
    if (read.length === 0) continue;
    const saved = new logs.CfnQueryDefinition(own, name, {
      name: queryName(settings, name),
      queryString: query,
      logGroupNames: read.map(({ fn }) => fn.logGroup.logGroupName),
    });
    saved.cfnOptions.condition = onAws;
  }
};
