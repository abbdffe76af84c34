/**
 * Prices in US dollars, without tax and without free tiers, for eu-west-3 (Paris) where they differ by region. **None was
 * checked**: each is what was known in January 2026, those of backups in June 2026, to be compared with its page before it is
 * relied on.
 */
export const pricesAsOf = '2026-01';

const price = (dollars: number, per: string, page: string) => ({
  dollars,
  per,
  page: `https://aws.amazon.com/${page}`,
});

export const prices = {
  readUnits: price(0.1485, '1,000,000 read request units', 'dynamodb/pricing/on-demand/'),
  writeUnits: price(0.7423, '1,000,000 write request units', 'dynamodb/pricing/on-demand/'),
  tableGb: price(0.2975, 'GB-month', 'dynamodb/pricing/on-demand/'),
  recoveryGb: price(0.238, 'GB-month', 'dynamodb/pricing/on-demand/'),
  invocations: price(0.2, '1,000,000 invocations', 'lambda/pricing/'),
  gbSeconds: price(0.0000133334, 'GB-second, arm64', 'lambda/pricing/'),
  apiRequests: price(1.17, '1,000,000 requests of an HTTP API', 'api-gateway/pricing/'),
  queueRequests: price(0.4, '1,000,000 requests', 'sqs/pricing/'),
  traces: price(5, '1,000,000 traces', 'xray/pricing/'),
  objectGb: price(0.024, 'GB-month', 's3/pricing/'),
  objectWrites: price(0.0053, '1,000 writes', 's3/pricing/'),
  objectReads: price(0.00042, '1,000 reads', 's3/pricing/'),
  scannedGb: price(0.09, 'GB scanned', 'guardduty/pricing/'),
  scannedObjects: price(0.215, '1,000 objects scanned', 'guardduty/pricing/'),
  mails: price(0.1, '1,000 mails', 'ses/pricing/'),
  activeUsers: price(0.015, 'active user a month, Essentials', 'cognito/pricing/'),
  sentGb: price(0.085, 'GB sent to visitors', 'cloudfront/pricing/'),
  siteRequests: price(0.012, '10,000 requests', 'cloudfront/pricing/'),
  logGb: price(0.5985, 'GB of logs taken in', 'cloudwatch/pricing/'),
  alarms: price(0.1, 'alarm a month', 'cloudwatch/pricing/'),
  dashboards: price(3, 'dashboard a month', 'cloudwatch/pricing/'),
  metrics: price(0.3, 'metric of our own a month', 'cloudwatch/pricing/'),
  firewalls: price(5, 'web ACL a month', 'waf/pricing/'),
  firewallRules: price(1, 'rule or rule group a month', 'waf/pricing/'),
  firewallRequests: price(0.6, '1,000,000 requests', 'waf/pricing/'),
  // Paris is on neither list that was found: $0.10 and $0.05 in us-east-1 (June 2026), raised as its tables and buckets are.
  tableBackupGb: price(0.119, 'GB-month of DynamoDB backups', 'backup/pricing/'),
  objectBackupGb: price(0.052, 'GB-month of S3 backups', 'backup/pricing/'),
  encryptionKeys: price(1, 'key of our own a month', 'kms/pricing/'),
  secrets: price(0.4, 'secret a month', 'secrets-manager/pricing/'),
} as const;
export type Price = keyof typeof prices;
