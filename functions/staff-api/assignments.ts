import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { DeclaredMatch } from '../../schemas/juror.ts';
import { isRecused } from '../domain/application/open-step.ts';
import { dayOf } from '../domain/calendar.ts';
import { notFound } from '../domain/errors.ts';
import { balance, type FileToShare, type JurorToShare, suits } from '../domain/evaluation/balance.ts';
import { matchesOf, type Named } from '../domain/evaluation/conflicts.ts';
import type { Operations } from '../http.ts';
import { listReady, loadHeads, loadNamed } from '../store/application-lists.ts';
import { listAllAssigned, loadOpenWork } from '../store/assignments.ts';
import { loadCall, loadCallVersion } from '../store/calls.ts';
import { loadDeclarations } from '../store/declarations.ts';
import type { ApplicationHead, PersonItem } from '../store/items.ts';
import { isActiveJuror, listMembers, loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadRevisions } from '../store/views.ts';
import { openTo } from './access.ts';

type AssignmentOperations = Pick<Operations<'staff'>, 'listCandidates' | 'proposeAssignments' | 'proposeHandover'>;

/** Files that one proposal holds at most: what the page can apply one by one while somebody waits. */
export const PROPOSED_AT_MOST = 500;

/** Everything about jurors that a choice rests on: four queries, however many files and jurors there are. */
const loadJury = async (ports: StorePorts, call: CallVersion, at: string) => {
  const [members, work, declarations] = await Promise.all([
    listMembers(ports, 'juror'),
    loadOpenWork(ports, at),
    loadDeclarations(ports, Number(dayOf(at).slice(0, 4))),
  ]);
  const capOf = ({ juror }: PersonItem) => juror?.openFiles ?? call.openFilesPerJuror;
  return {
    jurors: members.filter(isActiveJuror).map((person) => ({
      id: person.id,
      name: person.name,
      territories: person.juror?.territories ?? [],
      sectors: person.juror?.sectors ?? [],
      open: work.get(person.id)?.open ?? 0,
      cap: capOf(person),
    })),
    /** What each juror's declaration finds in a file. */
    matchOf: (jurorId: string, file: Named): DeclaredMatch | undefined =>
      matchesOf(declarations.get(jurorId)?.organisations ?? [], file)[0],
  };
};
type Jury = Awaited<ReturnType<typeof loadJury>>;

/** A file as `balance` takes it. */
const toShare = (
  { jurors, matchOf }: Jury,
  head: ApplicationHead,
  named: Named,
  wish: Pick<FileToShare, 'wanted' | 'needed'> & { taken?: readonly string[] },
): FileToShare => ({
  id: head.id,
  taken: [],
  ...wish,
  recused: head.recusals.map(({ jurorId }) => jurorId),
  conflicted: jurors.filter(({ id }) => matchOf(id, named)).map(({ id }) => id),
  territories: head.shares.map(({ territoryId }) => territoryId),
  sector: head.sector,
});

/** A file of a proposal as the page shows it. */
const shown = (head: ApplicationHead, file: FileToShare) => ({
  applicationId: head.id,
  number: head.number ?? '',
  title: head.title,
  organisationName: head.organisationName,
  territories: head.shares.map(({ territoryId }) => territoryId),
  sector: head.sector,
  stepId: head.stepId ?? '',
  barred: [
    ...file.taken.map((jurorId) => ({ jurorId, why: 'on-file' as const })),
    ...file.recused.map((jurorId) => ({ jurorId, why: 'recused' as const })),
    ...file.conflicted.map((jurorId) => ({ jurorId, why: 'conflicted' as const })),
  ],
});

/** Shares files out, and says what it would do to each juror's load. */
const share = (files: readonly FileToShare[], jurors: readonly (JurorToShare & { name: string })[]) => {
  const shared = balance(files, jurors);
  const more = (id: string) => shared.filter(({ jurorIds }) => jurorIds.includes(id)).length;
  return {
    shared: new Map(shared.map((entry) => [entry.id, entry])),
    jurors: jurors.map(({ open, ...juror }) => ({ ...juror, before: open, after: open + more(juror.id) })),
  };
};

export const assignmentOperations = (ports: StorePorts): AssignmentOperations => ({
  async listCandidates({ params, person, at }) {
    const { head, revisions } = openTo(person, await loadRevisions(ports, params.applicationId));
    const call = (await loadCall(ports, head.callId)) ?? (await loadCallVersion(ports, head.callId, head.callVersion));
    const content = revisions.at(-1)?.content;
    const { jurors, matchOf } = await loadJury(ports, call, at);
    const named = {
      organisationName: content?.organisation.name ?? '',
      siret: content?.organisation.siret,
      partners: content?.project.partners,
    };
    const about = { territories: content?.project.territories ?? [], sector: head.sector };
    return {
      items: jurors.map((juror) => ({
        ...juror,
        suits: suits(juror, about),
        match: matchOf(juror.id, named),
        bar: head.recusals.some(({ jurorId }) => jurorId === juror.id)
          ? ('recused' as const)
          : head.jury?.jurorIds.includes(juror.id)
            ? ('on-file' as const)
            : undefined,
      })),
    };
  },

  async proposeAssignments({ params, body, person: agent, at }) {
    const call = await loadCall(ports, params.callId);
    if (!call) throw notFound();
    const asked = body.applicationIds && new Set<string>(body.applicationIds);
    const { heads: found, more } = asked
      ? { heads: await loadHeads(ports, [...asked]), more: false }
      : await listReady(ports, params.callId, PROPOSED_AT_MOST);
    // Files that this agent is recused from are for another to share out.
    const heads = found.filter((head) => !isRecused(head, agent.id));
    const versions = new Map<number, CallVersion>();
    for (const { callVersion } of heads)
      if (!versions.has(callVersion))
        versions.set(callVersion, await loadCallVersion(ports, params.callId, callVersion));
    const waiting = heads.flatMap((head) => {
      const step = stepOf(versions.get(head.callVersion) ?? call, head.stepId ?? '');
      const fits = head.callId === params.callId && head.state === 'ready' && step?.kind === 'score';
      return fits ? [{ head, step }] : [];
    });
    const [jury, named] = await Promise.all([
      loadJury(ports, call, at),
      loadNamed(
        ports,
        waiting.map(({ head }) => head),
      ),
    ]);
    const files = waiting.map(({ head, step }) =>
      toShare(jury, head, named.get(head.id) ?? head, { wanted: step.wanted, needed: step.quorum }),
    );
    const { shared, jurors } = share(files, jury.jurors);
    const proposed = new Set<string>(waiting.map(({ head }) => head.id));
    return {
      files: waiting.map(({ head, step }, place) => ({
        ...shown(head, files[place] as FileToShare),
        version: head.version,
        wanted: step.wanted,
        quorum: step.quorum,
        jurorIds: shared.get(head.id)?.jurorIds ?? [],
        short: shared.get(head.id)?.short,
      })),
      jurors,
      skipped: (body.applicationIds ?? []).filter((id) => !proposed.has(id)),
      more,
    };
  },

  async proposeHandover({ params, person: agent, at }) {
    const person = await loadPerson(ports, params.jurorId);
    if (!person?.juror && !person?.roles.includes('juror')) throw notFound();
    const ids = await listAllAssigned(ports, params.jurorId);
    const heads = (await loadHeads(ports, ids)).filter(({ jury }) => jury?.jurorIds.includes(params.jurorId));
    const [first] = heads;
    const call = first && (await loadCall(ports, first.callId));
    if (!call) return { files: [], jurors: [] };
    const [jury, named] = await Promise.all([loadJury(ports, call, at), loadNamed(ports, heads)]);
    const others = jury.jurors.filter(({ id }) => id !== params.jurorId);
    const files = heads.map((head) =>
      toShare({ ...jury, jurors: others }, head, named.get(head.id) ?? head, {
        // A file that is with a session of the jury is not handed over from here.
        wanted: head.state === 'evaluating' ? 1 : 0,
        needed: head.state === 'evaluating' ? 1 : 0,
        taken: (head.jury?.jurorIds ?? []).filter((id) => id !== params.jurorId),
      }),
    );
    const { shared, jurors } = share(files, others);
    return {
      files: heads.map((head, place) => ({
        ...shown(head, files[place] as FileToShare),
        ...(isRecused(head, agent.id) && { title: '', organisationName: '', territories: [], closed: true as const }),
        state: head.state,
        jurorIds: shared.get(head.id)?.jurorIds ?? [],
        short: shared.get(head.id)?.short,
      })),
      jurors,
    };
  },
});
