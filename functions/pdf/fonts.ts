import { fileURLToPath } from 'node:url';
import { boldFont, regularFont } from './assets.ts';

/** Where the files are. */
export const fonts = () => ({
  regular: fileURLToPath(import.meta.resolve(regularFont)),
  bold: fileURLToPath(import.meta.resolve(boldFont)),
});
