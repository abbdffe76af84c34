import type { Audience } from '../schemas/contract.ts';

/**
 * The one route of an audience, on both platforms, whatever the method: its function finds the operation of the contract.
 * It has the authorizer of the audience, so that no other's token comes through; a new or changed operation is no new route.
 */
export const pathOf = <A extends Audience>(audience: A) => `/api/${audience}/{proxy+}` as const;

/** API Gateway's name of an audience's route. */
export const routeKeyOf = <A extends Audience>(audience: A) => `ANY ${pathOf(audience)}` as const;
