import type { ApplicationContent, Commitments, Project } from '../application.ts';
import type { Budget } from '../budget.ts';
import { balancedBudget } from './budget.ts';
import { type ExampleOrganisation, organisations } from './organisations.ts';
import { businessCreation } from './projects/business-creation.ts';
import { fairTrade } from './projects/fair-trade.ts';
import { finance } from './projects/finance.ts';
import { housing } from './projects/housing.ts';
import { leisure } from './projects/leisure.ts';
import { personalServices } from './projects/personal-services.ts';
import type { ProjectSeed } from './projects/seed.ts';
import { workIntegration } from './projects/work-integration.ts';

const bySector = {
  finance,
  'work-integration': workIntegration,
  housing,
  leisure,
  'personal-services': personalServices,
  'fair-trade': fairTrade,
  'business-creation': businessCreation,
};

type SectorSeed = ProjectSeed & { sector: string };
const lists: SectorSeed[][] = Object.entries(bySector).map(([sector, seeds]) =>
  seeds.map((seed) => ({ ...seed, sector })),
);

/** One of each sector in turn, so that any run of them is varied. */
const seeds: SectorSeed[] = Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, turn) =>
  lists.flatMap((list) => list.slice(turn, turn + 1)),
).flat();

/** How many invented projects there are. */
export const exampleCount = seeds.length;

const firstOfMonth = (day: string, monthsLater: number): Date =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + monthsLater, 1));
const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

const projectOf = (seed: SectorSeed, index: number, submittedOn: string): Project => ({
  title: seed.title,
  summary: seed.summary,
  socialNeed: seed.need,
  sector: seed.sector,
  supportKind: seed.kind,
  territories: seed.territories,
  startsOn: isoDay(firstOfMonth(submittedOn, 4)),
  endsOn: isoDay(new Date(firstOfMonth(submittedOn, 10 + (index % 3) * 6).getTime() - 86_400_000)),
  beneficiaries: seed.beneficiaries,
  ...(seed.partners && { partners: seed.partners }),
});

const budgetOf = (seed: SectorSeed): Budget => {
  const spread = seed.kind === 'design' ? 'study' : seed.sector === 'leisure' ? 'equipment' : 'team';
  return balancedBudget(seed.asked, seed.total, spread, seed.volunteers);
};

const commitmentsOf = ({ content }: ExampleOrganisation): Commitments => ({
  contactName: content.representativeName,
  contactEmail: content.email,
  contactPhone: content.phone,
  republicanCommitment: true,
  accuracy: true,
  authority: true,
});

/**
 * The invented application `index` (0 to `exampleCount` - 1) as somebody would submit it on the day `submittedOn`
 * (`YYYY-MM-DD`): the project starts on the first of the fourth month after, and lasts 6, 12 or 18 months.
 */
export const exampleApplication = (
  index: number,
  submittedOn: string,
): { organisation: ExampleOrganisation; content: ApplicationContent } => {
  const seed = seeds[index];
  const organisation = organisations[(seed?.by ?? 0) - 1];
  if (!seed || !organisation) throw new RangeError(`No example application ${index}: there are ${exampleCount}`);
  return {
    organisation,
    content: {
      organisation: organisation.content,
      project: projectOf(seed, index, submittedOn),
      budget: budgetOf(seed),
      commitments: commitmentsOf(organisation),
    },
  };
};
