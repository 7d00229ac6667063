import { strict as assert } from 'node:assert';
import { setImmediate as loopTurn } from 'node:timers/promises';
import type { ReportOutput } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import type { Case } from '../cases.js';
import { hostileRun } from '../results/hostile-run.js';
import { study } from '../results/study.js';
import { contributionOf } from '../subject.js';
import { type ReporterSubject, textsOf } from './rendering.js';
import { unhandledDuring } from './unhandled.js';

const silent: ReportOutput = {
  print: () => undefined,
  write: (file) => Promise.resolve(`runs/1/${file}`),
  columns: 0,
  color: false,
};

/** How a reporter uses what it is given to print and write with. */
export function outputCases(subject: ReporterSubject): readonly Case[] {
  return [
    {
      name: 'ends what it prints with a line end',
      run: async () => {
        const [first] = await textsOf(subject, study());
        if (first?.where !== 'what it prints') return;
        assert.ok(
          first.text.endsWith('\n'),
          'what is printed must carry its own line ends, the last one too',
        );
      },
    },
    {
      name: 'copes with every width',
      run: async () => {
        for (const columns of [0, 1, 20, 80, 300]) await textsOf(subject, study(), { columns });
      },
    },
    {
      name: 'prints no colours where there are none',
      run: async () => {
        for (const { where, text } of await textsOf(subject, study(), { columns: 80, color: false })) {
          assert.ok(!text.includes('\u001b'), `${where} must hold no escape sequence when color is false`);
        }
      },
    },
    { name: 'writes plain file names, and none of the run’s own', run: () => plainNames(subject) },
    { name: 'writes through its output only', run: () => nothingBeside(subject) },
    { name: 'fails when a write fails', run: () => failedWrite(subject) },
    { name: 'waits for its writes', run: () => slowWrite(subject) },
  ];
}

/** What is not derived from anything: losing it loses the run. */
const own = ['manifest.json', 'trials.jsonl', 'findings.json', 'checks.json', 'trials'];

async function plainNames(subject: ReporterSubject): Promise<void> {
  for (const run of [study(), hostileRun('../../wtx/'), hostileRun('..\\wtx\u0000')]) {
    const write: ReportOutput['write'] = (file) => {
      // Control characters, separators, and what would begin with a dash or a dot.
      assert.match(file, /^[\w@][\w@. +-]*$/, `${JSON.stringify(file)} must be a plain file name`);
      assert.ok(!own.includes(file), `${file} is the run’s own and must not be replaced`);
      return Promise.resolve(`runs/1/${file}`);
    };
    await contributionOf(subject, 'reporters').report(run, { ...silent, write });
  }
}

async function nothingBeside(subject: ReporterSubject): Promise<void> {
  const { files } = nodeHost();
  const directory = await files.temporaryDirectory();
  try {
    await contributionOf(subject, 'reporters').report({ ...study(), directory }, silent);
    const found = await files.list(directory);
    assert.deepEqual(
      found,
      [],
      'a reporter must write through output.write, not into the run’s folder itself',
    );
  } finally {
    await files.remove(directory);
  }
}

async function failedWrite(subject: ReporterSubject): Promise<void> {
  let writes = 0;
  let rejected = false;
  const write = (): Promise<string> => {
    writes += 1;
    return Promise.reject(new Error('no space left on device'));
  };
  const reporter = contributionOf(subject, 'reporters');
  const unhandled = await unhandledDuring(async () => {
    try {
      await reporter.report(study(), { ...silent, write });
    } catch {
      rejected = true;
    }
  });
  if (writes === 0) return;
  assert.ok(
    rejected,
    'report must reject when output.write does: the user would miss a file that was never written',
  );
  assert.deepEqual(unhandled, [], 'every promise of output.write must be awaited');
}

async function slowWrite(subject: ReporterSubject): Promise<void> {
  let pending = 0;
  const write = async (file: string): Promise<string> => {
    pending += 1;
    for (let turn = 0; turn < 5; turn += 1) await loopTurn();
    pending -= 1;
    return `runs/1/${file}`;
  };
  await contributionOf(subject, 'reporters').report(study(), { ...silent, write });
  const left = pending;
  while (pending > 0) await loopTurn();
  assert.equal(left, 0, 'report must not resolve before what it writes is written');
}
