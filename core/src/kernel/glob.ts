/**
 * Whether a text is meant by a pattern, in which each `*` stands for any characters, also none. Takes time in
 * proportion to the text, whatever the pattern.
 */
export function globMatcher(pattern: string): (text: string) => boolean {
  const [start = '', ...between] = pattern.split('*');
  const end = between.pop();
  if (end === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(start) || !text.endsWith(end)) return false;
    const last = text.length - end.length;
    let from = start.length;
    for (const part of between) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= last;
  };
}
