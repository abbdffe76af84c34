import { defineFunction } from '../spec.ts';

export const spec = defineFunction({
  name: 'limit-codes',
  summary: 'Refuses sign-ups and codes beyond those of a day, so that nobody has the city write to strangers.',
  trigger: { kind: 'user-pool', side: 'applicant', on: ['preSignUp', 'customMessage'] },
  env: ['TABLE_NAME', 'CODE_LIMITS'],
  access: { countsCodes: true },
  // No pool waits longer.
  timeoutSeconds: 5,
  memoryMb: 512,
});
