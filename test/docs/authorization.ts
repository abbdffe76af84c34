import { writeFileSync } from 'node:fs';
import { contract, type Operation, type OperationId } from '../../schemas/contract.ts';
import { matrix, type Relation, relations, type Verdict } from '../functions/authorization.matrix.ts';

export const file = new URL('../../docs/authorization.md', import.meta.url);

const cell = (verdict: Verdict): string => (verdict === 'in' ? '**yes**' : String(verdict));

/** The table of who is let in, as a document. */
export const authorizationDocument = (): string => {
  const names = Object.keys(relations) as Relation[];
  const rows = (Object.entries(contract) as [OperationId, Operation][]).map(
    ([id, { method, path }]) =>
      `| \`${id}\` | ${method} \`${path}\` | ${names.map((name) => cell(matrix[id][name])).join(' | ')} |`,
  );
  return `# Who is let in

Printed from \`test/functions/authorization.matrix.ts\` by \`npm run docs:authorization\`; a test holds every cell on the real
engine, and another that this page is up to date.

A relation is to the file, or to the organisation, that a request names. **yes**: let in. 401: the gateway refuses a missing
token, or one of the other pool (associations sign in with one, jurors and staff with the other). 403: the function refuses
the role, or a recused juror, who is told the date and nothing else. 404: the function does not tell that there is such a
file. What is let in may still be refused by the state of the file (409) or by what was sent (422).

| Operation | Request | ${names.map((name) => relations[name]).join(' | ')} |
|---|---|${names.map(() => '---').join('|')}|
${rows.join('\n')}
`;
};

if (import.meta.main) writeFileSync(file, authorizationDocument());
