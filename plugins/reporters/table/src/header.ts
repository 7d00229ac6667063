import { axisTable, formatDuration, type MachineFacts, type Results } from '@wiretax/core';
import {
  axisPhrase,
  constantAxes,
  disturbanceNote,
  plannedLaunches,
  isAtDefault,
  warmupText,
} from '@wiretax/core/record';
import { percentText, unbroken, whole } from '@wiretax/writing';

/** A line with a name in front: `machine  …`. */
export interface Entry {
  readonly name: string;
  readonly text: string;
}

/** Which run this is. */
export function headline({ manifest }: Results): string {
  const started = `${manifest.startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const title = `Wiretax ${manifest.wiretax}: ${manifest.experiment.name}`;
  return listed([title, `run ${manifest.id}`, started]);
}

/** Whether it may be trusted, and where and how it was measured: what holds for every row. */
export function conditions(results: Results): readonly Entry[] {
  const { experiment, machine } = results.manifest;
  const disturbed = disturbanceNote(results);
  return [
    ...(disturbed === undefined ? [] : [{ name: 'disturbed', text: disturbed }]),
    { name: 'machine', text: machineText(machine) },
    { name: 'all rows', text: constants(results) },
    {
      name: 'launches',
      text:
        `${String(plannedLaunches(results))} of each cell in random order (seed ${String(experiment.seed)}), new processes ` +
        `each; warm-up ${warmupText(experiment.warmup)}, then ${stopText(results)}`,
    },
  ];
}

function machineText(machine: MachineFacts): string {
  const said: (string | null)[] = [
    machine.cpuModel ?? 'unknown CPU',
    `${String(machine.logicalCpus)} logical CPUs`,
    machine.smt === null ? null : `SMT ${onOff(machine.smt)}`,
    machine.turbo === null ? null : `turbo ${onOff(machine.turbo)}`,
    machine.governor === null ? null : `governor ${machine.governor}`,
    virtual(machine.virtualisation),
    machine.stealShare === null ? null : `steal ${percentText(machine.stealShare, 1)}`,
    `${machine.platform} ${machine.kernel}`,
    `Node ${machine.node.replace(/^v/, '')}`,
  ];
  return listed(said.filter((part) => part !== null));
}

/** Some systems say which kind of machine, others only that it is one. */
function virtual(kind: string | null): string | null {
  return kind === null || kind === 'virtual machine' ? kind : `virtual machine (${kind})`;
}

/** The axes that don't vary. The groups' headings name the size, and the rows their transport. */
function constants(results: Results): string {
  const cells = results.rows.map((row) => row.cell);
  const [first] = cells;
  if (first === undefined) return 'there are none';
  const stated = constantAxes(cells).filter(
    (field) => axisTable[field].quiet !== true || !isAtDefault(first, field),
  );
  return listed(stated.map((field) => axisPhrase(first, field)));
}

/** Parts that are not broken, with dots that stay with the part before them. */
function listed(parts: readonly string[]): string {
  return parts.map(unbroken).join('\u00a0· ');
}

function stopText({ manifest }: Results): string {
  const { requests, durationMs } = manifest.experiment.stop;
  const limits = [
    requests === undefined ? [] : [`${whole(requests)} calls a client`],
    durationMs === undefined ? [] : [seconds(durationMs)],
  ].flat();
  return limits.join(' or ');
}

function seconds(ms: number): string {
  return unbroken(formatDuration(ms * 1e6).replace(/\.0+(?= )/, ''));
}

function onOff(state: boolean): string {
  return state ? 'on' : 'off';
}
