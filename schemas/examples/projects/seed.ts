import type { TerritoryId } from '../../territory.ts';

/** An invented project in short; `projects.ts` makes a whole application of it. */
export interface ProjectSeed {
  title: string;
  summary: string;
  need: string;
  kind: 'design' | 'start-up' | 'development' | 'turnaround';
  territories: TerritoryId[];
  beneficiaries: number;
  /** Whole euros. */
  asked: number;
  total: number;
  /** Place of the organisation in `organisations`, from 1. */
  by: number;
  partners?: string;
  /** Volunteering valued in whole euros. */
  volunteers?: number;
}
