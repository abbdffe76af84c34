import * as z from 'zod';
import { actId } from './act.ts';
import { actHeader, eventsHeader, ownActHeader } from './act-headers.ts';
import { applicationContent, timelineEntry } from './application.ts';
import { attachment } from './attachment.ts';
import { callVersion } from './call.ts';
import { applicantFile, contract, jurorFile, type Operation, staffFile } from './contract.ts';
import { scoreContent } from './evaluation.ts';
import { documented, json, keptJson } from './fields.ts';
import { organisation } from './organisation.ts';
import { gatewayMessage, problem } from './problem.ts';

/** The contract as an OpenAPI 3.1 document; its schemas are JSON Schema 2020-12, as zod prints them. */
export const openApiDocument = (): Record<string, z.core.util.JSONType> => ({
  openapi: '3.1.0',
  info: {
    title: 'Permanent call for projects',
    version: '1',
    description:
      'Applications at any time, a step-by-step jury, decisions, and figures per territory and calendar quarter. Money is in whole cents, days are Europe/Paris, instants are ISO 8601 in UTC. A request may name its language in Accept-Language (fr or en). A path that this document does not name is 404, and a method that a path has not is 405 with Allow; HEAD and OPTIONS are none.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  tags: [
    { name: 'public', description: 'For anybody, without a token.' },
    { name: 'applicant', description: 'For persons who act for an organisation; another organisation’s file is 404.' },
    { name: 'jury', description: 'For jurors; a file that is not assigned is 404, a recused one 403 with the date.' },
    { name: 'staff', description: 'For the city’s staff.' },
  ],
  paths: paths() as z.core.util.JSONType,
  components: {
    schemas: componentSchemas() as z.core.util.JSONType,
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'OIDC access token of the audience.' },
    },
  },
});

/** Every answer by name; those that stand in several operations, or inside others, are written once. */
const answers = z.registry<{ id: string }>();
const named: Record<string, z.ZodType> = {
  CallVersion: callVersion,
  Organisation: organisation,
  ApplicationContent: applicationContent,
  Attachment: attachment,
  TimelineEntry: timelineEntry,
  Evaluation: scoreContent,
  ApplicantFile: applicantFile,
  JurorFile: jurorFile,
  StaffFile: staffFile,
  Json: json,
  KeptJson: keptJson,
  Problem: problem,
  GatewayMessage: gatewayMessage,
};
for (const [id, schema] of Object.entries(named)) answers.add(schema, { id });
for (const [id, { response }] of Object.entries(contract) as [string, Operation][])
  if (!answers.has(response)) answers.add(response, { id: `${id[0]?.toUpperCase()}${id.slice(1)}Answer` });

/** What requests name: that JSON holds JSON. */
const inRequests = z.registry<{ id: string }>();
inRequests.add(keptJson, { id: 'KeptJson' });

/** JSON of any shape is any schema: written out, it would refer to itself from a place that this document moves. */
const override: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  const said = documented.get(zodSchema);
  if (zodSchema === json || said?.type || said?.anyOf)
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, said);
  // \d is any digit of any script in some dialects of regular expressions.
  if (jsonSchema.pattern) jsonSchema.pattern = inAscii(jsonSchema.pattern);
};
const inAscii = (pattern: string): string =>
  pattern.replace(/\[(?:\\.|[^\]])*\]|\\d/g, (part) => (part === '\\d' ? '[0-9]' : part.replaceAll('\\d', '0-9')));

const withoutDialect = ({ $schema: _dialect, $id: _id, ...schema }: Record<string, unknown>) => schema;

const componentSchemas = () => {
  const { schemas } = z.toJSONSchema(answers, {
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: 'any',
    override,
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutDialect(schema)]));
};

/** What a request may hold: written out, since an answer of the same shape holds nothing else, and a request may. */
const toSchema = (schema: z.ZodType): Record<string, unknown> => {
  const options = { io: 'input', unrepresentable: 'any', metadata: inRequests, override } as const;
  const { $defs: _named, ...own } = withoutDialect(z.toJSONSchema(schema, options));
  return JSON.parse(JSON.stringify(own).replaceAll('#/$defs/', '#/components/schemas/'));
};

const reference = (name: string, type: string) => ({
  content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
});

const problems: Record<number, string> = {
  403: 'Not for this person; a recused juror gets the date and nothing else.',
  404: 'There is none that this person may know of.',
  409: 'The state has passed or something moved; says what is possible now.',
  422: 'Malformed; names the fields and how to mend each.',
};

const parametersOf = (operation: Operation) =>
  (['params', 'query'] as const).flatMap((place) => {
    const object = operation[place];
    if (!object) return [];
    const required = new Set((toSchema(object) as { required?: string[] }).required);
    return Object.entries(object.shape).map(([name, schema]) => ({
      name,
      in: place === 'params' ? 'path' : 'query',
      required: place === 'params' || required.has(name),
      schema: toSchema(schema as z.ZodType),
    }));
  });

/** What a request that changes something may say of the act that it is part of, and what its answer says of it. */
const actParameter = {
  name: actHeader,
  in: 'header',
  required: false,
  description:
    'The act that this request is part of, made up by the client (`act_` and a lower-case ULID), where one act takes many requests. Mails that it causes gather until `endAct` reports its end, for ten minutes at most.',
};
/** The same of an act of one request, which only staff's acts on a file take notice of. */
const ownActParameter = {
  name: ownActHeader,
  in: 'header',
  required: false,
  description:
    'A name for the act that this request is the whole of. The same request sent again under it, when its answer was lost, is answered as done.',
};
const eventsOfAct = {
  [eventsHeader]: {
    description: 'How many events of files and sessions the request made; absent for none. Their sum goes to `endAct`.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const paths = () => {
  const result: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries(contract) as [string, Operation][]) {
    const acts = operation.method !== 'GET' && operation.audience !== 'public';
    const described = {
      operationId,
      tags: [operation.audience],
      summary: operation.summary,
      parameters: [
        ...parametersOf(operation),
        ...(acts
          ? [actParameter, ownActParameter].map((parameter) => ({ ...parameter, schema: toSchema(actId) }))
          : []),
      ],
      ...(operation.body && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toSchema(operation.body) } },
        },
      }),
      security: operation.audience === 'public' ? [] : [{ token: [] }],
      responses: {
        200: {
          description: 'Done.',
          ...(acts && { headers: eventsOfAct }),
          ...reference(answers.get(operation.response)?.id ?? '', 'application/json'),
        },
        ...Object.fromEntries(
          operation.problems.map((status) => [
            status,
            { description: problems[status], ...reference('Problem', 'application/problem+json') },
          ]),
        ),
        ...(operation.audience !== 'public' && {
          401: {
            description: 'The gateway’s answer to a missing, forged or expired token.',
            ...reference('GatewayMessage', 'application/json'),
          },
        }),
        429: {
          description:
            'Too many requests of this caller in a minute, or acts of this person in a day, with when to come back (a problem); or too many of all (the gateway’s message). Nothing was done.',
          headers: {
            'retry-after': {
              description: 'Seconds after which one more is taken; absent from the gateway’s answer.',
              schema: { type: 'integer', minimum: 1 },
            },
          },
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
            'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } },
          },
        },
        500: {
          description: 'Unforeseen; logged under its request id.',
          ...reference('Problem', 'application/problem+json'),
        },
      },
    };
    result[operation.path] = { ...result[operation.path], [operation.method.toLowerCase()]: described };
  }
  return result;
};
