import { dirname, resolve } from 'node:path';
import { loadStudy } from '@wiretax/config';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { type Host, InputError, shellWord } from '@wiretax/core';
import { estimateMs, passesOf, planTrials } from '@wiretax/core/record';
import { roughDuration } from '../run/rough-duration.js';
import { programName } from '../startup/program.js';
import { answersOf, type Replies } from './answers.js';
import { configOf, configText } from './config-text.js';
import type { Conversation } from './questions.js';
import { schemaPlace } from './schema-place.js';
import { requireFree, requireYaml, writeConfig } from './write-config.js';

export interface InitOptions {
  readonly file: string;
  readonly given: Replies;
  /** Takes the default for what isn't given. */
  readonly yes: boolean;
  readonly force: boolean;
  /** With whom to talk; undefined where nobody is there. */
  readonly conversation: Conversation | undefined;
}

/** The config that a run finds by itself. */
const projectConfig = 'wiretax.config.yaml';

/** Writes a config for the answers, after a check that it can be run. Tells what to do next. */
export async function writeFirstConfig(host: Host, options: InitOptions): Promise<string> {
  const { given, yes, force, conversation } = options;
  const path = resolve(options.file);
  requireYaml(path);
  requireFree(path, force);
  const answers = answersOf(yes ? given : await complete(given, conversation));
  const { experiment, kernel } = await loadStudy(configOf(answers), {
    cwd: dirname(path),
    search: false,
    host,
  });
  writeConfig(path, configText(answers, schemaPlace(dirname(path))), force);
  const trials = planTrials(experiment);
  const time = roughDuration(estimateMs(experiment, trials, passesOf(kernel, experiment)));
  const file = displayPath(path);
  const run = `${programName()} run${file === projectConfig ? '' : ` ${shellWord(file)}`}`;
  return [
    `${file}: ${String(trials.length)} trials, about ${time}.\n`,
    `Next: ${run} --dry-run (what it will do), ${run} (does it).\n`,
  ].join('');
}

async function complete(given: Replies, conversation: Conversation | undefined): Promise<Replies> {
  const { ask, leavesQuestions } = await import('./questions.js');
  if (!leavesQuestions(given)) return given;
  if (conversation !== undefined) return ask(given, conversation);
  const message = 'nobody is there to answer; --yes takes the defaults for what no flag says';
  throw new InputError('E_INIT', message);
}
