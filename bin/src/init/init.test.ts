import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { loadStudy } from '@wiretax/config';
import { loadConfig } from '@wiretax/config/read/file.js';
import { inFolder } from '@wiretax/config/read/temporary-folder.fixture.js';
import { InputError, WiretaxError } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import { nodeHost } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answersOf, type Replies, subjects } from './answers.js';
import { configOf } from './config-text.js';
import { writeFirstConfig } from './init.js';
import type { Conversation } from './questions.js';
import { nothing } from './replies.fixture.js';
import { schemaPlace } from './schema-place.js';

const host = nodeHost();

/** Writes without questions; what the file says. */
async function written(folder: string, given: Partial<Replies>, force = false): Promise<string> {
  const file = join(folder, 'wiretax.config.yaml');
  const replies = { ...nothing, ...given };
  await writeFirstConfig(host, { file, given: replies, yes: true, force, conversation: undefined });
  return readFileSync(file, 'utf8');
}

const urls = [
  'http://127.0.0.1:8080/health',
  'http://127.0.0.1:8080',
  'tcp://127.0.0.1:7000',
  'grpc://[::1]:50051',
];
const decisions: readonly Partial<Replies>[] = [
  {},
  { p99: '5ms' },
  { throughput: '2k/s' },
  { p99: '800us', throughput: '500/s', size: '1KiB', concurrency: '4' },
];

for (const measure of [...subjects, ...urls]) {
  test(`${measure}: what is written can be run, says what was answered, and has the schema`, async () => {
    for (const decision of decisions) {
      await inFolder({}, async (folder) => {
        const text = await written(folder, { measure, ...decision });
        assert.match(text, /^# yaml-language-server: \$schema=file:\/\/.*wiretax\.schema\.json\n/);
        const file = join(folder, 'wiretax.config.yaml');
        const { config } = await loadConfig(file, 'refuse');
        assert.equal(config, configOf(answersOf({ ...nothing, measure, ...decision })));
        const { experiment } = await loadStudy(file, { host });
        assert.ok(planCells(experiment).length >= 2);
        const { p99, throughput } = decision;
        assert.is(experiment.thresholds.length, [p99, throughput].filter(Boolean).length);
        assert.is(/^# thresholds:$/m.test(text), experiment.thresholds.length === 0);
      });
    }
  });
}

test('each key has a comment', async () => {
  await inFolder({}, async (folder) => {
    const text = await written(folder, { measure: 'limit', p99: '5ms' });
    for (const [, before] of text.matchAll(/^(.*)\n[a-z]\w+:/gim)) assert.match(before ?? '', /^# \S/);
  });
});

async function failureOf(work: Promise<unknown>): Promise<WiretaxError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.instance(thrown, WiretaxError);
  return thrown as WiretaxError;
}

test('a file that is there stays, unless it may be replaced', async () => {
  await inFolder({ 'wiretax.config.yaml': 'extends: smoke\n' }, async (folder) => {
    const error = await failureOf(written(folder, {}));
    assert.is(error.code, 'E_INIT');
    assert.match(error.message, /wiretax\.config\.yaml is there already; --force replaces it/);
    assert.is(readFileSync(join(folder, 'wiretax.config.yaml'), 'utf8'), 'extends: smoke\n');
    assert.match(await written(folder, {}, true), /^transport: \[tcp, rest, grpc\]$/m);
  });
});

test('answers that no run takes are refused as a config with them is, and nothing is written', async () => {
  await inFolder({}, async (folder) => {
    const error = await failureOf(written(folder, { measure: 'tcp://127.0.0.1' }));
    assert.instance(error, InputError);
    assert.match(error.problems[0]?.message ?? '', /has no port/);
    assert.not.ok(existsSync(join(folder, 'wiretax.config.yaml')));
  });
});

test('a name that would not be read as YAML is refused, and nothing is written', async () => {
  await inFolder({}, async (folder) => {
    for (const name of ['wiretax.config.json', 'mine.mjs', 'codecs', '.']) {
      const options = { given: nothing, yes: true, force: true, conversation: undefined };
      const file = join(folder, name);
      const error = await failureOf(writeFirstConfig(host, { file, ...options }));
      assert.match(error.message, /is no name for a config in YAML; end it with \.yaml$/);
      assert.is(existsSync(file), name === '.');
    }
  });
});

/** Types these lines, then ends the input. */
function typing(...lines: readonly string[]): Conversation & { readonly said: () => string } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let said = '';
  let typed = 0;
  output.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    // Each question ends with its default.
    if (!text.endsWith('] ')) return;
    const line = lines[typed];
    typed += 1;
    if (line === undefined) input.end();
    else input.write(`${line}\n`);
  });
  return { input, output, terminal: false, said: () => said };
}

async function asked(
  given: Partial<Replies>,
  conversation: Conversation | undefined,
  folder: string,
): Promise<string> {
  const file = join(folder, 'asked.yaml');
  const options = { file, given: { ...nothing, ...given }, yes: false, force: false, conversation };
  await writeFirstConfig(host, options);
  return readFileSync(file, 'utf8');
}

test('three questions, whose defaults an empty line takes', async () => {
  await inFolder({}, async (folder) => {
    const talk = typing('', '4KiB 8', '5ms 2k/s');
    const text = await asked({}, talk, folder);
    assert.is(talk.said().match(/\?/g)?.length, 3);
    for (const line of [
      'transport: [tcp, rest, grpc]',
      'size: [4KiB]',
      'concurrency: [8]',
      '  - throughput > 2k/s',
    ])
      assert.ok(text.includes(`${line}\n`), text);
  });
});

test('a URL in a reply may have commas', async () => {
  await inFolder({}, async (folder) => {
    const text = await asked({}, typing(' http://127.0.0.1:8080/a?ids=1,2 ', '', ''), folder);
    assert.ok(text.includes("{ url: 'http://127.0.0.1:8080/a?ids=1,2', as: mine }]\n"), text);
  });
});

test('what flags say is not asked', async () => {
  await inFolder({}, async (folder) => {
    const talk = typing('nothing');
    const text = await asked({ measure: 'codecs', size: '64B' }, talk, folder);
    assert.match(talk.said(), /^What decides\?/);
    assert.match(text, /^# thresholds:$/m);
  });
});

test('whoever leaves gets no file; where nobody can be asked, it says so', async () => {
  await inFolder({}, async (folder) => {
    const talk = typing('', '');
    assert.is((await failureOf(asked({}, talk, folder))).code, 'E_INTERRUPTED');
    assert.match(talk.said(), /\[nothing\] \n$/);
    const error = await failureOf(asked({}, undefined, folder));
    assert.is(error.code, 'E_INIT');
    assert.match(error.message, /nobody is there to answer; --yes/);
    assert.not.ok(existsSync(join(folder, 'asked.yaml')));
  });
});

test('the schema of a project that has Wiretax is that in its node_modules', async () => {
  const installed = { 'node_modules/@wiretax/config/package.json': {}, 'deep/a.txt': '' };
  await inFolder(installed, (folder) => {
    assert.is(schemaPlace(folder), './node_modules/@wiretax/config/wiretax.schema.json');
    assert.is(schemaPlace(join(folder, 'deep')), '../node_modules/@wiretax/config/wiretax.schema.json');
  });
});

test.run();
