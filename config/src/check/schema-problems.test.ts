import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from '../read/experiment.js';
import { isPlainObject } from '../read/plain-object.js';
import { ProblemList } from '../read/problem-list.js';
import { reportAgainst, reportSchemaProblems } from './schema-problems.js';

function problemsOf(config: Readonly<Record<string, unknown>>) {
  const problems = new ProblemList();
  reportSchemaProblems(config, problems);
  return problems.problems;
}

test('the schema has the bounds that the readers have', () => {
  for (const [key, most] of [
    ['repetitions', 10_000],
    ['concurrency', 100_000],
  ] as const) {
    for (const value of [most, most + 1]) {
      const problems = new ProblemList();
      readExperiment({ [key]: value }, 'study', problems);
      assert.is(problems.covers(key), value > most);
      assert.is(problemsOf({ [key]: value }).length, value > most ? 1 : 0);
    }
  }
});

test('everything that the guide shows is valid', () => {
  const config = {
    $schema: 'x',
    name: 'my-study',
    description: 'x',
    extends: ['quick', './a.yaml'],
    plugins: ['wiretax-plugin-udp', './local.mjs'],
    transport: ['tcp', null, { use: 'grpc', channels: 4, as: 'grpc-4ch' }],
    size: ['64B', { request: '64B', reply: '64KiB' }],
    concurrency: [1, 10],
    flow: ['none', { use: 'semaphore', maxInflight: 50 }, ['a', { use: 'b' }]],
    codec: 'protobuf',
    link: ['tcp', 'unix'],
    placement: 'split',
    serviceTime: [0, '1ms'],
    include: [{ transport: 'tcp', size: '1MiB', concurrency: 1 }],
    exclude: [{ transport: 'rest', concurrency: 50 }],
    load: 'closed',
    collectors: [],
    reporters: ['table'],
    requests: 1000,
    duration: '1s',
    warmup: { min: '200ms', max: '2s' },
    repetitions: 5,
    seed: 1,
    callTimeout: '10s',
    ceiling: true,
    settings: { pin: { server: '1' } },
  };
  assert.equal(problemsOf(config), []);
  assert.equal(problemsOf({ warmup: '500ms' }), []);
});

test('unknown keys are named with the nearest one that exists, at any depth', () => {
  const problems = problemsOf({
    concurency: 1,
    size: { request: '1B', reply: '1B', rply: 1 },
    include: [{ sze: 1 }],
  });
  assert.equal(
    problems.map(({ path, nearest }) => [path, nearest]),
    [
      ['concurency', 'concurrency'],
      ['size.rply', 'reply'],
      ['include[0].sze', 'size'],
    ],
  );
});

test('types are named as people call them', () => {
  assert.equal(problemsOf({ requests: 'many', ceiling: 1 }), [
    { path: 'requests', message: `"many" isn't a whole number of at least 1` },
    { path: 'ceiling', message: `1 isn't true or false` },
  ]);
});

test('what is already reported is not said again', () => {
  const problems = new ProblemList();
  problems.add('requests', 'known');
  reportSchemaProblems({ requests: 0 }, problems);
  assert.equal(problems.problems, [{ path: 'requests', message: 'known' }]);
});

test("a contribution's own schema may name a newer dialect", () => {
  const problems = new ProblemList();
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { maxInflight: { type: 'integer', minimum: 1 } },
    required: ['maxInflight'],
    additionalProperties: false,
  };
  reportAgainst(schema, { maxInflght: 5 }, 'flow[1]', problems);
  assert.equal(
    problems.problems.map(({ path, nearest }) => [path, nearest]),
    [
      ['flow[1].maxInflight', undefined],
      ['flow[1].maxInflght', 'maxInflight'],
    ],
  );
});

test('every key is described, and the schema has an id and a title for editors', () => {
  const url = import.meta.resolve('@wiretax/config/wiretax.schema.json');
  const schema = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as Record<string, unknown>;
  assert.type(schema['$id'], 'string');
  assert.type(schema['title'], 'string');
  const definitions = schema['definitions'] as Record<string, { description?: string }>;
  const properties = schema['properties'] as Record<string, { description?: string; $ref?: string }>;
  for (const [key, property] of Object.entries(properties)) {
    const target =
      property.$ref === undefined ? property : definitions[property.$ref.split('/').at(-1) ?? ''];
    assert.ok(
      isPlainObject(target) && typeof target['description'] === 'string',
      `${key} has no description`,
    );
  }
});

test.run();
