/** How an error ends a command: the input was wrong and nothing ran, something failed, or somebody stopped it. The exit codes follow. */
export const errorExits = { input: 2, failure: 1, interruption: 130 } as const;

export type ErrorType = keyof typeof errorExits;

export type ExitCode = (typeof errorExits)[ErrorType];

/** One row of the table of error codes. */
export interface ErrorRow<T extends ErrorType = ErrorType> {
  readonly type: T;
  /** What has happened, in one sentence. */
  readonly means: string;
  /** What to do next. */
  readonly remedy: string;
  /** Where docs/ says more. */
  readonly page?: Page;
}

/** A page of docs/, and a heading of it: `results.md#on-disk`. */
export type Page = `${string}.md` | `${string}.md#${string}`;

function rowOf<T extends ErrorType>(type: T) {
  return (means: string, remedy: string, page?: Page): ErrorRow<T> => ({
    type,
    means,
    remedy,
    ...(page === undefined ? {} : { page }),
  });
}

export const input = rowOf('input');
export const failure = rowOf('failure');
export const interruption = rowOf('interruption');
