import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const folder = fileURLToPath(new URL('../commands', import.meta.url));

interface CommandModule {
  readonly default: { readonly args?: Readonly<Record<string, { readonly ignoreStdin?: boolean }>> };
}

test('no argument is taken from standard input, which may be the list of a loop or no file at all', async () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  );
  assert.ok(files.length > 10);
  for (const file of files) {
    const command = ((await import(pathToFileURL(join(folder, file)).href)) as CommandModule).default;
    for (const [name, argument] of Object.entries(command.args ?? {}))
      assert.is(argument.ignoreStdin, true, `${file}: ${name}`);
  }
});

test.run();
