/** A family of fonts: the files of its weights, and the characters that it is asked for. */
export interface Family {
  regular: string;
  /** The same as `regular` where it has no other. */
  bold: string;
  /** Left out, it is asked for any character. */
  shows?: RegExp;
}

/**
 * Whole files: those for browsers are cut into subsets, and a name may need two of them in one word. `bundle.ts` puts them
 * beside a function's bundle, where the same look-up finds them as it does among the sources.
 */
const google = (family: string, file: string, shows?: RegExp): Family => ({
  regular: `@expo-google-fonts/${family}/400Regular/${file}_400Regular.ttf`,
  bold: `@expo-google-fonts/${family}/700Bold/${file}_700Bold.ttf`,
  ...(shows && { shows }),
});
const oneWeight = ({ regular, ...rest }: Family): Family => ({ ...rest, regular, bold: regular });

const unifont = '@fontsource/unifontex/files/unifontex-latin-400-normal.woff';

/** In the order in which they are asked for a character: the pages' own typeface first. None is read before its turn. */
export const families: readonly Family[] = [
  google('atkinson-hyperlegible-next', 'AtkinsonHyperlegibleNext'),
  google(
    'noto-sans',
    'NotoSans',
    /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u,
  ),
  // One whose letters are drawn whole: of dots that are drawn apart, a copy of the text would know nothing.
  google('ibm-plex-sans-arabic', 'IBMPlexSansArabic', /\p{Script_Extensions=Arabic}/u),
  google('noto-sans-hebrew', 'NotoSansHebrew', /\p{Script_Extensions=Hebrew}/u),
  google('noto-sans-devanagari', 'NotoSansDevanagari', /\p{Script_Extensions=Devanagari}/u),
  google('noto-sans-bengali', 'NotoSansBengali', /\p{Script_Extensions=Bengali}/u),
  google('noto-sans-tamil', 'NotoSansTamil', /\p{Script_Extensions=Tamil}/u),
  google('noto-sans-thai', 'NotoSansThai', /\p{Script_Extensions=Thai}/u),
  google('noto-sans-khmer', 'NotoSansKhmer', /\p{Script_Extensions=Khmer}/u),
  google('noto-sans-armenian', 'NotoSansArmenian', /\p{Script_Extensions=Armenian}/u),
  google('noto-sans-georgian', 'NotoSansGeorgian', /\p{Script_Extensions=Georgian}/u),
  google('noto-emoji', 'NotoEmoji', /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u),
  oneWeight(google('noto-sans-math', 'NotoSansMath', /\p{S}/u)),
  oneWeight(google('noto-sans-symbols-2', 'NotoSansSymbols2', /\p{S}/u)),
  // All other scripts of the basic plane, Chinese, Japanese and Korean among them.
  { regular: unifont, bold: unifont },
];

/** What a function that writes PDFs names in its spec. */
export const pdfAssets: readonly string[] = [...new Set(families.flatMap(({ regular, bold }) => [regular, bold]))];
