import { readFileSync, writeFileSync } from 'node:fs';
import { tableShape } from '../../functions/store/table.ts';
import { tableUnits } from '../../infra/limits.ts';
import { contract } from '../../schemas/contract.ts';
import { type Price, prices, pricesAsOf } from './prices.ts';

export const file = new URL('../../docs/costs.md', import.meta.url);

type Counted = Record<string, { times: number; readUnits: number; writeUnits: number }>;
interface Measured {
  parts: {
    units: { at: string; details: { life: Counted } };
    pages: { figures: { value: number }[] };
    submit: { details: { medianMs: { whole: number } } };
  };
}
const { parts } = JSON.parse(readFileSync(new URL('../../docs/performance.json', import.meta.url), 'utf8')) as Measured;

/** What no run of ours measures; each is an example that a city replaces by its own. */
export const assumed = {
  apiMilliseconds: 100,
  consumerMilliseconds: 300,
  apiGb: 1,
  consumerGb: 0.5,
  tableMbPerApplication: 0.05,
  documents: 4,
  documentMb: 2,
  downloads: 20,
  mailsPerApplication: 25,
  visitsPerApplication: 20,
  requestsPerVisit: 15,
  logKbPerInvocation: 3,
  securityLogKb: 0.1,
  securityLogDays: 180,
  activeMonthsPerApplicant: 3,
  signInsPerApplication: 10,
  requestsPerSignIn: 20,
  backupNights: 365,
  officePeople: 40,
  alarms: 82,
  dashboards: 1,
  metrics: 8,
} as const;

const life = Object.entries(parts.units.details.life);
const sum = (of: (entry: Counted[string]) => number, which: (name: string) => boolean = () => true): number =>
  life.filter(([name]) => which(name)).reduce((total, [, entry]) => total + of(entry), 0);
const whole = (value: number): number => Math.round(value);
const isOperation = (name: string): boolean => (name.split(' ')[0] ?? '') in contract;

const requests = sum(({ times }) => times, isOperation);
/** `relay` reads no table, so that the bench does not see it: it is woken as often as `measure`. */
const relayed = sum(
  ({ times }) => times,
  (name) => name === 'measure',
);
const woken =
  relayed +
  sum(
    ({ times }) => times,
    (name) => !isOperation(name),
  );
const reads = whole(sum(({ times, readUnits }) => times * readUnits));
const writes = whole(sum(({ times, writeUnits }) => times * writeUnits));
const a = assumed;
const megabytes = a.documents * a.documentMb;
const siteRequests = requests + a.visitsPerApplication * a.requestsPerVisit;
const pageKb = parts.pages.figures.reduce((total, { value }) => total + value, 0);
/** What is kept stays on average half of its first year. */
const halfYear = 6;

interface Line {
  what: string;
  price: Price;
  /** How much of it, in the unit that the price is for. */
  amount: number;
  how: string;
}

const perApplication: Line[] = [
  { what: 'DynamoDB, reads', price: 'readUnits', amount: reads / 1e6, how: `${reads} read units, measured` },
  { what: 'DynamoDB, writes', price: 'writeUnits', amount: writes / 1e6, how: `${writes} write units, measured` },
  {
    what: 'DynamoDB, storage',
    price: 'tableGb',
    amount: (a.tableMbPerApplication / 1000) * halfYear,
    how: `${a.tableMbPerApplication} MB with indexes, kept ${halfYear} months of the year on average`,
  },
  {
    what: 'DynamoDB, point-in-time recovery',
    price: 'recoveryGb',
    amount: (a.tableMbPerApplication / 1000) * halfYear,
    how: 'of the same',
  },
  { what: 'API Gateway', price: 'apiRequests', amount: requests / 1e6, how: `${requests} requests, counted` },
  {
    what: 'Lambda, invocations',
    price: 'invocations',
    amount: (requests + woken) / 1e6,
    how: `${requests} requests and ${woken} wake-ups, counted`,
  },
  {
    what: 'Lambda, time × memory',
    price: 'gbSeconds',
    amount: (requests * a.apiMilliseconds * a.apiGb + woken * a.consumerMilliseconds * a.consumerGb) / 1000,
    how: `${requests} × ${a.apiMilliseconds} ms × ${a.apiGb} GB + ${woken} × ${a.consumerMilliseconds} ms × ${a.consumerGb} GB`,
  },
  {
    what: 'SQS',
    price: 'queueRequests',
    amount: (3 * woken) / 1e6,
    how: `${woken} wake-ups, each sent, received and deleted`,
  },
  { what: 'X-Ray', price: 'traces', amount: (requests + woken) / 1e6, how: 'each invocation, at the most' },
  {
    what: 'S3, documents kept',
    price: 'objectGb',
    amount: (megabytes / 1000) * halfYear,
    how: `${a.documents} documents of ${a.documentMb} MB, kept ${halfYear} months of the year on average`,
  },
  { what: 'S3, writes', price: 'objectWrites', amount: a.documents / 1000, how: `${a.documents} documents` },
  {
    what: 'S3, reads',
    price: 'objectReads',
    amount: (a.documents + a.downloads) / 1000,
    how: `verified once, and ${a.downloads} downloads`,
  },
  {
    what: 'S3, downloads',
    price: 'sentGb',
    amount: (a.downloads * a.documentMb) / 1000,
    how: `${a.downloads} downloads of ${a.documentMb} MB, at CloudFront's price for want of another`,
  },
  { what: 'GuardDuty, bytes', price: 'scannedGb', amount: megabytes / 1000, how: `${megabytes} MB` },
  { what: 'GuardDuty, objects', price: 'scannedObjects', amount: a.documents / 1000, how: `${a.documents} documents` },
  {
    what: 'SES',
    price: 'mails',
    amount: a.mailsPerApplication / 1000,
    how: `${a.mailsPerApplication} letters and sign-in codes`,
  },
  {
    what: 'Cognito, applicants',
    price: 'activeUsers',
    amount: a.activeMonthsPerApplicant,
    how: `one person, active in ${a.activeMonthsPerApplicant} months`,
  },
  {
    what: 'CloudFront, bytes',
    price: 'sentGb',
    amount: (a.visitsPerApplication * pageKb) / 1e6,
    how: `${a.visitsPerApplication} visits with an empty cache × ${Math.round(pageKb)} kB, measured`,
  },
  {
    what: 'CloudFront, requests',
    price: 'siteRequests',
    amount: siteRequests / 1e4,
    how: `${requests} of the API and ${a.visitsPerApplication} × ${a.requestsPerVisit} of pages`,
  },
  {
    what: 'CloudWatch, logs',
    price: 'logGb',
    amount: ((requests + woken) * a.logKbPerInvocation) / 1e6,
    how: `${requests + woken} invocations × ${a.logKbPerInvocation} kB`,
  },
  {
    what: 'S3, security logs kept',
    price: 'objectGb',
    amount: ((siteRequests * a.securityLogKb) / 1e6) * (a.securityLogDays / 30),
    how: `${siteRequests} requests × ${a.securityLogKb} kB, packed, kept ${a.securityLogDays} days`,
  },
  {
    what: 'S3, security logs written',
    price: 'objectWrites',
    amount: a.visitsPerApplication / 1000,
    how: `a file for each of ${a.visitsPerApplication} visits, at the most`,
  },
];

const perMonth: Line[] = [
  { what: 'CloudWatch, alarms', price: 'alarms', amount: a.alarms, how: `${a.alarms} at the most, each on one metric` },
  { what: 'CloudWatch, dashboard', price: 'dashboards', amount: a.dashboards, how: `${a.dashboards}` },
  { what: 'CloudWatch, metrics', price: 'metrics', amount: a.metrics, how: `${a.metrics} of our own at the most` },
  { what: 'Cognito, office', price: 'activeUsers', amount: a.officePeople, how: `${a.officePeople} jurors and staff` },
];

const edgePerMonth: Line[] = [
  { what: 'WAF, firewall', price: 'firewalls', amount: 1, how: '1' },
  { what: 'WAF, rules', price: 'firewallRules', amount: 4, how: 'a rate and three groups' },
  { what: 'Secrets Manager', price: 'secrets', amount: 2, how: '2 from the second round on' },
];
const edgePerApplication: Line[] = [
  { what: 'WAF, requests', price: 'firewallRequests', amount: siteRequests / 1e6, how: 'those of CloudFront' },
];

const signInRequests = a.signInsPerApplication * a.requestsPerSignIn;
const poolFirewallPerMonth: Line[] = [
  { what: 'WAF, firewall of the pools', price: 'firewalls', amount: 1, how: '1' },
  { what: 'WAF, its rules', price: 'firewallRules', amount: 3, how: 'two rates and a group' },
];
const poolFirewallPerApplication: Line[] = [
  {
    what: 'WAF, requests to the pools',
    price: 'firewallRequests',
    amount: signInRequests / 1e6,
    how: `${a.signInsPerApplication} sign-ins of ${a.requestsPerSignIn} requests`,
  },
];

const backupPerMonth: Line[] = [
  { what: 'KMS, keys of the vaults', price: 'encryptionKeys', amount: 2, how: 'one here, one in the second account' },
];
const backupPerApplication: Line[] = [
  {
    what: 'Backup, table',
    price: 'tableBackupGb',
    // Each night's is whole: a table that grows evenly, and its copies with it, come to a sixth of what a full year of them does.
    amount: ((a.tableMbPerApplication / 1000) * a.backupNights * 12) / 6,
    how: `${a.tableMbPerApplication} MB, whole each night, kept ${a.backupNights} nights: a sixth of them full ones in the first year on average`,
  },
  {
    what: 'Backup, documents',
    price: 'objectBackupGb',
    amount: 2 * (megabytes / 1000) * halfYear,
    how: `${megabytes} MB, of which a night adds what is new, here and in the second account, ${halfYear} months of the year on average`,
  },
];

/** What a month costs when nobody comes, in dollars. */
export const idleMonth = (): number => total(perMonth);

const dollars = ({ price, amount }: Line): number => amount * prices[price].dollars;
const total = (lines: Line[]): number => lines.reduce((all, line) => all + dollars(line), 0);
const shown = (value: number): string =>
  value < 0.005 ? '< 0.01' : value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** What a day costs in which the table takes so many units a second without a rest. */
const busiestDay = (price: 'readUnits' | 'writeUnits', aSecond: number): string =>
  shown((aSecond * 86_400 * prices[price].dollars) / 1e6);
const sizes = [100, 1000, 10_000];
const named = (size: number): string => size.toLocaleString('en');

const rows = (lines: Line[], times: (size: number) => number): string =>
  lines
    .map(
      (line) =>
        `| ${line.what} | ${line.how} | ${prices[line.price].dollars} per ${prices[line.price].per} | ${sizes.map((size) => shown(dollars(line) * times(size))).join(' | ')} |`,
    )
    .join('\n');

const head = `| Line | How much | Price, $ | ${sizes.map(named).join(' | ')} |
|---|---|---|${sizes.map(() => '---:').join('|')}|`;

/** What a stage costs a year, as a document. */
export const costsDocument = (): string => {
  const [v, f] = [total(perApplication), total(perMonth)];
  const [ve, fe] = [total(edgePerApplication), total(edgePerMonth)];
  const [vp, fp] = [total(poolFirewallPerApplication), total(poolFirewallPerMonth)];
  const [vb, fb] = [total(backupPerApplication), total(backupPerMonth)];
  const yearly = (variable: number, fixed: number) =>
    sizes.map((size) => shown(variable * size + fixed * 12)).join(' | ');
  return `# What a stage costs

Printed by \`npm run docs:costs\` from the life that \`npm run bench -- units\` measured (${parts.units.at},
[performance.json](performance.json)), the assumptions in \`test/docs/costs.ts\` and the prices in \`test/docs/prices.ts\`. A test
holds that this page is up to date. **No price was checked and nothing was measured on a bill**: prices are those known in
${pricesAsOf}, in US dollars, without tax and without free tiers; those of backups are of us-east-1 in June 2026, raised to Paris. Compare them with their pages before relying on them.

## The formula

Dollars a year = *applications* × **${v.toFixed(4)}** + 12 × **${f.toFixed(2)}**, and with an edge
+ *applications* × **${ve.toFixed(4)}** + 12 × **${fe.toFixed(2)}**, with a firewall before the user pools (\`poolFirewall\`)
+ *applications* × **${vp.toFixed(4)}** + 12 × **${fp.toFixed(2)}**, with backups in a second account (\`backupVaultArn\`)
+ *applications* × **${vb.toFixed(4)}** + 12 × **${fb.toFixed(2)}**.

Each line is its amount times its price; the first factor is the sum of what one application takes in its year, the second
what every month costs even when nobody comes.

| A year of | ${sizes.map((size) => `${named(size)} applications`).join(' | ')} |
|---|${sizes.map(() => '---:').join('|')}|
| one stage | ${yearly(v, f)} |
| one stage behind an edge | ${yearly(v + ve, f + fe)} |
| one stage with all of these | ${yearly(v + ve + vp + vb, f + fe + fp + fb)} |
| a hundred cities, one stage behind an edge each | ${yearly(100 * (v + ve), 100 * (f + fe))} |

A second stage costs its fixed lines again. What is kept adds up from year to year: storage and its recovery in the second
year are three times those of the first. Backups grow faster: of the table there are \`backupDays\` whole copies from the second year on,
six times what the first year comes to and more as the table grows. A shorter \`backupDays\` costs in proportion.

## With each application

One life: ${requests} requests, ${woken} wake-ups, ${reads} read and ${writes} write units (docs/data.md tells them apart). A year
in dollars for so many applications:

${head}
${rows(perApplication, (size) => size)}

With an edge:

${head}
${rows(edgePerApplication, (size) => size)}

With a firewall before the user pools, and with backups in a second account, in its first year:

${head}
${rows([...poolFirewallPerApplication, ...backupPerApplication], (size) => size)}

## Fixed, whoever comes

A year in dollars, the same for any number:

${head}
${rows(perMonth, () => 12)}

${perMonth.map((line) => `${line.what.replace(/^.*, /, '')} ${shown(dollars(line))}`).join(' + ')} = ${shown(f)} a month. Alarms that name the
same mend are one alarm, and what no alarm is on is a query of the log, which costs nothing to save (ADR 42); a test holds that an idle month costs 15 dollars
at the most.

With an edge:

${head}
${rows(edgePerMonth, () => 12)}

With a firewall before the user pools, and with backups in a second account:

${head}
${rows([...poolFirewallPerMonth, ...backupPerMonth], () => 12)}

## What a loop costs at the most

The table takes \`maxReadUnits\` (${tableUnits.read}) and \`maxWriteUnits\` (${tableUnits.write}) a second, and so does each of its ${tableShape.indexes.length} indexes. A whole day of
reads at that maximum costs ${busiestDay('readUnits', tableUnits.read)} dollars, a day of writes ${busiestDay('writeUnits', tableUnits.write)}, and as much again for each index that they reach.
Beyond it requests are refused, which an alarm tells (docs/runbooks/table-throttles.md).

## What is assumed

Measured are units, requests, wake-ups and the bytes of pages. A submission took ${Math.round(parts.submit.details.medianMs.whole)} ms on the bench's machine,
beside its engine; on AWS there are a network, cold starts and another processor, so ${a.apiMilliseconds} ms are assumed for every request
and ${a.consumerMilliseconds} ms for every wake-up. Sizes, visits, downloads, mails and people are examples. Not in it: drafts that are never
handed in, what attackers ask for, restores, support plans, tax. S3, EventBridge and GuardDuty tell the bus for nothing; deploying is
free but for the bootstrap's bucket.

| Price | $ | Per | To be checked at |
|---|---:|---|---|
${Object.entries(prices)
  .map(([name, { dollars: value, per, page }]) => `| ${name} | ${value} | ${per} | ${page} |`)
  .join('\n')}
`;
};

if (import.meta.main) writeFileSync(file, costsDocument());
