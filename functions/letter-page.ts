import type { Language } from '../schemas/fields.ts';
import { type Block, blockHtml, blockText, escaped, oneLine } from './blocks.ts';

/** Who writes. */
const authority = 'Ville de Lille';

/** A mail before it is written out. */
interface Page {
  language: Language;
  /** The line under the authority: the call's title, or what the mail is of. */
  over: string;
  subject: string;
  /** The heading of the mail itself. */
  title: string;
  blocks: readonly Block[];
  footer: string;
}

const html = ({ language, over, subject, title, blocks, footer }: Page): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:0;background:#fbf8f2;color:#1e2624;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.55">
<main>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#fbf8f2"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:620px;background:#ffffff;border:1px solid #e0d7c7;border-radius:10px;text-align:left;border-collapse:separate">
<tr><td style="padding:18px 24px;background:#16443c;border-radius:9px 9px 0 0;color:#fdfaf4"><strong style="font-size:18px">${authority}</strong><br><span style="font-size:14px">${escaped(over)}</span></td></tr>
<tr><td style="padding:24px;overflow-wrap:anywhere;word-break:break-word">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;color:#16443c">${escaped(title)}</h1>
${blocks.map(blockHtml).join('\n')}
</td></tr>
<tr><td style="padding:14px 24px;border-top:1px solid #e0d7c7;color:#56605c;font-size:14px">${escaped(footer)}</td></tr>
</table>
</td></tr></table>
</main>
</body>
</html>
`;

/** Writes a mail out, as plain text and as HTML from the same words. */
export const letterPage = (page: Page): { subject: string; text: string; html: string } => {
  const { over, title, blocks, footer } = page;
  const subject = oneLine(page.subject);
  const text = [`${authority}\n${oneLine(over)}`, title, ...blocks.map(blockText), `-- \n${footer}`].join('\n\n');
  return { subject, text: `${text}\n`, html: html({ ...page, subject }) };
};
