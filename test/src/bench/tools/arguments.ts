/** An option of a benchmark, `--pairs 5`. */
export function numberOption(name: string, fallback: number): number {
  return Number(textOption(name, String(fallback)));
}

export function textOption(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback);
}

/** Whether `--name` was given. */
export function hasOption(name: string): boolean {
  return process.argv.includes(`--${name}`);
}

/** An argument by its place, counted from 0; of benchmarks that take no options. */
export function numberArgument(place: number, fallback: number): number {
  return Number(textArgument(place, String(fallback)));
}

export function textArgument(place: number, fallback: string): string {
  return process.argv[place + 2] ?? fallback;
}
