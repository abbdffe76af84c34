/** Bytes of text in one encoded word: 75 characters are allowed, `=?UTF-8?B?` and `?=` take twelve (RFC 2047, section 2). */
const WORD_BYTES = 45;

/** Text as encoded words, no sign of it cut in two. */
const encodedWords = (text: string): string => {
  const words: string[] = [''];
  for (const sign of text) {
    const last = words.length - 1;
    if (Buffer.byteLength(words[last] + sign) > WORD_BYTES) words.push(sign);
    else words[last] += sign;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
};

/**
 * An address with the name that readers see before it: quoted where it is plain ASCII (RFC 5322), in encoded words
 * otherwise. What would begin another header is no part of it.
 */
export const mailboxOf = (name: string | undefined, address: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const shown = (name ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  if (!shown) return address;
  const isPlain = /^[\u0020-\u007e]+$/.test(shown);
  return `${isPlain ? `"${shown.replace(/["\\]/g, '\\$&')}"` : encodedWords(shown)} <${address}>`;
};
