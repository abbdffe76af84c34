import { type City, openCity, serve } from '../../support/city.ts';
import { portsAt, type TestPorts } from '../../support/ports.ts';
import { consumersOf } from './consumers.ts';
import { post } from './post.ts';

/** Between two requests, in milliseconds: no two events have the same instant, so that no list depends on chance. */
const TICK_MS = 20_000;

/** Ids of one kind of thing, by the names under which the parts of the life speak of them. */
const names = (kind: string) => {
  const ids = new Map<string, string>();
  return {
    ids,
    note: (name: string, id: string): string => {
      if (ids.has(name)) throw new Error(`There are two ${kind}s called ${name}`);
      ids.set(name, id);
      return id;
    },
    of: (name: string): string => {
      const id = ids.get(name);
      if (!id) throw new Error(`There is no ${kind} called ${name}`);
      return id;
    },
  };
};

/**
 * Ports whose time and chance are those of the life: nobody waits, the clock moves instead, and the same life leaves the
 * same bytes.
 */
export const portsOfLife = async (url: string, now: string): Promise<TestPorts> => {
  const ports = await portsAt(url, { now, seed: 7 });
  return { ...ports, sleep: async (milliseconds) => ports.clock.advance({ milliseconds: Math.ceil(milliseconds) }) };
};

/**
 * A small city whose life is scripted, behind the very operations that people use. It is a `City` of the tests, so that
 * their ways of bringing files and sessions along serve here too; each request comes some seconds after the one before.
 */
export const openTown = async (url: string, now: string) => {
  const city = await openCity({ ports: await portsOfLife(url, now), jurors: 6 });
  const { ports, bucket } = city;
  const office = post();
  const consumers = consumersOf({ ports, bucket, mailer: office });
  let keys = 0;
  const ask: City['ask'] = (id, who, sent) => {
    ports.clock.advance({ milliseconds: TICK_MS });
    return city.ask(id, who, sent);
  };
  return {
    ...city,
    ask,
    post: office,
    consumers,
    /** A fresh idempotency key. */
    key: () => `00000000-0000-4000-8000-${String(++keys).padStart(12, '0')}`,
    files: names('file'),
    /** Who acts for a file, by the file's id. */
    owners: new Map<string, string>(),
    documents: names('document'),
    sessions: names('session'),
    calls: names('call'),
    organisations: names('organisation'),
    members: names('member'),
  };
};
export type Town = Awaited<ReturnType<typeof openTown>>;

/**
 * One strand of the city's life: what happens in it, by day. The days of all parts are lived in their order, those of one
 * day in the order of the parts.
 */
export type Part = Readonly<Record<string, (town: Town) => Promise<void>>>;

/** The service over a table that was stored before, with what is woken by events and clocks. */
export const serveStored = (ports: TestPorts) => {
  const service = serve(ports);
  const office = post();
  return { ...service, post: office, consumers: consumersOf({ ports, bucket: service.bucket, mailer: office }) };
};
