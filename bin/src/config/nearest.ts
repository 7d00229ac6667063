import { distance } from 'fastest-levenshtein';

/** The candidate that a misspelt name was most likely meant to be; undefined if none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = name.length <= 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
  for (const candidate of candidates) {
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
  return sorted(one) === sorted(other) ? Math.min(1, distance(one, other)) : distance(one, other);
}

function sorted(text: string): string {
  return Array.from(text).sort().join('');
}
