import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planCells } from '../../record/plan/cells.js';
import { createKernel } from '../../kernel/kernel.js';
import { startMessage } from './start-message.js';
import { experiment, hostWith, kernelOn } from '../run/run.test.support.js';

test('peers get the settings of the kernel: a resumed run may have known its plugins by other names', () => {
  const host = hostWith();
  const { plugins } = kernelOn(host);
  const settings = { [plugins[0]?.plugin.name ?? '']: { port: 1 } };
  const kernel = createKernel({ host, plugins, settings });
  const [cell] = planCells(experiment);
  assert.ok(cell);
  const client = { name: 'client', half: 'client', share: { part: 0, parts: 1, callers: 1 } } as const;
  const stored = { ...experiment, settings: { former: { port: 1 } } };
  const where = { endpoint: undefined, sharesClock: true };
  assert.equal(startMessage(kernel, stored, { cell, trial: 1 }, client, where).settings, settings);
});

test.run();
