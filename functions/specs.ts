import { spec as anchor } from './anchor/spec.ts';
import { spec as announce } from './announce/spec.ts';
import { spec as applicantApi } from './applicant-api/spec.ts';
import { spec as audit } from './audit/spec.ts';
import { spec as closeStep } from './close-step/spec.ts';
import { spec as expireDrafts } from './expire-drafts/spec.ts';
import { spec as juryApi } from './jury-api/spec.ts';
import { spec as measure } from './measure/spec.ts';
import { spec as notify } from './notify/spec.ts';
import { spec as publicApi } from './public-api/spec.ts';
import { spec as publishDigest } from './publish-digest/spec.ts';
import { spec as reconcile } from './reconcile/spec.ts';
import { spec as recordDelivery } from './record-delivery/spec.ts';
import { spec as relay } from './relay/spec.ts';
import { spec as remind } from './remind/spec.ts';
import { spec as scanAttachment } from './scan-attachment/spec.ts';
import { spec as send } from './send/spec.ts';
import type { FunctionSpec } from './spec.ts';
import { spec as staffApi } from './staff-api/spec.ts';
import { spec as sweepAttachments } from './sweep-attachments/spec.ts';
import { spec as verifyAttachment } from './verify-attachment/spec.ts';
import { spec as wakeWaiting } from './wake-waiting/spec.ts';
import { spec as watchClocks } from './watch-clocks/spec.ts';
import { spec as watchDocuments } from './watch-documents/spec.ts';
import { spec as watchMails } from './watch-mails/spec.ts';

/** Every function, for both platforms. */
export const specs: readonly FunctionSpec[] = [
  publicApi,
  applicantApi,
  juryApi,
  staffApi,
  measure,
  relay,
  notify,
  send,
  watchMails,
  recordDelivery,
  closeStep,
  anchor,
  audit,
  publishDigest,
  verifyAttachment,
  scanAttachment,
  sweepAttachments,
  watchClocks,
  watchDocuments,
  reconcile,
  wakeWaiting,
  announce,
  remind,
  expireDrafts,
];
