/** What anything of Wiretax's has fewer of; much more would overflow the stack of whoever walks through it. */
const mostLevels = 64;

/** The value of a stored JSON text; throws if it is none, or one that is nested as no record is. */
export function parseStored(text: string): unknown {
  if (levelsOf(text) > mostLevels) throw new Error(`it has more than ${String(mostLevels)} levels`);
  return JSON.parse(text);
}

/** The most brackets that are open at once. */
function levelsOf(text: string): number {
  let [open, most] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22:
        at = endOfText(text, at);
        break;
      case 0x5b:
      case 0x7b:
        open += 1;
        if (open > most) most = open;
        break;
      case 0x5d:
      case 0x7d:
        open -= 1;
        break;
    }
  }
  return most;
}

/** Where the JSON text that begins here ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at += 1;
  }
  return text.length;
}
