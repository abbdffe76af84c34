/**
 * The pages' own typeface, as whole files: those for browsers are cut into subsets, and a name may need two of them in
 * one word. `bundle.ts` puts them beside a function's bundle, where the same look-up finds them as it does among the
 * sources.
 */
const family = '@expo-google-fonts/atkinson-hyperlegible-next';
export const regularFont = `${family}/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf`;
export const boldFont = `${family}/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf`;

/** What a function that writes PDFs names in its spec. */
export const pdfAssets = [regularFont, boldFont] as const;
