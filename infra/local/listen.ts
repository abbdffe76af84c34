import { randomBytes, randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFault } from './fault.ts';

/** All engines listen on this address only: nothing here is meant for a network. */
export const loopback = '127.0.0.1';

/** Answers a request; may throw, and reject, without harm. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface Listening {
  port: number;
  /** Origin, without a final slash. */
  url: string;
  /** Hands requests to this listener; until then they get 503. */
  serve(listener: Listener): void;
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

/** What every answer says unless the one who answers says otherwise: nothing of it runs, loads, or is framed. */
const usualHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

const ownNames = [loopback, 'localhost'];

/**
 * The status of a request that no listener here is to see, nothing for any other. A name that somebody else's server
 * gives this address must not let that server's pages read what is here, nobody is a proxy for other addresses, and a
 * target that is no path stands for nothing that anybody asks for.
 */
export const refusalOf = ({ method, url = '', headers }: IncomingMessage): number | undefined => {
  if (method === 'TRACE') return 405;
  // A backslash is a slash to whoever reads an address, and what follows two of them is a host.
  if (!/^\/(?![/\\])/.test(url)) return 400;
  return ownNames.includes((headers.host ?? '').toLowerCase().replace(/:\d+$/, '')) ? undefined : 421;
};

/** Whether a browser sends this for a page of another origin. */
export const isForeign = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && origin !== `http://${host}`;

/**
 * Opens a port on the loopback address before it is known who serves it, so that parts can be told each other's
 * addresses first. Whatever a listener makes of a request, the program outlives it: a fault is answered by 500, or by
 * the end of the connection once an answer has begun.
 * @param port 0 for any free one.
 * @param onFault Told of each fault but those of a client that left.
 * @throws StartFault when the port is taken.
 */
export const listen = async (
  port: number,
  onFault: (error: unknown, request: IncomingMessage) => void = () => {},
): Promise<Listening> => {
  let listener: Listener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    // Without listeners these would end the program.
    request.on('error', () => {});
    response.on('error', () => {});
    for (const [name, value] of Object.entries(usualHeaders)) response.setHeader(name, value);
    try {
      const refusal = refusalOf(request);
      if (refusal) response.writeHead(refusal, { connection: 'close' }).end();
      else await listener(request, response);
    } catch (error) {
      if (request.socket.destroyed) return;
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
      onFault(error, request);
    }
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, port)));
    server.listen(port, loopback, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    port: taken,
    url: `http://${loopback}:${taken}`,
    serve: (next) => {
      listener = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/**
 * Puts an engine that checks nothing behind a path which is made up for each start, and told to nobody but those who are
 * meant to use it.
 * @returns the address with that path, a part of an endpoint that every SDK takes.
 */
export const behindDoor = (listening: Listening, engine: Listener): string => {
  const door = `/${randomBytes(18).toString('base64url')}`;
  listening.serve((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path !== door && !path.startsWith(`${door}/`)) return response.writeHead(403).end();
    const rest = (request.url ?? '').slice(door.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    return engine(request, response);
  });
  return listening.url + door;
};

/**
 * A port for an engine that opens its own.
 * @param port 0 for any free one, below those that systems hand out for "any": between this claim and the engine's own
 *   nobody else is given it.
 * @throws StartFault when the port is taken.
 */
export const claimPort = async (port: number): Promise<number> => {
  const wanted = port === 0 ? 20_000 + randomInt(10_000) : port;
  try {
    const claim = await listen(wanted);
    await claim.close();
    return wanted;
  } catch (error) {
    if (port === 0 && error instanceof StartFault) return claimPort(0);
    throw error;
  }
};

const portFault = (error: NodeJS.ErrnoException, port: number): Error =>
  error.code === 'EADDRINUSE' || error.code === 'EACCES'
    ? new StartFault({
        fr: `Le port ${port} n'est pas libre : arrêtez le programme qui l'occupe ou choisissez-en un autre, par exemple PORT=4000 npm start.`,
        en: `Port ${port} is not free: stop the program that holds it or choose another, for instance PORT=4000 npm start.`,
      })
    : error;
