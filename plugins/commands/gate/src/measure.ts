import type { Host, Results, Settlement } from '@wiretax/core';
import type { PlannedTrial } from '@wiretax/core/record';
import { run, type RunOutcome } from '@wiretax/core/run';
import { runInterleaved } from '@wiretax/running';
import type { Looks } from './looks.js';
import { gated, type Prepared } from './prepared.js';
import { startServer } from './server.js';

export interface Measuring {
  readonly host: Host;
  readonly base: Prepared;
  readonly head: Prepared;
  readonly looks: Looks;
  readonly budgetMs: number;
  readonly out: string;
  readonly wiretax: string;
  readonly command: readonly string[];
  readonly signal: AbortSignal;
}

type Live = Extract<Prepared, { kind: 'live' }>;

/** Measures what isn't stored, looking after each block. Resolves with what was run: none, one or two. */
export async function measure(measuring: Measuring): Promise<readonly RunOutcome[]> {
  const { base, head, looks } = measuring;
  if (base.kind === 'live' && head.kind === 'live') return measureBoth(measuring, base, head);
  if (base.kind === 'live') {
    const known = resultsOf(head);
    return [await measureOne(measuring, base, (own) => looks.after(own, known, [own], true))];
  }
  if (head.kind === 'live') {
    const known = resultsOf(base);
    return [await measureOne(measuring, head, (own) => looks.after(known, own, [own], true))];
  }
  looks.look(base.results, head.results, 1);
  return [];
}

function resultsOf(side: Prepared): Results {
  if (side.kind === 'live') throw new Error('it has no results yet');
  return side.results;
}

function measureBoth(
  { host, looks, budgetMs, out, wiretax, command, signal }: Measuring,
  base: Live,
  head: Live,
): Promise<readonly RunOutcome[]> {
  // One seed gives both the same order.
  const { seed } = head.study.experiment;
  const studies = [base, head].map(({ study }) => ({
    ...study,
    experiment: gated(study.experiment, budgetMs, seed),
  }));
  const [first, second] = studies;
  if (first === undefined || second === undefined) throw new Error('there are two');
  const servers = [base.server, head.server];
  return runInterleaved<Results>(host, {
    studies: [first, second],
    out,
    wiretax,
    command,
    signal,
    observers: [{}, {}],
    assess: (results) => results,
    decide: (thoughts, whole) => {
      const [a, b] = thoughts;
      // One has ended before the other: what there is was looked at.
      if (a === undefined || b === undefined) return thoughts.map(ended);
      const settlement = looks.after(a, b, thoughts, whole);
      return [settlement, settlement];
    },
    prepare: (planned, which) => serverFor(host, servers[which], planned, signal),
  });
}

function ended(): Settlement {
  return { reason: 'budget', blocks: 0, usable: 0, tight: 0, widest: null };
}

async function measureOne(
  { host, budgetMs, out, wiretax, command, signal }: Measuring,
  { study, server }: Live,
  enough: (results: Results) => Settlement | undefined,
): Promise<RunOutcome> {
  let last: Promise<void> = Promise.resolve();
  try {
    return await run({
      ...study,
      experiment: gated(study.experiment, budgetMs),
      out,
      wiretax,
      command,
      signal,
      enough,
      turn: async (planned) => {
        await last;
        const stop = await serverFor(host, server, planned, signal);
        return () => {
          last = stop();
        };
      },
    });
  } finally {
    await last;
  }
}

function serverFor(
  host: Host,
  server: Live['server'],
  planned: PlannedTrial,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  return server === undefined
    ? Promise.resolve(() => Promise.resolve())
    : startServer(host, server, planned, signal);
}
