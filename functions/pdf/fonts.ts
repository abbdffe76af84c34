import { fileURLToPath } from 'node:url';

/**
 * The pages' own typeface, as whole files: those for browsers are cut into subsets, and a name may need two of them in
 * one word. Packages' files that a function reads; `bundle.ts` puts them beside its bundle, where the same look-up finds
 * them as it does among the sources.
 */
const family = '@expo-google-fonts/atkinson-hyperlegible-next';
const regular = `${family}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`;
const bold = `${family}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf`;

/** What a function that writes PDFs names in its spec. */
export const pdfAssets = [regular, bold] as const;

/** Where the files are. */
export const fonts = () => ({
  regular: fileURLToPath(import.meta.resolve(regular)),
  bold: fileURLToPath(import.meta.resolve(bold)),
});
