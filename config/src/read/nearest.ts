import { distance } from 'fastest-levenshtein';

/** The candidate that a misspelt name was most likely meant to be; undefined if none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = name.length <= 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    // At least as many edits as one is longer than the other.
    if (Math.abs(candidate.length - name.length) > fewest) continue;
    const found = edits(name.toLowerCase(), candidate.toLowerCase());
    if (found < fewest || (found === fewest && best === undefined)) {
      best = candidate;
      fewest = found;
    }
  }
  return best;
}

/** Levenshtein's distance, but letters in the wrong order are one slip of the finger. */
function edits(one: string, other: string): number {
  const found = distance(one, other);
  return found > 1 && one.length === other.length && sorted(one) === sorted(other) ? 1 : found;
}

function sorted(text: string): string {
  return Array.from(text).sort().join('');
}
