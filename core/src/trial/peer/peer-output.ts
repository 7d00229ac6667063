import { shortened } from '../../kernel/foreign-text.js';
import { withoutSecrets } from '../../kernel/hidden-secrets.js';
import { LineSplitter } from './lines.js';

/** Lines that are kept for the record of a failed trial. */
const logLimit = 20;
const longestLine = 1000;
/** What is kept of all that it prints, in characters. */
const mostPrinted = 1 << 18;
const notKept = '(what follows was not kept)\n';

/** What a process has said, up to limits. */
export class PeerOutput {
  /** The last lines. */
  readonly log: string[] = [];
  /** All of it. */
  printed = '';

  keep(text: string): void {
    const line = withoutSecrets(text);
    this.log.push(shortened(line, longestLine));
    if (this.log.length > logLimit) this.log.shift();
    const room = mostPrinted - this.printed.length;
    if (room > 0) this.printed += `${line.slice(0, room)}\n`;
    if (room <= line.length && !this.printed.endsWith(notKept)) this.printed += notKept;
  }
}

/** Hands each line that a process writes to `take`; what that throws goes to `failed`. Gives what tells the rest, after the last end of a line. */
export function eachLine(
  listen: (listener: (chunk: string) => void) => void,
  take: (line: string) => void,
  failed: (thrown: unknown) => void,
): () => string {
  const splitter = new LineSplitter();
  listen((chunk) => {
    try {
      for (const line of splitter.push(chunk)) if (line !== '') take(line);
    } catch (thrown) {
      failed(thrown);
    }
  });
  return () => splitter.rest;
}
