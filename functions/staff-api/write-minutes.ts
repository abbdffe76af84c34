import type { Ballot, Opinion, Tally } from '../../schemas/evaluation.ts';
import type { Language } from '../../schemas/fields.ts';
import type { MinutesContent, MinutesPart, Point } from '../../schemas/session.ts';
import { dayAndHour, euros } from '../../schemas/texts/format.ts';
import { agendaOf, recusedFrom, votersOf } from '../domain/session/gathering.ts';
import type { LoadedSession } from '../store/sessions.ts';

interface Wording {
  title(title: string): string;
  opening: string;
  held(call: string, place: string, from: string, to: string): string;
  presence: string;
  present(names: string): string;
  excused(names: string): string;
  absent(names: string): string;
  nobody: string;
  file(place: number, number: string, title: string): string;
  about(organisation: string, asked: string): string;
  recused(names: string): string;
  quorum(quorum: number, voters: number): string;
  quorumMissing: string;
  tally(tally: Tally): string;
  abstained(names: string): string;
  belowQuorum(votes: number, quorum: number): string;
  opinions: Record<Opinion, string>;
  opinion(opinion: string): string;
  proposed(amount: string): string;
  noAmount: string;
  postponed: string;
  withdrawn: string;
  notes: string;
  closing: string;
  total(files: number, amount: string): string;
}

const ballotsIn = (tally: Tally, colon: string, names: Record<Ballot, string>): string =>
  (Object.keys(names) as Ballot[]).map((ballot) => `${names[ballot]}${colon} ${tally[ballot]}`).join(', ');

const wordings: Record<Language, Wording> = {
  fr: {
    title: (title) => `Procès-verbal\u00a0: ${title}`,
    opening: 'La séance',
    held: (call, place, from, to) =>
      `Dans le cadre de l’appel à projets « ${call} », le jury s’est réuni\u00a0: ${place}.\nSéance ouverte le ${from}, close le ${to}.`,
    presence: 'Présences',
    present: (names) => `Présents\u00a0: ${names}.`,
    excused: (names) => `Absences excusées\u00a0: ${names}.`,
    absent: (names) => `Absents\u00a0: ${names}.`,
    nobody: 'personne',
    file: (place, number, title) => `${place}. Dossier ${number}\u00a0: ${title}`,
    about: (organisation, asked) => `Porteur\u00a0: ${organisation}. Montant demandé\u00a0: ${asked}.`,
    recused: (names) => `N’ont pris part ni au débat ni au vote, s’étant déportés\u00a0: ${names}.`,
    quorum: (quorum, voters) => `Quorum\u00a0: ${quorum}. Membres présents pouvant voter\u00a0: ${voters}.`,
    quorumMissing: 'Le quorum n’était pas atteint.',
    abstained: (names) => `Présents, n’ont pas voté\u00a0: ${names}.`,
    belowQuorum: (votes, quorum) =>
      `Moins de membres ont voté (${votes}) que le quorum n’en demande (${quorum})\u00a0; l’avis a été confirmé en connaissance de cause.`,
    tally: (tally) =>
      `Vote. ${ballotsIn(tally, '\u00a0:', { favourable: 'Favorable', reserved: 'Favorable avec réserve', unfavourable: 'Défavorable', deferred: 'Report' })}.`,
    opinions: { favourable: 'favorable', reserved: 'favorable avec réserve', unfavourable: 'défavorable' },
    opinion: (opinion) => `Avis du jury\u00a0: ${opinion}.`,
    proposed: (cents) => `Montant proposé\u00a0: ${cents}.`,
    noAmount: 'Aucun montant n’est proposé.',
    postponed: 'Le jury reporte l’examen de ce dossier à une prochaine séance.',
    withdrawn: 'Le porteur a retiré ce dossier\u00a0; il n’a pas été examiné.',
    notes: 'Débat',
    closing: 'Clôture',
    total: (files, cents) =>
      `Le jury a rendu son avis sur ${files} dossier${files > 1 ? 's' : ''} et propose en tout ${cents}. Cet avis éclaire la décision de la Ville sans la lier.`,
  },
  en: {
    title: (title) => `Minutes: ${title}`,
    opening: 'The session',
    held: (call, place, from, to) =>
      `Under the call for projects “${call}”, the jury met: ${place}.\nOpened on ${from}, closed on ${to}.`,
    presence: 'Attendance',
    present: (names) => `Present: ${names}.`,
    excused: (names) => `Excused: ${names}.`,
    absent: (names) => `Absent: ${names}.`,
    nobody: 'nobody',
    file: (place, number, title) => `${place}. File ${number}: ${title}`,
    about: (organisation, asked) => `Applicant: ${organisation}. Amount asked for: ${asked}.`,
    recused: (names) => `Recused, and part of neither debate nor vote: ${names}.`,
    quorum: (quorum, voters) => `Quorum: ${quorum}. Members present who could vote: ${voters}.`,
    quorumMissing: 'There was no quorum.',
    abstained: (names) => `Present, did not vote: ${names}.`,
    belowQuorum: (votes, quorum) =>
      `Fewer members voted (${votes}) than the quorum asks for (${quorum}); the opinion was confirmed knowing so.`,
    tally: (tally) =>
      `Vote. ${ballotsIn(tally, ':', { favourable: 'Favourable', reserved: 'Favourable with reserve', unfavourable: 'Unfavourable', deferred: 'Postpone' })}.`,
    opinions: { favourable: 'favourable', reserved: 'favourable with reserve', unfavourable: 'unfavourable' },
    opinion: (opinion) => `Opinion of the jury: ${opinion}.`,
    proposed: (cents) => `Amount proposed: ${cents}.`,
    noAmount: 'No amount is proposed.',
    postponed: 'The jury puts this file off to a later session.',
    withdrawn: 'The applicant withdrew this file; it was not heard.',
    notes: 'Debate',
    closing: 'Closing',
    total: (files, cents) =>
      `The jury gave its opinion on ${files} file${files === 1 ? '' : 's'} and proposes ${cents} in all. This opinion informs the City’s decision without binding it.`,
  },
};

/**
 * The minutes as the session itself tells them: who was there, and of each file who left, the opinion with the count of
 * votes but never who voted what, whether there was a quorum and who did not vote, the amount, and the notes of the debate.
 * What the session itself says of its opening and of who was there gives no file away; what it proposed in all might. Pure.
 */
export const writeMinutes = (loaded: LoadedSession, callTitle: string, language: Language): MinutesContent => {
  const words = wordings[language];
  const { session, presences } = loaded;
  const nameOf = (id: string) => presences.find(({ personId }) => personId === id)?.name ?? id;
  const names = (ids: readonly string[]) =>
    ids.length === 0
      ? words.nobody
      : ids
          .map(nameOf)
          .sort((a, b) => a.localeCompare(b, 'fr'))
          .join(', ');
  // Whoever was marked as present once was there, also when gone before the end.
  const there = presences.filter(({ present, since }) => present || since).map(({ personId }) => personId);
  const away = presences.filter(({ personId }) => !there.includes(personId));
  const [excused, absent] = [true, false].map((said) =>
    away.filter((member) => (member.excused ?? false) === said).map(({ personId }) => personId),
  ) as [string[], string[]];
  const agenda = agendaOf(loaded);
  const concluded = agenda.filter(({ state }) => state === 'concluded');

  const fileLines = (point: Point): string[] => {
    const recused = recusedFrom(loaded, point.applicationId).map(({ jurorId }) => jurorId);
    const tally = point.result?.tally ?? point.tally;
    const { result, voterIds, abstainedIds = [] } = point;
    const cents = result?.proposedCents;
    const voters = votersOf(loaded, point).length;
    return [
      words.about(point.organisationName, euros(point.amountAskedCents, language)),
      ...(recused.length > 0 ? [words.recused(names(recused))] : []),
      ...(voterIds ? [words.quorum(point.quorum, voters)] : []),
      ...(tally ? [words.tally(tally)] : []),
      ...(abstainedIds.length > 0 ? [words.abstained(names(abstainedIds))] : []),
      ...(result?.belowQuorum ? [words.belowQuorum(result.evaluations, result.quorum)] : []),
      ...(result?.opinion
        ? [
            words.opinion(words.opinions[result.opinion]),
            cents === undefined ? words.noAmount : words.proposed(euros(cents, language)),
          ]
        : []),
      ...(point.state === 'postponed' && voterIds && voters < point.quorum ? [words.quorumMissing] : []),
      ...(point.state === 'postponed' ? [words.postponed] : []),
      ...(point.state === 'withdrawn' ? [words.withdrawn] : []),
      ...(point.notes ? [`${words.notes}${language === 'fr' ? '\u00a0:' : ':'} ${point.notes}`] : []),
    ];
  };
  const files = agenda.map(
    (point, index): MinutesPart => ({
      applicationId: point.applicationId,
      heading: words.file(index + 1, point.number, point.title).slice(0, 300),
      text: fileLines(point).join('\n'),
    }),
  );
  const { openedAt = session.startsAt, closedAt = openedAt } = session;
  const total = concluded.reduce((sum, { result }) => sum + (result?.proposedCents ?? 0), 0);
  return {
    language,
    title: words.title(session.title),
    parts: [
      {
        forAll: true,
        heading: words.opening,
        text: words.held(callTitle, session.place, dayAndHour(openedAt, language), dayAndHour(closedAt, language)),
      },
      {
        forAll: true,
        heading: words.presence,
        text: [
          words.present(names(there)),
          ...(excused.length > 0 ? [words.excused(names(excused))] : []),
          words.absent(names(absent)),
        ].join('\n'),
      },
      ...files,
      { heading: words.closing, text: words.total(concluded.length, euros(total, language)) },
    ],
  };
};
