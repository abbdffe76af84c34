import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { requestFields } from '../../infra/aws/api.ts';
import { securityFields } from '../../infra/aws/security-app.ts';
import { textOf } from './pages.ts';

/** The commands that count addresses, as they stand on the page, with an `aws` that hands over made logs. */

const folder = mkdtempSync(join(tmpdir(), 'throttles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (fields: readonly string[], values: Record<string, string>): string =>
  `${JSON.stringify(Object.fromEntries(fields.map((field) => [field, values[field] ?? '-'])))}\n`;

/** A file of CloudFront's, of requests of an hour. */
const deliver = (name: string, requests: [times: number, address: string, path: string, status: string][]): void => {
  const lines = requests.flatMap(([times, address, path, status]) =>
    Array<string>(times).fill(
      line(securityFields, { 'c-ip': address, 'cs-uri-stem': path, 'sc-status': status, 'cs-method': 'GET' }),
    ),
  );
  writeFileSync(join(folder, 'bucket', name), gzipSync(lines.join('')));
};

const aws = `#!/bin/sh
case "$1 $2" in
  's3 cp') cp "$BUCKET_FILES"/*.gz . ;;
  'logs filter-log-events') cat "$BUCKET_FILES/gateway.json" ;;
  'sts assume-role') echo '{"Credentials":{"AccessKeyId":"key","SecretAccessKey":"secret","SessionToken":"token"}}' ;;
  *) echo "not expected: $*" >&2; exit 1 ;;
esac
`;

test('who floods the site, and who passes it by, stand first', () => {
  const bucket = join(folder, 'bucket');
  mkdirSync(bucket);
  deliver('EEXAMPLE.2026-11-30-08.a.gz', [
    [40, '192.0.2.7', '/api/public/calls', '429'],
    [3, '198.51.100.1', '/index.html', '200'],
  ]);
  deliver('EEXAMPLE.2026-11-30-08.b.gz', [[25, '192.0.2.7', '/api/public/organisations', '429']]);
  const fields = Object.keys(requestFields({ securityLogDays: 180 }));
  const message = (address: string) => line(fields, { address, route: 'ANY /api/staff/{proxy+}', status: '401' });
  const events = [...Array<string>(12).fill('203.0.113.9'), '198.51.100.2'].map((address) => ({
    message: message(address),
  }));
  writeFileSync(join(bucket, 'gateway.json'), JSON.stringify({ events }));
  writeFileSync(join(folder, 'aws'), aws);
  chmodSync(join(folder, 'aws'), 0o755);

  const page = textOf('throttles');
  const section = page.slice(page.indexOf('## Who asks so often'), page.indexOf('## Over when'));
  const commands = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  expect(commands).toHaveLength(3);
  const script = ['set -eu', 'out() { echo "$1"; }', ...commands, 'echo "$AWS_SESSION_TOKEN"', 'rm -r "$PWD"'].join(
    '\n',
  );
  const said = execFileSync('bash', ['-c', script], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, BUCKET_FILES: bucket, STAGE: 'essai' },
    encoding: 'utf8',
  });
  expect(
    said
      .trim()
      .split('\n')
      .map((row) => row.trim()),
  ).toEqual([
    '65 192.0.2.7 /api/public 429',
    '3 198.51.100.1 /index.html 200',
    '12 203.0.113.9 ANY /api/staff/{proxy+} 401',
    '1 198.51.100.2 ANY /api/staff/{proxy+} 401',
    'token',
  ]);
});
