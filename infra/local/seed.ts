import type { Platform } from './platform.ts';

/** Fills an empty platform with the demonstration. */
export async function seed(_platform: Platform): Promise<void> {}
