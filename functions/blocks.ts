import type { Block } from '../schemas/letter.ts';

export type { Block };

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const key = (text: string): Block => ({ kind: 'key', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const list = (items: string[]): Block => ({ kind: 'list', items });
export const rows = (...entries: ([string, string] | undefined)[]): Block => ({
  kind: 'rows',
  rows: entries.filter((entry) => entry !== undefined),
});
export const quote = (text: string): Block => ({ kind: 'quote', text });
/** Lines below each other; an empty one is left out. */
export const lines = (...said: string[]): Block => ({
  kind: 'lines',
  lines: said.map(oneLine).filter((line) => line !== ''),
});
export const link = (text: string, url: string): Block => ({ kind: 'link', text, url });

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** One line, for headers: what people typed must not start another header. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

export const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
    case 'key':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat([...block.text].length)}`;
    case 'list':
      return block.items.map((item) => `- ${oneLine(item)}`).join('\n');
    case 'rows':
      return block.rows.map(([name, value]) => `${name} ${oneLine(value)}`).join('\n');
    case 'quote':
      return block.text.replace(/^/gm, '> ');
    case 'lines':
      return block.lines.join('\n');
    case 'link':
      return `${block.text}\n${block.url}`;
  }
};

const green = '#16443c';
const line = '#e0d7c7';
const soft = '#56605c';

export const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escaped(block.text)}</p>`;
    case 'key':
      return `<p style="margin:0 0 20px;padding:14px 16px;background:#e3eee9;border-left:4px solid ${green};font-size:18px;line-height:1.45">${escaped(block.text)}</p>`;
    case 'heading':
      return `<h2 style="margin:28px 0 10px;font-size:18px;line-height:1.3;color:${green}">${escaped(block.text)}</h2>`;
    case 'list':
      return `<ul style="margin:0 0 16px;padding:0 0 0 22px">${block.items
        .map((item) => `<li style="margin:0 0 6px">${escaped(item)}</li>`)
        .join('')}</ul>`;
    case 'rows':
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px;border-collapse:collapse">${block.rows
        .map(
          ([name, value]) =>
            `<tr><td width="32%" valign="top" style="padding:8px 12px 8px 0;border-top:1px solid ${line};color:${soft};font-size:14px;line-height:24px;overflow-wrap:normal;word-break:normal">${escaped(name)}</td><td valign="top" style="padding:8px 0;border-top:1px solid ${line};line-height:24px"><strong>${escaped(value)}</strong></td></tr>`,
        )
        .join('')}</table>`;
    case 'quote':
      return `<blockquote style="margin:0 0 20px;padding:12px 16px;background:#f3ece0;border-left:4px solid #7c786e">${escaped(block.text).replace(/\r?\n/g, '<br>')}</blockquote>`;
    case 'lines':
      return `<p style="margin:0 0 16px">${block.lines.map(escaped).join('<br>')}</p>`;
    case 'link':
      return `<p style="margin:24px 0"><a href="${escaped(block.url)}" style="display:inline-block;padding:12px 20px;background:${green};color:#fdfaf4;text-decoration:none;border-radius:6px;font-weight:bold">${escaped(block.text)}</a></p>`;
  }
};
