/** Samples by stack: the thread's name and its frames, outermost first, with `;` between them. */
export type Stacks = ReadonlyMap<string, number>;

/** The text of a `.folded` file, as flame graph tools read it. */
export function foldedText(stacks: Stacks): string {
  const lines = [...stacks].map(([stack, samples]) => `${stack} ${String(samples)}\n`);
  return lines.sort().join('');
}

/** What such a text holds. Lines that are none are left out. */
export function parseFolded(text: string): Stacks {
  const stacks = new Map<string, number>();
  for (const line of text.split('\n')) {
    const space = line.lastIndexOf(' ');
    const samples = line.slice(space + 1);
    if (space <= 0 || !/^\d+$/.test(samples)) continue;
    const stack = line.slice(0, space);
    stacks.set(stack, (stacks.get(stack) ?? 0) + Number(samples));
  }
  return stacks;
}

export function samplesIn(stacks: Stacks): number {
  let sum = 0;
  for (const samples of stacks.values()) sum += samples;
  return sum;
}
