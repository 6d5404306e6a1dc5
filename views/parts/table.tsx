import type { Child } from 'hono/jsx';

export type Column = {
  label: string;
  /** Figures: set to the right. */
  num?: boolean;
  /** On a phone the cell stands without its label, for it speaks for itself. */
  bare?: boolean;
};
export type TableProps = {
  caption: Child;
  /** The heading above says the same: the caption is then for those who listen. */
  captionHidden?: boolean;
  columns: Column[];
  /** Cells in the order of the columns; the first names its row. */
  rows: Child[][];
};

/** A table; on a phone its rows become labelled lists. The first column names the row. */
export function Table({ caption, captionHidden = false, columns, rows }: TableProps) {
  return (
    <table class="t t-fold">
      <caption {...(captionHidden ? { class: 'hide' } : {})}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, num }) => (
            <th scope="col" {...(num ? { class: 'num' } : {})}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell, index) => (
              <Cell column={columns[index + 1]} cell={cell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column, cell }: { column: Column | undefined; cell: Child }) {
  const attributes = {
    ...(column?.num ? { class: 'num' } : {}),
    ...(column === undefined || column.bare ? {} : { 'data-l': column.label }),
  };
  return <td {...attributes}>{cell}</td>;
}
