import { publicPlaces as places } from '../../schemas/contract/public/places.ts';
import type { Operations } from '../http.ts';
import { later } from '../later.ts';
import type { StorePorts } from '../store/ports.ts';

export const operations = (ports: StorePorts): Operations<'public'> => ({
  ...later(places.calls, async () => (await import('./calls.ts')).callOperations(ports)),
  ...later(places.digests, async () => (await import('./digests.ts')).digestOperations(ports)),
  ...later(places.contacts, async () => (await import('./contacts.ts')).contactOperations(ports)),
  ...later(places.document, async () => (await import('./document.ts')).documentOperations()),
});
