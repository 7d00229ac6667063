/** What a text that people write says in JSON; with a byte order mark, too. Throws an Error that says what is in the way. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch (error) {
    throw conflictIn(text) ?? error;
  }
}

/** Editors of some systems begin a file with a byte order mark. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** An error if git has left a merge to be finished in a text. */
export function conflictIn(text: string): Error | undefined {
  const line = text.split(/\r?\n/).findIndex((each) => /^(<{7}|>{7}) /.test(each));
  if (line < 0) return undefined;
  return new Error(`line ${String(line + 1)} is git's mark of a conflict; finish the merge`);
}
