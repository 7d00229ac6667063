import { fileURLToPath } from 'node:url';
import { Config, settings } from '@oclif/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unknownCommand } from './command-not-found.js';

settings.enableAutoTranspile = false;
const root = fileURLToPath(new URL('../..', import.meta.url));
const config = await Config.load({ root, userPlugins: false });

for (const [written, path, nearest] of [
  ['rnu', 'rnu', 'run'],
  ['reprot:last', 'reprot', 'report'],
  ['comapre:last:tcp:grpc', 'comapre', 'compare'],
  ['plugin:nwe:transport:udp', 'plugin nwe', 'plugin new'],
  ['plugins:instal:x', 'plugins instal', 'plugins install'],
  ['pluign', 'pluign', 'plugin'],
  ['qurey:last', 'qurey', 'query'],
] as const) {
  test(`${written} is nearest to ${nearest}`, () => {
    const { code, problems } = unknownCommand(written, config);
    assert.is(code, 'E_UNKNOWN_COMMAND');
    assert.equal(
      problems.map((problem) => [problem.path, problem.nearest]),
      [[path, nearest]],
    );
  });
}

test('what is near nothing is told all that there is', () => {
  const [problem] = unknownCommand('xyzzy:plugh', config).problems;
  assert.ok(problem);
  assert.is(problem.path, 'xyzzy plugh');
  assert.is(problem.nearest, undefined);
  assert.match(problem.message, /^no such command; there are .*doctor, .*run/);
});

test('a command that comes in a package of its own says how to get that', () => {
  const [problem] = unknownCommand('query:last', config).problems;
  assert.ok(problem);
  assert.is(problem.path, 'query');
  assert.match(
    problem.message,
    /package of its own; .*(plugins install @wiretax\/plugin-query|plugins link )/,
  );
});

test.run();
