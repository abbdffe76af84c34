import type { Audience } from '../../../schemas/contract.ts';

/** Two issuers, as on AWS two pools: associations; jury and staff together. */
export const realmNames = ['applicant', 'office'] as const;
export type RealmName = (typeof realmNames)[number];
/** What the pool of the office is called on this machine. */
export const officePoolId = 'local_office';
export type PrivateAudience = Exclude<Audience, 'public'>;
export const realmOf = { applicant: 'applicant', jury: 'office', staff: 'office' } as const satisfies Record<
  PrivateAudience,
  RealmName
>;

export interface Realm {
  name: RealmName;
  issuer: string;
  /** Public client of the pages; an ID token's audience. */
  clientId: string;
  /** An access token's audience. */
  apiAudience: string;
  jwksUrl: string;
}
