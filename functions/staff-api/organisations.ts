import { DomainError, notFound } from '../domain/errors.ts';
import type { Operations } from '../http.ts';
import { listByOrganisation } from '../store/application-lists.ts';
import { loadCall } from '../store/calls.ts';
import { readGrants } from '../store/grants.ts';
import type { ApplicationHead } from '../store/items/application.ts';
import type { OrganisationHead } from '../store/items/organisation.ts';
import { loadMembers } from '../store/membership.ts';
import { beginMerge, goOnMerging } from '../store/merging.ts';
import { loadOrganisationItself } from '../store/organisation-heads.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { listTwins, loadSiret, loadTwins, saysSo } from '../store/sirets.ts';

type OrganisationOperations = Pick<Operations<'staff'>, 'listTwins' | 'previewMerge' | 'mergeOrganisations'>;

/** Files that a preview names one by one, in pages of the list. */
const PAGES_SHOWN = 8;

export const organisationOperations = (ports: StorePorts): OrganisationOperations => {
  /** All that are registered under a SIRET, its holder first, and the merge that goes on among them. */
  const groupOf = async (siret: string) => {
    const [holder, twins] = await Promise.all([loadSiret(ports, siret), loadTwins(ports, siret)]);
    const ids = [...(holder ? [holder.organisationId] : []), ...twins.map(({ organisationId }) => organisationId)];
    const found = await Promise.all([...new Set(ids)].map((id) => loadOrganisationItself(ports, id)));
    const underWay = twins.find(({ intoId }) => intoId !== undefined);
    return {
      siret,
      // One that an earlier release gave another number is noted here still.
      organisations: found
        .filter((organisation) => organisation !== undefined)
        .filter((organisation) => saysSo(organisation, siret) || organisation.id === underWay?.organisationId),
      ...(underWay?.intoId &&
        underWay.since && {
          merging: { fromId: underWay.organisationId, intoId: underWay.intoId, since: underWay.since },
        }),
    };
  };

  /** What the grants of a year come to, apart and together; the lowest sum above which one of these calls asks for an agreement. */
  const grantsOf = async (year: string, from: OrganisationHead, into: OrganisationHead, callIds: readonly string[]) => {
    const [moving, present, found] = await Promise.all([
      readGrants(ports, from, year),
      readGrants(ports, into, year),
      Promise.all(callIds.map((id) => loadCall(ports, id))),
    ]);
    const sum = (grants: readonly { amountCents: number }[]) =>
      grants.reduce((all, grant) => all + grant.amountCents, 0);
    const [fromCents, intoCents] = [sum(moving), sum(present)];
    const totalCents = fromCents + intoCents;
    const agreementAboveCents = Math.min(...found.flatMap((call) => call?.agreementAboveCents ?? []));
    return {
      year,
      fromCents,
      intoCents,
      totalCents,
      agreementAboveCents,
      agreementRequired: totalCents > agreementAboveCents,
    };
  };

  return {
    async listTwins({ query }) {
      const page = await listTwins(ports, query.cursor);
      const sirets = [...new Set(page.items.map(({ siret }) => siret))];
      const groups = await Promise.all(sirets.map(groupOf));
      return { ...page, items: groups.filter(({ organisations }) => organisations.length > 1) };
    },

    async previewMerge({ params, query, person }) {
      const [from, into] = await Promise.all(
        [params.organisationId, query.intoId].map((id) => loadOrganisationItself(ports, id)),
      );
      if (!from || !into) throw notFound();
      if (from.id === into.id || from.siret !== into.siret) throw new DomainError('conflict', 'not-twins');
      const heads: ApplicationHead[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await listByOrganisation(ports, from.id, cursor);
        heads.push(...page.items);
        cursor = page.nextCursor;
        pages++;
      } while (cursor && pages < PAGES_SHOWN);
      const submitted = heads.filter(({ state }) => state !== 'draft');
      const granted = submitted.filter(({ grantedCents }) => grantedCents !== undefined);
      const years = [...new Set(granted.flatMap(({ decidedOn }) => decidedOn?.slice(0, 4) ?? []))].sort();
      const calls = [...new Set(granted.map(({ callId }) => callId))];
      const [grants, recused, ...persons] = await Promise.all([
        Promise.all(years.map((year) => grantsOf(year, from, into, calls))),
        recusedFiles(ports, person),
        loadMembers(ports, from),
        loadMembers(ports, into),
      ]);
      return {
        from: { ...from, persons: persons[0] ?? [] },
        into: { ...into, persons: persons[1] ?? [] },
        files: submitted.map(({ id, number, title, state, grantedCents }) => {
          const recusedSince = recused.get(id);
          return recusedSince
            ? { id, number, title: '', state, recusedSince }
            : { id, number, title, state, grantedCents };
        }),
        more: cursor !== undefined,
        drafts: heads.length - submitted.length,
        grants,
      };
    },

    async mergeOrganisations({ params, body, person, at }) {
      const by = { actor: { role: 'staff' as const, personId: person.id }, at };
      const fromId = params.organisationId;
      const asRead = { from: body.version, into: body.intoVersion };
      await beginMerge(ports, { fromId, intoId: body.intoId, asRead, ...by });
      return goOnMerging(ports, { fromId, ...by });
    },
  };
};
