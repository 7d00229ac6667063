import { axisTable, type AxisField, type Cell, type Row } from '@wiretax/core';
import { axisValue, varyingAxes } from '@wiretax/core/record';
import { shorten } from '@wiretax/writing';

/** The axes that tell points apart, and what they are called. */
export function axesOf(
  rows: readonly Row[],
  except?: AxisField,
): { readonly fields: readonly AxisField[]; readonly titles: readonly string[] } {
  const fields = varyingAxes(rows.map(({ cell }) => cell)).filter((field) => field !== except);
  return { fields, titles: fields.map((field) => axisTable[field].title) };
}

const longest = 24;

/** `64KiB · 50`. */
export function pointLabel(cell: Cell, fields: readonly AxisField[]): string {
  return shorten(fields.map((field) => axisValue(cell, field)).join(' · '), longest);
}
