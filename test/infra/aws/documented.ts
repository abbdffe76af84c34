/**
 * What AWS says that it counts, as its documentation has it: an alarm on anything else never rings. The pages were read in
 * November 2026 under docs.aws.amazon.com.
 */
export interface Documented {
  namespace: string;
  metrics: readonly string[];
  /** Names of the dimensions, in order; none for what is counted of the account as a whole. */
  dimensions: readonly string[];
  page: string;
}

const lambda = 'lambda/latest/dg/monitoring-metrics-types.html';
const dynamodb = 'amazondynamodb/latest/developerguide/metrics-dimensions.html';

export const documented: readonly Documented[] = [
  {
    namespace: 'AWS/Lambda',
    metrics: ['Errors', 'Throttles', 'Invocations', 'Duration', 'IteratorAge'],
    dimensions: ['FunctionName'],
    page: lambda,
  },
  { namespace: 'AWS/Lambda', metrics: ['Throttles', 'ConcurrentExecutions'], dimensions: [], page: lambda },
  {
    namespace: 'AWS/SQS',
    metrics: ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'],
    dimensions: ['QueueName'],
    page: 'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  },
  {
    namespace: 'AWS/ApiGateway',
    metrics: ['5xx'],
    dimensions: ['ApiId'],
    page: 'apigateway/latest/developerguide/http-api-metrics.html',
  },
  {
    namespace: 'AWS/DynamoDB',
    metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'],
    dimensions: ['TableName'],
    page: dynamodb,
  },
  {
    namespace: 'AWS/DynamoDB',
    metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'],
    dimensions: ['GlobalSecondaryIndexName', 'TableName'],
    page: dynamodb,
  },
  {
    namespace: 'AWS/SES',
    metrics: ['Reputation.BounceRate', 'Reputation.ComplaintRate'],
    dimensions: [],
    page: 'ses/latest/dg/reputationdashboard-cloudwatch-alarm.html',
  },
  {
    namespace: 'AWS/SES',
    metrics: ['Reputation.BounceRate', 'Reputation.ComplaintRate'],
    dimensions: ['ses:configuration-set'],
    page: 'ses/latest/dg/configuration-sets-export-metrics.html',
  },
];

/**
 * The line that Lambda's Node.js runtime writes for an error which a handler threw, where a function logs JSON: of level ERROR,
 * with the error's fields (lambda/latest/dg/nodejs-logging.html, and `logError` of the runtime's interface client).
 */
export const thrownLine = ({ name, message }: Error) => ({
  timestamp: '2026-11-30T08:00:00.000Z',
  level: 'ERROR',
  message: `Invoke Error ${name}: ${message}`,
  requestId: '6d68ca91-49c9-448d-89b8-7ca3e6dc66aa',
  errorType: name,
  errorMessage: message,
  stackTrace: [`${name}: ${message}`],
});

/**
 * Lambda's own line about a run, where a function logs JSON; runs that succeed have level INFO, which is logged unless somebody
 * asks for less (lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html and …-log-level.html).
 */
export const reportOf = (durationMs: number, status: 'success' | 'timeout' | 'error' = 'success') => ({
  time: '2026-11-30T08:00:00.000Z',
  type: 'platform.report',
  record: {
    requestId: '6d68ca91-49c9-448d-89b8-7ca3e6dc66aa',
    metrics: {
      durationMs,
      billedDurationMs: Math.ceil(durationMs),
      memorySizeMB: 256,
      maxMemoryUsedMB: 117,
      initDurationMs: 412.5,
    },
    status,
  },
});
