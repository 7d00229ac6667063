import type { Check, CheckOutcome } from '../../contract/check.js';

// What reporters say of checks, so that no two of them say it differently. Nothing here is escaped.

/** Stands before a check's title. */
export const checkMarks: Readonly<Record<CheckOutcome, string>> = { crossed: '✗', open: '?', held: '✓' };

const gravest: readonly CheckOutcome[] = ['crossed', 'open', 'held'];

/** Those that are crossed first, those that hold last; otherwise in their order. */
export function gravestChecks(checks: readonly Check[]): readonly Check[] {
  return gravest.flatMap((outcome) => checks.filter((check) => check.outcome === outcome));
}

/** What became of all of them, gravest first: `1 of 3 checks crossed, 2 held`; undefined without any. */
export function checksPhrase(checks: readonly Check[]): string | undefined {
  const [first, ...others] = gravest.flatMap((outcome) => {
    const count = checks.filter((check) => check.outcome === outcome).length;
    return count === 0 ? [] : [{ count, outcome: outcome === 'open' ? 'not known' : outcome }];
  });
  if (first === undefined) return undefined;
  const noun = checks.length === 1 ? 'check' : 'checks';
  const whole = first.count === checks.length ? '' : ` of ${String(checks.length)}`;
  const rest = others.map(({ count, outcome }) => `, ${String(count)} ${outcome}`);
  return `${String(first.count)}${whole} ${noun} ${first.outcome}${rest.join('')}`;
}

/** A check in one line: its mark, what is demanded, what came of it. */
export function checkText({ outcome, title, statement }: Check): string {
  return `${checkMarks[outcome]} ${title}: ${statement}`;
}
