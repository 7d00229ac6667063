import { allAxes, type AxisField, type Form, type Row } from '@wiretax/core';
import { axisPhrase, axisValue, placeOf, varyingAxes } from '@wiretax/core/record';

/** What is demanded of stacks, of which nobody may choose. */
const demands: ReadonlySet<AxisField> = new Set<AxisField>(['size', 'concurrency', 'serviceTimeNs', 'load']);
const preferred: readonly AxisField[] = ['transport', 'codec', 'link', 'topology', 'target', 'flow'];

/** Axes whose values are alternatives, in the order in which they are tried. */
function alternatives(): readonly AxisField[] {
  const others = allAxes().map(({ field }) => field);
  return [...preferred, ...others.filter((field) => !preferred.includes(field) && !demands.has(field))];
}

/**
 * The axis whose values are compared: the transport if there is a place with several, else the first axis of which there is. Undefined where
 * nothing can be compared.
 */
export function comparedAxis(rows: readonly Row[]): AxisField | undefined {
  const varying = new Set(varyingFields(rows));
  return alternatives().find(
    (field) => varying.has(field) && placesOf(rows, field).some((place) => place.length > 1),
  );
}

/** Rows that differ in this axis only, in the order of the plan. */
export function placesOf(rows: readonly Row[], axis: AxisField): readonly (readonly Row[])[] {
  const places = new Map<string, Row[]>();
  for (const row of rows) {
    const key = placeOf(row.cell, [axis]);
    const place = places.get(key) ?? [];
    places.set(key, place);
    place.push(row);
  }
  return [...places.values()];
}

/** The words for a place: its size and clients, and where it stands on whatever else differs among the rows of the run. */
export function placeWords(rows: readonly Row[], axis: AxisField): (row: Row) => string {
  const told = varyingFields(rows).filter(
    (field) => field !== axis && field !== 'size' && field !== 'concurrency',
  );
  return ({ cell }) =>
    [
      axisValue(cell, 'size'),
      axisPhrase(cell, 'concurrency'),
      ...told.map((field) => axisPhrase(cell, field)),
    ].join(', ');
}

/** The axes on which these rows differ, in the order of headings. */
export function varyingFields(rows: readonly Row[]): readonly AxisField[] {
  return varyingAxes(rows.map(({ cell }) => cell));
}

/** The place of each row along an axis, 0 for the first value and 1 for the last: numbers by size, others as the plan has them. */
export function alongAxis(rows: readonly Row[], field: AxisField): (row: Row) => number {
  const axis = allAxes().find((one) => one.field === field);
  const labelOf = ({ cell }: Row): string => axisValue(cell, field);
  const isAmount = axis !== undefined && amounts.has(axis.form);
  const labels = [...new Set((isAmount ? ascending(rows, field) : rows).map(labelOf))];
  return (row) => (labels.length < 2 ? 0 : labels.indexOf(labelOf(row)) / (labels.length - 1));
}

const amounts: ReadonlySet<Form> = new Set<Form>(['size', 'count', 'duration']);

function ascending(rows: readonly Row[], field: AxisField): readonly Row[] {
  const amount = ({ cell }: Row): number => {
    const value: unknown = cell[field];
    return typeof value === 'number' ? value : cell.size.requestBytes + cell.size.replyBytes;
  };
  return rows.toSorted((a, b) => amount(a) - amount(b));
}
