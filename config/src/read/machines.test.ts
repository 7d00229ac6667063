import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import type { PlainObject } from './plain-object.js';
import { ProblemList } from './problem-list.js';

function read(config: PlainObject) {
  const problems = new ProblemList();
  const { experiment, mentions } = readExperiment(config, 'study', problems);
  return {
    experiment,
    mentions,
    problems: problems.problems.map(({ path, message }) => `${path}: ${message}`),
  };
}

const far = { launcher: 'ssh', host: 'bench-2', peers: ['server'] };

test('a machine has a launcher with its options, and who runs there', () => {
  const { experiment, mentions, problems } = read({ machines: { far, local: { address: '10.0.0.1' } } });
  assert.equal(problems, []);
  assert.equal(experiment.machines?.['far']?.launcher.use, 'ssh');
  assert.equal(experiment.machines?.['far']?.launcher.options, { host: 'bench-2' });
  assert.equal(experiment.machines?.['far']?.peers, ['server']);
  assert.is(experiment.localAddress, '10.0.0.1');
  assert.ok(
    mentions.some(({ kind, name, path }) => kind === 'launcher' && name === 'ssh' && path === 'machines.far'),
  );
});

test('a study without machines has none, so that its manifest is what it was', () => {
  const { experiment } = read({});
  assert.not('machines' in experiment);
  assert.not('localAddress' in experiment);
  assert.not('clientProcesses' in experiment);
});

for (const [machines, problem] of [
  [{ Far: far }, /"Far" is no name for a machine/],
  [{ far: { ...far, peers: [] } }, /machines\.far\.peers: names nobody/],
  [{ far: { ...far, peers: ['../x'] } }, /is no name of a peer/],
  [{ far, other: far }, /machines\.other\.peers: server is on far already/],
  [{ local: { address: '1.2.3.4', launcher: 'ssh' } }, /machines\.local: is this machine/],
  [{ local: { address: 'a b' } }, /machines\.local: is this machine/],
] as const) {
  test(`machines ${JSON.stringify(machines)} are refused`, () => {
    const { problems } = read({ machines });
    assert.ok(
      problems.some((each) => problem.test(each)),
      problems.join('\n'),
    );
  });
}

test('processes of clients are counted', () => {
  assert.is(read({ clients: { processes: 3 } }).experiment.clientProcesses, 3);
  assert.is(read({ clients: { processes: 0 } }).problems.length, 1);
});

test.run();
