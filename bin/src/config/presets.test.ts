import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import { loadConfig } from './file.js';
import { presetFiles } from './presets.js';
import { ProblemList } from './problem-list.js';
import { reportSchemaProblems } from './schema-problems.js';

test('evidence, quick and smoke are there', () => {
  assert.equal([...presetFiles().keys()], ['evidence', 'quick', 'smoke']);
});

for (const [name, file] of presetFiles()) {
  test(`${name} is valid, described, and says which question it answers`, async () => {
    const { config } = await loadConfig(file);
    const problems = new ProblemList();
    readExperiment(config, name, problems);
    reportSchemaProblems(config, problems);
    assert.equal(problems.problems, []);
    assert.type(config['description'], 'string');
    assert.match(readFileSync(file, 'utf8'), /^# [^]*?\?/);
  });
}

test('quick is three transports by three sizes by three levels of concurrency', async () => {
  const { config } = await loadConfig(presetFiles().get('quick') ?? '');
  assert.equal(config['transport'], ['tcp', 'rest', 'grpc']);
  assert.equal(config['size'], ['64B', '4KiB', '64KiB']);
  assert.equal(config['concurrency'], [1, 10, 50]);
});

test.run();
