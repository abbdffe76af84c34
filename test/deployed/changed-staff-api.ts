import { readConfig } from '../../functions/config.ts';
import { httpHandler } from '../../functions/http.ts';
import { openingsOn } from '../../functions/openings.ts';
import { createAccounts } from '../../functions/services/accounts.ts';
import { createBucket } from '../../functions/services/bucket.ts';
import { createStorePorts } from '../../functions/services/store.ts';
import { idTokenVerifier } from '../../functions/session.ts';
import { operations } from '../../functions/staff-api/operations.ts';
import { spec } from '../../functions/staff-api/spec.ts';
import { staffContract } from '../../schemas/contract/staff.ts';
import { addedPath, movedPath } from './changes.ts';

/** The function of staff as a later version of its contract could make it: one operation moved, one removed, one added. */
const config = readConfig(spec.env);
const ports = createStorePorts(config.TABLE_NAME);
const { saveStaffReminders: _operation, ...run } = operations(
  ports,
  createBucket(config.BUCKET_NAME),
  idTokenVerifier(config),
  config.SITE_URL,
  createAccounts(config.USER_POOL_ID),
  config.AUDIT_DAYS,
);
const { places, parts } = staffContract;
const { saveStaffReminders: _place, ...kept } = places.profile;
const contract = {
  ...staffContract,
  places: {
    ...places,
    profile: {
      ...kept,
      getStaffReminders: { method: 'GET', path: movedPath },
      getStaffRemindersAnew: { method: 'POST', path: addedPath },
    },
  },
  parts: {
    ...parts,
    profile: async () => {
      const profile = await parts.profile();
      return { ...profile, getStaffRemindersAnew: profile.getStaffReminders };
    },
  },
};
const changed = { ...run, getStaffRemindersAnew: run.getStaffReminders };

export const handler = httpHandler(
  // What the sources' own contract does not know, no type of theirs can name.
  contract as never,
  ports,
  changed as never,
  config.ORIGIN_SECRETS,
  openingsOn(ports, config.AUDIT_DAYS),
);
