import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root, testFiles } from './test-files.js';

/**
 * Runs each test file in a process of its own and believes nothing but its counts: uvu exits with 0 when
 * a hook throws, a test throws no Error, or a file forgets to run its tests.
 *
 * `node runner.js [--quick | --unit] [part of a file's name …]`: everything; what a newcomer waits for, unit tests without the long ones and a
 * handful of end-to-end ones; unit tests with the long ones.
 */
const limitMs = 300_000;
/**
 * Node 20 can hang at its end: it waits for compilations in the background, one of which may wait for garbage
 * collection in the main thread (nodejs/node#54918). So tests compile in the main thread.
 */
const nodeFlags = ['--enable-source-maps', '--no-concurrent-recompilation'];

interface Outcome {
  readonly file: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
  readonly output: string;
  readonly complaint: string | undefined;
}

function runFile(file: string): Promise<Omit<Outcome, 'seconds'>> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...nodeFlags, file], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(judge(file, output, code, signal));
    });
  });
}

function judge(
  file: string,
  output: string,
  code: number | null,
  signal: string | null,
): Omit<Outcome, 'seconds'> {
  const count = (label: string): number | undefined => {
    const found = new RegExp(`^\\s+${label}:\\s+(\\d+)$`, 'm').exec(output)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const total = count('Total') ?? 0;
  const passed = count('Passed') ?? 0;
  const skipped = [...output.matchAll(/^SKIPPED: (.+)$/gm)].map(([, reason = '']) => reason);
  const complaint =
    signal !== null
      ? `was ended by ${signal} after at most ${String(limitMs / 1000)} s`
      : code !== 0
        ? `exited with code ${String(code)}`
        : total === 0
          ? 'ran no test'
          : passed !== total
            ? `passed only ${String(passed)} of ${String(total)}`
            : undefined;
  const failed = complaint === undefined ? 0 : Math.max(1, total - passed);
  return { file, passed, failed, skipped, output, complaint };
}

async function runAll(files: readonly string[], workers: number): Promise<Outcome[]> {
  const queue = [...files];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const startMs = performance.now();
      const outcome = await runFile(file);
      const seconds = (performance.now() - startMs) / 1000;
      outcomes.push({ ...outcome, seconds });
      const mark = outcome.complaint === undefined ? 'ok  ' : 'FAIL';
      console.log(`${mark} ${file} (${String(outcome.passed)} tests, ${seconds.toFixed(1)} s)`);
      if (outcome.complaint !== undefined) console.log(`${outcome.output}\n${file} ${outcome.complaint}\n`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return outcomes;
}

/** One of each kind: a run with real traffic, strangers' clients, what a stored run looks like, a page in a browser. */
const handful = ['run-truth', 'interop-tcp', 'interop-grpc', 'golden', 'html-report-run'];
const known = ['--quick', '--unit'];
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const matches = (file: string): boolean => wanted.length === 0 || wanted.some((part) => file.includes(part));
const { unit, long, e2e } = testFiles();
function endToEndTest(name: string): string {
  const file = e2e.find((each) => each.endsWith(`/${name}.test.js`));
  if (file === undefined) throw new Error(`there is no end-to-end test ${name}`);
  return file;
}

const unknown = options.find((option) => !known.includes(option));
if (unknown !== undefined) throw new Error(`there is no ${unknown}; there are ${known.join(' and ')}`);
const isQuick = options.includes('--quick');
const endToEnd = options.includes('--unit') ? [] : isQuick ? handful.map(endToEndTest) : e2e;
// Some wait for time that passes, so that one more than there are processors has something to do.
const workers = availableParallelism() + 1;
// End-to-end tests start processes by the dozen and come one at a time.
const outcomes = [
  ...(await runAll([...(isQuick ? [] : long), ...unit].filter(matches), workers)),
  ...(await runAll(endToEnd.filter(matches), 1)),
];
const skipped = outcomes.flatMap((outcome) => outcome.skipped.map((reason) => `${outcome.file}: ${reason}`));
for (const reason of skipped) console.log(`skipped: ${reason}`);
const slowest = outcomes.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
if (slowest.length === 10)
  console.log(
    `\nslowest: ${slowest.map(({ file, seconds }) => `${file} ${seconds.toFixed(1)} s`).join(', ')}`,
  );
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(
  `\n${String(passed)} passed, ${String(failed)} failed${skipped.length > 0 ? `, ${String(skipped.length)} skipped` : ''}`,
);
process.stdout.write('', () => process.exit(failed > 0 || passed === 0 ? 1 : 0));
