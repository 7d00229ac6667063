import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest, Settlement } from '../../contract/manifest.js';
import type { Results } from '../../contract/results.js';
import { withTime } from '../../testing/fake-clock.js';
import { resume, run } from './run.js';
import type { Enough } from './session.js';
import { experiment, hostWith, kernelOn, never, quiet, request, storedTrials } from './run.test.support.js';

const adaptive = { ...experiment, adaptive: { relativeWidth: 0.05 } };
const settledAt = (blocks: number): Settlement => ({
  reason: 'tight',
  blocks,
  usable: 4,
  tight: 4,
  widest: null,
});

/** Wants this many blocks, and keeps how many launches it was shown. */
function wanting(blocks: number): { readonly enough: Enough; readonly shown: number[] } {
  const shown: number[] = [];
  const enough = ({ rows }: Results): Settlement | undefined => {
    const launches = Math.min(...rows.map((row) => row.launches.length));
    shown.push(launches);
    return launches >= blocks ? settledAt(launches) : undefined;
  };
  return { enough, shown };
}

test('blocks are added until it is enough, and the manifest says why', async () => {
  const host = hostWith();
  const { enough, shown } = wanting(4);
  const extended: number[] = [];
  const observer = { ...quiet, extended: ({ trials }: { trials: number }) => extended.push(trials) };
  const { results, interrupted } = await run(
    request(kernelOn(host), { experiment: adaptive, enough, observer }),
  );
  assert.equal(shown, [2, 3, 4]);
  assert.equal(extended, [12, 16]);
  assert.is(results.trials.length, 16);
  assert.is(results.planned, 16);
  assert.is(interrupted, false);
  assert.equal(results.manifest.settlement, settledAt(4));
  assert.ok(results.rows.every(({ trials }) => trials.planned === 4 && trials.completed === 4));
});

test('an adaptive run that is interrupted goes on adapting, and one that has settled is left alone', async () => {
  const host = hostWith();
  const controller = new AbortController();
  const first = await run(
    request(kernelOn(host), {
      experiment: adaptive,
      enough: wanting(4).enough,
      signal: controller.signal,
      observer: {
        ...quiet,
        trialFinished: ({ trial }) => {
          if (trial === 3) controller.abort(new Error('interrupted'));
        },
      },
    }),
  );
  assert.is(first.interrupted, true);
  assert.equal([first.results.trials.length, first.results.planned], [9, 12]);
  const { enough, shown } = wanting(5);
  const again = {
    kernel: kernelOn(host),
    directory: first.results.directory,
    signal: never,
    observer: quiet,
    enough,
  };
  const second = await resume(again);
  assert.equal(shown, [3, 4, 5]);
  assert.equal([second.results.trials.length, second.results.planned], [20, 20]);
  assert.is(second.interrupted, false);
  const third = await resume(again);
  assert.equal(shown, [3, 4, 5]);
  assert.is(third.results.trials.length, 20);
  assert.is(third.results.manifest.settlement?.blocks, 5);
});

test('stopped between two blocks, before it was decided, it is interrupted', async () => {
  const host = hostWith();
  const controller = new AbortController();
  const outcome = await run(
    request(kernelOn(host), {
      experiment: adaptive,
      enough: wanting(4).enough,
      signal: controller.signal,
      observer: {
        ...quiet,
        trialFinished: (_, index) => {
          if (index === 7) controller.abort(new Error('interrupted'));
        },
      },
    }),
  );
  assert.equal([outcome.results.trials.length, outcome.results.planned], [8, 8]);
  assert.is(outcome.interrupted, true);
});

test('a fixed number of repetitions asks nobody', async () => {
  const { enough, shown } = wanting(9);
  const { results } = await run(request(kernelOn(hostWith()), { enough }));
  assert.equal(shown, []);
  assert.is(results.trials.length, 8);
  assert.is(results.manifest.settlement, undefined);
});

test('each trial waits for its turn, and gives it back whatever happens', async () => {
  const host = hostWith({ load: () => new Error('out of luck') });
  const events: string[] = [];
  const outcome = await withTime(
    host.clock,
    run(
      request(kernelOn(host), {
        turn: ({ cell, trial }) => {
          events.push(`${cell.id} ${String(trial)}`);
          return Promise.resolve(() => events.push('end'));
        },
      }),
    ),
  );
  assert.is(outcome.failedTrials, 8);
  assert.is(events.length, 16);
  assert.ok(events.every((event, index) => (event === 'end') === (index % 2 === 1)));
});

test('a turn that never comes is an interruption; the run it belongs to is in the manifest', async () => {
  const host = hostWith();
  const controller = new AbortController();
  const against: NonNullable<Manifest['against']> = { run: 'other', role: 'candidate' };
  const outcome = await run(
    request(kernelOn(host), {
      signal: controller.signal,
      id: 'mine',
      against,
      turn: () => {
        controller.abort(new Error('interrupted'));
        return Promise.reject(controller.signal.reason as Error);
      },
    }),
  );
  assert.is(outcome.interrupted, true);
  assert.is(storedTrials(host).length, 0);
  assert.is(outcome.results.manifest.id, 'mine');
  assert.equal(outcome.results.manifest.against, against);
});

test.run();
