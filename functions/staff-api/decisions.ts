import { mustBeAsRead } from '../domain/application/as-read.ts';
import { recordAgreement } from '../domain/application/record-agreement.ts';
import { notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { commitToFile } from '../store/applications.ts';
import { loadCall } from '../store/calls.ts';
import { readGrants } from '../store/grants.ts';
import { digestOf } from '../store/hash.ts';
import * as keys from '../store/keys.ts';
import { loadOrganisation } from '../store/organisation-heads.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { actOnFile, type Made, saying } from './access.ts';
import { envelopeOf } from './envelope.ts';
import { closedTo } from './rows.ts';
import { commitTaken, toldActs } from './told-acts.ts';

type DecisionOperations = Pick<
  Operations<'staff'>,
  | 'recordDecision'
  | 'announceDecision'
  | 'correctDecision'
  | 'withdrawDecision'
  | 'recordAgreement'
  | 'getOrganisationGrants'
  | 'getCallEnvelope'
>;

export const decisionOperations = (ports: StorePorts): DecisionOperations => {
  const acts = toldActs(ports);
  return {
    async recordDecision(act) {
      const { decision } = act.body;
      const made = saying(`application.${decision.outcome}`, decision);
      return actOnFile(ports, act.person, act.params.applicationId, made, (file, call) =>
        commitTaken(ports, file, acts.recordDecision({ ...act, file, call }), act),
      );
    },

    async announceDecision(act) {
      const made: Made = ({ type }) => type === 'application.announced';
      return actOnFile(ports, act.person, act.params.applicationId, made, (file, call) =>
        commitTaken(ports, file, acts.announceDecision({ ...act, file, call }), act),
      );
    },

    async correctDecision(act) {
      const made = saying('application.decision-corrected', act.body);
      return actOnFile(ports, act.person, act.params.applicationId, made, (file, call) =>
        commitTaken(ports, file, acts.correctDecision({ ...act, file, call }), act),
      );
    },

    async withdrawDecision(act) {
      const made = saying('application.decision-withdrawn', act.body);
      return actOnFile(ports, act.person, act.params.applicationId, made, (file, call) =>
        commitTaken(ports, file, acts.withdrawDecision({ ...act, file, call }), act),
      );
    },

    async recordAgreement({ params, body: { version, ...agreement }, person, at }) {
      const made = saying('application.agreement-signed', agreement);
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
