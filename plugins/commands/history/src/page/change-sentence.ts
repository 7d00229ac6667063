import type { Figure, TrendPoint } from '../cell-trend.js';
import { figureName, figureText, percent } from '../history-text.js';

/** How the newest run stands, in plain words. */
export function changeSentence(points: readonly TrendPoint[], figure: Figure): string {
  const known = points.filter(({ value }) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return `No run has ${figureName(figure)} of this cell.`;
  const { value, interval, againstBefore, againstMedian, notes } = last;
  const text = (each: number): string => figureText(each, figure);
  const between = interval === null ? '' : ` (${text(interval.low)} to ${text(interval.high)})`;
  const sentences = [
    `In the newest of ${String(known.length)} ${known.length === 1 ? 'run' : 'runs'} ${figureName(figure)} is ${figureText(value, figure)}${between}.`,
  ];
  if (againstBefore !== null) {
    const meaning = {
      overlap: ': the intervals overlap',
      apart: ': the intervals are apart',
      unknown: '; without intervals nothing can be claimed',
    }[againstBefore.intervals];
    sentences.push(`Against the run before it is ${percent(againstBefore.change)}${meaning}.`);
  }
  if (againstMedian !== null)
    sentences.push(`Against the median of all earlier ones it is ${percent(againstMedian)}.`);
  if (notes.length > 0) sentences.push('Something else was otherwise, too: see its line.');
  return sentences.join(' ');
}
