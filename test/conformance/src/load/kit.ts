import type { LoadModel } from '@wiretax/core';
import { type Case, registerCases } from '../cases.js';
import { patienceOf } from '../patience.js';
import { contributionOf, type Subject } from '../subject.js';
import { endingCases } from './ending-cases.js';
import { issuingCases, type LoadRig } from './issuing-cases.js';
import { LoadBench } from './load-bench.js';
import { scheduleCases } from './schedule-cases.js';

export type { Subject, TestFunction } from '../subject.js';

/**
 * Registers the cases that a load model must pass. Give one with open arrivals options under which some
 * thousand calls a second are due: its timers are those of the machine, and a case waits for 2,000 calls.
 */
export function testLoad(subject: Subject): void {
  registerCases(subject, 'load', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  const rig = rigOf(subject);
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        rig.load();
      },
    },
    ...issuingCases(rig),
    ...endingCases(rig),
    ...scheduleCases(rig, kindOf(rig.load)),
  ];
}

/** Which cases there are depends on it. That the plugin doesn't provide the load is for the cases to say. */
function kindOf(load: () => LoadModel): LoadModel['kind'] {
  try {
    return load().kind;
  } catch {
    return 'closed';
  }
}

function rigOf(subject: Subject): LoadRig {
  const patience = patienceOf(subject);
  const load = (): LoadModel => contributionOf(subject, 'loads');
  return {
    load,
    patience,
    on: async (script, work) => {
      const bench = new LoadBench({ options: subject.options ?? {}, ...script });
      try {
        await work(bench);
      } finally {
        bench.end();
      }
    },
    finish: async (
      bench,
      complaint = 'the run must end when next has said no and all calls have settled',
    ) => {
      const run = bench.run(load());
      const outcome = { settled: 0 };
      const settle = (): void => {
        outcome.settled += 1;
      };
      run.then(settle, settle);
      const progress = (): number => bench.issued.length + bench.completed.length + bench.failed.length;
      while (outcome.settled === 0) {
        const before = progress();
        await patience.until(() => outcome.settled > 0 || progress() > before, complaint);
      }
      return run;
    },
  };
}
