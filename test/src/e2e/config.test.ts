import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { documents, examplesIn } from './config-examples.js';
import { withCli } from './cli.js';

interface Plan {
  readonly experiment: { readonly name: string };
  readonly trials: readonly { readonly cell: string }[];
  readonly estimateMs: number;
}

async function planOf(files: Readonly<Record<string, string>>, argument: string): Promise<Plan> {
  let plan: Plan | undefined;
  await withCli(files, async (cli) => {
    const { code, stdout, stderr } = await cli.run('run', argument, '--dry-run', '--json', '--quiet');
    assert.is(code, 0, stderr);
    assert.is(stderr, '');
    plan = JSON.parse(stdout) as Plan;
    assert.ok(plan.trials.length > 0 && plan.estimateMs > 0);
    assert.ok(!existsSync(join(cli.folder, '.wiretax')), 'a dry run leaves no folder');
  });
  if (plan === undefined) throw new Error('there is no plan');
  return plan;
}

const presets = readdirSync(join(root, 'config', 'presets')).map((file) => basename(file, '.yaml'));

for (const preset of presets) {
  test(`preset ${preset} is valid and can be planned`, async () => {
    const { experiment } = await planOf({}, preset);
    assert.is(experiment.name, preset);
  });
}

test('grid is tcp, rest and grpc, three sizes, 1, 10 and 50 clients', async () => {
  const { trials } = await planOf({}, 'grid');
  const cells = new Set(trials.map(({ cell }) => cell).filter((cell) => !cell.startsWith('ceiling')));
  const expected = ['tcp', 'rest', 'grpc'].flatMap((transport) =>
    ['64B', '4KiB', '64KiB'].flatMap((size) => [1, 10, 50].map((n) => `${transport}.${size}.c${String(n)}`)),
  );
  assert.equal([...cells].sort(), expected.sort());
});

let examples = 0;
for (const path of documents()) {
  for (const { place, file, text } of examplesIn(path)) {
    examples += 1;
    test(`the config shown at ${place} is valid`, async () => {
      await planOf({ [file]: text }, file);
    });
  }
}

test('the guides show configs', () => {
  assert.ok(examples > 0);
});

test.run();
