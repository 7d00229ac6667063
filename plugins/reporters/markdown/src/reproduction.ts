import { axisTable, formatDuration, type Results } from '@wiretax/core';
import {
  axisValue,
  conditionFacts,
  constantAxes,
  isAtDefault,
  plannedLaunches,
  warmupText,
} from '@wiretax/core/record';
import { codeBlock, table, type Column } from '@wiretax/writing/markdown';
import { whole, percentText } from '@wiretax/writing';

export type Fact = readonly [name: string, value: string | number | boolean | null | undefined];

const factColumns: readonly Column<Fact>[] = [
  { title: '', align: 'left', text: ([name]) => name },
  { title: '', align: 'left', text: ([, value]) => said(value) },
];

/** When, where and how it was measured. */
export function conditions(results: Results): readonly string[] {
  const { manifest, rows } = results;
  const { machine, experiment } = manifest;
  const facts: readonly Fact[] = [
    ['CPU', machine.cpuModel],
    ['logical CPUs', machine.logicalCpus],
    ['SMT', machine.smt],
    ['governor', machine.governor],
    ['turbo', machine.turbo],
    ['virtualisation', machine.virtualisation],
    ['steal time', machine.stealShare === null ? null : percentText(machine.stealShare, 1)],
    ['memory', machine.memoryBytes === null ? null : `${(machine.memoryBytes / 1024 ** 3).toFixed(1)} GiB`],
    ['system', `${machine.platform} ${machine.kernel} ${machine.architecture}`],
    ['mitigations', mitigations(machine.mitigations)],
    ['open files limit', machine.openFilesLimit],
    ['perf\\_event\\_paranoid', machine.perfEventParanoid],
    ['Node', `${machine.node} (V8 ${machine.v8})`],
    ['Node flags', machine.execArgv.join(' ') || 'none'],
    ['clock source', machine.clockSource],
    ['git commit', machine.gitCommit],
    ...constants(rows),
    ['stop', stopText(experiment.stop)],
    ['warm-up', `until throughput is steady, ${warmupText(experiment.warmup)}`],
    ['launches of each cell', plannedLaunches(results)],
    ['seed', experiment.seed],
  ];
  const sessions = conditionFacts(manifest).flatMap(({ session, facts: found }) => [
    `### ${session === 1 ? 'When it began, and what peers inherited' : `When session ${String(session)} began`}`,
    table(factColumns, found),
  ]);
  return ['## Where and how it was measured', table(factColumns, facts), ...sessions];
}

/** The axes that do not vary. */
export function constants(rows: Results['rows']): readonly Fact[] {
  const cells = rows.map((row) => row.cell);
  const [first] = cells;
  if (first === undefined) return [];
  return constantAxes(cells)
    .filter((field) => axisTable[field].quiet !== true || !isAtDefault(first, field))
    .map((field): Fact => [axisTable[field].title, axisValue(first, field)]);
}

/** The command, and what it ran on. From results that were not escaped: a code block shows all of it literally. */
export function again({ manifest }: Results): readonly string[] {
  const { command, experiment, plugins, machine } = manifest;
  const name = command[0] === 'wiretax' ? [] : ['wiretax'];
  const seeded = command.some((argument) => /^--seed(=|$)/.test(argument));
  const whole = [...name, ...command, ...(seeded ? [] : ['--seed', String(experiment.seed)])];
  const versions = [
    `wiretax ${manifest.wiretax}`,
    `node ${machine.node}`,
    ...plugins.flatMap((plugin) => [
      `${plugin.name} ${plugin.version}`,
      ...Object.entries(plugin.dependencies).map(([dependency, version]) => `  ${dependency} ${version}`),
    ]),
  ];
  return [
    '## How to run it again',
    codeBlock(whole.map(quoted).join(' ')),
    'The experiment, as it was after its imports and flags, is in manifest.json beside this file. Versions:',
    codeBlock(versions.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n')),
  ];
}

/** As a POSIX shell takes it. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

export function stopText({ requests, durationMs }: Results['manifest']['experiment']['stop']): string {
  return [
    requests === undefined ? [] : [`${whole(requests)} calls a client`],
    durationMs === undefined ? [] : [ms(durationMs)],
  ]
    .flat()
    .join(' or ');
}

function ms(duration: number): string {
  return formatDuration(duration * 1e6).replace(/\.0+(?= )/, '');
}

/** Those that are at work or missing; most CPUs are not affected by most of them. */
function mitigations(record: Readonly<Record<string, string>>): string | null {
  const entries = Object.entries(record);
  const affected = entries.filter(([, state]) => state !== 'Not affected');
  const others = affected.length < entries.length ? ['not affected by the others that the kernel knows'] : [];
  const said = [...affected.map(([name, state]) => `${name}: ${state}`), ...others];
  return said.length === 0 ? null : said.join('; ');
}

function said(value: Fact[1]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null || value === undefined ? 'unknown' : String(value);
}
