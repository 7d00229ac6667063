import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '../../contract/manifest.js';
import { InputError } from '../../kernel/errors.js';
import type { FakeHost } from '../../testing/fake-host.js';
import { resume, run } from './run.js';
import type { RunOutcome } from './session.js';
import { hostWith, kernelOn, never, quiet, request, storedTrials } from './run.test.support.js';

/** A run that was interrupted after three of its eight trials. */
async function interrupted(host: FakeHost): Promise<string> {
  const controller = new AbortController();
  const trialFinished = (_: unknown, index: number): void => {
    if (index === 2) controller.abort(new Error('interrupted'));
  };
  const observer = { ...quiet, trialFinished };
  const { results } = await run(request(kernelOn(host), { signal: controller.signal, observer }));
  return results.directory;
}

function goOn(
  host: FakeHost,
  directory: string,
  allowChangedMachine: boolean,
  warnings: string[] = [],
): Promise<RunOutcome> {
  const started = (plan: { readonly warnings: readonly string[] }): void => {
    warnings.push(...plan.warnings);
  };
  const observer = { ...quiet, started };
  return resume({ kernel: kernelOn(host), directory, signal: never, observer, allowChangedMachine });
}

async function refused(work: Promise<unknown>): Promise<InputError> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof InputError) return thrown;
    throw thrown;
  }
  throw new Error('it was not refused');
}

const kernelFile = '/proc/sys/kernel/osrelease';

for (const [what, change, message] of [
  ['kernel', (host: FakeHost) => void host.files.texts.set(kernelFile, '7.0.0\n'), '7.0.0 now, was 6.1'],
  [
    'Node.js',
    (host: FakeHost) => ({ ...host, runtime: { ...host.runtime, node: 'v22.0.0' } }),
    'v22.0.0 now, was v20.0.0',
  ],
  [
    'CPU',
    (host: FakeHost) => void host.files.texts.set('/proc/cpuinfo', 'model name : fast\nprocessor : 0\n'),
    'fast now, was slow',
  ],
  [
    'NODE_OPTIONS',
    (host: FakeHost) => ({ ...host, env: { NODE_OPTIONS: '--jitless' } }),
    '--jitless now, was unset',
  ],
] as const) {
  test(`another ${what} is refused before anything is changed; if allowed, launches are told apart`, async () => {
    const host = hostWith();
    host.files.texts.set(kernelFile, '6.1\n');
    host.files.texts.set('/proc/cpuinfo', 'model name : slow\nprocessor : 0\n');
    const directory = await interrupted(host);
    const before = new Map(host.files.texts);

    const changed = change(host) ?? host;
    const files = new Map(host.files.texts);
    const { code, exitCode, problems, message: said } = await refused(goOn(changed, directory, false));
    assert.is(code, 'E_MACHINE_CHANGED');
    assert.is(exitCode, 2);
    assert.match(said, '--allow-changed-machine');
    assert.equal(problems, [{ path: what, message }]);
    assert.equal(host.files.texts, files, 'nothing was written');

    const warnings: string[] = [];
    const { results } = await goOn(changed, directory, true, warnings);
    assert.match(warnings.join(), `launches from now on are told apart: ${what} `);
    const old = before.get(join(directory, 'trials.jsonl')) ?? '';
    assert.ok(host.files.texts.get(join(directory, 'trials.jsonl'))?.startsWith(old));
    assert.equal(
      storedTrials(host).map(({ session }) => session),
      [1, 1, 1, 2, 2, 2, 2, 2],
    );
    assert.equal(
      results.manifest.conditions?.map(({ session }) => session),
      [1, 2],
    );
    for (const { launches, mixed } of results.rows) {
      const sessions = new Set(launches.map(({ session }) => session));
      assert.is(mixed !== undefined, sessions.size > 1);
      if (mixed !== undefined) assert.match(mixed, `differ in ${what}`);
    }
    assert.ok(results.rows.some(({ mixed }) => mixed !== undefined));
  });
}

test('the same machine needs no leave, whatever it has to do meanwhile', async () => {
  const host = hostWith();
  host.files.texts.set('/proc/loadavg', '0.10 0 0 1/9 9\n');
  const directory = await interrupted(host);
  host.files.texts.set('/proc/loadavg', '21.00 0 0 1/9 9\n');
  const warnings: string[] = [];
  const { results } = await goOn(host, directory, false, warnings);
  assert.match(warnings.join(), /^this machine is not fit for figures now: load average 21 on 1 CPU /);
  assert.equal(
    results.manifest.conditions?.map(({ state }) => state.loadAverage),
    [0.1, 21],
  );
  assert.ok(results.rows.every(({ mixed }) => mixed === undefined));
});

test('a run of Wiretax 0.1.0, which kept no conditions, is resumed on its machine and nowhere else', async () => {
  const host = hostWith();
  const directory = await interrupted(host);
  const path = join(directory, 'manifest.json');
  const { conditions, ...old } = JSON.parse(host.files.texts.get(path) ?? '') as Manifest;
  assert.is(conditions?.length, 1);
  const trials = storedTrials(host).map(({ session, ...trial }) => ({ ...trial, old: session }));
  host.files.texts.set(path, JSON.stringify(old));
  host.files.texts.set(
    join(directory, 'trials.jsonl'),
    trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''),
  );
  host.files.texts.set(kernelFile, '7.0.0\n');
  assert.equal(
    (await refused(goOn(host, directory, false))).problems.map(({ path: name }) => name),
    ['kernel'],
  );
  host.files.texts.delete(kernelFile);
  const { results } = await goOn({ ...host, env: { NODE_OPTIONS: '--jitless' } }, directory, false);
  assert.is(results.trials.length, 8);
  assert.equal(
    results.manifest.conditions?.map(({ session }) => session),
    [2],
  );
});

test.run();
