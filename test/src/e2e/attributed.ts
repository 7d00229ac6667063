import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesOf } from '@wiretax/core/record';
import { attribute, Categoriser, type Category, parseFolded, type Stacks } from '@wiretax/flame';
import * as assert from 'uvu/assert';
import { runJson } from './run-results.js';
import type { Cli } from './cli.js';

/**
 * Runs the study of this folder, with the collector cpu-profile, and expects that functions of these packages are in the stacks and count
 * as given, in what the run has stored and when its stacks are read again.
 */
export async function assertAttributed(cli: Cli, wanted: Readonly<Record<string, Category>>): Promise<void> {
  const { manifest, trials, directory } = await runJson(cli);
  const packages = packagesOf(manifest);
  const categoriser = new Categoriser(packages);
  const frames = new Set<string>();
  for (const { cell, trial, evidence } of trials) {
    for (const { collector, peer, metrics } of evidence) {
      const file = join(
        cli.folder,
        directory,
        'trials',
        cell,
        String(trial),
        `${collector}-${peer}`,
        'stacks.folded',
      );
      const stacks: Stacks = parseFolded(readFileSync(file, 'utf8'));
      for (const frame of [...stacks.keys()].flatMap((stack) => stack.split(';'))) frames.add(frame);
      const { samples, categories } = attribute(stacks, categoriser);
      const valueOf = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
      assert.is(samples, valueOf('samples'));
      const nsPerSample = valueOf('cpu.protocol') / categories.protocol;
      assert.ok(Math.abs(categories.harness * nsPerSample - valueOf('cpu.harness')) < 1, `${cell} ${peer}`);
    }
  }
  for (const [name, category] of Object.entries(wanted)) {
    const own = [...frames].filter((frame) => frame.includes(` ${name}/`));
    assert.ok(
      own.length > 0,
      `no function of ${name} in ${[...frames].filter((f) => f.endsWith('_[j]')).join('\n')}`,
    );
    assert.equal([...new Set(own.map((frame) => categoriser.ofFrame(frame)))], [category], name);
  }
}
