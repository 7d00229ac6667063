import { join } from 'node:path';
import type { Finding } from '../../contract/finding.js';
import type { ReportOutput } from '../../contract/reporter.js';
import { SCHEMA } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { callPlugin } from '../../kernel/guard.js';
import type { Kernel } from '../../kernel/kernel.js';
import { writeChecks } from '../../record/store/checks-file.js';
import { earlierRun } from '../../record/store/earlier-run.js';
import { inOrder } from './asked-analyses.js';

export interface ReportRequest {
  readonly kernel: Kernel;
  /** With the checks that it is to be reported with; they are stored in the run's folder. */
  readonly results: Results;
  /** Names of reporters, in the order in which they run. */
  readonly reporters: readonly string[];
  /** Of those analyses that run on request the ones that are asked for; those of the experiment when left out. */
  readonly analyses?: readonly string[];
  readonly signal: AbortSignal;
  /** Where reporters print to, each with its name, and taps without one; standard output when left out. */
  readonly print?: (text: string, reporter?: string) => void;
  /** What starts the command line in a shell; `wiretax` when left out. */
  readonly program?: string;
}

const limitMs = 120_000;

/**
 * The report phase: analyses, then reporters, then whatever plugins tapped. One that fails stops no other;
 * resolves with what failed and why.
 */
export async function report(request: ReportRequest): Promise<readonly string[]> {
  const { kernel, signal } = request;
  const { host } = kernel;
  const { directory } = request.results;
  const guard = { clock: host.clock, limitMs, signal };
  const failures: string[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      failures.push(reasonOf(thrown));
    }
  };

  const write = async (file: string, text: string): Promise<string> => {
    const path = join(directory, file);
    try {
      await host.files.within(directory).write(file, text);
    } catch (thrown) {
      const advice = 'make room or mend its permissions, then wiretax report makes it again';
      throw new WiretaxError('E_WRITE', `can't write ${path}: ${reasonOf(thrown)}; ${advice}`, {
        cause: thrown,
      });
    }
    return path;
  };

  const bare = deepFreeze(request.results);
  const findings: Finding[] = [];
  const { analyses: requested = bare.manifest.experiment.analyses ?? [] } = request;
  const asked = wantsFindings(request) ? inOrder(kernel.analyses.entries(), requested) : [];
  for (const { analysis, owner, contribution } of asked) {
    const { name } = analysis;
    const subject = { kind: 'analysis', name, owner, phase: 'report' } as const;
    await attempt(async () => {
      const answer = await callPlugin(subject, guard, () => contribution.analyse(bare));
      const found = expectAnswer(subject, 'analyse', 'findings', answer);
      findings.push(...found.map((finding) => ({ ...finding, analysis: name })));
    });
  }
  const analyses = asked.map(({ analysis }) => analysis);
  const results = deepFreeze({ ...bare, findings, analyses });
  if (wantsFindings(request)) {
    await attempt(async () => {
      await write('findings.json', `${JSON.stringify({ schema: SCHEMA, analyses, findings }, null, 2)}\n`);
    });
  }

  if (results.checks.length > 0) await attempt(() => writeChecks(host, directory, results.checks));

  const toConsole = (text: string): void => {
    host.console.out(text);
  };
  const { print = toConsole } = request;
  const outputOf = (reporter?: string): ReportOutput => ({
    print: (text) => {
      print(text, reporter);
    },
    write,
    columns: host.console.columns,
    color: host.console.color,
    program: request.program ?? 'wiretax',
    earlier: async () => deepFreeze(await earlierRun(host, results)),
  });
  const runReporters = async (): Promise<void> => {
    for (const name of request.reporters) {
      await attempt(async () => {
        const { owner, contribution } = kernel.reporters.need(name);
        const subject = { kind: 'reporter', name, owner, phase: 'report' } as const;
        await callPlugin(subject, guard, () => contribution.report(results, outputOf(name)));
      });
    }
  };
  const taps = await kernel.fire('report', { results, output: outputOf() }, { report: runReporters }, signal);
  return [...failures, ...taps.map(reasonOf), ...(await kernel.endProcesses())];
}

/** Not if it is for reporters only that show none; a report without reporters is for what it finds. */
function wantsFindings({ kernel, reporters }: ReportRequest): boolean {
  const shows = (name: string): boolean => kernel.reporters.get(name)?.findings !== 'none';
  return kernel.isTapped('report') || reporters.length === 0 || reporters.some(shows);
}
