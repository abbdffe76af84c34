import * as z from 'zod';

/**
 * The twelve territories of Lille: ten quartiers and the two associated communes. `tile` is [column, row] on a
 * schematic grid, row 0 in the north; it is a drawing of our own, not a map of borders.
 */
export const territories = [
  { id: 'vieux-lille', name: 'Vieux-Lille', kind: 'district', tile: [3, 0] },
  { id: 'saint-maurice-pellevoisin', name: 'Saint-Maurice Pellevoisin', kind: 'district', tile: [4, 0] },
  { id: 'lomme', name: 'Lomme', kind: 'associated-commune', tile: [0, 1] },
  { id: 'bois-blancs', name: 'Bois-Blancs', kind: 'district', tile: [1, 1] },
  { id: 'vauban-esquermes', name: 'Vauban-Esquermes', kind: 'district', tile: [2, 1] },
  { id: 'lille-centre', name: 'Lille-Centre', kind: 'district', tile: [3, 1] },
  { id: 'fives', name: 'Fives', kind: 'district', tile: [4, 1] },
  { id: 'hellemmes', name: 'Hellemmes', kind: 'associated-commune', tile: [5, 1] },
  { id: 'faubourg-de-bethune', name: 'Faubourg de Béthune', kind: 'district', tile: [1, 2] },
  { id: 'wazemmes', name: 'Wazemmes', kind: 'district', tile: [2, 2] },
  { id: 'lille-moulins', name: 'Lille-Moulins', kind: 'district', tile: [3, 2] },
  { id: 'lille-sud', name: 'Lille-Sud', kind: 'district', tile: [2, 3] },
] as const satisfies readonly {
  id: string;
  name: string;
  kind: 'district' | 'associated-commune';
  tile: readonly [number, number];
}[];

export const territoryIds = territories.map((territory) => territory.id);
export const territoryId = z.enum(territoryIds);
export type TerritoryId = z.infer<typeof territoryId>;

export const territoryName = (id: TerritoryId): string =>
  territories.find((territory) => territory.id === id)?.name ?? id;
