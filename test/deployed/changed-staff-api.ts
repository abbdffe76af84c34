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
const { saveStaffReminders: _contract, ...kept } = staffContract;
const { saveStaffReminders: _operation, ...run } = operations(
  ports,
  createBucket(config.BUCKET_NAME),
  idTokenVerifier(config),
  config.SITE_URL,
  createAccounts(config.USER_POOL_ID),
  config.AUDIT_DAYS,
);
const asked = kept.getStaffReminders;
const contract = {
  ...kept,
  getStaffReminders: { ...asked, path: movedPath },
  getStaffRemindersAnew: { ...asked, method: 'POST', path: addedPath },
};
const changed = { ...run, getStaffRemindersAnew: run.getStaffReminders };

export const handler = httpHandler(
  'staff',
  // What the sources' own contract does not know, no type of theirs can name.
  contract as never,
  ports,
  changed as never,
  config.ORIGIN_SECRETS,
  openingsOn(ports, config.AUDIT_DAYS),
);
