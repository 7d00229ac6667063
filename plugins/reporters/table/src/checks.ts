import type { Results } from '@wiretax/core';
import { checkText, gravestChecks } from '@wiretax/core/record';
import { shorten } from '@wiretax/writing';
import type { Entry } from './header.js';

const most = 12;
const longestName = 12;

/** What was demanded of the run and what came of it, the gravest first. */
export function checkEntries({ checks }: Results): readonly Entry[] {
  const shown = gravestChecks(checks).slice(0, most);
  const left = checks.length - shown.length;
  const entries = shown.map((check) => ({ name: shorten(check.by, longestName), text: checkText(check) }));
  return left === 0 ? entries : [...entries, { name: 'checks', text: `${String(left)} more in checks.json` }];
}
