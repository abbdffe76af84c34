import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';

/** The application with a number, or nothing. */
export const findByNumber = async (ports: StorePorts, number: string): Promise<string | undefined> =>
  (await get(ports, keys.numberKey(number)))?.applicationId as string | undefined;

/** The alphabet of numbers that are read out: Crockford's, without look-alikes. */
const NUMBER_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number to try for a file submitted in this year; the commit's guard makes it unique. */
export const drawNumber = (ports: StorePorts, year: string): string =>
  `ESS-${year}-${Array.from({ length: 5 }, () => NUMBER_ALPHABET[Math.floor(ports.random() * 32)]).join('')}`;
