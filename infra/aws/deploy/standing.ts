import type { Account, StandingStack } from './account.ts';
import { type Finding, stop } from './finding.ts';

/** States that a creation which failed leaves: nothing of it is in use, and it is to be removed. */
const failedCreations = ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'];
/** A name with a change set that nobody carried out yet: the CDK goes on from there, and it may be somebody else's. */
const announced = 'REVIEW_IN_PROGRESS';

export const isFailedCreation = (stack: StandingStack | undefined): boolean =>
  stack !== undefined && failedCreations.includes(stack.status);

/** Whether a stack was made once, so that a deployment changes it. */
export const stands = (stack: StandingStack | undefined): boolean =>
  stack !== undefined && stack.status !== announced && !isFailedCreation(stack);

/**
 * Holds a stack to what a deployment was decided on, since minutes or hours may lie between.
 * @throws Error when it was made, mended or removed by somebody else meanwhile.
 */
export const checkStill = (name: string, before: StandingStack | undefined, now: StandingStack | undefined): void => {
  const isSame = isFailedCreation(before)
    ? isFailedCreation(now) && now?.id === before?.id
    : stands(now) === stands(before) && !isFailedCreation(now);
  if (!isSame)
    throw new Error(
      `${name}: somebody else was at work on it meanwhile (it was ${before?.status ?? 'not there'} and is ${now?.status ?? 'not there'}); look, and run the same command again.`,
    );
};

/** A state in which CloudFormation takes no deployment, with the way out of it. */
export const checkState = (name: string, region: string, stack: StandingStack | undefined): Finding[] => {
  const { status } = stack ?? { status: '' };
  const at = `--region ${region} --stack-name ${name}`;
  if (isFailedCreation(stack) || status === announced) return [];
  if (status.endsWith('_IN_PROGRESS'))
    return [
      stop(
        `${name}: CloudFormation is at work on it (${status}); wait until "aws cloudformation describe-stacks ${at}" says otherwise.`,
      ),
    ];
  if (status === 'UPDATE_ROLLBACK_FAILED')
    return [
      stop(
        `${name}: its last change could not be taken back; mend what its events name, then "aws cloudformation continue-update-rollback ${at}".`,
      ),
    ];
  if (status === 'DELETE_FAILED')
    return [
      stop(
        `${name}: its deletion ended half-way; see it through with "aws cloudformation delete-stack ${at}", after what its events name.`,
      ),
    ];
  return [];
};

/**
 * Removes what a creation that failed has left, protection and all.
 * @returns what CloudFormation left behind all the same, to be looked at by a person.
 * @throws Error naming what could not be deleted.
 */
export const clearAway = async (account: Account, { id }: StandingStack, region: string): Promise<string[]> => {
  await account.protect(id, region, false);
  return account.remove(id, region);
};
