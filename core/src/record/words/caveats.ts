import { type CaveatKind, caveatKinds, type Finding } from '../../contract/finding.js';

// One mark and one meaning for each caveat, for all reporters. Nothing here is escaped.

/** What stands beside a statement. */
export const caveatMarks: Readonly<Record<CaveatKind, string>> = {
  'order-only': '°',
  'client-bound': '†',
  unsteady: '≈',
};

/** What the mark means; one sentence. */
export const caveatMeanings: Readonly<Record<CaveatKind, string>> = {
  'order-only':
    'No interval supports its figures, as launches are too few or of unlike machines: an order only; run it with --reps 5.',
  'client-bound':
    'The client process set the pace in some of its rows: it compares client and server together, not servers.',
  unsteady: 'Throughput still changed in some of its rows, so start-up may be part of them.',
};

/** The marks of a finding, in one word: `°†`; empty for none. */
export function marksOf({ caveats = [] }: Pick<Finding, 'caveats'>): string {
  return caveatKinds
    .filter((kind) => caveats.some((caveat) => caveat.kind === kind))
    .map((kind) => caveatMarks[kind])
    .join('');
}

/** The statement with its marks: `tcp came before rest °`. */
export function markedStatement(finding: Pick<Finding, 'statement' | 'caveats'>): string {
  const marks = marksOf(finding);
  return marks === '' ? finding.statement : `${finding.statement} ${marks}`;
}

/** The legend of these findings: a mark and its meaning for each caveat that they have. */
export function caveatLegend(
  findings: readonly Pick<Finding, 'caveats'>[],
): readonly { readonly kind: CaveatKind; readonly mark: string; readonly meaning: string }[] {
  return caveatKinds
    .filter((kind) => findings.some(({ caveats = [] }) => caveats.some((caveat) => caveat.kind === kind)))
    .map((kind) => ({ kind, mark: caveatMarks[kind], meaning: caveatMeanings[kind] }));
}
