import type { Results } from './results.js';

/**
 * Shows results to people or programs. Must cope with failed trials, missing evidence and zero rows, and
 * must escape every string for its format: names come from configs and plugins.
 */
export interface Reporter {
  /**
   * `none` if it shows no findings. Where all reporters of a report say so, and no plugin taps `report`, analyses
   * aren't run: they compare rows with rows, which takes long for thousands. `findings.json` isn't written then.
   */
  readonly findings?: 'none';
  /**
   * Makes the same text of the same results. Resolves when its files are written, and rejects if one can't be.
   */
  report(results: Results, output: ReportOutput): void | Promise<void>;
}

export interface ReportOutput {
  /** Writes to standard output. The text carries its own line ends. */
  readonly print: (text: string) => void;
  /**
   * Writes a file into the run's folder, replacing an older one. Resolves with its path. A plain name; not
   * that of a file of the kernel (`manifest.json`, `trials.jsonl`, `findings.json`, `checks.json`).
   */
  readonly write: (file: string, text: string) => Promise<string>;
  /** Width of the terminal in columns; 0 when standard output is not a terminal. */
  readonly columns: number;
  /** Whether colours may be used (terminal, NO_COLOR, FORCE_COLOR). */
  readonly color: boolean;
  /** What starts the command line in a shell, for commands that are printed; `wiretax` when left out. */
  readonly program?: string;
  /**
   * The newest stored run before this one, in the same folder of results, of the same name and with cells in common: those of them only,
   * without findings. Read when it is asked for; undefined where there is none that can be read. Left out where nobody looks for it.
   */
  readonly earlier?: () => Promise<Results | undefined>;
}
