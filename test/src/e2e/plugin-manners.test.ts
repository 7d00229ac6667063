import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { entriesBelow, withCli } from './cli.js';
import { documentOf, storedRuns } from './run-results.js';

/** A plugin file with an echo transport, which is told when a peer begins. */
function door({ before = '', apply = '', opened = '', options = '{}' } = {}): string {
  return `
    import { echo } from '${fixture('bad-luck/echo.mjs')}';
    ${before}
    export default {
      name: 'door',
      api: 2,
      settings: ${options},
      apply(bench) {
        ${apply}
        const { listen, connect, supports } = echo();
        bench.transports.add('door', {
          supports,
          options: ${options},
          listen: (given) => { ${opened} return listen(given); },
          connect: (given) => { ${opened} return connect(given); },
        });
      },
    };
  `;
}

test('standard output is for results, whatever plugins and configs print', async () => {
  const print = (what: string): string =>
    `console.log('printed ${what}'); process.stdout.write('and ${what}\\n');`;
  const plugin = door({
    before: print('on import'),
    apply: `${print('in apply')} bench.hooks.setup.tap('print', () => { ${print('in a tap')} });`,
    opened: print('in a peer'),
  });
  const config = studyOf({ plugins: './door.mjs', transport: 'door', reporters: 'json' });
  const [text = ''] = Object.values(config);
  const files = {
    'door.mjs': plugin,
    'study.mjs': `${print('by a config')} export default ${text};`,
  };
  await withCli(files, async (cli) => {
    const finished = await cli.run('run', 'study.mjs');
    assert.is(finished.code, 0, finished.stderr);
    assert.is(documentOf(finished).rows.length, 1);
    for (const what of ['by a config', 'on import', 'in apply', 'in a tap'])
      assert.match(finished.stderr, `printed ${what}\nand ${what}\n`);
    assert.not.match(finished.stderr, 'in a peer');
    // What peers print is kept, also of a trial that went well.
    const { id } = newestRun(cli);
    for (const log of ['client.log', 'server.log']) {
      const path = join(cli.folder, '.wiretax/runs', id, 'trials/door.64B.c1/1', log);
      const said = ['on import', 'in apply', 'in a peer'].map((what) => `printed ${what}\nand ${what}\n`);
      assert.is(readFileSync(path, 'utf8'), said.join(''));
    }
  });
});

test('a plugin that changes the working folder takes no file with it', async () => {
  const leave = (place: string): string => `process.chdir(${JSON.stringify(place)});`;
  const files = {
    ...studyOf({ plugins: './door.mjs', transport: ['door', 'tcp'], reporters: ['table', 'csv'] }),
    'elsewhere/x': '',
    'tree/y': '',
    'door.mjs': door({
      before: leave('/'),
      apply: `bench.hooks.setup.tap('move', () => { ${leave('/usr')} });`,
      opened: leave('/'),
    }),
  };
  await withCli(files, async (cli) => {
    const { code, stdout, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    assert.is(storedRuns(cli.folder).length, 1);
    const { id, trials } = newestRun(cli);
    assert.is(trials.size, 2);
    assert.match(stdout, `\n.wiretax/runs/${id} `);
    const kept = readdirSync(join(cli.folder, '.wiretax/runs', id, 'trials/door.64B.c1/1'));
    assert.ok(kept.includes('response.hlog'), kept.join());
  });
});

const secret = `{ type: 'object', properties: { token: { type: 'string', pattern: '^tok', writeOnly: true } } }`;
const token = 'tok-correct-horse';

function storedTexts(run: string): string {
  const stored = entriesBelow(run).filter((entry) => /\.(json|jsonl|log)$/.test(entry));
  return stored.map((entry) => readFileSync(join(run, entry), 'utf8')).join('\n');
}

test('a secret reaches the peers and no file, whoever tells it', async () => {
  const plugin = door({
    options: secret,
    apply: `bench.hooks.setup.tap('note', ({ note }) => note('settings have ' + bench.settings.token));`,
    opened: `
      if (given.options.token !== '${token}') throw new Error('it is ' + given.options.token);
      console.log('the token is ' + given.options.token);
      if (given.clients === 2) throw new Error('401 for ' + given.options.token);
    `,
  });
  const files = {
    ...studyOf({
      plugins: './door.mjs',
      transport: { use: 'door', token: '$WIRETAX_DOOR' },
      concurrency: [1, 2],
      settings: { door: { token: '$WIRETAX_DOOR' } },
    }),
    'door.mjs': plugin,
  };
  const variables = { WIRETAX_DOOR: token };
  await withCli(
    files,
    async (cli) => {
      const { code, stdout, stderr } = await cli.run('run');
      assert.is(code, 1, stderr);
      assert.match(stderr, '1 of 2 trials failed');
      const { id } = newestRun(cli);
      const run = join(cli.folder, '.wiretax/runs', id);
      const texts = storedTexts(run);
      assert.match(texts, '401 for $WIRETAX_DOOR');
      assert.match(texts, 'settings have $WIRETAX_DOOR');
      assert.match(texts, 'the token is $WIRETAX_DOOR');
      for (const text of [stdout, stderr, texts, ...entriesBelow(run)]) assert.not.match(text, token);
      assert.ok(entriesBelow(run).includes('trials/door-WIRETAX_DOOR.64B.c1'));
    },
    { variables },
  );
});

test('a stored run is reported without its secrets, and goes on only with all of them', async () => {
  const reporter = `bench.reporters.add('told', { report: (_, { print }) => print('told ' + bench.settings.token) });`;
  const files = {
    ...studyOf({
      plugins: ['./door.mjs', './gate.mjs'],
      transport: ['door', { use: 'gate', token: '$WIRETAX_GATE' }],
      settings: { door: { token: '$WIRETAX_DOOR' } },
    }),
    'door.mjs': door({ options: secret, apply: reporter }),
    'gate.mjs': door({ options: secret }).replaceAll("'door'", "'gate'"),
  };
  const variables = { WIRETAX_DOOR: undefined, WIRETAX_GATE: undefined };
  const having = ['env', `WIRETAX_DOOR=${token}`, `WIRETAX_GATE=${token}`];
  const allow = ['--allow-plugin', 'door.mjs', '--allow-plugin', 'gate.mjs'];
  await withCli(
    files,
    async (cli) => {
      assert.is((await cli.startUnder(having, 'run').finished).code, 0);
      const { id } = newestRun(cli);
      const path = join(cli.folder, '.wiretax/runs', id, 'trials.jsonl');
      const [first = ''] = readFileSync(path, 'utf8').split('\n');
      writeFileSync(path, `${first}\n`);
      const absent = 'settings of door, token: the environment has no WIRETAX_DOOR; set it to the secret\n';

      const reported = await cli.run('report', id, '--reporter', 'table', ...allow);
      assert.is(reported.code, 0, reported.stderr);
      assert.match(reported.stderr, `warning: a plugin is left out: ${absent}`);
      assert.match(reported.stderr, /--resume \S+ --allow-plugin door\.mjs --allow-plugin gate\.mjs\n/);
      const asked = await cli.run('report', id, '--reporter', 'told', ...allow);
      assert.is(asked.code, 2);
      assert.match(asked.stderr, 'there is no reporter told');
      assert.match(asked.stderr, `  ${absent}`);
      const told = await cli.startUnder(having, 'report', id, '--reporter', 'told', ...allow).finished;
      assert.match(told.stdout, 'told ');

      const refused = await cli.run('run', '--resume', id, ...allow);
      assert.is(refused.code, 2);
      assert.match(refused.stderr, `E_SECRET: ${id} can't go on\n  ${absent}`);
      assert.match(
        refused.stderr,
        '  transport gate-WIRETAX_GATE, token: the environment has no WIRETAX_GATE',
      );
      const resumed = await cli.startUnder(having, 'run', '--resume', id, ...allow).finished;
      assert.is(resumed.code, 0, resumed.stderr);
      assert.is(newestRun(cli).trials.size, 2);
      for (const text of [resumed.stdout, resumed.stderr, storedTexts(join(path, '..'))])
        assert.not.match(text, token);
    },
    { variables },
  );
});

test('a secret that is written into a config, or is not there, is refused without being quoted', async () => {
  const files = {
    ...studyOf({ plugins: './door.mjs', transport: 'tcp' }),
    'door.mjs': door({ options: secret }),
  };
  await withCli(
    files,
    async (cli) => {
      const refuses = async (flag: string, says: string): Promise<void> => {
        const { code, stdout, stderr } = await cli.run('run', '--transport', flag);
        assert.is(code, 2);
        assert.is(stdout, '');
        assert.match(stderr, says);
        assert.not.match(stderr, 'tok-');
        assert.not.match(stderr, 'wrong-horse');
      };
      await refuses(`door:token=${token}`, 'token: is a secret; write the environment variable that has it');
      await refuses(`door:token=${token.repeat(10)}`, 'its label has 175 characters');
      await refuses(
        'door:token=$WIRETAX_NOT',
        'token: the environment has no WIRETAX_NOT; set it to the secret',
      );
      await refuses('door:token=$WIRETAX_BAD', 'token: "$WIRETAX_BAD" must match pattern "^tok"');
    },
    { variables: { WIRETAX_BAD: 'wrong-horse' } },
  );
});

test('a path in options is relative to the config that has it, or to where a flag was given', async () => {
  const schema = `{ type: 'object', properties: { file: { type: 'string', format: 'path' } } }`;
  const plugin = door({
    before: `import { readFileSync } from 'node:fs';`,
    options: schema,
    apply: `bench.hooks.setup.tap('note', ({ note }) => note('settings: ' + readFileSync(bench.settings.file)));`,
    opened: `console.log('options: ' + readFileSync(given.options.file));`,
  });
  const base = { transport: { use: 'door', file: 'x' }, settings: { door: { file: 'x' } } };
  const [study = ''] = Object.values(studyOf({ plugins: './door.mjs', extends: './base/base.json' }));
  const files = {
    'base/base.json': JSON.stringify(base),
    'base/x': 'in base',
    'studies/study.json': study.replace('./base/', '../base/'),
    'studies/door.mjs': plugin,
    'here/x': 'here',
  };
  await withCli(files, async (cli) => {
    const logOf = (label: string): string => {
      const { id, trials } = newestRun(cli);
      assert.ok(trials.get(label)?.notes.includes('settings: in base'), id);
      const trial = join(cli.folder, '.wiretax/runs', id, `trials/${label}.64B.c1/1`);
      return readFileSync(join(trial, 'client.log'), 'utf8');
    };
    assert.is((await cli.run('run', 'studies/study.json')).code, 0);
    assert.is(logOf('door-x'), 'options: in base\n');
    const command = ['sh', '-c', 'cd here && exec "$@"', 'sh'];
    const flags = ['--transport', 'door:file=x', '--out', '../.wiretax'];
    const { code, stderr } = await cli.startUnder(command, 'run', '../studies/study.json', ...flags).finished;
    assert.is(code, 0, stderr);
    assert.is(logOf('door-x'), 'options: here\n');
  });
});

test.run();
