import { contract, type OperationId, type OperationRequest, type OperationResponse } from '../../schemas/contract.ts';

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: each check reads the part of an answer that it names.
  body: any;
}

/** Milliseconds that an answer may take: CloudFront waits no longer for the API. */
const patience = 30_000;

export const request = async (url: string, method = 'GET', token?: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error(
      `${method} ${new URL(url).pathname} answered ${response.status} and no JSON: ${text.slice(0, 200)}`,
    );
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
};

/** The API of a running service as one person calls it, from its contract alone. */
export interface Client {
  /** @returns the status and the body, whatever they are. */
  send<K extends OperationId>(id: K, sent: OperationRequest<K>): Promise<Answer>;
  /** @throws Error with the answer when it is a refusal. */
  ask<K extends OperationId>(id: K, sent: OperationRequest<K>): Promise<OperationResponse<K>>;
}

type AnyRequest = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

/** @param base Address of the API, without a final slash. */
export const clientOf = (base: string, token?: string): Client => {
  const send: Client['send'] = (id, sent) => {
    const { method, path } = contract[id];
    const { params = {}, query, body } = sent as AnyRequest;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    return request(`${base}${filled}${query ? `?${new URLSearchParams(query)}` : ''}`, method, token, body);
  };
  return {
    send,
    ask: async (id, sent) => {
      const { status, body } = await send(id, sent);
      if (status !== 200) throw new Error(`${id} answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },
  };
};
