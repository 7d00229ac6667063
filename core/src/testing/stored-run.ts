import { planCells } from '../record/plan/cells.js';
import { editedLog, editedText, editedValue } from './edits.js';
import { sampleHistogramFiles } from './sample-histograms.js';
import { square, use } from './sample-experiment.js';
import { sampleResumed } from './sample-resumed.js';
import { sampleEvidence, sampleFailedTrial, sampleTrial } from './sample-trials.js';

/** What a run's folder holds, by path: two cells, two launches each in two sessions; those of one failed. */
export function storedRun(): Readonly<Record<string, string>> {
  const { manifest } = sampleResumed();
  const axes = { ...manifest.experiment.axes, transport: [use('tcp')], size: [square(64), square(1024)] };
  const experiment = { ...manifest.experiment, axes, ceiling: false };
  const trials = planCells(experiment).flatMap((cell, index) =>
    [1, 2].map((trial) =>
      index === 0
        ? sampleTrial(cell, { trial, session: trial, evidence: [sampleEvidence()] })
        : sampleFailedTrial(cell, 'no luck', { trial, session: trial }),
    ),
  );
  return {
    'manifest.json': `${JSON.stringify({ ...manifest, experiment }, null, 2)}\n`,
    'trials.jsonl': trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''),
    ...Object.fromEntries(trials.flatMap((trial) => Object.entries(sampleHistogramFiles(trial)))),
  };
}

/** The same with one of its files edited, as text or by its structure. */
export function editedRun(
  run: Readonly<Record<string, string>>,
  random: () => number,
): Readonly<Record<string, string>> {
  const paths = Object.keys(run);
  const any = paths[Math.floor(random() * paths.length)] ?? '';
  const kinds = ['manifest.json', 'trials.jsonl', any];
  const path = kinds[Math.floor(random() * kinds.length)] ?? any;
  const text = run[path] ?? '';
  return { ...run, [path]: random() < 0.3 ? editedText(text, random) : restructured(path, text, random) };
}

function restructured(path: string, text: string, random: () => number): string {
  if (path.endsWith('.hlog')) return editedLog(text, random);
  if (path.endsWith('.json')) return JSON.stringify(editedValue(JSON.parse(text), random));
  const lines = text.trimEnd().split('\n');
  const at = Math.floor(random() * lines.length);
  lines[at] = JSON.stringify(editedValue(JSON.parse(lines[at] ?? ''), random));
  return `${lines.join('\n')}\n`;
}
