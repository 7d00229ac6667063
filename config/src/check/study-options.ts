import type { Experiment, Host } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import type { GivenPlugin } from '../plugins/given-plugins.js';
import type { PlainObject } from '../read/plain-object.js';

/** An experiment that can be run, and the kernel to run it with: `run({ ...study, out })`. */
export interface Study {
  /** Checked as a whole against the plugins and this machine. */
  readonly experiment: Experiment;
  /** With the plugins that the experiment needs, applied. */
  readonly kernel: Kernel;
  /** Version of Wiretax, for the run's manifest. */
  readonly wiretax: string;
  /** What the study was made from, as errors call it: `preset quick`, or a file. */
  readonly subject: string;
}

/**
 * What a config may have executed. `modules`: configs that are programs (`.mjs`, `.js`, packages), itself or by `extends`.
 * `plugins`: those that it names under `plugins`. `node-flags`: flags of Node.js for peers that do more than size V8's memory and
 * choose its compilers.
 */
export type Allowance = 'modules' | 'plugins' | 'node-flags';

export interface StudyOptions {
  /** What files, packages, and paths among the overrides are relative to; the working folder if left out. */
  readonly cwd?: string | undefined;
  /** Keys of a config, laid over the study's: objects merge, lists replace. `requests` or `duration` alone replaces both. */
  readonly overrides?: PlainObject | undefined;
  /** Whether reporter `table` takes the place of `summary`: every row and finding. */
  readonly full?: boolean | undefined;
  /** What problems call keys of the overrides; `overrides.KEY` if left out. */
  readonly overrideNames?: ReadonlyMap<string, string> | undefined;
  /** Plugins of the program itself, part of the study whatever it uses. */
  readonly plugins?: readonly GivenPlugin[] | undefined;
  /** What the config may have executed; nothing if left out. What it may not is a problem of the config. */
  readonly allow?: readonly Allowance[] | undefined;
  /** Whether the project's config file is looked for when no study is named, as `wiretax run` does; true if left out. */
  readonly search?: boolean | undefined;
  /** Told which study was chosen when none is named, before anything of it is executed. */
  readonly tell?: ((text: string) => void) | undefined;
  /** The folder where `wiretax plugins` keeps what it has installed. Without it those plugins are not found. */
  readonly dataDir?: string | undefined;
  /** The machine; this one if left out. */
  readonly host?: Host | undefined;
}
