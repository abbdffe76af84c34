import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressDigest } from './address-digest.ts';
import type { Guarded } from './commit.ts';
import type { PersonItem } from './items/person.ts';
import * as keys from './keys.ts';
import { loadPerson } from './people.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/** One address, one member of the office: an item under the address's digest says whose it is. */
export interface AddressHolder {
  /** As noted; nothing while nobody was invited under the address. */
  noted?: string | undefined;
  /** The instant of the invitation that is about to note somebody. */
  claimedAt?: string | undefined;
  /** That person, where the address is theirs still. */
  person?: PersonItem | undefined;
}

/** Milliseconds that an address stays taken by an invitation that never came to its end. */
const CLAIM_MS = 60_000;

/** Whether two addresses are one, whatever case they are typed in. */
export const sameAddress = (one: string, other: string): boolean => addressDigest(one) === addressDigest(other);

/** Whose address it is, read strongly. */
export const holderOfAddress = async (ports: StorePorts, email: string): Promise<AddressHolder> => {
  const item = await get(ports, keys.memberAddressKey(addressDigest(email)));
  const noted = item?.personId as string | undefined;
  const person = noted ? await loadPerson(ports, noted) : undefined;
  return { noted, person: person && sameAddress(person.email, email) ? person : undefined };
};

/**
 * Takes an address for an invitation before its account is made, so that of several at once one alone makes it and mails
 * it: nobody, or whoever was noted, has it then until `takeAddress`, `leaveAddress`, or a minute has passed.
 * @throws the error of `lost` when somebody else was faster.
 */
export const claimAddress = async (
  ports: StorePorts,
  email: string,
  { noted }: AddressHolder,
  lost: () => Error,
): Promise<AddressHolder> => {
  const now = ports.now();
  const claimedAt = now.toISOString();
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.memberAddressKey(addressDigest(email)),
        UpdateExpression: 'SET claimedAt = :now, #v = :v',
        ConditionExpression: `${noted === undefined ? 'attribute_not_exists(personId)' : 'personId = :noted'} AND (attribute_not_exists(claimedAt) OR claimedAt < :lapsed)`,
        ExpressionAttributeNames: { '#v': 'v' },
        ExpressionAttributeValues: {
          ':now': claimedAt,
          ':lapsed': new Date(now.getTime() - CLAIM_MS).toISOString(),
          ':v': versionOf(keys.kindOf(keys.memberAddressKey(''))),
          ...(noted !== undefined && { ':noted': noted }),
        },
      }),
    );
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? lost() : error;
  }
  return { noted, claimedAt };
};

/** Leaves an address that an invitation had taken and made nobody of. */
export const leaveAddress = async (
  ports: StorePorts,
  email: string,
  { noted, claimedAt }: AddressHolder,
): Promise<void> => {
  const own = {
    TableName: ports.tableName,
    Key: keys.memberAddressKey(addressDigest(email)),
    ConditionExpression: 'claimedAt = :own',
    ExpressionAttributeValues: { ':own': claimedAt },
  };
  try {
    await ports.db.send(
      noted === undefined
        ? new DeleteCommand(own)
        : new UpdateCommand({ ...own, UpdateExpression: 'REMOVE claimedAt' }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** Notes whose address it is, if nobody else was noted since it was read, or took it for an invitation meanwhile. */
export const takeAddress = (
  ports: StorePorts,
  email: string,
  { noted, claimedAt }: AddressHolder,
  personId: string,
  lost: () => Error,
): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped({ personId, ...keys.memberAddressKey(addressDigest(email)) }),
      ConditionExpression:
        'attribute_not_exists(pk) OR personId = :own OR personId = :noted OR (attribute_not_exists(personId) AND claimedAt = :claimed)',
      ExpressionAttributeValues: { ':own': personId, ':noted': noted ?? personId, ':claimed': claimedAt ?? '' },
    },
  },
  lost,
});
