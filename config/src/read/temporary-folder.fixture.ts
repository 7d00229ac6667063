import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs `use` in a new folder with these files (objects as JSON), and removes it. */
export async function inFolder(
  files: Readonly<Record<string, unknown>>,
  use: (folder: string) => void | Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-test-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
