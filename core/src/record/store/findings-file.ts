import { join } from 'node:path';
import { type Caveat, caveatKinds, type Finding, questions } from '../../contract/finding.js';
import type { Host } from '../../contract/host.js';
import type { AskedAnalysis } from '../../contract/results.js';
import { reasonOf } from '../../kernel/errors.js';
import { readSchemas } from './former-trial.js';
import { anything, finite, flag, list, mapOf, oneOf, record, recordOf, text } from './shape.js';
import { parseStored } from './stored-json.js';

export const findingsFile = 'findings.json';
const mostBytes = 64 * 1024 ** 2;

/** What the last report of a run found. */
export interface StoredFindings {
  /** None where 0.1.0 stored them. */
  readonly analyses: readonly AskedAnalysis[];
  /** Without what they bring for charts and pages, which is not checked here. */
  readonly findings: readonly Omit<Finding, 'marks' | 'curves' | 'tables'>[];
  /** Why there are none, or not those that were stored; a sentence without a full stop. */
  readonly damage?: string;
}

const finding = recordOf<Finding>(
  { id: text, statement: text, numbers: mapOf(finite), cells: list(text) },
  {
    interval: record({ low: finite, high: finite, level: finite }),
    caveats: list(recordOf<Caveat>({ kind: oneOf(...caveatKinds), cells: list(text) }, {})),
    marks: anything,
    curves: anything,
    tables: anything,
    detail: flag,
    first: flag,
    answers: oneOf(...questions),
    figure: text,
    lacks: oneOf('evidence'),
    analysis: text,
  },
);
const analysis = recordOf<AskedAnalysis>({ name: text, title: text, weight: finite }, {});
const shape = record(
  { schema: oneOf(...readSchemas), findings: list(finding) },
  { analyses: list(analysis) },
);

/** Findings as they are stored, which the analyses of today might not find. Never throws for what is in the folder. */
export async function readFindings(host: Host, directory: string): Promise<StoredFindings> {
  const none = { analyses: [], findings: [] };
  const advice = 'wiretax report makes it again';
  let stored: unknown;
  try {
    stored = parseStored(await host.files.within(directory).read(findingsFile, mostBytes));
  } catch (thrown) {
    return { ...none, damage: `there are no findings to be read: ${reasonOf(thrown)}; ${advice}` };
  }
  const problem = shape(stored, '');
  if (problem !== undefined) {
    const file = join(directory, findingsFile);
    return { ...none, damage: `${file} is damaged: ${problem.path} ${problem.message}; ${advice}` };
  }
  return { ...none, ...(stored as Pick<StoredFindings, 'analyses' | 'findings'>) };
}
