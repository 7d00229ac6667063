import {
  gateFigures,
  type GateAnswer,
  gateCheck,
  type GateTerms,
  leastKnown,
  readMargin,
  readPool,
  simulatedPower,
  type Sides,
} from '@wiretax/comparison';
import { readFlags } from '@wiretax/config/read/overrides.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import { errorExits, type Host, InputError } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import type { Kernel, RunOutcome } from '@wiretax/core/run';
import { awaitInterruption } from '@wiretax/running';
import { Looks } from './looks.js';
import { measure } from './measure.js';
import { prepare, type Prepared } from './prepared.js';
import { type Checkout, removeAll, repositoryOf } from './repository.js';
import { showReports } from './reports.js';
import { sideOf } from './side.js';
import { type Format, toldText } from './told.js';
import { refuseUnused } from './unused.js';

export interface GateRequest {
  readonly base: string;
  /** The working tree if left out. */
  readonly head: string | undefined;
  readonly config: string | undefined;
  readonly noConfig: boolean;
  readonly build: string | undefined;
  readonly serve: string | undefined;
  /** As written: `5%`, `5m`, keys of figures, `all` or a pattern. */
  readonly margin: string;
  readonly budget: string | undefined;
  readonly figures: readonly string[];
  readonly pool: string | undefined;
  readonly failOn: 'slower' | 'unknown' | 'none';
  readonly format: Format;
  readonly reporters: readonly string[];
  readonly out: string;
  readonly quiet: boolean;
  readonly wiretax: string;
  readonly command: readonly string[];
  /** Where the command was started. */
  readonly folder: string;
  /** Ends the process there and then. */
  readonly end: (code: number) => void;
}

const defaultBudgetMs = 5 * 60_000;

/** Measures two sides against each other until it is known whether the second is slower. Resolves with the exit code. */
export async function runGate(host: Host, installation: Installation, request: GateRequest): Promise<number> {
  readMargin(request.margin);
  const plugins: Kernel['plugins'][number][] = [];
  const tell = (text: string): void => {
    host.console.err(text);
  };
  const say = request.quiet ? () => undefined : tell;
  const interruption = awaitInterruption(tell, plugins, request.end);
  const checkouts: Checkout[] = [];
  try {
    const { base, head } = await prepareBoth(host, installation, request, {
      signal: interruption.signal,
      say,
      checkedOut: (checkout) => void checkouts.push(checkout),
    });
    for (const side of [base, head]) if (side.kind === 'live') plugins.push(...side.study.kernel.plugins);
    const code = await decide(host, installation, request, { base, head, say, signal: interruption.signal });
    return interruption.exitCode(code);
  } catch (thrown) {
    if (interruption.signal.aborted && thrown === interruption.signal.reason)
      return interruption.exitCode(errorExits.interruption);
    throw thrown;
  } finally {
    await removeAll(checkouts, tell);
    interruption.end();
  }
}

interface Working {
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  readonly checkedOut: (checkout: Checkout) => void;
}

async function prepareBoth(
  host: Host,
  installation: Installation,
  { base, head, config, noConfig, build, serve, budget, reporters, out, folder }: GateRequest,
  working: Working,
): Promise<{ readonly base: Prepared; readonly head: Prepared }> {
  const repository = await repositoryOf(host, folder);
  const { config: overrides, flagOf: overrideNames } = readFlags({
    budget,
    reporter: reporters.length === 0 ? ['none'] : reporters,
  });
  const asked = { config, out, folder };
  const sides = {
    base: await sideOf(host, { ...asked, text: base, flag: '--base' }, repository),
    head: await sideOf(host, { ...asked, text: head, flag: '--head' }, repository),
  };
  refuseUnused([sides.base, sides.head], { head, config, build, serve, budget });
  const preparation = {
    ...working,
    host,
    repository,
    installation,
    folder,
    config,
    noConfig,
    build,
    serve,
    overrides,
    overrideNames,
  };
  // What takes no build first: flags that are wrong are told of at once.
  const isLate = sides.base.kind === 'revision' && sides.head.kind !== 'revision';
  const early = isLate ? await prepare(sides.head, preparation) : undefined;
  const prepared = {
    base: await prepare(sides.base, preparation),
    head: early ?? (await prepare(sides.head, preparation)),
  };
  const shared = cellsOf(prepared.base).filter((cell) => cellsOf(prepared.head).includes(cell));
  if (shared.length > 0) return prepared;
  const message = `has ${cellsOf(prepared.base).join(', ')}; ${prepared.head.name} has ${cellsOf(prepared.head).join(', ')}`;
  throw new InputError('E_GATE', 'both sides have no cell in common', [
    { path: prepared.base.name, message },
  ]);
}

function cellsOf(side: Prepared): readonly string[] {
  return side.kind === 'live'
    ? planCells(side.study.experiment).map(({ id }) => id)
    : side.results.rows.map(({ cell }) => cell.id);
}

interface Deciding {
  readonly base: Prepared;
  readonly head: Prepared;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

async function decide(
  host: Host,
  installation: Installation,
  request: GateRequest,
  { base, head, say, signal }: Deciding,
): Promise<number> {
  const { out, wiretax, command, failOn, format } = request;
  const terms = termsOf(
    request,
    cellsOf(base).filter((cell) => cellsOf(head).includes(cell)),
  );
  const budgetMs = budgetOf(head) ?? budgetOf(base) ?? defaultBudgetMs;
  const looks = new Looks(host, terms, budgetMs, say);
  const isInterrupted = (): boolean => signal.aborted;
  const outcomes = await measure({ host, base, head, looks, budgetMs, out, wiretax, command, signal });
  if (isInterrupted() || outcomes.some(({ interrupted }) => interrupted)) {
    host.console.err('Interrupted; what was measured is kept, and a gate begins anew.\n');
    return errorExits.interruption;
  }
  for (const warning of outcomes.flatMap(({ warnings }) => warnings))
    host.console.err(`warning: ${warning}\n`);
  const told = looks.last;
  const failed = failureText(outcomes);
  if (told === undefined)
    throw new InputError('E_NOTHING_TO_COMPARE', failed ?? 'no cell was finished on both sides');
  const { sides, answer } = told;
  const power = powerOf(answer, sides, looks, { base, head }, terms);
  const names = { base: base.name, head: head.name };
  const caveats = failed === undefined ? [] : [failed];
  host.console.out(toldText(sides, { answer, names, power, caveats }, format));
  const check = gateCheck(answer, base.name);
  const problems = await showReports(host, installation, {
    head,
    sides,
    check,
    reporters: request.reporters,
    signal,
    // What is read by programs is one document.
    print: (text) => {
      if (format === 'json') host.console.err(text);
      else host.console.out(text);
    },
  });
  if (isInterrupted()) {
    host.console.err('Interrupted; the answer is kept, reports may be missing.\n');
    return errorExits.interruption;
  }
  for (const problem of problems) host.console.err(`report: ${problem}\n`);
  const fails = isFailure(answer, failOn) || failed !== undefined || problems.length > 0;
  return fails ? errorExits.failure : 0;
}

function termsOf({ margin, pool, figures: keys }: GateRequest, cells: readonly string[]): GateTerms {
  const asked = gateFigures.filter(({ key }) => keys.includes(key));
  const isMeant = pool === undefined ? undefined : readPool(pool, cells, nearest);
  return {
    margin: readMargin(margin),
    figures: asked,
    isPooled: isMeant && (({ a, b }) => isMeant(a.cell.id) || isMeant(b.cell.id)),
    questions: asked.length * (pool === undefined ? cells.length : 1),
  };
}

function budgetOf(side: Prepared): number | undefined {
  return side.kind === 'live' ? side.study.experiment.adaptive?.budgetMs : undefined;
}

function powerOf(
  answer: GateAnswer,
  { a, b }: Sides,
  looks: Looks,
  { base, head }: Pick<Deciding, 'base' | 'head'>,
  terms: GateTerms,
) {
  const logs = leastKnown(answer.answers)?.logs ?? null;
  if (logs === null || a === b) return null;
  const growing = [base, head].map(({ kind }) => kind === 'live');
  const planned = looks.planned(
    logs.map(({ length }) => length),
    answer.paired ? [true] : growing,
  );
  return simulatedPower(logs, planned, terms);
}

function failureText(outcomes: readonly RunOutcome[]): string | undefined {
  const failed = outcomes.reduce((sum, { failedTrials }) => sum + failedTrials, 0);
  const trials = outcomes.reduce((sum, { results }) => sum + results.trials.length, 0);
  return failed === 0 ? undefined : `${String(failed)} of ${String(trials)} trials failed`;
}

function isFailure({ outcome }: GateAnswer, failOn: GateRequest['failOn']): boolean {
  if (failOn === 'none') return false;
  return outcome === 'slower' || (outcome === 'unknown' && failOn === 'unknown');
}
