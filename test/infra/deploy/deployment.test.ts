import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choices, deployStage } from '../../../infra/aws/deploy/deployment.ts';
import { droppedSettings, settingDifferences, templateDifferences } from '../../../infra/aws/deploy/differences.ts';
import { defaultsOf, type StageRecord } from '../../../infra/aws/record.ts';
import { stageOf } from '../../../infra/aws/stages.ts';
import { inMemory, region, stackId, table } from './account-in-memory.ts';

const given = { stage: 'production', senderAddress: 'ne-pas-repondre@appel.ville.example' };
const main = 'permanent-call-production';
const mail = 'permanent-call-mail-appel-ville-example';

type City = ReturnType<typeof inMemory>;
const deploy = (city: City, more: Record<string, unknown> = {}, choices: Partial<Choices> = {}) => {
  city.done.length = 0;
  city.said.length = 0;
  return deployStage(
    stageOf('ville', { ...given, ...more }),
    { plan: false, yes: true, accept: [], ...choices },
    city.tools,
  );
};
const stops = ({ said }: City): string[] => said.filter((line) => line.startsWith('STOP')).map((line) => line.slice(6));

/** A city with an account of AWS itself, and what it must say that an example may leave. */
const onAws = (): City => {
  const city = inMemory();
  city.state.number = '111122223333';
  return city;
};
const real = { senderAddress: 'ne-pas-repondre@appel.ville.test' };

/** A city whose service stands. */
const deployed = async (more: Record<string, unknown> = {}): Promise<City> => {
  const city = inMemory();
  expect((await deploy(city, more)).ended).toBe('deployed');
  return city;
};

describe('a first deployment', () => {
  const steps = [
    'synth open',
    'build',
    'deploy Mail',
    `protect ${mail}`,
    'deploy Main',
    'synth protected',
    'deploy Main protected',
    `protect ${main}`,
    'publish',
  ];

  test('protects nothing before everything stands', async () => {
    const city = await deployed();
    expect(city.done).toEqual(steps);
    expect([city.state.stacks.get(main)?.isProtected, city.state.stacks.get(mail)?.isProtected]).toEqual([true, true]);
  });

  test.each(['Main', 'Mail'])('that fails at %s is tried again by the same command', async (id) => {
    const city = inMemory();
    city.state.fails = id;
    await expect(deploy(city)).rejects.toThrow('failed');
    const name = id === 'Main' ? main : mail;
    expect(city.state.stacks.get(name)).toMatchObject({ status: 'ROLLBACK_COMPLETE', isProtected: false });
    city.state.fails = undefined;
    expect((await deploy(city)).ended).toBe('deployed');
    expect(city.done).toEqual(expect.arrayContaining([`open ${name}`, `remove ${name}`, 'deploy Main protected']));
    expect(city.state.stacks.get(main)).toMatchObject({ status: 'UPDATE_COMPLETE', isProtected: true });
  });

  test.each(['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'])(
    'begins anew over what an earlier release left protected in %s, and says what stays',
    async (status) => {
      const city = inMemory();
      city.state.stacks.set(main, { id: stackId(main), status, outputs: {}, template: {}, isProtected: true });
      city.state.leftBehind = ['Table (permanent-call-production-Table-EXAMPLE)'];
      expect((await deploy(city)).ended).toBe('deployed');
      expect(city.done.slice(4, 7)).toEqual([`open ${main}`, `remove ${main}`, 'deploy Main']);
      expect(city.said).toContain(
        'It left Table (permanent-call-production-Table-EXAMPLE): look whether anything is in it, and delete it by hand.',
      );
    },
  );

  test('goes on where a creation was begun and not carried out, and removes nothing: it may be somebody else’s', async () => {
    const city = inMemory();
    const id = stackId(main);
    city.state.stacks.set(main, { id, status: 'REVIEW_IN_PROGRESS', outputs: {}, template: {}, isProtected: false });
    expect((await deploy(city)).ended).toBe('deployed');
    expect(city.done).toEqual(steps);
  });

  test.each<[string, string, 'same' | 'other', string]>([
    ['was made', 'ROLLBACK_COMPLETE', 'other', 'UPDATE_COMPLETE'],
    ['was mended', 'CREATE_FAILED', 'same', 'UPDATE_COMPLETE'],
    ['failed once more', 'ROLLBACK_COMPLETE', 'other', 'ROLLBACK_COMPLETE'],
    ['is being made', 'REVIEW_IN_PROGRESS', 'same', 'CREATE_IN_PROGRESS'],
  ])('leaves alone a service that %s while the question was asked', async (_, before, which, now) => {
    const city = inMemory();
    const id = stackId(main);
    city.state.stacks.set(main, { id, status: before, outputs: {}, template: {}, isProtected: false });
    city.tools.confirm = async () => {
      const live = { id: which === 'same' ? id : stackId(main), status: now, outputs: {}, template: {} };
      city.state.stacks.set(main, { ...live, isProtected: true });
      return true;
    };
    await expect(deploy(city, {}, { yes: false })).rejects.toThrow(
      `${main}: somebody else was at work on it meanwhile (it was ${before} and is ${now})`,
    );
    expect(city.state.stacks.get(main)).toMatchObject({ status: now, isProtected: true });
    expect(city.done.filter((step) => step.includes(main) || step.includes('Main'))).toEqual([]);
  });

  test('does not take for new what was made while it waited for its edge', async () => {
    const city = inMemory();
    const { cdk } = city.tools;
    city.tools.cdk = async (args) => {
      if (args.includes('Edge'))
        city.state.stacks.set(main, {
          id: stackId(main),
          status: 'CREATE_COMPLETE',
          outputs: {},
          template: {},
          isProtected: true,
        });
      return cdk(args);
    };
    await expect(deploy(city, { edge: true, domain: 'appel.ville.example' })).rejects.toThrow(
      'it was not there and is CREATE_COMPLETE',
    );
    expect(city.done).not.toContain('deploy Main');
  });

  test('waits for the records of the sender, prints them, and goes on with the same command', async () => {
    const city = inMemory();
    city.state.verifies = false;
    expect(await deploy(city)).toEqual({ ended: 'waiting' });
    expect(city.said.join('\n')).toContain('key._domainkey.appel.ville.example. 3600 IN CNAME');
    expect(city.state.stacks.has(main)).toBe(false);
    city.state.identity = { verified: true };
    expect((await deploy(city)).ended).toBe('deployed');
  });

  test('makes the edge first and passes on what it made', async () => {
    const city = inMemory();
    await deploy(city, { edge: true, domain: 'appel.ville.example' });
    expect(city.done.filter((step) => /Edge|synth|edge/.test(step))).toEqual([
      'synth open',
      'deploy Edge',
      'protect permanent-call-edge-production',
      'synth open with arn:certificate',
      'synth protected with arn:certificate',
    ]);
  });

  test('has the requests of the site logged once it is known whose they are, but on an emulator', async () => {
    const city = onAws();
    expect((await deploy(city, real)).ended).toBe('deployed');
    expect(city.done.slice(-3)).toEqual(['publish', 'log requests of EEXAMPLE in logs', 'deploy Security']);
    expect((await deployed()).done).not.toContain('deploy Security');
  });

  test('leaves open what the settings do not protect, but never the mails of other stages', async () => {
    const city = await deployed({ protect: false });
    expect([city.state.stacks.get(main)?.isProtected, city.state.stacks.get(mail)?.isProtected]).toEqual([false, true]);
  });
});

describe('a later deployment', () => {
  test('keeps the protection throughout, and asks at the terminal unless it is told not to', async () => {
    const city = await deployed();
    expect((await deploy(city, {}, { yes: false })).ended).toBe('deployed');
    expect(city.done.filter((step) => /deploy|open/i.test(step))).toEqual([
      'Deploy stages/ville.json to the account 000000000000?',
      'deploy Mail protected, asking',
      'deploy Main protected, asking',
    ]);
  });

  test('that nobody confirms changes nothing', async () => {
    const city = await deployed();
    city.state.confirms = false;
    expect(await deploy(city, {}, { yes: false })).toEqual({ ended: 'stopped' });
    expect(city.done).toEqual(['synth protected', 'Deploy stages/ville.json to the account 000000000000?']);
    expect(city.said.at(-1)).toBe('Nothing was deployed.');
  });

  test('as a plan changes nothing, and shows what it would change', async () => {
    const city = await deployed();
    expect(await deploy(city, { recoveryDays: 7 }, { plan: true })).toEqual({ ended: 'planned' });
    expect(city.done).toEqual(['synth protected', 'diff']);
    expect(city.said).toEqual([
      'note  recoveryDays: it was not given and is 7; the table can be brought back to another time.',
      'Nothing stops a deployment. Nothing was changed.',
    ]);
    expect(await deploy(city, { stage: 'staging' }, { plan: true })).toEqual({ ended: 'planned' });
  });

  test.each([
    ['CREATE_IN_PROGRESS', /CloudFormation is at work on it/],
    ['UPDATE_ROLLBACK_FAILED', /continue-update-rollback --region eu-west-3 --stack-name permanent-call-production/],
    ['DELETE_FAILED', /delete-stack --region eu-west-3 --stack-name permanent-call-production/],
  ])('does not begin on a stack in %s', async (status, mend) => {
    const city = await deployed();
    (city.state.stacks.get(main) as { status: string }).status = status;
    expect(await deploy(city)).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([expect.stringMatching(mend)]);
    expect(city.done).toEqual(['synth protected']);
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, RegExp]>([
    ['recoveryDays', { recoveryDays: 7 }, {}, /it was 7 and is left out/],
    [
      'domain',
      { domain: 'appel.ville.example', edge: true },
      { domain: 'autre.ville.example', edge: true },
      /the pages leave the address/,
    ],
    [
      'tableGeneration',
      { tableGeneration: 2 },
      {},
      /it was 2 and is 1; everything would be connected to a table of earlier days/,
    ],
    ['tableGeneration', {}, { tableGeneration: 2 }, /it was 1 and is 2; everything is connected to a new, empty table/],
    ['originSecretRound', { originSecretRound: 2 }, { originSecretRound: 1 }, /it was 2 and is 1/],
    ['originSecretRound', {}, { originSecretRound: 3 }, /go on by one/],
    [
      'officeIssuer',
      {},
      {
        officeIssuer: 'https://identity.ville.example',
        officeClientId: 'pages',
        officeJwksUrl: 'https://identity.ville.example/keys',
      },
      /every juror and agent comes as a stranger/,
    ],
    ['account', { account: '000000000000' }, {}, /is left out; everything would be made anew in another account/],
  ])('stops at a difference of %s until it is meant', async (name, before, now, words) => {
    const city = await deployed(before);
    expect(await deploy(city, now)).toEqual({ ended: 'stopped' });
    const [stop = '', ...others] = stops(city);
    expect(others).toEqual([]);
    expect(stop).toMatch(words);
    expect(stop).toMatch(new RegExp(`^${name}: .* If that is meant: --accept ${name}$`));
    expect(city.done.filter((step) => step.startsWith('deploy'))).toEqual([]);
    expect((await deploy(city, now, { accept: [name] })).ended).toBe('deployed');
    // Once it is done, there is nothing to accept any more.
    expect(await deploy(city, now, { accept: [name] })).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([`--accept ${name}: nothing asks for it; leave it out.`]);
  });

  test('goes on by one round of the secret without a word', async () => {
    const city = await deployed();
    expect((await deploy(city, { originSecretRound: 2 })).ended).toBe('deployed');
  });

  test('that fails at its logs alone is in use, and is told as that', async () => {
    const city = onAws();
    city.state.fails = 'Security';
    expect(await deploy(city, real)).toMatchObject({ ended: 'unlogged', outputs: { PagesBucket: expect.any(String) } });
    expect(city.said.at(-1)).toMatch(
      /^"cdk deploy" failed; what it said is above\.\nThe version is deployed and in use; its requests are not logged/,
    );
    city.state.fails = undefined;
    expect((await deploy(city, real)).ended).toBe('deployed');
  });

  test('logs requests no more once no day of them is to be kept, and shows the logs in its plan as long as they are', async () => {
    const city = onAws();
    await deploy(city, real);
    const security = 'permanent-call-security-production';
    expect((await deploy(city, real, { plan: true })).ended).toBe('planned');
    expect(city.done).toEqual(['synth protected', 'diff', 'log requests of EEXAMPLE in logs', 'diff']);
    expect(city.state.stacks.has(security)).toBe(true);
    expect((await deploy(city, { ...real, securityLogDays: 0 })).ended).toBe('deployed');
    expect(city.done.slice(-2)).toEqual(['publish', `remove ${security}`]);
    expect(city.state.stacks.has(security)).toBe(false);
    await deploy(city, { ...real, securityLogDays: 0 });
    expect(city.done.at(-1)).toBe('publish');
  });

  test('stops before the table is replaced or dropped', async () => {
    const city = await deployed();
    city.state.resources = { Table: { ...table, Properties: { KeySchema: ['pk'] } } };
    expect(await deploy(city)).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([
      'Table: the table would be replaced by an empty one, for its KeySchema changed. If that is meant: --accept Table',
    ]);
    city.state.resources = { Table2: table };
    expect(await deploy(city)).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([expect.stringMatching(/^Table: the table would leave the stack/)]);
    // A generation that is meant says so itself.
    expect((await deploy(city, { tableGeneration: 2 }, { accept: ['tableGeneration'] })).ended).toBe('deployed');
  });

  test('stops before the stage is made a second time, elsewhere or under another name', async () => {
    const city = await deployed();
    city.state.records = [{ name: 'ville', given }];
    expect(await deploy(city, { stage: 'autre' })).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([expect.stringMatching(/^stage: it was "production" and is "autre"/)]);
    const moved = inMemory();
    moved.state.buckets = [{ name: `${main}-attachments-00000000`, region: 'eu-west-1' }];
    expect(await deploy(moved)).toEqual({ ended: 'stopped' });
    expect(stops(moved)).toEqual([expect.stringMatching(/^region: documents of this stage are in eu-west-1/)]);
  });
});

describe('an account that is not ready stops the deployment with the mend', () => {
  const behind = {
    domain: 'appel.ville.example',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/a',
    webAclArn: 'arn:a',
  };
  const issued = { status: 'ISSUED', names: ['appel.ville.example'] };
  test.each<[string, Partial<City['state']>, Record<string, unknown>, RegExp]>([
    [
      'of another account',
      {},
      { account: '111122223333' },
      /credentials in this shell are of 000000000000, the settings are for 111122223333/,
    ],
    ['with an example for a sender', { number: '444455556666' }, {}, /it is an example/],
    ['without a bootstrap', { bootstraps: {} }, {}, /"npx cdk bootstrap aws:\/\/000000000000\/eu-west-3" does it/],
    ['with an old bootstrap', { bootstraps: { [region]: 3 } }, {}, /has version 3 of the bootstrap, too old/],
    [
      'without a bootstrap for the edge',
      { bootstraps: { [region]: 30 } },
      { edge: true, domain: 'appel.ville.example' },
      /us-east-1 is not bootstrapped/,
    ],
    [
      'without a bootstrap for the logs of requests',
      { number: '111122223333', bootstraps: { [region]: 30 } },
      real,
      /us-east-1 is not bootstrapped; .* unless "securityLogDays" is 0\./,
    ],
    [
      'with an identity that somebody else made',
      { identity: { verified: true } },
      {},
      /write "existingIdentity": true/,
    ],
    ['without the identity that is named', {}, { existingIdentity: true }, /knows no identity/],
    [
      'with an identity that nobody verified',
      { identity: { verified: false } },
      { existingIdentity: true },
      /has not verified/,
    ],
    [
      'in the sandbox, where that is refused',
      { sending: { production: false, perSecond: 1 } },
      { refuseSandbox: true },
      /mail-sandbox\.md/,
    ],
    ['that sends more slowly', {}, { mailsPerSecond: 20 }, /SES sends 14 in a second/],
    [
      'of ten places',
      { places: 10 },
      {},
      /--quota-code L-B99A9384 --desired-value 1000", or write "accountConcurrency": 10 /,
    ],
    [
      'of too few places to reserve',
      {
        places: 150,
        resources: {
          Table: table,
          A: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 60 } },
        },
      },
      { accountConcurrency: 100, reservedConcurrency: 60 },
      /would reserve 60 of the 150 places/,
    ],
    ['without the certificate', {}, behind, /has no such certificate/],
    [
      'with a certificate that waits',
      { certificate: { ...issued, status: 'PENDING_VALIDATION' } },
      behind,
      /is not issued/,
    ],
    [
      'with a certificate of another name',
      { certificate: { ...issued, names: ['ville.example'] } },
      behind,
      /is of ville\.example/,
    ],
    [
      'with a certificate of Paris',
      { certificate: issued },
      { ...behind, certificateArn: 'arn:aws:acm:eu-west-3:111122223333:certificate/a' },
      /CloudFront takes certificates of us-east-1 alone/,
    ],
    [
      'whose other site has the name',
      { certificate: issued, aliasHolder: 'EEXAMPLE' },
      behind,
      /distribution EEXAMPLE of this account/,
    ],
  ])('%s', async (_, state, more, mend) => {
    const city = inMemory();
    Object.assign(city.state, state);
    expect(await deploy(city, more)).toEqual({ ended: 'stopped' });
    expect(stops(city)).toEqual([expect.stringMatching(mend)]);
    expect(city.done.filter((step) => !step.startsWith('synth'))).toEqual([]);
  });

  test('a wildcard of the domain is a certificate of it; the sandbox is only said otherwise', async () => {
    const city = inMemory();
    city.state.certificate = { status: 'ISSUED', names: ['*.ville.example'] };
    city.state.sending = { production: false, perSecond: 1 };
    expect((await deploy(city, behind)).ended).toBe('deployed');
    expect(city.said).toContainEqual(expect.stringMatching(/^note .*sandbox/));
  });
});

describe('differences', () => {
  const last = (more: Partial<StageRecord> = {}): StageRecord => ({ name: 'ville', given, ...more });
  const texts = (record: StageRecord, more: Record<string, unknown> = {}) =>
    settingDifferences(record, stageOf('ville', { ...given, ...more })).map(({ text }) => text);
  const usual = defaultsOf(stageOf('ville', given));

  test('a default that a release changes is said, once and only where the file said nothing before', () => {
    const former = last({ defaults: { ...usual, draftDays: 400 } });
    expect(texts(former)).toEqual(['draftDays: not given; it was 400 by default and is 365.']);
    expect(settingDifferences(former, stageOf('ville', given)).some(({ stops: isStopped }) => isStopped)).toBe(false);
    expect(texts(former, { draftDays: 400 })).toEqual(['draftDays: it was not given and is 400.']);
    const { draftDays: _, ...rest } = usual;
    expect(texts(last({ defaults: rest }))).toEqual(['draftDays: new, and 365 where it is not given.']);
    expect(texts(last({ defaults: rest, given: { ...given, draftDays: 365 } }))).toEqual([
      'draftDays: it was 365 and is left out.',
    ]);
  });

  test('a setting that protects says what it means that it is another', () => {
    const former = last({ given: { ...given, protect: true, poolFirewall: true } });
    expect(texts(former, { protect: false, poolFirewall: false })).toEqual([
      'protect: it was true and is false; the table and the pools can be deleted with their stack.',
      'poolFirewall: it was true and is false; the firewall before the pools comes or goes.',
    ]);
  });

  test('a default that makes another service of it stops', () => {
    const found = settingDifferences(last({ defaults: { ...usual, existingIdentity: true } }), stageOf('ville', given));
    expect(found).toEqual([expect.objectContaining({ stops: true, accept: 'existingIdentity' })]);
  });

  test('the record of a release that kept no defaults says nothing of them', async () => {
    expect(texts(last())).toEqual([]);
    const city = inMemory();
    city.state.keepsDefaults = false;
    await deploy(city);
    city.state.keepsDefaults = true;
    for (const _ of ['over the former record', 'over its own']) {
      expect((await deploy(city)).ended).toBe('deployed');
      expect(city.said.filter((line) => line.startsWith('note'))).toEqual([]);
    }
  });

  const value = fc.oneof(fc.integer({ min: 1, max: 35 }), fc.constant(undefined));
  const some = fc.record({
    recoveryDays: value,
    draftDays: value.map((days) => days && days + 60),
    deletedDays: value,
  });
  const file = (settings: Record<string, unknown>) => JSON.parse(JSON.stringify({ ...given, ...settings }));

  test('what is left out stops, what is changed or added is said, what stays is not mentioned', () => {
    fc.assert(
      fc.property(some, some, (before, now) => {
        const found = settingDifferences({ name: 'ville', given: file(before) }, stageOf('ville', file(now)));
        const names = Object.keys(before) as (keyof typeof before)[];
        const expected = names.filter((name) => before[name] !== now[name]);
        expect(found.map(({ text }) => text.split(':')[0]).sort()).toEqual([...expected].sort());
        for (const { text, stops: isStopped } of found)
          expect(isStopped).toBe(now[text.split(':')[0] as keyof typeof now] === undefined);
      }),
    );
  });

  test('what may be left out without a look is all that stops there, but what makes another service of it', () => {
    const issuer = {
      officeIssuer: 'https://id.ville.example',
      officeClientId: 'a',
      officeJwksUrl: 'https://id.ville.example/k',
    };
    const rounds = { tableGeneration: 2, originSecretRound: 2 };
    const identity = { region: 'eu-west-1', account: '000000000000' };
    const before = last({ given: { ...given, recoveryDays: 7, ...issuer, ...rounds, ...identity } });
    expect(droppedSettings(before, given)).toEqual(['recoveryDays', 'officeClientId', 'officeJwksUrl']);
    const stopping = settingDifferences(before, stageOf('ville', given)).flatMap(({ accept }) => accept ?? []);
    expect(stopping.sort()).toEqual(
      [...droppedSettings(before, given), 'officeIssuer', ...Object.keys(rounds), ...Object.keys(identity)].sort(),
    );
  });

  test('a template differs from itself in nothing', () => {
    const template = { Resources: { Table: table, Other: { Type: 'AWS::Lambda::Function' } } };
    expect(templateDifferences(template, template)).toEqual([]);
    expect(templateDifferences(template, { Resources: { Table: table } })).toEqual([]);
  });
});
