import { audited } from '../../../schemas/audit.ts';

/** An act or an opening of somebody in the office. */
export const auditItem = audited;
