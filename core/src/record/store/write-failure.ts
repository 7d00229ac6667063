import { codeOf, reasonOf, WiretaxError } from '../../kernel/errors.js';

const code = 'E_WRITE';

/** Does what writes results; whatever keeps it from that ends the run and is no failure of the trial. */
export async function writing<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    // It says what to do itself.
    if (thrown instanceof WiretaxError) throw thrown;
    const advice =
      codeOf(thrown) === 'ENOENT'
        ? 'its folder is gone, and the trials in it; begin a new run'
        : 'finished trials are kept; make room, then go on with --resume';
    throw new WiretaxError(code, `can't write ${path}: ${reasonOf(thrown)}; ${advice}`, { cause: thrown });
  }
}

export function isWriteFailure(thrown: unknown): boolean {
  return codeOf(thrown) === code;
}
