import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** An API Gateway event; the authorizer's claims are there on private routes. */
export type HttpEvent = APIGatewayProxyEventV2 & {
  requestContext: { authorizer?: { jwt?: { claims: Record<string, unknown> } } };
};
