import { formatDuration } from '@wiretax/core';
import type { Datum, View } from './chart.js';
import { clientsName, sizeName } from './scales.js';

const longestStatement = 240;

/** What each mark says when it is pointed at; null of those that say nothing. */
export type Told = (datum: Datum) => string | null;

/** `tcp, 64 B, 10 clients: P99 102 µs; client-bound`, of a point. */
export function toldPoint({ series, bytes, clients, verdict }: Datum, text: string): string {
  const place = `${String(series)}, ${sizeName(Number(bytes))}, ${clientsName(Number(clients))}`;
  return `${place}: ${text}${verdict === 'valid' ? '' : `; ${String(verdict)}`}`;
}

/** What points say, and findings where they have put a mark. */
export function toldOn({ findings }: View, point: (datum: Datum) => string): Told {
  const statements = new Map(findings.map(({ id, statement }) => [id, statement]));
  return (datum) => {
    if (datum['kind'] === 'point') return toldPoint(datum, point(datum));
    if (datum['kind'] !== 'mark') return null;
    const statement = statements.get(String(datum['finding'])) ?? '';
    return statement.length > longestStatement ? `${statement.slice(0, longestStatement)} …` : statement;
  };
}

/** ` (95.0 µs to 110 µs)`, of an interval if there is one. */
export function betweenText(
  low: Datum[string],
  high: Datum[string],
  text: (value: number) => string,
): string {
  return typeof low === 'number' && typeof high === 'number' ? ` (${text(low)} to ${text(high)})` : '';
}

/** `client user 50.5 µs`, of a part of a bar, with the whole. */
export function toldSegment(place: string, { series, part, ns }: Datum, wholeNs: number): string {
  const [own, whole] = [formatDuration(Number(ns)), formatDuration(wholeNs)];
  return `${String(series)}, ${place}: ${String(part)} ${own} of ${whole}`;
}
