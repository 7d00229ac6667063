import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainAxes, readAxes } from './axes.js';
import { located } from './located.fixture.js';
import { readExperiment } from './experiment.js';
import { readFlags } from './overrides.js';
import { ProblemList } from './problem-list.js';
import { reportSchemaProblems } from '../check/schema-problems.js';

function read(node: unknown, matching = false) {
  const problems = new ProblemList();
  const { node: values } = plainAxes(readAxes(located({ node }, matching ? 'exclude[0]' : '', problems)));
  return { values, problems: problems.problems };
}

const flag = '--max-semi-space-size=64';

test('default, a flag, several flags, and flags by role', () => {
  const { values, problems } = read([
    'default',
    flag,
    '--a --b=1',
    { as: 'x', flags: '--both', server: ['--only-server'], client: [] },
    { server: [flag] },
    { client: '--a', server: '--b' },
  ]);
  assert.equal(problems, []);
  assert.equal(values, [
    { label: 'default', client: [], server: [] },
    { label: 'max-semi-space-size=64', client: [flag], server: [flag] },
    { label: 'a-b=1', client: ['--a', '--b=1'], server: ['--a', '--b=1'] },
    { label: 'x', client: ['--both'], server: ['--both', '--only-server'] },
    { label: 'server-max-semi-space-size=64', client: [], server: [flag] },
    { label: 'client-a-server-b', client: ['--a'], server: ['--b'] },
  ]);
});

test('what is no flag, no label or twice the same is refused with its key path', () => {
  const { problems } = read([
    'semi',
    7,
    { as: 'none' },
    { as: 'default', flags: flag },
    { as: 'a b', flags: flag },
    { as: 'v', flags: ['--max-old-space-size', '512'] },
    { as: 'l', server: 'script.js' },
    flag,
    { flags: [flag] },
    { as: 's', flags: ['--a b'] },
  ]);
  assert.equal(
    problems.map(({ path }) => path),
    [
      'node[0]',
      'node[1]',
      'node[2]',
      'node[3].as',
      'node[4].as',
      'node[5].flags',
      'node[6].server',
      'node[8]',
      'node[9].flags',
    ],
  );
  assert.match(problems[0]?.message ?? '', /write default, a flag such as --max-semi-space-size=64/);
  assert.match(problems[5]?.message ?? '', /has its value after a =/);
  assert.match(problems[7]?.message ?? '', /already at node\[7\]; leave one out, or give it a label/);
});

test('an exclude may name flags by their label', () => {
  assert.equal(read('semi', true).values, [{ label: 'semi', client: [], server: [] }]);
  const problems = new ProblemList();
  const {
    experiment: { exclude },
  } = readExperiment(
    { node: ['default', { as: 'semi', flags: flag }], exclude: [{ node: 'semi', concurrency: 1 }] },
    's',
    problems,
  );
  assert.equal(problems.problems, []);
  assert.equal(exclude, [{ concurrency: [1], node: [{ label: 'semi', client: [flag], server: [flag] }] }]);
});

test('flags of the command line are values of the axis', () => {
  assert.equal(readFlags({ node: ['default,--jitless'] }).config, { node: ['default', '--jitless'] });
});

test('the schema agrees', () => {
  const problems = new ProblemList();
  reportSchemaProblems({ node: ['default', flag, { as: 'x', server: [flag] }] }, problems);
  assert.equal(problems.problems, []);
  reportSchemaProblems({ node: [{ as: 'x', sever: [flag] }] }, problems);
  assert.is(problems.problems[0]?.path, 'node[0].sever');
  assert.is(problems.problems[0]?.nearest, 'server');
});

test.run();
