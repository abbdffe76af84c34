import type { Skills } from '../../../schemas/juror.ts';

/** A file that wants jurors. */
export interface FileToShare {
  id: string;
  /** Jurors hoped for beside those who are on it already. */
  wanted: number;
  /** Of those, how many it needs at least. */
  needed: number;
  /** Jurors who are on it already. */
  taken: readonly string[];
  /** Jurors who stepped back from it. */
  recused: readonly string[];
  /** Jurors whose declaration names its applicant or a partner. */
  conflicted: readonly string[];
  territories: readonly string[];
  sector: string;
}

/** A juror who can be given files. */
export interface JurorToShare extends Skills {
  id: string;
  /** Files that wait for this juror's evaluation now. */
  open: number;
  /** How many may wait at most. */
  cap: number;
}

/** Why jurors could not be given a file, each counted under the first that holds. */
export interface Shortfall {
  missing: number;
  onFile: number;
  recused: number;
  conflicted: number;
  atCap: number;
}

export interface Shared {
  id: string;
  jurorIds: string[];
  /** Present when it has fewer than wanted. */
  short?: Shortfall;
}

/** How well a juror's skills suit a file: one for a territory, one for its sector. */
export const suits = (
  { territories, sectors }: Skills,
  file: Pick<FileToShare, 'territories' | 'sector'>,
): { territory: boolean; sector: boolean } => ({
  territory: territories.some((id) => file.territories.includes(id)),
  sector: sectors.includes(file.sector),
});

/**
 * Shares files among jurors: never to who is on the file, recused, or bound by declaration; never above a juror's cap;
 * least loaded first, and between equals whose skills suit. Every file is first given what it needs, then what it wants,
 * and as many places are filled as any sharing could fill; loads end as even as single moves can make them. The same
 * input gives the same proposal.
 */
export const balance = (files: readonly FileToShare[], jurors: readonly JurorToShare[]): Shared[] => {
  const shares = files.map((file) => new Share(file, jurors));
  const load = jurors.map(({ open }) => open);
  const table: Table = { shares, jurors, load, held: jurors.map(() => new Set()), closed: new Set() };
  // The files with the least choice come first in each round; places in the list break ties, so that nothing is drawn.
  const order = shares.map((_, index) => index).toSorted((a, b) => choiceOf(table, a) - choiceOf(table, b) || a - b);
  for (const part of ['needed', 'wanted'] as const)
    for (const index of order) {
      const share = shares[index] as Share;
      while (share.given.size < Math.min(share.file[part], share.free.length)) if (!give(table, index)) break;
    }
  even(table);
  suit(table);
  return shares.map(({ file, given }) => {
    const jurorIds = [...given].toSorted((a, b) => a - b).map((juror) => (jurors[juror] as JurorToShare).id);
    const missing = file.wanted - given.size;
    return { id: file.id, jurorIds, ...(missing > 0 && { short: shortfall(table, file, missing) }) };
  });
};

/** A file with the jurors, by place, whom it may be given to and whom it is given to. */
class Share {
  readonly file: FileToShare;
  readonly free: readonly number[];
  readonly skill: readonly number[];
  readonly given = new Set<number>();
  readonly #may: readonly boolean[];
  constructor(file: FileToShare, jurors: readonly JurorToShare[]) {
    const barred = new Set([...file.taken, ...file.recused, ...file.conflicted]);
    this.file = file;
    this.#may = jurors.map(({ id }) => !barred.has(id));
    this.free = jurors.flatMap((_, place) => (this.#may[place] ? [place] : []));
    this.skill = jurors.map((juror) => {
      const { territory, sector } = suits(juror, file);
      return Number(territory) + Number(sector);
    });
  }
  /** Whether the juror may be given this file beside those who are given it. */
  may(juror: number): boolean {
    return this.#may[juror] === true && !this.given.has(juror);
  }
}

interface Table {
  shares: readonly Share[];
  jurors: readonly JurorToShare[];
  /** Open files by juror with those given so far. */
  load: number[];
  /** Files given by juror. */
  held: Set<Share>[];
  /** Jurors from whom no chain of hand-overs leads to room; room only ever shrinks, so that none ever will. */
  closed: Set<number>;
}

const loadOf = ({ load }: Table, juror: number): number => load[juror] as number;
const hasRoom = (table: Table, juror: number): boolean =>
  loadOf(table, juror) < (table.jurors[juror] as JurorToShare).cap;
const choiceOf = ({ shares }: Table, index: number): number => {
  const { free, file } = shares[index] as Share;
  return free.length - file.wanted;
};

const put = (table: Table, share: Share, juror: number): void => {
  share.given.add(juror);
  table.held[juror]?.add(share);
  table.load[juror] = loadOf(table, juror) + 1;
};
const take = (table: Table, share: Share, juror: number): void => {
  share.given.delete(juror);
  table.held[juror]?.delete(share);
  table.load[juror] = loadOf(table, juror) - 1;
};

/** Fills one more place of a file, by passing files on between other jurors where all who may have it are full. */
const give = (table: Table, index: number): boolean => {
  const share = table.shares[index] as Share;
  let best: number | undefined;
  for (const juror of share.free) {
    if (!share.may(juror) || !hasRoom(table, juror)) continue;
    const ahead = best === undefined ? -1 : loadOf(table, juror) - loadOf(table, best);
    const suited = best === undefined ? 0 : (share.skill[best] as number) - (share.skill[juror] as number);
    if (ahead < 0 || (ahead === 0 && suited < 0)) best = juror;
  }
  if (best !== undefined) {
    put(table, share, best);
    return true;
  }
  return passOn(table, share);
};

/** An augmenting path, breadth first: the shortest chain of hand-overs that ends at a juror with room. */
const passOn = (table: Table, share: Share): boolean => {
  /** For each juror reached: who takes over from whom, and which file. */
  const reached = new Map<number, { from: number; file: Share } | undefined>();
  const queue: number[] = [];
  for (const juror of share.free)
    if (share.may(juror) && !table.closed.has(juror)) {
      reached.set(juror, undefined);
      queue.push(juror);
    }
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (hasRoom(table, at)) {
      let juror = at;
      for (let step = reached.get(juror); step; step = reached.get(juror)) {
        take(table, step.file, step.from);
        put(table, step.file, juror);
        juror = step.from;
      }
      put(table, share, juror);
      return true;
    }
    for (const other of table.held[at] as Set<Share>)
      for (const next of other.free)
        if (other.may(next) && !reached.has(next) && !table.closed.has(next)) {
          reached.set(next, { from: at, file: other });
          queue.push(next);
        }
  }
  for (const juror of reached.keys()) table.closed.add(juror);
  return false;
};

/** Moves files from the busier to the less busy while their loads lie two or more apart. */
const even = (table: Table): void => {
  const { jurors } = table;
  for (let moved = true; moved; ) {
    moved = false;
    const busiest = jurors.map((_, place) => place).toSorted((a, b) => loadOf(table, b) - loadOf(table, a) || a - b);
    for (const from of busiest)
      for (const share of [...(table.held[from] as Set<Share>)]) {
        const to = share.free
          .filter(
            (juror) => share.may(juror) && hasRoom(table, juror) && loadOf(table, juror) + 2 <= loadOf(table, from),
          )
          .toSorted((a, b) => loadOf(table, a) - loadOf(table, b) || a - b)[0];
        if (to === undefined) continue;
        take(table, share, from);
        put(table, share, to);
        moved = true;
      }
  }
};

/** Swaps two jurors between two files wherever skills suit better so; nobody's load changes. */
const suit = (table: Table): void => {
  for (const one of table.shares)
    for (const juror of [...one.given]) {
      const own = one.skill[juror] as number;
      let best: { gain: number; other: Share; peer: number } | undefined;
      for (const peer of one.free) {
        const gained = (one.skill[peer] as number) - own;
        if (gained <= 0 || !one.may(peer)) continue;
        for (const other of table.held[peer] as Set<Share>) {
          const gain = gained + (other.skill[juror] as number) - (other.skill[peer] as number);
          if (gain > (best?.gain ?? 0) && other.may(juror)) best = { gain, other, peer };
        }
      }
      if (!best) continue;
      take(table, one, juror);
      take(table, best.other, best.peer);
      put(table, one, best.peer);
      put(table, best.other, juror);
    }
};

const shortfall = (table: Table, file: FileToShare, missing: number): Shortfall => {
  const counts: Shortfall = { missing, onFile: 0, recused: 0, conflicted: 0, atCap: 0 };
  for (const [place, { id }] of table.jurors.entries()) {
    if (file.taken.includes(id)) counts.onFile++;
    else if (file.recused.includes(id)) counts.recused++;
    else if (file.conflicted.includes(id)) counts.conflicted++;
    else if (!hasRoom(table, place)) counts.atCap++;
  }
  return counts;
};
