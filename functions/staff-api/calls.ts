import { type CallVersion, callContent, callId as callIdSchema } from '../../schemas/call.ts';
import { readable } from '../../schemas/readable.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { parse } from '../parse.ts';
import { beginCall, discardCallDraft, draftPublished, loadCallDraft, saveCallDraft } from '../store/call-drafts.ts';
import { commitCallVersion, findCallVersion, listStaffCalls, loadCall } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { RevisionMoved } from '../store/drafts.ts';
import { readInFlight } from '../store/figures.ts';
import { keyedAct, once, remember } from '../store/idempotency.ts';
import { loadPersons } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { listPublications } from '../store/publications.ts';

type CallOperations = Pick<
  Operations<'staff'>,
  | 'listStaffCalls'
  | 'createCall'
  | 'getCallDraft'
  | 'saveCallDraft'
  | 'discardCallDraft'
  | 'listCallVersions'
  | 'getCallVersion'
  | 'publishCall'
>;

export const callOperations = (ports: StorePorts): CallOperations => {
  /**
   * A call that staff know of: published, or begun as a draft.
   * @throws DomainError not-found for any other, and for one whose only draft was thrown away.
   */
  const known = async (callId: string) => {
    const [current, draft] = await Promise.all([loadCall(ports, callId), loadCallDraft(ports, callId)]);
    if (!current && draft?.content === undefined) throw notFound();
    return { current, draft };
  };

  /** What is typed at this revision. @throws RevisionMoved when it was saved, published or thrown away since. */
  const draftAt = async (callId: string, revision: number) => {
    const draft = await loadCallDraft(ports, callId);
    if (draft?.content === undefined || draft.revision !== revision) throw new RevisionMoved();
    return draft.content;
  };

  return {
    async listStaffCalls() {
      return { items: await listStaffCalls(ports) };
    },

    async createCall({ body, person, at }) {
      const from = body.from
        ? await loadCall(ports, body.from)
        : (await import('../../schemas/examples/call-lille.ts')).callLille;
      if (!from) throw notFound();
      const id = `cal_${ports.ulid()}`;
      const content = readable(callContent).parse(from);
      const keyed = keyedAct('createCall', { person, body });
      const created = await once(
        ports,
        keyed,
        async () => {
          await beginCall(ports, id, { content, savedBy: person.id, at }, remember(ports, keyed, id));
          return id;
        },
        async (earlier) => earlier,
      );
      return { callId: callIdSchema.parse(created) };
    },

    async getCallDraft({ params }) {
      const { current, draft } = await known(params.callId);
      const names = await loadPersons(ports, draft?.savedBy ? [draft.savedBy] : []);
      return {
        ...draft,
        callId: params.callId,
        ...(current && { current }),
        revision: draft?.revision ?? 0,
        savedBy: draft?.savedBy && (names.get(draft.savedBy)?.name ?? draft.savedBy),
      };
    },

    async saveCallDraft({ params, body, person }) {
      // The first save ever goes over a published version; any later one finds its revision or loses.
      if (body.revision === 0) await known(params.callId);
      return saveCallDraft(ports, params.callId, { ...body, savedBy: person.id });
    },

    async discardCallDraft({ params, body }) {
      return retrying(ports, async () => {
        await known(params.callId);
        await draftAt(params.callId, body.revision);
        await discardCallDraft(ports, params.callId, body.revision);
        return { done: true as const };
      });
    },

    async listCallVersions({ params }) {
      await known(params.callId);
      const [published, files] = await Promise.all([
        listPublications(ports, params.callId),
        readInFlight(ports, params.callId),
      ]);
      const persons = await loadPersons(
        ports,
        published.flatMap(({ by }) => by ?? []),
      );
      return {
        items: published.map(({ by, ...publication }) => ({
          ...publication,
          publishedBy: by && persons.get(by)?.name,
          filesInFlight: files.get(publication.version) ?? 0,
        })),
      };
    },

    async getCallVersion({ params }) {
      const found = await findCallVersion(ports, params.callId, Number(params.version));
      if (!found) throw notFound();
      return found;
    },

    async publishCall({ params, body, person, language, at }): Promise<CallVersion> {
      const { callId } = params;
      const { revision, basedOn } = body;
      if (!revision && !body.content)
        throw new DomainError('invalid', 'invalid', { fields: [{ path: ['revision'], keys: ['rules.ask'] }] });
      return retrying(ports, async () => {
        const before = await loadCall(ports, callId);
        if ((before?.version ?? 0) !== basedOn) throw new DomainError('conflict', 'conflict');
        const typed = revision ? await draftAt(callId, revision) : undefined;
        return commitCallVersion(ports, {
          callId,
          before,
          content: body.content ?? parse(callContent, typed, language),
          actor: { role: 'staff', personId: person.id },
          at,
          also: revision ? [draftPublished(ports, callId, revision)] : [],
        });
      });
    },
  };
};
