import type { CallVersion } from '../../schemas/call.ts';
import type { OperationInput } from '../../schemas/contract.ts';
import { announce } from '../domain/application/announce.ts';
import { mustBeAsRead } from '../domain/application/as-read.ts';
import { correctDecision } from '../domain/application/correct-decision.ts';
import { decide, mustFitCall } from '../domain/application/decide.ts';
import { recordAgreement } from '../domain/application/record-agreement.ts';
import { withdrawDecision } from '../domain/application/withdraw-decision.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { type ApplicationFile, commitToFile } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { readGrants } from '../store/grants.ts';
import { digestOf } from '../store/hash.ts';
import * as keys from '../store/keys.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { actOnFile, type Made, onFile } from './access.ts';
import { envelopeOf } from './envelope.ts';
import { froze } from './own-act.ts';
import { closedTo } from './projection.ts';

type DecisionOperations = Pick<
  Operations<'staff'>,
  | 'recordDecision'
  | 'previewDecision'
  | 'announceDecision'
  | 'correctDecision'
  | 'withdrawDecision'
  | 'recordAgreement'
  | 'getOrganisationGrants'
  | 'getCallEnvelope'
>;
type Taking = { body: OperationInput<'recordDecision'>['body']; at: string };

export const decisionOperations = (ports: StorePorts, siteUrl: string): DecisionOperations => {
  /** The decision, the digest that freezes it, and the item in which it stands. */
  const taken = (file: ApplicationFile, call: CallVersion, { body: { decision, version }, at }: Taking) => {
    mustBeAsRead(file.head, version);
    mustFitCall(call, decision);
    const salt = ports.salt();
    const decided = decide({ application: file.head, decision, digest: digestOf(decision, salt), at });
    const seq = decided.application.version;
    return { decided, item: { seq, decision, salt, ...keys.decisionKey(file.head.id, seq) } };
  };

  return {
    async recordDecision({ params, body, person, at }) {
      const { decision } = body;
      const made: Made = (event, frozen) =>
        event.type === `application.${decision.outcome}` && froze(event, frozen, decision);
      return actOnFile(ports, person, params.applicationId, made, (file, call) => {
        const { decided, item } = taken(file, call, { body, at });
        return commitToFile(ports, file, {
          decided,
          actor: { role: 'staff', personId: person.id },
          at,
          written: [{ item }],
        });
      });
    },

    async previewDecision({ params, body, person, at }) {
      return onFile(ports, person, params.applicationId, async (file, call) => {
        // Templates are many words that no other operation needs.
        const { letterOf } = await import('./preview.ts');
        const { decided, item } = taken(file, call, { body, at });
        return letterOf(ports, siteUrl, { file, call, decided, item, at });
      });
    },

    async announceDecision({ params, body, person, at }) {
      const made: Made = ({ type }) => type === 'application.announced';
      return actOnFile(ports, person, params.applicationId, made, (file) => {
        mustBeAsRead(file.head, body.version);
        return commitToFile(ports, file, {
          decided: announce({ application: file.head, by: 'staff', at }),
          actor: { role: 'staff', personId: person.id },
          at,
        });
      });
    },

    async correctDecision({ params, body: { version, ...body }, person, at }) {
      const made: Made = (event, frozen) =>
        event.type === 'application.decision-corrected' && froze(event, frozen, body);
      return actOnFile(ports, person, params.applicationId, made, (file, call) => {
        mustBeAsRead(file.head, version);
        mustFitCall(call, body.decision);
        const salt = ports.salt();
        const digest = digestOf(body, salt);
        const decided = correctDecision({ application: file.head, decision: body.decision, digest, at });
        const seq = decided.application.version;
        return commitToFile(ports, file, {
          decided,
          actor: { role: 'staff', personId: person.id },
          at,
          written: [{ item: { seq, ...body, salt, ...keys.decisionKey(file.head.id, seq) } }],
        });
      });
    },

    async withdrawDecision({ params, body: { version, ...body }, person, at }) {
      const made: Made = (event, frozen) =>
        event.type === 'application.decision-withdrawn' && froze(event, frozen, body);
      return actOnFile(ports, person, params.applicationId, made, (file) => {
        mustBeAsRead(file.head, version);
        const salt = ports.salt();
        const decided = withdrawDecision({ application: file.head, digest: digestOf(body, salt), at });
        const seq = decided.application.version;
        return commitToFile(ports, file, {
          decided,
          actor: { role: 'staff', personId: person.id },
          at,
          written: [{ item: { seq, ...body, salt, ...keys.withdrawalKey(file.head.id, seq) } }],
        });
      });
    },

    async recordAgreement({ params, body: { version, ...agreement }, person, at }) {
      const made: Made = (event, frozen) =>
        event.type === 'application.agreement-signed' && froze(event, frozen, agreement);
      return actOnFile(ports, person, params.applicationId, made, (file) => {
        mustBeAsRead(file.head, version);
        const salt = ports.salt();
        const digest = digestOf(agreement, salt);
        const decided = recordAgreement({ application: file.head, agreement, digest, at });
        const seq = decided.application.version;
        return commitToFile(ports, file, {
          decided,
          actor: { role: 'staff', personId: person.id },
          at,
          written: [{ item: { seq, agreement, salt, ...keys.agreementKey(file.head.id, seq) } }],
        });
      });
    },

    async getOrganisationGrants({ params, query, person }) {
      const { year, callId } = query;
      const [organisation, call, recused] = await Promise.all([
        loadOrganisation(ports, params.organisationId),
        loadCall(ports, callId),
        recusedFiles(ports, person),
      ]);
      if (!organisation || !call) throw notFound();
      const grants = await readGrants(ports, organisation, year);
      const totalCents = grants.reduce((sum, { amountCents }) => sum + amountCents, 0);
      const { agreementAboveCents } = call;
      return {
        year,
        totalCents,
        agreementAboveCents,
        agreementRequired: totalCents > agreementAboveCents,
        grants: grants.map((grant) => closedTo(recused, grant)),
      };
    },

    async getCallEnvelope({ params, query }) {
      const envelope = await envelopeOf(ports, params.callId, query.year);
      if (!envelope) throw notFound();
      const { envelopeCents, grantedCents } = envelope;
      return { ...envelope, ...(envelopeCents !== undefined && { remainingCents: envelopeCents - grantedCents }) };
    },
  };
};
