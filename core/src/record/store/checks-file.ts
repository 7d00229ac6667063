import { join } from 'node:path';
import type { Check, CheckedCell, CheckOutcome } from '../../contract/check.js';
import type { Host } from '../../contract/host.js';
import { SCHEMA } from '../../contract/manifest.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { readSchemas } from './former-trial.js';
import { list, oneOf, record, recordOf, text, wordOf } from './shape.js';
import { parseStored } from './stored-json.js';

export const checksFile = 'checks.json';
const mostBytes = 16 * 1024 ** 2;

export interface StoredChecks {
  readonly checks: readonly Check[];
  /** Why there are none; a sentence without a full stop. */
  readonly damage?: string;
}

const outcome = wordOf<CheckOutcome>({ held: true, crossed: true, open: true });
const cell = recordOf<CheckedCell>({ cell: text, outcome, statement: text }, {});
const check = recordOf<Check>(
  { id: text, by: text, title: text, outcome, statement: text, cells: list(cell) },
  {},
);
const shape = record({ schema: oneOf(...readSchemas), checks: list(check) });

/** Checks as they are stored with a run; none where there is no such file. Never throws for what is in the folder. */
export async function readChecks(host: Host, directory: string): Promise<StoredChecks> {
  const path = join(directory, checksFile);
  const advice = 'wiretax report makes those of thresholds again';
  let stored: unknown;
  try {
    stored = parseStored(await host.files.within(directory).read(checksFile, mostBytes));
  } catch (thrown) {
    if ((thrown as { readonly code?: unknown }).code === 'ENOENT') return { checks: [] };
    return { checks: [], damage: `${path} can't be read: ${reasonOf(thrown)}; ${advice}` };
  }
  const problem = shape(stored, '');
  if (problem === undefined) return { checks: (stored as StoredChecks).checks };
  const what = problem.path === '' ? 'it' : problem.path;
  return { checks: [], damage: `${path} is damaged: ${what} ${problem.message}; ${advice}` };
}

/**
 * Stores checks in a run's folder, thresholds first, in place of those that the same demanders (`by`) have there; others stay. Rejects with
 * `E_WRITE` if it can't be written.
 */
export async function writeChecks(host: Host, directory: string, checks: readonly Check[]): Promise<void> {
  const { checks: stored } = await readChecks(host, directory);
  const document = { schema: SCHEMA, checks: mergedChecks(stored, checks) };
  try {
    await host.files.within(directory).write(checksFile, `${JSON.stringify(document, null, 2)}\n`);
  } catch (thrown) {
    const path = join(directory, checksFile);
    const advice = 'make room or mend its permissions, then wiretax report makes it again';
    throw new WiretaxError('E_WRITE', `can't write ${path}: ${reasonOf(thrown)}; ${advice}`, {
      cause: thrown,
    });
  }
}

/** Checks with those of some demanders replaced; thresholds first. */
export function mergedChecks(before: readonly Check[], now: readonly Check[]): readonly Check[] {
  const replaced = new Set(now.map(({ by }) => by));
  const all = [...before.filter(({ by }) => !replaced.has(by)), ...now];
  const isThreshold = ({ by }: Check): boolean => by === 'threshold';
  return [...all.filter(isThreshold), ...all.filter((each) => !isThreshold(each))];
}
