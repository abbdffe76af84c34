import * as z from 'zod';
import { callContent, callDraftContent, callId, callVersion } from '../../call.ts';
import { exactly } from '../../exactly.ts';
import { changes, idempotencyKey, instant, typed } from '../../fields.ts';
import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { done } from '../shared.ts';
import { staffPlaces } from './places.ts';

const call = z.object({ callId });
/** A version's number, as it stands in an address. */
const versionParam = z.string().regex(/^[1-9][0-9]{0,3}$/);
const revision = changes(0);

/** A title as far as it is typed. */
const shownTitle = z.object({ fr: z.string(), en: z.string() });

export const staffCall = z.object({
  callId,
  title: shownTitle,
  /** Left out for a call that was never published. */
  version: z.int().optional(),
  publishedAt: instant().optional(),
  paused: z.boolean(),
});

/** What staff type over a call: `content` is left out while nothing is typed, `revision` then says where to begin. */
export const callDraft = z.object({
  callId,
  current: callVersion.optional(),
  content: typed.optional(),
  revision,
  /** The version that it was begun from; left out for a call that was never published. */
  basedOn: z.int().optional(),
  savedAt: instant().optional(),
  savedBy: z.string().optional(),
});

export const publishedVersion = z.object({
  version: z.int(),
  publishedAt: instant(),
  publishedBy: z.string().optional(),
  /** Files that are not over and keep this version. */
  filesInFlight: z.int(),
});

const at = staffPlaces.calls;

/** Calls as staff write and publish them. */
export const staffCallsContract = {
  listStaffCalls: {
    ...at.listStaffCalls,
    audience: 'staff',
    roles: duties.read,
    summary: 'All calls: open, paused, and not published yet.',
    response: z.object({ items: z.array(staffCall) }),
    problems: [403],
  },
  createCall: {
    ...at.createCall,
    audience: 'staff',
    roles: duties.calls,
    summary: 'Begin a new call as a draft, with what another call says, or the example of a call.',
    body: z.object({ from: callId.optional(), idempotencyKey: idempotencyKey() }),
    response: call,
    problems: [403, 404, 409, 422],
  },
  getCallDraft: {
    ...at.getCallDraft,
    audience: 'staff',
    roles: duties.read,
    summary: 'What is typed over a call and not published, beside its current version.',
    params: call,
    response: callDraft,
    problems: [403, 404, 422],
  },
  saveCallDraft: {
    ...at.saveCallDraft,
    audience: 'staff',
    roles: duties.calls,
    summary: 'Save a call as typed so far; whatever is typed is kept.',
    params: call,
    body: z.object({ content: callDraftContent, revision, basedOn: changes(0) }),
    response: z.object({ revision: z.int(), savedAt: instant() }),
    problems: [403, 404, 409, 422],
  },
  discardCallDraft: {
    ...at.discardCallDraft,
    audience: 'staff',
    roles: duties.calls,
    summary: 'Throw away what is typed over a call; a call that was never published is gone with it.',
    params: call,
    body: z.object({ revision: changes(1) }),
    response: done,
    problems: [403, 404, 409, 422],
  },
  listCallVersions: {
    ...at.listCallVersions,
    audience: 'staff',
    roles: duties.read,
    summary: 'The published versions of a call, the latest first: when, by whom, and how many files keep each.',
    params: call,
    response: z.object({ items: z.array(publishedVersion) }),
    problems: [403, 404, 422],
  },
  getCallVersion: {
    ...at.getCallVersion,
    audience: 'staff',
    roles: duties.read,
    summary: 'A published version of a call, as it was.',
    params: call.extend({ version: versionParam }),
    response: callVersion,
    problems: [403, 404, 422],
  },
  publishCall: {
    ...at.publishCall,
    audience: 'staff',
    roles: duties.calls,
    summary: 'Publish a new version of a call, its draft or what is sent; files in flight keep theirs.',
    params: call,
    body: z.object({
      /** The saved draft that was read before it is published; the draft is over then. */
      revision: changes(1).optional(),
      /** A whole call in place of a draft, as programs publish one. */
      content: exactly(callContent).optional(),
      /** The current version that it was compared with; 0 for a call that was never published. */
      basedOn: changes(0),
    }),
    response: callVersion,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
