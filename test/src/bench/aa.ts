import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../test-files.js';
import { numberArgument } from './tools/arguments.js';

/**
 * A/A: one study run against itself, launches alternating, compared; again and again, with another seed each time. Goal: of 20
 * comparisons at most 5 % claim a difference. The number of comparisons may be given.
 */
const comparisons = numberArgument(0, 20);
const study = {
  name: 'aa',
  transport: ['tcp'],
  size: ['64B'],
  concurrency: [1],
  duration: '500ms',
  warmup: { min: '300ms', max: '2s' },
  repetitions: 5,
  collectors: [],
  reporters: [],
  ceiling: false,
};

interface Told {
  readonly conclusion: string;
  readonly comparisons: readonly {
    readonly figure: string;
    readonly ratio: number;
    readonly conclusion: string;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
const config = join(folder, 'aa.json');
writeFileSync(config, JSON.stringify(study));

function wiretax(...args: readonly string[]): string {
  const out = join(folder, 'results');
  const command = [join(root, 'bin', 'run.js'), ...args, '--out', out];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8', cwd: folder });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

try {
  let claims = 0;
  for (let round = 1; round <= comparisons; round += 1) {
    wiretax('run', config, '--against', config, '--seed', String(round), '--quiet');
    const newest =
      readdirSync(join(folder, 'results', 'runs'))
        .sort()
        .at(-1) ?? '';
    const told = JSON.parse(wiretax('compare', newest, '--fail-on', 'none', '--format', 'json')) as Told;
    const claimed = told.comparisons.filter(({ conclusion }) => ['slower', 'faster'].includes(conclusion));
    if (claimed.length > 0) claims += 1;
    const found = claimed.map(({ figure, ratio }) => `${figure} ${ratio.toFixed(3)}`).join(', ');
    console.log(`${String(round).padStart(3)}: ${told.conclusion}${found === '' ? '' : ` (${found})`}`);
  }
  console.log(`${String(claims)} of ${String(comparisons)} claimed a difference; goal: at most 5 %`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
