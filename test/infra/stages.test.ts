import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { letterSet } from '../../infra/aws/mail.ts';
import { settingNames } from '../../infra/aws/settings.ts';
import { readStage, stageNames, stageOf } from '../../infra/aws/stages.ts';

const whole = { stage: 'staging', senderAddress: 'ne-pas-repondre@appel.ville.example' };
const faultsOf = (content: unknown): string[] => {
  try {
    stageOf('essai', content);
  } catch (error) {
    const [first, ...faults] = (error as Error).message.split('\n');
    expect(first).toBe('stages/essai.json cannot be used:');
    return faults.map((fault) => fault.slice(2));
  }
  return [];
};

test('every file that comes with the project can be used', () => {
  expect(stageNames()).toContain('staging');
  for (const name of stageNames())
    expect(readStage(name)).toMatchObject({ name, settings: { stage: expect.any(String) } });
});

it('keeps what a file says apart from its defaults', () => {
  const { given, settings } = stageOf('essai', { $schema: './settings.schema.json', ...whole });
  expect(given).toEqual(whole);
  expect(settings).toMatchObject({ ...whole, region: 'eu-west-3', protect: true, senderDomain: 'appel.ville.example' });
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['a stage that has no name', { stage: undefined }, ['stage: give it.']],
  [
    'a stage with a space',
    { stage: 'Not A Stage' },
    ['stage: write two to twelve lower-case letters or digits, a letter first.'],
  ],
  [
    'a stage that has the name of another stack',
    { stage: 'pipeline' },
    ["stage: choose another name: stacks beside a stage's have backup, edge, mail, pipeline, security."],
  ],
  [
    'a stage whose sign-in pages Cognito refuses',
    { stage: 'awsville' },
    ['stage: choose a name without aws, amazon, cognito: Cognito refuses them in the address of its sign-in pages.'],
  ],
  [
    'a sender whose domain makes too long a name',
    { senderAddress: 'ne-pas-repondre@appel-a-projets.communaute-urbaine-exemple.fr' },
    ['senderAddress: write an address whose domain has at most 41 characters, SES takes no longer names.'],
  ],
  [
    'a sign-in name that is too long',
    {
      applicantSignInDomain: `${'connexion.'.repeat(5)}appel.ville.example`,
      officeSignInDomain: 'Agents.ville.example',
      signInCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/x',
    },
    [
      'applicantSignInDomain: write a host name of at most 63 characters, Cognito takes no longer one.',
      'officeSignInDomain: write it in lower case.',
    ],
  ],
  [
    'a sender that is nobody',
    { senderAddress: 'nobody' },
    ['senderAddress: write an address, such as ne-pas-repondre@appel.ville.example.'],
  ],
  ['an account as a number', { account: 111122223333 }, ['account: write a text, in quotes.']],
  ['a number in quotes', { recoveryDays: '7' }, ['recoveryDays: write a number, without quotes.']],
  ['half a day', { recoveryDays: 7.5 }, ['recoveryDays: write a whole number, without quotes.']],
  ['too much', { recoveryDays: 36 }, ['recoveryDays: give at most 35.']],
  ['too little', { requestsPerAddress: 1 }, ['requestsPerAddress: give at least 100.']],
  ['nothing to spend', { monthlyBudgetUsd: 0 }, ['monthlyBudgetUsd: give more than 0.']],
  ['a choice that there is not', { logDays: 31 }, ['logDays: choose one of 30, 90, 180, 365.']],
  [
    'security logs for a week',
    { securityLogDays: 7 },
    ['securityLogDays: choose one of 0, 30, 60, 90, 120, 150, 180, 365.'],
  ],
  [
    'security logs for ever',
    { securityLogDays: 3650 },
    ['securityLogDays: choose one of 0, 30, 60, 90, 120, 150, 180, 365.'],
  ],
  ['a flag in quotes', { edge: 'true' }, ['edge: write true or false, without quotes.']],
  [
    'a host name with its address',
    { domain: 'https://appel.ville.example', edge: true },
    ['domain: write a host name alone, such as appel.ville.example.'],
  ],
  [
    'a domain without a certificate',
    { domain: 'appel.ville.example' },
    ['certificateArn: give the certificate of the domain, or "edge": true.'],
  ],
  ['an edge before nothing', { edge: true }, ['domain: give the host name that the edge stands before.']],
  [
    'half an issuer',
    { officeIssuer: 'https://identity.ville.example' },
    ['officeClientId: give it, the issuer needs it.', 'officeJwksUrl: give it, the issuer needs it.'],
  ],
  [
    'a sign-in domain without a certificate',
    { applicantSignInDomain: 'connexion.ville.example' },
    ['signInCertificateArn: give the certificate of the sign-in domains.'],
  ],
  [
    'a certificate of another region',
    { signInCertificateArn: 'arn:aws:acm:eu-west-3:111122223333:certificate/x' },
    ['signInCertificateArn: write the ARN of a certificate in us-east-1.'],
  ],
  [
    'one name for two pools',
    {
      applicantSignInDomain: 'connexion.ville.example',
      officeSignInDomain: 'connexion.ville.example',
      signInCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/x',
    },
    ['officeSignInDomain: give another name, each pool needs its own.'],
  ],
  [
    'two firewalls before the pools',
    { poolFirewall: true, poolWebAclArn: 'arn:aws:wafv2:eu-west-3:111122223333:regional/webacl/x' },
    ['poolWebAclArn: take it out, or "poolFirewall": a firewall is made or given.'],
  ],
  [
    'a sender who begins another header',
    { senderName: 'Ville\r\nBcc: somebody@else.example' },
    ['senderName: write one line without braces and angle brackets.'],
  ],
  [
    'a sender who is a placeholder',
    { senderName: '{####}' },
    ['senderName: write one line without braces and angle brackets.'],
  ],
  [
    'a site with a path',
    { siteUrl: 'https://appel.ville.example/accueil?lang=fr' },
    ['siteUrl: write the origin alone, such as https://appel.ville.example.'],
  ],
  [
    'a region that is a path',
    { backupRegion: '../..' },
    ['backupRegion: write the code of a region, such as eu-west-3.'],
  ],
  [
    'what CloudFormation would replace',
    { applicantClientId: '{{resolve:ssm:/somewhere}}' },
    ['applicantClientId: write it without {{, which CloudFormation would replace.'],
  ],
  [
    'the beginning of a name',
    { requestsPerMinute: 60 },
    [
      'requestsPerMinute: no setting has this name; write requestsPerMinutePublic or requestsPerMinuteApplicant or requestsPerMinuteJury or requestsPerMinuteStaff if you mean that, or take it out.',
    ],
  ],
  [
    'two faults at once',
    { alarmAdress: 'astreinte@ville.example', protect: 1 },
    [
      'protect: write true or false, without quotes.',
      'alarmAdress: no setting has this name; write alarmAddress if you mean that, or take it out.',
    ],
  ],
])('%s is answered with what to write instead', (_, content, faults) => {
  expect(faultsOf({ ...whole, ...content })).toEqual(faults);
});

test('the longest sender’s domain that is taken makes a name of exactly as many characters as SES takes', () => {
  const domain = `${'a'.repeat(33)}.example`;
  const { settings } = stageOf('essai', { ...whole, senderAddress: `ne-pas-repondre@${domain}` });
  expect(letterSet(settings)).toHaveLength(64);
  expect(faultsOf({ ...whole, senderAddress: `ne-pas-repondre@a${domain}` })).toHaveLength(1);
});

test('a name with a slip is answered with the name that was meant', () => {
  fc.assert(
    fc.property(fc.constantFrom(...settingNames), fc.nat(), (name, at) => {
      // A letter that no name has, in the place of one: what was meant is never in doubt.
      const place = at % name.length;
      const slip = `${name.slice(0, place)}_${name.slice(place + 1)}`;
      const [fault] = faultsOf({ ...whole, [slip]: true });
      const [, meant = ''] = /write (\w+) if/.exec(fault ?? '') ?? [];
      expect([meant.length, [...meant].filter((letter, i) => letter !== slip[i]).length]).toEqual([name.length, 1]);
    }),
  );
});

test.each([
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab',
  '-----BEGIN PRIVATE KEY-----',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJleGVtcGxlIn0.c2lnbmF0dXJl',
  'glpat-exampleexampleexample',
  'https://alix:motdepasse@identity.ville.example',
])('%s looks like a secret and is refused without being repeated', (secret) => {
  const [fault = '', ...others] = faultsOf({ ...whole, officeAudience: secret });
  expect(others).toEqual([]);
  expect(fault).toMatch(/^officeAudience: it looks like a secret/);
  expect(fault).not.toContain(secret);
});

test('a client that its issuer names by forty letters and digits is no secret', () => {
  const officeClientId = '0123456789abcdef0123456789abcdef01234567';
  const issuer = 'https://identity.ville.example';
  const { settings } = stageOf('essai', {
    ...whole,
    officeIssuer: issuer,
    officeClientId,
    officeJwksUrl: `${issuer}/keys`,
  });
  expect(settings.officeClientId).toBe(officeClientId);
});

test('a file is found by the path that a shell completes', () => {
  expect(readStage('stages/staging.json')).toEqual(readStage('staging'));
  expect(readStage('./stages/staging.json').name).toBe('staging');
});

test.each(['...json', '..json', '.json', 'lille-edge.json', 'Lille.json', 'lille;true.json', 'a b.json', '-x.json'])(
  'no file is called %j: a folder has its name, and commands',
  (file) => {
    expect(() => stageNames(['staging.json', 'settings.schema.json', file])).toThrow(
      /Give it a name of lower-case letters/,
    );
  },
);

test.each(['', '.', '..', '../staging', 'production2'])('no stage is called %j', (name) => {
  expect(() => readStage(name)).toThrow(/There is no such file; name one that is there \(.*staging/);
});

test.each([[[]], [null], ['staging']])('%j is no stage', (content) => {
  expect(faultsOf(content)).toEqual(['Write an object: { "stage": … }.']);
});
