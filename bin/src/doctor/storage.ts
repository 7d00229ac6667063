import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Host, reasonOf } from '@wiretax/core';
import { type Check, fail, ok } from './check.js';

/** Whether results can be written. Leaves no file behind, and no folder of that name. */
export async function checkOutput(host: Host, out: string): Promise<Check> {
  const existed = existsSync(out);
  const probe = join(out, `.probe-${String(host.runtime.pid)}`);
  try {
    await host.files.makeDirectory(out);
    await host.files.write(probe, '');
    await host.files.remove(probe);
    if (!existed) rmdirSync(out);
    return ok('results', `${out} can be written`);
  } catch (error) {
    return fail('results', `${out} can't be written: ${reasonOf(error)}`, 'choose another folder with --out');
  }
}
