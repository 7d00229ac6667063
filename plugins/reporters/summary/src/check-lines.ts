import type { Check, Results } from '@wiretax/core';
import { checkText, gravestChecks } from '@wiretax/core/record';
import { type Paint, shorten, type Style } from '@wiretax/writing';

const most = 2;
const styles: Readonly<Record<Check['outcome'], Style>> = { held: 'green', crossed: 'red', open: 'yellow' };

/** What was demanded and isn't so, then what can't be told; what holds is counted elsewhere. A line each. */
export function checkLines(
  { checks }: Pick<Results, 'checks'>,
  columns: number,
  paint: Paint,
): readonly string[] {
  const told = gravestChecks(checks).filter(({ outcome }) => outcome !== 'held');
  const shown = told.length > most ? told.slice(0, most - 1) : told;
  const left = told.length - shown.length;
  return [
    ...shown.map((check) => paint(styles[check.outcome], shorten(checkText(check), columns))),
    ...(left > 0 ? [paint('dim', `  and ${String(left)} more of these`)] : []),
  ];
}
