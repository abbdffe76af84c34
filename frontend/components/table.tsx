import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<T> {
  id: string;
  label: string;
  /** What stands at the column's head in the place of its name. */
  head?: ReactNode;
  cell: (row: T) => ReactNode;
  /** The column that names the row: its cells are row headings. */
  heading?: boolean;
  /** Figures, set to the right. */
  end?: boolean;
  /** Whole sentences: on a narrow page they stand below the column's name instead of beside it. */
  long?: boolean;
}

/**
 * A native table under a caption (`hideCaption` keeps it for screen readers). Below 44 rem each row becomes a block.
 * Its roles are spelt out, since a changed display takes them away in some browsers.
 */
export const Table = <T,>({
  caption,
  hideCaption = false,
  columns,
  rows,
  rowKey,
  footer,
}: {
  caption: string;
  hideCaption?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Cells of a last row of totals, by column. */
  footer?: Record<string, ReactNode>;
}) => {
  const cellClass = (column: Column<T>) => (column.end ? styles.end : column.long ? styles.long : undefined);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className={[styles.table, styles.stacked].join(' ')} role="table">
      <caption className={hideCaption ? 'sr-only' : undefined}>{caption}</caption>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup">
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tr role="row">
          {columns.map((column) => (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <th key={column.id} scope="col" role="columnheader" className={cellClass(column)}>
              {column.head ?? column.label}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody role="rowgroup">
        {rows.map((row) => (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <tr key={rowKey(row)} role="row">
            {columns.map((column) =>
              column.heading ? (
                // biome-ignore lint/a11y/noRedundantRoles: see above
                <th key={column.id} scope="row" role="rowheader" className={cellClass(column)}>
                  {column.cell(row)}
                </th>
              ) : (
                // biome-ignore lint/a11y/noRedundantRoles: see above
                <td key={column.id} role="cell" data-column={column.label} className={cellClass(column)}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
      {footer && (
        // biome-ignore lint/a11y/noRedundantRoles: see above
        <tfoot role="rowgroup">
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <tr role="row">
            {columns.map((column) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <td key={column.id} role="cell" data-column={column.label} className={cellClass(column)}>
                {footer[column.id]}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
};
