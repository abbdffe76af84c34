/** The deployed API as one person calls it: as the smoke test does. */
export { type Answer, type Client, clientOf, request } from '../../infra/smoke/client.ts';
