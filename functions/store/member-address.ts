import { addressDigest } from './address-digest.ts';
import type { Guarded } from './commit.ts';
import type { PersonItem } from './items/person.ts';
import * as keys from './keys.ts';
import { loadPerson } from './people.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { stamped } from './upcasts/index.ts';

/** One address, one member of the office: an item under the address's digest says whose it is. */
export interface AddressHolder {
  /** As noted; nothing while nobody was invited under the address. */
  noted?: string | undefined;
  /** That person, where the address is theirs still. */
  person?: PersonItem | undefined;
}

/** Whether two addresses are one, whatever case they are typed in. */
export const sameAddress = (one: string, other: string): boolean => addressDigest(one) === addressDigest(other);

/** Whose address it is, read strongly. */
export const holderOfAddress = async (ports: StorePorts, email: string): Promise<AddressHolder> => {
  const item = await get(ports, keys.memberAddressKey(addressDigest(email)));
  const noted = item?.personId as string | undefined;
  const person = noted ? await loadPerson(ports, noted) : undefined;
  return { noted, person: person && sameAddress(person.email, email) ? person : undefined };
};

/** Notes whose address it is, if nobody else was noted since it was read. */
export const takeAddress = (
  ports: StorePorts,
  email: string,
  { noted }: AddressHolder,
  personId: string,
  lost: () => Error,
): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped({ personId, ...keys.memberAddressKey(addressDigest(email)) }),
      ConditionExpression: 'attribute_not_exists(pk) OR personId = :own OR personId = :noted',
      ExpressionAttributeValues: { ':own': personId, ':noted': noted ?? personId },
    },
  },
  lost,
});
