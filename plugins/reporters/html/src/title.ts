import { allAxes, type AxisField, axisTable, flagOfAxis, type Results, type Row } from '@wiretax/core';
import { axisValue, varyingAxes } from '@wiretax/core/record';
import { counted } from '@wiretax/writing';

/** So many values of an axis are named one by one. */
const mostNamed = 4;

/** What the page is called: the run's name, or its axes where nobody gave it one. */
export function titleOf(results: Results): string {
  const { command, experiment } = results.manifest;
  const flags = allAxes().map((axis) => `--${flagOfAxis(axis)}`);
  const isFromFlags = command.some((word) =>
    flags.some((flag) => word === flag || word.startsWith(`${flag}=`)),
  );
  const axes = axesOf(results.rows);
  return isFromFlags && axes !== '' ? axes : experiment.name;
}

/** `tcp, rest, grpc · 64B to 64KiB · 1 to 50 clients`, and further axes on which rows differ. */
export function axesOf(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(({ cell }) => cell);
  const always: readonly AxisField[] = ['transport', 'size', 'concurrency'];
  const further = varyingAxes(cells).filter((field) => !always.includes(field));
  return [...always, ...further].map((field) => valuesText(rows, field)).join(' · ');
}

/** Those of an axis that has a less and a more from the least; else as they are planned. */
function ordered(rows: readonly Row[], field: AxisField): readonly Row[] {
  if (field === 'concurrency') return rows.toSorted((a, b) => a.cell.concurrency - b.cell.concurrency);
  if (field !== 'size') return rows;
  return rows.toSorted((a, b) => a.cell.size.requestBytes - b.cell.size.requestBytes);
}

function valuesText(rows: readonly Row[], field: AxisField): string {
  const values = [...new Set(ordered(rows, field).map(({ cell }) => axisValue(cell, field)))];
  const [first = '', last = ''] = [values[0], values.at(-1)];
  const isOrdered = field === 'size' || field === 'concurrency';
  const text =
    values.length === 1
      ? first
      : isOrdered
        ? `${first} to ${last}`
        : values.length > mostNamed
          ? counted(values.length, field === 'transport' ? 'transport' : 'value')
          : values.join(', ');
  if (field === 'concurrency') return `${text} ${text === '1' ? 'client' : 'clients'}`;
  return field === 'transport' || field === 'size' ? text : `${axisTable[field].title} ${text}`;
}
