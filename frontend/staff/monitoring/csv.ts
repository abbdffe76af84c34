/**
 * A text that spreadsheets would take for a formula, as a text: names are what their bearers chose. Some pass over spaces
 * before the sign, and some take the wide signs of East Asian keyboards for it.
 */
const harmless = (text: string): string =>
  /^(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/.test(text) ? `'${text}` : text;

/** A field as RFC 4180 wants it: in quotes when it holds a separator, a quote or a line break, quotes doubled. */
const field = (value: string | number, separator: string): string => {
  const text = typeof value === 'string' ? harmless(value) : String(value);
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Lines as a CSV text (RFC 4180), beginning with a byte order mark so that spreadsheets read the accents. Where the
 * comma is the decimal mark, spreadsheets expect a semicolon between fields.
 */
export const csvOf = (lines: (string | number)[][], separator: ',' | ';'): string =>
  `\uFEFF${lines.map((line) => line.map((value) => field(value, separator)).join(separator)).join('\r\n')}\r\n`;
