import type { Subject } from './subject.js';

/** One obligation of a contract. It acquires and releases what it needs itself. */
export interface Case {
  /** What holds: `closes twice`. */
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

/** Registers cases with the author's test function, each under `<kind> <name>: <case>`. */
export function registerCases(subject: Subject, kind: string, cases: readonly Case[]): void {
  for (const { name, run } of cases) {
    subject.test(`${kind} ${subject.name}: ${name}`, () => withinLimit(run, subject.limitMs ?? 20_000));
  }
}

async function withinLimit(run: Case['run'], limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the case took longer than ${String(limitMs / 1000)} s: something never settles`));
    }, limitMs);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
