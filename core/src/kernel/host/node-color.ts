/**
 * Whether to colour what goes to a terminal, or doesn't: FORCE_COLOR decides (0 and false say no), NO_COLOR stands above it
 * (no-color.org), and a terminal that calls itself dumb shows no colours.
 */
export function colorWanted(
  { NO_COLOR: never, FORCE_COLOR: always, TERM: terminal }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (never) return false;
  if (always) return !['0', 'false'].includes(always);
  return isTerminal && terminal !== 'dumb';
}
