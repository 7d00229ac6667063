import { visibleLine } from '@wiretax/core';

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** What follows the family's name: `_bucket`, `_total`, … */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
}

export interface MetricFamily {
  /** Ends in the unit, where there is one. */
  readonly name: string;
  /** Of those of OpenMetrics the ones that Prometheus' older format has as well: its readers refuse a text with another. */
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** Text of OpenMetrics 1.0, for `application/openmetrics-text; version=1.0.0`. Families without samples are left out. */
export function exposition(families: readonly MetricFamily[]): string {
  const lines = families.filter(({ samples }) => samples.length > 0).flatMap(linesOf);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

function linesOf({ name, type, unit, help, samples }: MetricFamily): readonly string[] {
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(
      ({ suffix = '', labels, value }) => `${name}${suffix}${labelsText(labels)} ${numberText(value)}`,
    ),
  ];
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** On one line, as the text may be looked at in a terminal, and cut: a label is no place for a book. */
function escaped(text: string): string {
  return visibleLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** As Go writes them, which the specification asks for, so that bounds have one spelling: `1.0`, `0.0005`, `1e-05`. */
export function boundText(bound: number): string {
  if (bound === Infinity) return '+Inf';
  if (bound < 1e-4) return bound.toExponential().replace(/e-(\d)$/, 'e-0$1');
  return Number.isInteger(bound) ? `${String(bound)}.0` : String(bound);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}
