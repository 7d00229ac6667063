function range(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}

/** Characters that act on a terminal, reorder text, or can't be seen; each must be gone from what people are shown. */
export const hostileCharacters: readonly string[] = [
  ...range(0x00, 0x09),
  ...range(0x0b, 0x1f),
  ...range(0x7f, 0x9f),
  // Soft hyphen, Arabic letter mark, Hangul fillers, what joins and separates without width, direction marks.
  ...['\u00ad', '\u061c', '\u115f', '\u1160', '\u180e', '\u3164', '\uffa0', '\ufeff'],
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x206f),
  ...['\ud800', '\udbff', '\udc00', '\udfff', '\ufff9', '\ufffe', '\uffff', '\u{e0001}', '\u{e0041}'],
];

/** What terminals are told with: to clear, to recolour, to link, to write the clipboard; and what is too long for one. */
export const hostileTexts: readonly string[] = [
  '\u001b[2J\u001b[31m',
  '\u001b]52;c;bWF0IGhhcm0=\u0007',
  '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\',
  '\u001bPq\u001b\\\u009b2J\u009d52;c;x\u009c',
  'first\r\nerror: forged\rforged\u2028forged',
  'x'.repeat(60_000),
  '\u202e\u0000'.repeat(30_000),
];

/** What is wrong with a text that is shown to people; undefined if nothing is. Line feeds are ours. */
export function harmIn(text: string, longestLine = 1000): string | undefined {
  const found = hostileCharacters.find((character) =>
    // Half of a pair is harmful alone; whole ones have it, too.
    /[\ud800-\udfff]/.test(character) && character.length === 1
      ? /\p{Cs}/u.test(text)
      : text.includes(character),
  );
  if (found !== undefined) return `it has ${JSON.stringify(found)}`;
  const longest = Math.max(...text.split('\n').map((line) => line.length));
  return longest > longestLine ? `it has a line of ${String(longest)} characters` : undefined;
}
