import { isDeepStrictEqual } from 'node:util';
import { applicationContent, applicationId as applicationIdSchema } from '../../schemas/application.ts';
import type { CallVersion } from '../../schemas/call.ts';
import type { Language } from '../../schemas/fields.ts';
import type { PerDay } from '../../schemas/per-day.ts';
import { addresseeOf, standingOfContact, typedContact } from '../addressee.ts';
import { clearDraft } from '../clear-draft.ts';
import type { Decided } from '../domain/application/decided.ts';
import { provideComplements } from '../domain/application/provide-complements.ts';
import { start } from '../domain/application/start.ts';
import { submit } from '../domain/application/submit.ts';
import { withdraw } from '../domain/application/withdraw.ts';
import { dayOf } from '../domain/calendar.ts';
import { expiryOf } from '../domain/draft-expiry.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { allow } from '../domain/lifecycle.ts';
import type { Operations } from '../http.ts';
import { faultOf, logger } from '../observe.ts';
import type { Bucket } from '../services/bucket.ts';
import { type ApplicationFile, commitApplication, commitToFile, type Written } from '../store/applications.ts';
import { closeAssignments } from '../store/assignments.ts';
import { loadCall } from '../store/calls.ts';
import { retrying } from '../store/commit.ts';
import { askContact, contactOf } from '../store/contacts.ts';
import { discardDraft } from '../store/discards.ts';
import { keepDraft, noteSaved } from '../store/draft-expiry.ts';
import { RevisionMoved, saveSection } from '../store/drafts.ts';
import { withdrawalFromSession } from '../store/hearings.ts';
import { keyedAct, keyReused, once, remember } from '../store/idempotency.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import * as keys from '../store/keys.ts';
import { drawNumber } from '../store/numbers.ts';
import { notMerged } from '../store/organisations.ts';
import { countsOf, oneMore, oneMoreOf, usedUp } from '../store/per-day.ts';
import type { StorePorts } from '../store/ports.ts';
import { type FileView, loadView } from '../store/views.ts';
import { callOf, ownFile, ownHead, ownPart } from './access.ts';
import { asksContact, formerContact, nextEvent, tellsFormerContact } from './ask-contact.ts';
import { type Frozen, freeze } from './freeze.ts';
import { ownOrganisation } from './own-organisation.ts';
import { applicantProjection } from './projection.ts';
import { ownerActions } from './rows.ts';

type FileOperations = Pick<
  Operations<'applicant'>,
  | 'startApplication'
  | 'getApplication'
  | 'discardDraft'
  | 'keepDraft'
  | 'saveSection'
  | 'submitApplication'
  | 'provideComplements'
  | 'withdrawApplication'
  | 'askContact'
>;

export const fileOperations = (ports: StorePorts, bucket: Bucket, draftDays: number, most: PerDay): FileOperations => {
  const today = () => dayOf(ports.now().toISOString());
  const project = async (file: FileView, person: PersonItem) => {
    const [organisation, call] = await Promise.all([
      ownOrganisation(ports, person, file.head.organisationId),
      callOf(ports, file.head),
    ]);
    return applicantProjection(file, organisation, call, { today: today(), draftDays });
  };
  /** The file as it stands. */
  const shown = async (applicationId: string, person: PersonItem) => {
    const sections = (head: ApplicationHead) => ({ sections: ownerActions(head).includes('save') });
    return project(await ownPart(ports, person, await loadView(ports, applicationId, sections)), person);
  };

  /**
   * Freezes the file as its next revision with what `decide` makes of it; the same act again gives the same answer. The
   * revision knows its key for good, as long as the file is there: the first is a submission, any other an answer to a
   * request for documents.
   */
  const freezing = (
    applicationId: string,
    act: { body: { idempotencyKey: string }; person: PersonItem; language: Language; at: string },
    action: 'submit' | 'provide-complements',
    decide: (file: ApplicationFile, call: CallVersion, frozen: Frozen) => { decided: Decided; written: Written[] },
  ) => {
    const { body, person, language, at } = act;
    const keyed = keyedAct(action === 'submit' ? 'submitApplication' : 'provideComplements', {
      person,
      params: { applicationId },
      body,
    });
    const freezeOnce = async () => {
      const file = await ownFile(ports, person, applicationId);
      const earlier = file.revisions.find((revision) => revision.idempotencyKey === body.idempotencyKey);
      if (earlier) {
        if ((action === 'submit') !== (earlier.revision === 1)) throw keyReused();
        return project(file, person);
      }
      allow(file.head, action, 'owner');
      const [organisation, call, counts] = await Promise.all([
        ownOrganisation(ports, person, file.head.organisationId),
        callOf(ports, file.head),
        countsOf(ports, person.id, dayOf(at)),
      ]);
      if (action === 'submit' && counts.files >= most.files) throw usedUp('files', at);
      const frozen = freeze(ports, file, organisation, call, { language, at, idempotencyKey: body.idempotencyKey });
      const { decided, written } = decide(file, call, frozen);
      const { title, sector, supportKind } = frozen.content.project;
      const addressee = action === 'submit' ? person : await addresseeOf(ports, file);
      const mayAsk = counts.confirmations < most.confirmations;
      const asked = mayAsk ? await asksContact(ports, file, frozen.content, addressee, at) : undefined;
      const counted = [
        ...(action === 'submit' ? (['files'] as const) : []),
        ...(asked ? (['confirmations'] as const) : []),
      ];
      const after = await commitToFile(ports, file, {
        decided,
        title: { title, sector, supportKind, organisationName: organisation.name },
        actor: { role: 'applicant', personId: person.id },
        at,
        written: [frozen.revision, ...written],
        checks: [
          ...frozen.checks,
          ...(asked?.writes ?? []),
          ...tellsFormerContact(ports, file, formerContact(file, frozen.content), addressee, at),
          ...(counted.length > 0 ? [oneMore(ports, person.id, dayOf(at), { of: counted, most })] : []),
          remember(ports, keyed, applicationId),
        ],
      });
      return applicantProjection(after, organisation, call, { today: today(), draftDays });
    };
    return once(ports, keyed, freezeOnce, async () => shown(applicationId, person));
  };

  return {
    async startApplication({ body, person, at }) {
      const call = await loadCall(ports, body.callId);
      if (!call) throw notFound();
      if (call.paused) throw new DomainError('conflict', 'call-paused');
      const id = applicationIdSchema.parse(`app_${ports.ulid()}`);
      const keyed = keyedAct('startApplication', { person, body });
      const applicationId = await once(
        ports,
        keyed,
        async () => {
          const organisation = await ownOrganisation(ports, person, body.organisationId);
          await commitApplication(ports, {
            before: undefined,
            decided: start({ id, call, organisationId: organisation.id, at }),
            title: { title: '', organisationName: organisation.name, sector: '', supportKind: '' },
            actor: { role: 'applicant', personId: person.id },
            at,
            // Merged in between, it would leave behind a file that nobody moves.
            checks: [
              remember(ports, keyed, id),
              notMerged(ports, organisation.id),
              oneMoreOf(ports, person.id, at, 'drafts', most),
            ],
          });
          return id as string;
        },
        async (earlier) => earlier,
      );
      return shown(applicationId, person);
    },

    async getApplication({ params, person }) {
      return shown(params.applicationId, person);
    },

    async discardDraft({ params, person }) {
      await retrying(ports, async () => {
        const file = await ownFile(ports, person, params.applicationId);
        allow(file.head, 'discard', 'owner');
        await discardDraft(ports, file);
      });
      // It is gone; the rest is cleared by the next sweep where this does not come to its end.
      await clearDraft(ports, bucket, params.applicationId).catch((error) =>
        logger.warn('The rest of a draft is left to be swept', { error: faultOf(error) }),
      );
      return { done: true as const };
    },

    async keepDraft({ params, person }) {
      return retrying(ports, async () => {
        const head = await ownHead(ports, person, params.applicationId);
        // What can be thrown away can be kept: a draft, and nothing else.
        allow(head, 'discard', 'owner');
        return { expiresOn: expiryOf(await keepDraft(ports, head), draftDays, today()) };
      });
    },

    async saveSection({ params, body, person }) {
      return retrying(ports, async () => {
        const head = await ownHead(ports, person, params.applicationId);
        allow(head, 'save', 'owner');
        const saved = await saveSection(ports, head, params.section, body.revision, body.content).catch(
          async (error) => {
            // A draft that was thrown away meanwhile was not saved elsewhere: it is gone.
            if (error instanceof RevisionMoved) await ownHead(ports, person, params.applicationId);
            throw error;
          },
        );
        // Handed over meanwhile with what was just saved, all is well; without it, whoever typed it is told so.
        const after = await ownHead(ports, person, params.applicationId);
        if (!ownerActions(after).includes('save')) {
          const handedOver = (await ownFile(ports, person, params.applicationId)).revisions.at(-1)?.content;
          const typed = applicationContent.shape[params.section].safeParse(body.content).data;
          if (!isDeepStrictEqual(typed, handedOver?.[params.section])) allow(after, 'save', 'owner');
          return saved;
        }
        const { title } = body.content;
        await noteSaved(ports, head, params.section === 'project' && typeof title === 'string' ? title : undefined);
        return saved;
      });
    },

    async submitApplication({ params, ...act }) {
      return freezing(params.applicationId, act, 'submit', (file, call, frozen) => {
        const number = drawNumber(ports, dayOf(act.at).slice(0, 4));
        return {
          decided: submit({ application: file.head, call, number, ...frozen, at: act.at }),
          written: [
            {
              item: { ...keys.numberKey(number), applicationId: file.head.id },
              condition: { expression: 'attribute_not_exists(pk)' },
            },
          ],
        };
      });
    },

    async provideComplements({ params, ...act }) {
      return freezing(params.applicationId, act, 'provide-complements', (file, _call, frozen) => ({
        decided: provideComplements({
          application: file.head,
          ...frozen,
          contactChanged: formerContact(file, frozen.content) !== undefined,
          at: act.at,
        }),
        written: [],
      }));
    },

    async askContact({ params, person, at }) {
      return retrying(ports, async () => {
        const file = await ownFile(ports, person, params.applicationId);
        const addressee = await addresseeOf(ports, file, [person]);
        const contact = typedContact(file);
        if (!contact || !standingOfContact(file, addressee)?.canAsk) throw new DomainError('conflict', 'contact-asked');
        if ((await countsOf(ports, person.id, dayOf(at))).confirmations >= most.confirmations)
          throw usedUp('confirmations', at);
        const before = contactOf(file.contacts, contact.email);
        const counted = oneMore(ports, person.id, dayOf(at), { of: ['confirmations'], most });
        const asked = await askContact(ports, nextEvent(file, at), contact.email, before, [counted]);
        if (!asked) throw new DomainError('conflict', 'contact-asked-often');
        return project(file, person);
      });
    },

    async withdrawApplication({ params, person, at }) {
      return retrying(ports, async () => {
        const file = await ownFile(ports, person, params.applicationId);
        const withdrawn = await commitToFile(ports, file, {
          decided: withdraw({ application: file.head, at }),
          actor: { role: 'applicant', personId: person.id },
          at,
          written: closeAssignments(file),
          checks: withdrawalFromSession(ports, file),
        });
        return project(withdrawn, person);
      });
    },
  };
};
