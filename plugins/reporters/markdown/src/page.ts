import type { Results } from '@wiretax/core';
import { mapStrings, remarks } from '@wiretax/core/record';
import { list, markdownText } from '@wiretax/writing/markdown';
import { ceiling } from './ceiling.js';
import { checks } from './checks.js';
import { type Image, images } from './images.js';
import { evidence } from './evidence.js';
import { failures } from './failures.js';
import { findings } from './findings.js';
import { flowCheck } from './flow-check.js';
import { opening, thisRun } from './introduction.js';
import { reading } from './reading.js';
import { again, conditions } from './reproduction.js';
import { tables } from './result-tables.js';
import { verdicts } from './verdicts.js';

/** The report, from the first heading to the command that runs it again; charts lie beside it as files. */
export function page(raw: Results, charts: readonly Image[] = []): string {
  // Everything below writes Markdown around strings that can't be Markdown themselves.
  const results = mapStrings(raw, markdownText);
  const sections = [
    opening(results, raw),
    checks(results),
    findings(results),
    images(charts),
    thisRun(results),
    ['## Results', ...tables(results)],
    verdicts(results),
    flowCheck(results),
    ceiling(results),
    evidence(results),
    failures(results, raw),
    notes(results),
    reading,
    conditions(results),
    again(raw),
  ];
  return `${sections.flat().join('\n\n')}\n`;
}

function notes({ trials }: Results): readonly string[] {
  const all = remarks(trials);
  if (all.length === 0) return [];
  const said = all.map(
    ({ text, trials: count }) => `${text} (${String(count)} of ${String(trials.length)} trials)`,
  );
  return ['## Notes', list(said)];
}
