import { createFocusOutlineStyle, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { markedRow, signCell, table, tableCell, tableHead } from '../theme/table.ts';
import { sd } from '../theme/tokens.ts';

const useStyles = makeStyles({
  table,
  head: { ...tableHead, whiteSpace: 'nowrap' },
  row: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ...createFocusOutlineStyle({ style: { outlineOffset: '-2px' } }),
  },
  selected: { ...markedRow, ':hover': { backgroundColor: sd.selected } },
  cell: tableCell,
  end: { textAlign: 'end' },
  sign: signCell,
});

/** A column: its heading, and what a row shows in it. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly kind?: 'sign' | 'text' | 'number';
  /** Extra style of its cells, such as a fixed width. */
  readonly className?: string | undefined;
}

interface RowListProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey: string | null;
  /** A click or Enter. */
  readonly onSelect: (row: Row) => void;
  /** An arrow key: the row is selected, and no drawer may take the focus away. */
  readonly onMove: (row: Row) => void;
  /** Rows below that cannot be selected. */
  readonly children?: ReactNode;
}

/** A table whose rows are selected: one tab stop, arrows, Home and End move the selection, Enter shows it. */
export function RowList<Row>(props: RowListProps<Row>) {
  const { name, columns, rows, rowKey, selectedKey, onSelect, onMove, children } = props;
  const styles = useStyles();
  const body = useRef<HTMLTableSectionElement>(null);
  const anySelected = rows.some((row) => rowKey(row) === selectedKey);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number): void => {
    const target = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }[event.key];
    const row =
      event.key === 'Enter' || event.key === ' ' ? rows[index] : target === undefined ? undefined : rows[target];
    if (row === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    if (target === undefined) {
      onSelect(row);
    } else {
      onMove(row);
      body.current?.querySelectorAll<HTMLElement>(':scope > tr[data-row]')[target]?.focus();
    }
  };
  return (
    <table className={styles.table} role="grid" aria-label={name} aria-rowcount={rows.length}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.name}
              scope="col"
              className={mergeClasses(
                styles.head,
                column.kind === 'number' && styles.end,
                column.kind === 'sign' && styles.sign,
              )}
              aria-label={column.name}
            >
              {column.kind === 'sign' ? null : column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => {
          const selected = rowKey(row) === selectedKey;
          return (
            <tr
              key={rowKey(row)}
              data-row=""
              aria-selected={selected}
              tabIndex={selected || (!anySelected && index === 0) ? 0 : -1}
              className={mergeClasses(styles.row, selected && styles.selected)}
              onClick={() => {
                onSelect(row);
              }}
              onKeyDown={(event) => {
                onKeyDown(event, index);
              }}
            >
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={mergeClasses(
                    styles.cell,
                    column.kind === 'number' && styles.end,
                    column.kind === 'sign' && styles.sign,
                    column.className,
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {children}
      </tbody>
    </table>
  );
}
