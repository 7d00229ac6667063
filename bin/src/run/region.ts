export interface Terminal {
  write(text: string): void;
  /** Width and height now; terminals are resized. */
  columns(): number;
  rows(): number;
}

const escape = '\u001b[';

/** The last lines of a terminal, drawn again in place. What is written in between must come after a `clear`. */
export class Region {
  readonly #terminal: Terminal;
  #height = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Empty lines are left out, none wraps, and those that find no room are left out from the end. */
  draw(lines: readonly string[]): void {
    const width = Math.max(10, this.#terminal.columns() - 1);
    const most = Math.max(1, this.#terminal.rows() - 2);
    const shown = lines.filter((line) => line !== '').slice(0, most);
    const text = shown.map((line) => line.slice(0, width)).join('\n');
    this.#terminal.write(`${this.#start()}${text}`);
    this.#height = shown.length;
  }

  clear(): void {
    if (this.#height > 0) this.#terminal.write(this.#start());
    this.#height = 0;
  }

  /** To the region's first line, with nothing left from there on. */
  #start(): string {
    const up = this.#height > 1 ? `${escape}${String(this.#height - 1)}A` : '';
    return `\r${up}${escape}J`;
  }
}
