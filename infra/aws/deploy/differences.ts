import { isDeepStrictEqual } from 'node:util';
import { defaultsOf, type StageRecord } from '../record.ts';
import type { Stage } from '../stages.ts';
import type { Template } from './account.ts';
import { type Finding, say, unless } from './finding.ts';

const shown = (value: unknown): string => (value === undefined ? 'not given' : JSON.stringify(value));

/** Settings that say which service this is: another value is another service, or another address of it. */
const identifying: Record<string, string> = {
  region: 'everything would be made anew in another region, empty',
  account: 'everything would be made anew in another account, empty',
  domain: 'the pages leave the address that people know',
  siteUrl: 'the pages leave the address that people know',
  senderAddress: 'mails come from another address, which recipients do not know and whose domain is verified anew',
  existingIdentity: 'an identity that the stack made is let go of, or one that stands is in its way',
};

/** With another issuer every person comes as a stranger, so that giving one later counts too. */
const issuers: Record<string, string> = {
  applicantIssuer: 'every applicant comes as a stranger, without their files',
  officeIssuer: 'every juror and agent comes as a stranger, without their roles',
};

/** Settings that protect or keep something: what it means that they are another, or less. It is said, where the plan is read. */
const protecting: Record<string, string> = {
  protect: 'the table and the pools can be deleted with their stack',
  trial: 'a trial says so on its pages, and takes the whole life of a file from whoever tests it',
  backupVaultArn: 'copies go elsewhere, and no more to the vault of before',
  backupDays: 'copies are kept for another time',
  backupLock: 'another lock holds the copies',
  edge: 'the firewall before the site comes or goes',
  webAclArn: 'another firewall stands before the site, or none',
  apiOpen: 'the API answers beside the firewall, or no more',
  poolFirewall: 'the firewall before the pools comes or goes',
  poolWebAclArn: 'another firewall stands before the pools, or none',
  deletedDays: 'what was deleted can be brought back for another time',
  recoveryDays: 'the table can be brought back to another time',
  securityLogDays: 'addresses are kept for another time',
  auditDays: 'it is kept for another time who opened what',
  applicantClientId: 'tokens of another client let associations in',
  officeClientId: 'tokens of another client let jury and staff in',
  applicantJwksUrl: 'other keys let associations in',
  officeJwksUrl: 'other keys let jury and staff in',
};

const round = (name: string, before: number, now: number): Finding[] => {
  if (before === now) return [];
  const change = `${name}: it was ${before} and is ${now}`;
  if (name === 'tableGeneration')
    return [
      unless(
        name,
        now < before
          ? `${change}; everything would be connected to a table of earlier days, as it was left.`
          : `${change}; everything is connected to a new, empty table (docs/runbooks/restore.md).`,
      ),
    ];
  return now === before + 1
    ? []
    : [unless(name, `${change}; functions and site would know different secrets for minutes: go on by one.`)];
};

const rounds = ['tableGeneration', 'originSecretRound'] as const;
const isRound = (key: string): boolean => rounds.some((each) => each === key);

/**
 * Settings that a file leaves out and the last deployment's had, as far as the service stays the same one without them: what
 * whoever goes back to an earlier file may accept without a look.
 */
export const droppedSettings = (last: StageRecord, given: Stage['given']): string[] =>
  Object.keys(last.given).filter(
    (key) => given[key] === undefined && !(key in identifying) && !(key in issuers) && !isRound(key),
  );

/** What a new release changes where the file says nothing, before and now. */
const defaultDifferences = (last: StageRecord, stage: Stage): Finding[] =>
  Object.entries(last.defaults ? defaultsOf(stage) : {}).flatMap(([key, now]): Finding[] => {
    const before = last.defaults?.[key];
    // What the file said until now is a difference of the file.
    if (key in last.given || isRound(key) || isDeepStrictEqual(before, now)) return [];
    if (before === undefined) return [say(`${key}: new, and ${shown(now)} where it is not given.`)];
    const change = `${key}: not given; it was ${shown(before)} by default and is ${shown(now)}`;
    const why = identifying[key];
    return [why ? unless(key, `${change}; ${why}.`) : say(`${change}.`)];
  });

/**
 * What the settings of a stage would change of the service that was deployed last, where that is likelier a slip than
 * meant.
 */
export const settingDifferences = (last: StageRecord, stage: Stage): Finding[] => {
  const { name, given, settings } = stage;
  const fromFile =
    last.name === name
      ? []
      : [unless('name', `This stage was deployed from stages/${last.name}.json, and is now from stages/${name}.json.`)];
  const ofRounds = rounds.flatMap((each) => round(each, (last.given[each] as number | undefined) ?? 1, settings[each]));
  const others = [...new Set([...Object.keys(last.given), ...Object.keys(given)])].flatMap((key): Finding[] => {
    const [before, now] = [last.given[key], given[key]];
    if (isRound(key) || isDeepStrictEqual(before, now)) return [];
    const why = identifying[key] ?? issuers[key];
    if (now === undefined)
      return [unless(key, `${key}: it was ${shown(before)} and is left out${why ? `; ${why}` : ''}.`)];
    const change = `${key}: it was ${shown(before)} and is ${shown(now)}`;
    if (why && (before !== undefined || key in issuers)) return [unless(key, `${change}; ${why}.`)];
    return [say(`${change}${protecting[key] ? `; ${protecting[key]}` : ''}.`)];
  });
  return [...fromFile, ...ofRounds, ...others, ...defaultDifferences(last, stage)];
};

/** A file whose `stage` became another: the service would be made a second time, empty. */
export const stageChange = (records: readonly StageRecord[], { name, settings }: Stage): Finding[] =>
  records
    .filter((record) => record.name === name && record.given.stage !== settings.stage)
    .map(({ given }) =>
      unless(
        'stage',
        `stage: it was ${shown(given.stage)} and is ${shown(settings.stage)}; everything would be made a second time, empty, beside the first.`,
      ),
    );

/**
 * What people entrust, and the properties with which CloudFormation makes another one instead of changing it ("Update
 * requires: Replacement" in its reference), or which its service refuses to change.
 */
const stateful: Record<string, { noun: string; fixed: readonly string[] }> = {
  'AWS::DynamoDB::Table': { noun: 'the table', fixed: ['TableName', 'KeySchema'] },
  'AWS::S3::Bucket': { noun: 'a bucket', fixed: ['BucketName'] },
  'AWS::Cognito::UserPool': {
    noun: 'a user pool',
    fixed: ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'Schema'],
  },
  'AWS::SES::EmailIdentity': { noun: "the identity of the sender's domain", fixed: ['EmailIdentity'] },
};

/** What a new template would take out of a stack, or replace in it, of what people entrust. */
export const templateDifferences = (deployed: Template, coming: Template): Finding[] =>
  Object.entries(deployed.Resources ?? {}).flatMap(([id, before]): Finding[] => {
    const kind = stateful[before.Type];
    if (!kind) return [];
    const now = coming.Resources?.[id];
    if (now?.Type !== before.Type)
      return [unless(id, `${id}: ${kind.noun} would leave the stack with what is in it, and nothing would use it.`)];
    const changed = kind.fixed.filter((name) => !isDeepStrictEqual(before.Properties?.[name], now.Properties?.[name]));
    return changed.length === 0
      ? []
      : [
          unless(
            id,
            `${id}: ${kind.noun} would be replaced by an empty one, for its ${changed.join(' and ')} changed.`,
          ),
        ];
  });
