import { randomInt } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartFault } from './fault.ts';

/** All engines listen on this address only: nothing here is meant for a network. */
export const loopback = '127.0.0.1';

export interface Listening {
  port: number;
  /** Origin, without a final slash. */
  url: string;
  /** Hands requests to this listener; until then they get 503. */
  serve(listener: RequestListener): void;
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Opens a port on the loopback address before it is known who serves it, so that parts can be told each other's
 * addresses first.
 * @param port 0 for any free one.
 * @throws StartFault when the port is taken.
 */
export const listen = async (port: number): Promise<Listening> => {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const server: Server = createServer((request, response) => listener(request, response));
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
