import { draftWarningDays } from '../../schemas/drafts.ts';
import { today } from '../today.ts';

/** Whether a draft that expires on a day does so before long: from the first warning on. */
export const expiresSoon = (expiresOn: string, from: string = today()): boolean =>
  Date.parse(expiresOn) - Date.parse(from) <= Math.max(...draftWarningDays) * 86_400_000;
