import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';

// Configs that others may have put there. Each module leaves a file when it is executed.

const program = (exported = '{ transport: "tcp" }'): string => `
import { writeFileSync } from 'node:fs';
writeFileSync(process.env.TMPDIR + '/executed', '');
export default ${exported};
`;
const looking: readonly (readonly string[])[] = [
  ['list', 'plugins'],
  ['doctor'],
  ['plugins', 'inspect', 'tcp'],
];

function wasExecuted({ temporary }: Cli): boolean {
  const trace = join(temporary, 'executed');
  const found = existsSync(trace);
  rmSync(trace, { force: true });
  return found;
}

const plans: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
  ['a module', { 'wiretax.config.mjs': program() }, /wiretax\.config\.mjs is a program, which/],
  [
    'a YAML file that extends a module',
    { 'wiretax.config.yaml': 'extends: ./base.mjs', 'base.mjs': program() },
    /base\.mjs is a program, which/,
  ],
  [
    'a YAML file that imports a module',
    { 'wiretax.config.yaml': '$import: ./base.mjs', 'base.mjs': program() },
    /base\.mjs is a program, which/,
  ],
  [
    'a YAML file that extends a package',
    {
      'wiretax.config.yaml': 'extends: base',
      'node_modules/base/package.json': '{"exports": "./index.js", "type": "module"}',
      'node_modules/base/index.js': program(),
    },
    /base\/index\.js is a program, which/,
  ],
  [
    'a package.json that extends a module',
    { 'package.json': '{"wiretaxConfig": {"extends": "./base.mjs"}}', 'base.mjs': program() },
    /base\.mjs is a program, which/,
  ],
];

for (const [name, files, said] of plans) {
  test(`${name} is executed by run alone`, () =>
    withCli(files, async (cli) => {
      for (const command of looking) {
        const { code, stderr } = await cli.run(...command);
        assert.is(code, 0, stderr);
        assert.match(stderr, said);
        assert.not(wasExecuted(cli), command.join(' '));
      }
      const { code, stderr } = await cli.run('run', '--dry-run');
      assert.is(code, 0, stderr);
      assert.match(stderr, new RegExp(`^Running ${Object.keys(files)[0] ?? ''}\\.`));
      assert.ok(wasExecuted(cli));
      const without = await cli.run('run', '--dry-run', '--no-config');
      assert.is(without.code, 0);
      assert.match(without.stdout, /^quick: /);
      assert.not(wasExecuted(cli));
    }));
}

test('plugins that a config names are imported by run alone', () =>
  withCli(
    { 'wiretax.config.yaml': 'transport: tcp\nplugins: [./local.mjs]', 'local.mjs': program() },
    async (cli) => {
      for (const command of looking) {
        assert.is((await cli.run(...command)).code, 0);
        assert.not(wasExecuted(cli), command.join(' '));
      }
      const { stderr } = await cli.run('run', '--dry-run');
      assert.match(stderr, 'local.mjs');
      assert.ok(wasExecuted(cli));
    },
  ));

for (const kind of ['js', 'cjs', 'mjs']) {
  test(`.config/config.${kind} is nothing to us`, () => {
    const text =
      kind === 'mjs' ? program() : "require('fs').writeFileSync(process.env.TMPDIR + '/executed', '')";
    return withCli({ [`.config/config.${kind}`]: text, 'package.json': '{}' }, async (cli) => {
      for (const command of [...looking, ['run', '--dry-run'], ['list', 'presets']]) {
        assert.is((await cli.run(...command)).code, 0);
        assert.not(wasExecuted(cli), command.join(' '));
      }
    });
  });
}

test("another user's config, above or in the folder that one is in, is executed by nobody", () => {
  if (process.getuid?.() !== 0) {
    console.log('SKIPPED: only root can give files to another user');
    return Promise.resolve();
  }
  return withCli({}, async (cli) => {
    const work = join(cli.folder, 'shared/mine/work');
    mkdirSync(work, { recursive: true });
    writeFileSync(join(cli.folder, 'shared/wiretax.config.mjs'), program());
    chownSync(join(cli.folder, 'shared'), 1234, 1234);
    const commands = [...looking, ['run', '--dry-run']];
    for (const command of commands) {
      const { code, stderr } = await cli.startUnder(['env', '-C', work], ...command).finished;
      assert.is(code, 0, stderr);
      assert.not(wasExecuted(cli), command.join(' '));
    }
    writeFileSync(join(work, 'wiretax.config.mjs'), program());
    chownSync(join(work, 'wiretax.config.mjs'), 1234, 1234);
    for (const command of commands) {
      const { stderr } = await cli.startUnder(['env', '-C', work], ...command).finished;
      assert.match(stderr, 'belongs to another user and is left out');
      assert.not(wasExecuted(cli), command.join(' '));
    }
    const named = ['run', '--dry-run', 'wiretax.config.mjs'];
    assert.is((await cli.startUnder(['env', '-C', work], ...named).finished).code, 0);
    assert.ok(wasExecuted(cli));
  });
});

test.run();
