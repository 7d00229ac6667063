import { allAxes, axisTable } from '../../contract/axes.js';
import type { Axis, AxisField, Forms } from '../../contract/axis.js';
import type { Axes, AxisValues, Size, Use } from '../../contract/cell.js';
import { isInPeers, type Kind } from '../../contract/kinds.js';
import { formatDuration, formatSize } from '../../kernel/units.js';

/** What follows for the values of axes from the table. */

type ByForm<R> = { readonly [F in keyof Forms]: (value: Forms[F]) => R };

const labels: ByForm<string> = {
  use: ({ label }) => label,
  uses: (uses) => uses.map(({ label }) => label).join('+') || 'none',
  size: formatSizes,
  count: String,
  duration: formatDuration,
  word: String,
  flags: ({ label }) => label,
  target: ({ label }) => label,
};

/** What two values must share to be the same: labels where they are names, else all that there is. */
const identities: ByForm<unknown> = {
  ...labels,
  uses: (uses) => uses.map(({ label }) => label),
  size: ({ requestBytes, replyBytes }) => [requestBytes, replyBytes],
  count: (count) => count,
  duration: (ns) => ns,
};

function byForm<R>(functions: ByForm<R>, axis: Axis, value: unknown): R {
  return (functions[axis.form] as (value: unknown) => R)(value);
}

/** `64B` when symmetric, else `64B-4KiB`. */
export function formatSizes({ requestBytes, replyBytes }: Size): string {
  const request = formatSize(requestBytes);
  return requestBytes === replyBytes ? request : `${request}-${formatSize(replyBytes)}`;
}

/** How tables call a value of an axis. */
export function axisLabel(axis: Axis, value: unknown): string {
  return byForm(labels, axis, value);
}

/** Where a cell stands on an axis, as tables say it. */
export function axisValue(cell: AxisValues, field: AxisField): string {
  return axisLabel(axisTable[field], cell[field]);
}

/** The same for the same value, in any run. */
export function axisIdentity(axis: Axis, value: unknown): string {
  return JSON.stringify(byForm(identities, axis, value));
}

/** Where a cell stands on all axes but these. Cells of one place differ in nothing else, and may stand on one curve. */
export function placeOf(cell: AxisValues, except: readonly AxisField[] = []): string {
  const rest = allAxes().filter(({ field }) => !except.includes(field));
  return rest.map((axis) => axisIdentity(axis, cell[axis.field])).join();
}

/** Whether a cell is where every cell is that says nothing of the axis. */
export function isAtDefault(cell: AxisValues, field: AxisField): boolean {
  const axis: Axis = axisTable[field];
  return axisIdentity(axis, cell[field]) === axisIdentity(axis, axis.default);
}

/** What is said of rows that all stand here: `codec protobuf`, `no flow control`, `10 clients`. */
export function axisPhrase(cell: AxisValues, field: AxisField): string {
  const axis: Axis = axisTable[field];
  const label = axisValue(cell, field);
  return axis.phrase?.(cell[field], label) ?? `${axis.title} ${label}`;
}

/** Where cells are that say nothing. */
export function defaultPoint(): AxisValues {
  return Object.fromEntries(allAxes().map((axis) => [axis.field, axis.default])) as unknown as AxisValues;
}

/** The axes of an experiment that says nothing. */
export function defaultAxes(): Axes {
  return Object.fromEntries(allAxes().map((axis) => [axis.field, [axis.default]])) as unknown as Axes;
}

/** The id of a cell: every part that is always there, and of the others those that are not at their defaults, or `unsaid`. */
export function cellId(point: AxisValues, unsaid: Partial<AxisValues> = {}): string {
  const parts = allAxes().flatMap((axis) => {
    const value = point[axis.field];
    const silent = [axis.default, unsaid[axis.field] ?? axis.default];
    const identity = axisIdentity(axis, value);
    if (axis.alwaysInId !== true && silent.some((other) => axisIdentity(axis, other) === identity)) return [];
    return (
      axis.idPart?.(value) ??
      (axis.form === 'uses' ? (value as readonly Use[]).map(({ label }) => label) : idText(axis, value))
    );
  });
  return parts.join('.');
}

/** A label that may stand in the name of a file. */
function idText(axis: Axis, value: unknown): string {
  const label = axisLabel(axis, value);
  return axis.form === 'duration' ? `s${label.replace(' ', '').replace('µ', 'u')}` : label;
}

export interface CellColumn {
  /** In CSV. */
  readonly name: string;
  readonly sqlName: string;
  readonly type: 'VARCHAR' | 'BIGINT';
  readonly of: (cell: AxisValues) => string | number;
}

/** A column or two for every axis, in the order of the table. */
export function cellColumns(): readonly CellColumn[] {
  return allAxes().flatMap((axis) => {
    const columns: Axis['columns'] = axis.columns ?? [
      { name: axis.name, type: 'VARCHAR', of: (value: unknown) => axisLabel(axis, value) },
    ];
    return columns.map((column) => ({
      name: column.name,
      sqlName: column.sqlName ?? column.name,
      type: column.type,
      of: (cell: AxisValues) => column.of(cell[axis.field]),
    }));
  });
}

export interface NamedUse {
  readonly kind: Kind;
  readonly use: Use;
}

/** The contributions that a cell names. */
export function cellUses(cell: AxisValues): readonly NamedUse[] {
  return allAxes().flatMap(({ field, kind }) => {
    if (kind === undefined) return [];
    const value = cell[field] as Use | readonly Use[];
    return [value].flat().map((use) => ({ kind, use }));
  });
}

/** Those that work in its peers. */
export function peerUses(cell: AxisValues): readonly NamedUse[] {
  return cellUses(cell).filter(({ kind }) => isInPeers(kind));
}
