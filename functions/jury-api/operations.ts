import { juryPlaces as places } from '../../schemas/contract/jury/places.ts';
import type { Operations } from '../http.ts';
import { later } from '../later.ts';
import type { Bucket } from '../services/bucket.ts';
import type { VerifyIdToken } from '../session.ts';
import type { StorePorts } from '../store/ports.ts';

export const operations = (ports: StorePorts, bucket: Bucket, verifyIdToken: VerifyIdToken): Operations<'jury'> => ({
  ...later(places.profile, async () => (await import('./profile.ts')).profileOperations(ports, verifyIdToken)),
  ...later(places.assignments, async () => (await import('./assignments.ts')).assignmentOperations(ports)),
  ...later(places.files, async () => (await import('./files.ts')).fileOperations(ports, bucket)),
  ...later(places.evaluations, async () => (await import('./evaluations.ts')).evaluationOperations(ports)),
  ...later(places.parts, async () => (await import('./parts.ts')).partOperations(ports)),
  ...later(places.conflicts, async () => (await import('./conflicts.ts')).conflictOperations(ports)),
  ...later(places.sessions, async () => (await import('./sessions.ts')).sessionOperations(ports)),
});
