import { cellsApart, readAmount } from '../../../schemas/typed-number.ts';

/** Whether a cell is an amount, or could be one. */
const isAmount = (cell: string): boolean => ['number', 'question'].includes(readAmount(cell).kind);

/**
 * The amounts of what was copied from a spreadsheet, one for each of its rows, as they are written; an empty text where a row
 * has none. Beside an amount a row may have words; one with several amounts stays as it is, to be mended by hand.
 */
export const columnOf = (text: string): string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((row) => {
      const cells = row.split('\t').map((cell) => cell.trim());
      const amounts = cells.filter(isAmount);
      return amounts.length === 1 ? (amounts[0] ?? '') : cellsApart(cells.filter(Boolean).join('\t'));
    });
