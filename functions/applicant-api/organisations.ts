import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { maxOrganisations, organisationContent, organisationId } from '../../schemas/organisation.ts';
import { DomainError } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import type { VerifyIdToken } from '../session.ts';
import { retrying, Stale } from '../store/commit.ts';
import { keyedAct, once, remember } from '../store/idempotency.ts';
import type { PersonItem } from '../store/items.ts';
import { commitOrganisation, loadOrganisation } from '../store/organisations.ts';
import { loadPerson, personWrite, savePerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { ownOrganisation } from './access.ts';

type OrganisationOperations = Pick<
  Operations<'applicant'>,
  'openApplicantSession' | 'listOrganisations' | 'registerOrganisation' | 'updateOrganisation'
>;

export const organisationOperations = (ports: StorePorts, verifyIdToken: VerifyIdToken): OrganisationOperations => ({
  async openApplicantSession({ body, subject }) {
    const claims = await verifyIdToken(body.idToken, subject);
    return retrying(ports, async () => {
      const before = await loadPerson(ports, subject);
      const kept = before ?? { id: subject, roles: [], organisationIds: [] };
      const unchanged =
        before?.name === claims.name && before.email === claims.email && before.language === body.language;
      if (before && unchanged) return before;
      try {
        return await savePerson(ports, { ...kept, ...claims, language: body.language }, before);
      } catch (error) {
        throw error instanceof ConditionalCheckFailedException ? new Stale() : error;
      }
    });
  },

  async listOrganisations({ person }) {
    const found = await Promise.all(person.organisationIds.map((id) => loadOrganisation(ports, id)));
    return { items: found.filter((organisation) => organisation !== undefined) };
  },

  async registerOrganisation({ body, person, at }) {
    const { idempotencyKey: _key, ...content } = body;
    const keyed = keyedAct('registerOrganisation', { person, body });
    const id = organisationId.parse(`org_${ports.ulid()}`);
    return once(
      ports,
      keyed,
      async () => {
        const member: PersonItem = (await loadPerson(ports, person.id)) ?? person;
        if (member.organisationIds.length >= maxOrganisations)
          throw new DomainError('conflict', 'too-many-organisations');
        return commitOrganisation(ports, {
          id,
          before: undefined,
          content,
          actor: { role: 'applicant', personId: person.id },
          at,
          also: [
            remember(ports, keyed, id),
            {
              write: {
                Put: {
                  TableName: ports.tableName,
                  Item: personWrite({ ...member, organisationIds: [...member.organisationIds, id] }, member.rev + 1),
                  ConditionExpression: 'rev = :rev',
                  ExpressionAttributeValues: { ':rev': member.rev },
                },
              },
            },
          ],
        });
      },
      async (earlier) => {
        const organisation = await loadOrganisation(ports, earlier);
        if (!organisation) throw new Error(`Organisation ${earlier} is remembered but gone`);
        return organisation;
      },
    );
  },

  async updateOrganisation({ params, body, person, at }) {
    return retrying(ports, async () => {
      const before = await ownOrganisation(ports, person, params.organisationId);
      if (before.version !== body.version) throw new DomainError('conflict', 'conflict');
      return commitOrganisation(ports, {
        id: before.id,
        before,
        content: organisationContent.parse(body),
        actor: { role: 'applicant', personId: person.id },
        at,
      });
    });
  },
});
