import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberOption } from './tools/arguments.js';
import { describeRatios, median } from './tools/ratios.js';
import { root } from '../test-files.js';

/** Wall time of `wiretax` over that of a bare oclif hello-world asked the same, in turn. Goal: at most 1.5. */
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

/** What is asked of each; a bare oclif has one command. */
const questions = [
  { wiretax: ['--help'], hello: ['--help'] },
  { wiretax: ['--version'], hello: ['--version'] },
  { wiretax: ['run', '--help'], hello: ['hello', '--help'] },
  { wiretax: ['compare', '--help'], hello: ['hello', '--help'] },
] as const;
const scripts = { wiretax: join(root, 'bin', 'run.js'), hello: join(hello, 'run.js') };

function wallMs(side: keyof typeof scripts, question: (typeof questions)[number]): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [scripts[side], ...question[side]], {
    encoding: 'utf8',
  });
  const asked = `${side} ${question[side].join(' ')}`;
  if (status !== 0) throw new Error(`${asked} exited with ${String(status)}: ${stderr}`);
  return performance.now() - startMs;
}

console.log(`wiretax over a bare oclif hello-world, ${String(pairs)} pairs each; goal: at most 1.5`);
for (const question of questions) {
  wallMs('wiretax', question);
  wallMs('hello', question);
  const results = Array.from({ length: pairs }, () => ({
    wiretax: wallMs('wiretax', question),
    hello: wallMs('hello', question),
  }));
  const middle = (side: keyof typeof scripts): string => median(results.map((each) => each[side])).toFixed(0);
  const ratios = describeRatios(results.map(({ wiretax, hello: bare }) => wiretax / bare));
  const name = `wiretax ${question.wiretax.join(' ')}`.padEnd(22);
  console.log(`${name}  ${middle('wiretax')} ms, hello-world ${middle('hello')} ms; ratio ${ratios}`);
}
rmSync(hello, { recursive: true });
