import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOption } from './tools/arguments.js';
import { describeRatios, median } from './tools/ratios.js';
import { root } from '../test-files.js';

/** Wall time of `wiretax --help` over that of a bare oclif hello-world, in turn. Goal: at most 1.5. */
const pairs = numberOption('pairs', 15);

const hello = mkdtempSync(join(tmpdir(), 'wiretax-hello-'));
mkdirSync(join(hello, 'commands'));
symlinkSync(join(root, 'node_modules'), join(hello, 'node_modules'));
writeFileSync(
  join(hello, 'package.json'),
  JSON.stringify({
    name: 'hello',
    version: '1.0.0',
    type: 'module',
    bin: { hello: './run.js' },
    oclif: { bin: 'hello', commands: { strategy: 'pattern', target: './commands' }, topicSeparator: ' ' },
  }),
);
writeFileSync(
  join(hello, 'run.js'),
  `import { execute } from '@oclif/core';\nawait execute({ dir: import.meta.url });\n`,
);
writeFileSync(
  join(hello, 'commands', 'hello.js'),
  `import { Command } from '@oclif/core';\nexport default class Hello extends Command { static summary = 'Say hello'; async run() { this.log('hello'); } }\n`,
);

function wallMs(script: string): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [script, '--help'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} --help exited with ${String(status)}: ${stderr}`);
  return performance.now() - startMs;
}

const sides = { wiretax: join(root, 'bin', 'run.js'), hello: join(hello, 'run.js') };
wallMs(sides.wiretax);
wallMs(sides.hello);
const results = Array.from({ length: pairs }, () => ({
  wiretax: wallMs(sides.wiretax),
  hello: wallMs(sides.hello),
}));
rmSync(hello, { recursive: true });
const middle = (side: 'wiretax' | 'hello'): string =>
  median(results.map((result) => result[side])).toFixed(0);
console.log(`wiretax --help over a bare oclif hello-world --help, ${String(pairs)} pairs; goal: at most 1.5`);
console.log(`wiretax ${middle('wiretax')} ms, hello-world ${middle('hello')} ms`);
console.log(`ratio ${describeRatios(results.map(({ wiretax, hello: bare }) => wiretax / bare))}`);
