import { type Audience, contract, type Operation, routeKey } from '../../../schemas/contract.ts';

export interface Route {
  /** API Gateway's name of the route, `GET /api/calls/{callId}`. */
  key: string;
  audience: Audience;
}

export interface Match extends Route {
  pathParameters: Record<string, string>;
}

/** Finds the contract's operation for a request; literal parts win over parameters, as in API Gateway. */
export const router = (operations: Readonly<Record<string, Operation>> = contract) => {
  const routes = Object.values(operations)
    .map((operation) => ({
      key: routeKey(operation),
      audience: operation.audience,
      method: operation.method,
      parts: operation.path.split('/'),
    }))
    .sort((a, b) => parameterCount(a.parts) - parameterCount(b.parts));

  return (method: string, path: string): Match | undefined => {
    const given = path.split('/');
    for (const route of routes) {
      if (route.method !== method || route.parts.length !== given.length) continue;
      const pathParameters: Record<string, string> = {};
      const fits = route.parts.every((part, index) => {
        const value = given[index] ?? '';
        const name = /^\{(.+)\}$/.exec(part)?.[1];
        if (name === undefined) return part === value;
        if (value === '') return false;
        pathParameters[name] = value;
        return true;
      });
      if (fits) return { key: route.key, audience: route.audience, pathParameters };
    }
    return undefined;
  };
};

const parameterCount = (parts: readonly string[]): number => parts.filter((part) => part.startsWith('{')).length;
