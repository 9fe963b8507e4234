import type { ReactNode } from 'react';
import { Box, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** One column of a table, one line of a card. */
export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** Heads the card on a phone, and the row for a screen reader. */
  readonly isTitle?: boolean;
}

interface RowsProps<Row> {
  /** Names the table. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Cells below all rows, by key of the column. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
}

/** A phone. */
export const NARROW = '(max-width: 47.99em)';

/** A table that scrolls in a region of its own; on a phone, a card for each row. */
export function Rows<Row>({ label, rows, columns, keyOf, totals }: RowsProps<Row>) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  if (isNarrow) return <Cards label={label} rows={rows} columns={columns} keyOf={keyOf} />;
  return (
    <div className="lt-scroll" role="region" aria-label={t('frame.tableHint', { name: label })} tabIndex={0}>
      <Table highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, head, isNumber }) => (
              <Table.Th key={key} ta={isNumber ? 'right' : 'left'} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {totals && (
          <Table.Tfoot>
            <Table.Tr>
              {columns.map(({ key, isNumber }) => (
                <Table.Td key={key} ta={isNumber ? 'right' : 'left'} fw={650}>
                  {totals[key]}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </div>
  );
}

function Cell<Row>({ column: { cell, isNumber, isTitle }, row }: { column: Column<Row>; row: Row }) {
  if (isTitle)
    return (
      <Table.Th scope="row" fw={500} c="var(--mantine-color-text)" fz={14}>
        {cell(row)}
      </Table.Th>
    );
  return <Table.Td ta={isNumber ? 'right' : 'left'}>{cell(row)}</Table.Td>;
}

function Cards<Row>({ label, rows, columns, keyOf }: Omit<RowsProps<Row>, 'totals'>) {
  return (
    <ul className="lt-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          {columns
            .filter(({ isTitle }) => isTitle)
            .map(({ key, cell }) => (
              <Box key={key} fw={600} mb={4}>
                {cell(row)}
              </Box>
            ))}
          <dl className="lt-pairs">
            {columns
              .filter(({ isTitle }) => !isTitle)
              .map(({ key, head, cell }) => (
                <Box key={key} display="contents">
                  <dt>{head}</dt>
                  <dd>{cell(row)}</dd>
                </Box>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
