import { type ApplicationHead, applicationHead, asItStands } from './items/application.ts';
import type { Item } from './read.ts';
import { readItem } from './stored.ts';

/** A head of a file as this code knows it. */
export const readHead = (item: Item): ApplicationHead => readItem(applicationHead, asItStands(item));
