import { allAxes, type Axis, kindTable, type MachineFacts, type Results } from '@wiretax/core';
import { axisIdentity, axisLabel, isAtDefault, plannedLaunches } from '@wiretax/core/record';
import { counted, roughDuration } from '@wiretax/writing';
import type { Part } from './parts.js';

/** One line: name and axes, cells, launches, how long it took, on what. */
export function whatRan(results: Results): readonly Part[] {
  const { rows, manifest } = results;
  const axes = allAxes().flatMap((axis): Part[] => {
    const values = new Map(rows.map(({ cell }) => [axisIdentity(axis, cell[axis.field]), cell] as const));
    const [first] = values.values();
    if (first === undefined) return [];
    if (values.size === 1 && axis.alwaysInId !== true && isAtDefault(first, axis.field)) return [];
    const labels = [...values.values()].map((cell) => axisLabel(axis, cell[axis.field]));
    return [{ forms: [longForm(axis, labels), ...shortForms(axis, labels)], yields: yieldOf(axis) }];
  });
  const launches = counted(plannedLaunches(results), 'launch', 'launches');
  const took = durationMs(results);
  return [
    { forms: [manifest.experiment.name] },
    ...axes,
    { forms: [`${counted(rows.length, 'cell')} × ${launches}`] },
    ...(took === undefined ? [] : [{ forms: [roughDuration(took)] as const }]),
    machinePart(manifest.machine),
  ];
}

function longForm(axis: Axis, labels: readonly string[]): string {
  const text = labels.join(', ');
  if (axis.field === 'transport' || axis.field === 'size') return text;
  return axis.field === 'concurrency'
    ? `${text} ${labels.join() === '1' ? 'client' : axis.title}`
    : `${axis.title} ${text}`;
}

/** How many there are, where that is shorter; at last nothing, as the table below has the axis. */
function shortForms(axis: Axis, labels: readonly string[]): readonly string[] {
  const count = `${String(labels.length)} ${pluralOf(axis)}`;
  return count.length < longForm(axis, labels).length ? [count, ''] : [''];
}

/** What is compared stays longest. */
function yieldOf({ field }: Axis): number {
  return { concurrency: 4, size: 3, transport: 1 }[field as string] ?? 2;
}

function pluralOf({ field, kind, title }: Axis): string {
  if (field === 'concurrency') return 'client counts';
  return kind === undefined ? title.replace(/s?$/, 's') : kindTable[kind].plural;
}

/** From the beginning to the end of the last trial; of sessions that were apart, the trials alone. Undefined without one. */
function durationMs({ manifest, trials }: Results): number | undefined {
  const [last] = trials.toSorted((a, b) => endOf(b) - endOf(a));
  if (last === undefined) return undefined;
  const between = endOf(last) - Date.parse(manifest.startedAt);
  const together = trials.reduce((sum, { durationNs }) => sum + durationNs / 1e6, 0);
  return manifest.resumedAt.length === 0 && between > 0 ? between : together;
}

function endOf({ startedAt, durationNs }: Results['trials'][number]): number {
  return Date.parse(startedAt) + durationNs / 1e6;
}

/** `AMD EPYC, 2 CPUs`. */
function machinePart({ cpuModel, logicalCpus }: MachineFacts): Part {
  const cpus = counted(logicalCpus, 'CPU');
  const model = (cpuModel ?? '')
    .replace(/\((?:R|TM)\)|\bProcessor\b|\bCPU\b|\b\d+-Core\b|@.*/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { forms: model === '' ? [cpus] : [`${model}, ${cpus}`, cpus] };
}
