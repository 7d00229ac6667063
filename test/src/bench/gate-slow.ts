import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../e2e/free-port.js';
import { numberArgument, textArgument } from './tools/arguments.js';
import { askGate, type GateTold, medianP50, toldLine } from './tools/gate.js';

/**
 * A slowdown of 10 % through the gate: a repository whose second commit makes a server work longer on each call, by a tenth of the P50 that
 * one caller sees of the first. Three cells, pooled, revisions checked out, a server for each launch. Goal: at least 95 % of 20 gates say
 * slower, within 5 minutes each. The number of gates may be given, the percentage, and the figure.
 */
const gates = numberArgument(0, 20);
const slowdown = numberArgument(1, 10) / 100;
const figure = textArgument(2, 'server-cpu');

const serverOf = (spinNs: number): string => `
import { createServer } from 'node:http';
const spinNs = ${String(Math.round(spinNs))}n;
createServer((request, response) => {
  request.resume().on('end', () => {
    const until = process.hrtime.bigint() + spinNs;
    while (spinNs > 0n && process.hrtime.bigint() < until);
    response.end('done');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const folder = mkdtempSync(join(tmpdir(), 'wiretax-bench-'));
const results = join(folder, 'results');
const git = (...args: readonly string[]): void => {
  execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], {
    cwd: folder,
  });
};
const commit = (spinNs: number, tag: string): void => {
  writeFileSync(join(folder, 'server.mjs'), serverOf(spinNs));
  git('add', 'server.mjs', 'wiretax.config.json', '.gitignore');
  git('commit', '-q', '-m', tag, '--allow-empty');
  git('tag', tag);
};
const study = {
  name: 'gate-slow',
  transport: ['rest'],
  target: { url: `http://127.0.0.1:${String(await freePort())}/work`, as: 'work', method: 'POST' },
  size: ['64B', '512B', '2KiB'],
  concurrency: [1],
  duration: '300ms',
  warmup: { min: '1500ms', max: '1500ms', calls: 1000, settle: '50ms' },
  collectors: [],
  ceiling: false,
};
// Nobody places a target.
const pinned = availableParallelism() > 1 ? 'taskset -c 1 ' : '';
const asked = [
  '--pool',
  'all',
  '--figure',
  figure,
  '--serve',
  `exec ${pinned}${process.execPath} server.mjs`,
];

try {
  writeFileSync(join(folder, 'wiretax.config.json'), JSON.stringify(study));
  writeFileSync(join(folder, '.gitignore'), 'results\n');
  git('init', '-q');
  commit(0, 'before');
  const plain = askGate(folder, results, [
    '--base',
    'before',
    '--head',
    'before',
    ...asked,
    '--budget',
    '30s',
  ]);
  console.log(`before against itself: ${toldLine(plain)}`);
  const p50Ns = medianP50(results);
  rmSync(results, { recursive: true });
  commit(p50Ns * slowdown, 'after');
  console.log(
    `P50 ${(p50Ns / 1000).toFixed(0)} µs; planted ${((p50Ns * slowdown) / 1000).toFixed(1)} µs a call`,
  );
  const told: GateTold[] = [];
  for (let gate = 1; gate <= gates; gate += 1) {
    const each = askGate(folder, results, [
      '--base',
      'before',
      '--head',
      'after',
      ...asked,
      '--budget',
      '5m',
    ]);
    rmSync(results, { recursive: true });
    told.push(each);
    console.log(`${String(gate).padStart(3)}: ${toldLine(each)}`);
  }
  const slower = told.filter(({ outcome }) => outcome === 'slower').length;
  const longest = Math.max(...told.map(({ seconds }) => seconds));
  console.log(
    `${String(slower)} of ${String(gates)} called (goal: at least 95 %); the longest took ${longest.toFixed(0)} s (goal: at most 300)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
