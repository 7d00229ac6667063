import type { Results } from '@wiretax/core';
import { disturbanceNote, plannedLaunches, runNotes, runReference } from '@wiretax/core/record';
import { codeBlock, list, table, type Column } from '@wiretax/writing/markdown';
import { constants, stopText, type Fact } from './reproduction.js';

const columns: readonly Column<Fact>[] = [
  { title: '', align: 'left', text: ([name]) => name },
  { title: '', align: 'left', text: ([, value]) => String(value) },
];

/** The heading, and what must be known before anything is read. */
export function opening(results: Results, raw: Results): readonly string[] {
  const { manifest, trials, planned } = results;
  const notes = runNotes(results);
  const disturbed = disturbanceNote(results);
  return [
    `# Wiretax: ${manifest.experiment.name}`,
    ...(disturbed === undefined ? [] : [`**${disturbed}**`]),
    ...(trials.length < planned
      ? [
          '**Interrupted**: some launches are missing. To run them:',
          codeBlock(`wiretax run --resume ${runReference(raw)}`),
        ]
      : []),
    ...caution(plannedLaunches(results)),
    ...(notes.length === 0 ? [] : [list(notes)]),
  ];
}

/** Which run this is, in short when, where and how it was measured. */
export function thisRun(results: Results): readonly string[] {
  const { manifest, trials, planned, rows } = results;
  const { experiment, machine } = manifest;
  const launches = plannedLaunches(results);
  const same = constants(rows).map(([name, value]) => `${name} ${String(value)}`);
  const kind = machine.virtualisation;
  const virtual = kind === null ? [] : [kind === 'virtual machine' ? kind : `virtual machine (${kind})`];
  const facts: readonly Fact[] = [
    ['run', manifest.id],
    ['started', [manifest.startedAt, ...manifest.resumedAt.map((at) => `resumed ${at}`)].join(', ')],
    [
      'machine',
      [machine.cpuModel ?? 'unknown CPU', `${String(machine.logicalCpus)} logical CPUs`, ...virtual].join(
        ', ',
      ),
    ],
    ['system', `${machine.platform} ${machine.kernel}, Node ${machine.node}, Wiretax ${manifest.wiretax}`],
    ['all rows', same.join(', ')],
    ['launches', `${String(launches)} of each cell, in random order, seed ${String(experiment.seed)}`],
    ['measured', `${stopText(experiment.stop)} a launch, after a warm-up`],
    ['trials', `${String(trials.length)} of ${String(planned)}`],
  ];
  return ['## This run', table(columns, facts)];
}

function caution(repetitions: number): readonly string[] {
  if (repetitions > 2) return [];
  return [
    repetitions === 1
      ? '**One launch of each cell**: no spread can be shown, and one launch often differs more from the next than rows do.'
      : '**Two launches of each cell**: too few to claim that one row differs from another.',
  ];
}
