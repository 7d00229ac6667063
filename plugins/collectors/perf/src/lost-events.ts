/**
 * What perf says about events that it has lost: `lost 3 chunks` where a buffer was full between two records, `lost 7.13%` where
 * the kernel counted samples that it could not write. Undefined when it says nothing.
 */
export function lostEvents(said: string): string | undefined {
  return /\blost (?:\d+(?:\.\d+)? ?%|\d+ (?:chunks|samples|events)\b)/i.exec(said)?.[0];
}
