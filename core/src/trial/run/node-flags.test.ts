import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { InputError } from '../../kernel/errors.js';
import type { NodeFlags } from '../../contract/cell.js';
import { fakeHost } from '../../testing/fake-host.js';
import { sampleExperiment, use } from '../../testing/sample-experiment.js';
import { checkNodeFlags } from './node-flags.js';
import { run } from './run.js';
import { experiment, hostWith, kernelOn, never, request } from './run.test.support.js';

const plain: NodeFlags = { label: 'default', client: [], server: [] };
const node = [
  plain,
  { label: 'both', client: ['--flag-a'], server: ['--flag-a'] },
  { label: 'one', client: [], server: ['--flag-b', '--flag-c'] },
];

test('each set of flags is tried once, and all that are refused are named at once', async () => {
  const tried: string[] = [];
  const host = fakeHost({
    commands: {
      node: (args) => {
        const flags = args.slice(0, -2).join(' ');
        tried.push(flags);
        if (flags === '--flag-a') return { code: 9, stderr: '\nnode: bad option: --flag-a\n' };
        return flags.includes('version') ? { stdout: 'v20' } : { stdout: 'wiretax: flags taken' };
      },
    },
  });
  const given = sampleExperiment({
    node: [...node, { label: 'version', client: ['--version'], server: [] }],
  });
  try {
    await checkNodeFlags(host, given, never);
    assert.unreachable();
  } catch (thrown) {
    assert.equal(tried, ['--flag-a', '--flag-b --flag-c', '--version']);
    assert.equal((thrown as InputError).problems, [
      {
        path: 'node both',
        message: 'Node.js 20.0.0 does not start peers with --flag-a: bad option: --flag-a',
      },
      {
        path: 'node version',
        message:
          'Node.js 20.0.0 does not start peers with --version: with them it does something else than run a program',
      },
    ]);
  }
});

test('without flags no process is started', async () => {
  await checkNodeFlags(fakeHost(), sampleExperiment(), never);
});

test('peers get their flags by role, the ceiling none, and a pass its own besides', async () => {
  const started = new Map<string, string[]>();
  const answering = hostWith();
  const host = {
    ...answering,
    run: () => Promise.resolve({ code: 0, stdout: 'wiretax: flags taken', stderr: '' }),
    spawn: (command: string, args: readonly string[]) => {
      const child = answering.spawn(command, args);
      const flags = args.slice(0, -1).join(' ');
      return {
        ...child,
        write: (text: string) => {
          const { name, ask } = JSON.parse(text) as {
            name: string;
            ask: { half: string; transport: { label: string } };
          };
          if (name === 'start') {
            const key = `${ask.transport.label} ${ask.half}`;
            started.set(key, [...(started.get(key) ?? []), flags]);
          }
          child.write(text);
        },
      };
    },
  };
  const kernel = kernelOn(host, (bench) => {
    bench.collectors.add('profiler', {
      side: 'inside',
      overhead: 'heavy',
      nodeFlags: ['--profile'],
      probe: () => Promise.resolve({ available: true }),
      attach: () => Promise.reject(new Error('not in the coordinator')),
    });
  });
  const { results } = await run(
    request(kernel, {
      experiment: {
        ...experiment,
        axes: { ...experiment.axes, transport: [use('tcp')], concurrency: [1], node },
        collectors: [use('profiler')],
        repetitions: 1,
        ceiling: true,
      },
    }),
  );
  assert.equal(
    results.rows.map(({ cell }) => cell.id),
    ['tcp.64B.c1', 'tcp.64B.c1.both', 'tcp.64B.c1.one'],
  );
  assert.equal(started.get('tcp client')?.sort(), [
    '',
    '',
    '--flag-a',
    '--flag-a --profile',
    '--profile',
    '--profile',
  ]);
  assert.equal(started.get('tcp server')?.sort(), [
    '',
    '--flag-a',
    '--flag-a --profile',
    '--flag-b --flag-c',
    '--flag-b --flag-c --profile',
    '--profile',
  ]);
  assert.equal(started.get('ceiling client'), ['']);
});

test.run();
