const { stdout, stderr } = process;
const write = stdout.write.bind(stdout);

/** Writes to standard output, whether it is reserved or not. */
export function writeResult(text: string): void {
  write(text);
}

/**
 * From now on standard output belongs to what is written through a Host: whatever else is printed in this process, by plugins and
 * configs above all, goes to standard error. For programs of which nothing but Wiretax writes to it.
 */
export function reserveStdout(): void {
  stdout.write = stderr.write.bind(stderr);
}
