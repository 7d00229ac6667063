import { visibleLine } from '@wiretax/core';
import { mapStrings } from '@wiretax/core/record';
import { textTable } from '@wiretax/writing';
import type { Check } from './check.js';

const marks = { ok: 'ok', warn: 'warn', fail: 'FAIL' } as const;

export function examinationText(found: readonly Check[]): string {
  const checks = mapStrings(found, (text) => visibleLine(text));
  const rows = checks.flatMap(({ name, status, detail, fix }) => [
    [marks[status], name, detail],
    ...(fix === undefined ? [] : [['', '', `→ ${fix}`]]),
  ]);
  return `${textTable(rows).join('\n')}\n\n${conclusion(checks)}\n`;
}

function conclusion(checks: readonly Check[]): string {
  const failing = checks.filter((check) => check.status === 'fail').length;
  if (failing > 0) return `wiretax run can't work here until what is marked FAIL is mended.`;
  const spoiling = checks.filter(({ spoils }) => spoils === true).map(({ name }) => name);
  if (spoiling.length > 0) {
    return `wiretax run works here, but don't trust what it would measure now; first mend: ${spoiling.join(', ')}.`;
  }
  const warnings = checks.filter((check) => check.status === 'warn').length;
  return warnings === 0
    ? 'Nothing stands in the way.'
    : 'wiretax run works here; mind the warnings when you read figures.';
}
