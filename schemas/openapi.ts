import * as z from 'zod';
import { contract, type Operation } from './contract.ts';
import { gatewayMessage, problem } from './problem.ts';

/** The contract as an OpenAPI 3.1 document; its schemas are JSON Schema 2020-12, as zod prints them. */
export const openApiDocument = (): Record<string, z.core.util.JSONType> => ({
  openapi: '3.1.0',
  info: {
    title: 'Permanent call for projects',
    version: '1',
    description:
      'Applications at any time, a step-by-step jury, decisions, and figures per territory and calendar quarter. Money is in whole cents, days are Europe/Paris, instants are ISO 8601 in UTC. A request may name its language in Accept-Language (fr or en).',
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
    schemas: { Problem: toSchema(problem), GatewayMessage: toSchema(gatewayMessage) } as z.core.util.JSONType,
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'OIDC access token of the audience.' },
    },
  },
});

const toSchema = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
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
    const required = new Set((toSchema(object, 'input') as { required?: string[] }).required);
    return Object.entries(object.shape).map(([name, schema]) => ({
      name,
      in: place === 'params' ? 'path' : 'query',
      required: place === 'params' || required.has(name),
      schema: toSchema(schema as z.ZodType, 'input'),
    }));
  });

const paths = () => {
  const result: Record<string, Record<string, unknown>> = {};
  for (const [operationId, operation] of Object.entries(contract) as [string, Operation][]) {
    const described = {
      operationId,
      tags: [operation.audience],
      summary: operation.summary,
      parameters: parametersOf(operation),
      ...(operation.body && {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toSchema(operation.body, 'input') } },
        },
      }),
      security: operation.audience === 'public' ? [] : [{ token: [] }],
      responses: {
        200: {
          description: 'Done.',
          content: { 'application/json': { schema: toSchema(operation.response) } },
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
          description: 'The gateway’s answer to too many requests.',
          ...reference('GatewayMessage', 'application/json'),
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
