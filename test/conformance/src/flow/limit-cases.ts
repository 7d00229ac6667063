import assert from 'node:assert/strict';
import type { Payload } from '@wiretax/core';
import type { Case } from '../cases.js';
import { type Patience, quiet } from '../patience.js';
import { FlowBench, type Wrap } from './flow-bench.js';
import { type Flight, InnerCalls, request } from './inner-calls.js';

const notConnected = new Error('not connected');

/** How many calls get through at a time, and that it stays so whatever becomes of them. */
export function limitCases(wrap: () => Wrap, patience: Patience, limit: number): readonly Case[] {
  const bench = (): FlowBench => new FlowBench(wrap(), patience);

  const keepsPlaces = async (fate: string, end: (flight: Flight, it: FlowBench) => void): Promise<void> => {
    const it = bench();
    it.abortable = fate === 'is aborted';
    const complaint = `the place of a call must be given back when it ${fate}`;
    const places = await it.places(limit);
    for (let round = 0; round < 3 * limit; round += 1) {
      const before = it.inner.ids.length;
      it.issue(round);
      await it.starts(before + 1, complaint);
      await it.drain(`a call that ${fate} must settle`, (flight) => end(flight, it));
    }
    await it.fill(limit);
    await it.drain(complaint, (flight) => end(flight, it));
    const left = await it.places(limit);
    assert.equal(left, places, `${complaint}; of ${String(places)} places ${String(left)} are left`);
  };

  return [
    {
      name: 'lets no more calls through than it claims',
      run: async () => {
        const it = bench();
        for (let client = 0; client < 10 * limit; client += 1) it.issue(client);
        await it.starts(Math.max(1, limit - 1));
        for (let more = 0; more < 10 * limit; more += 1) {
          const [oldest, ...others] = it.inner.flying;
          (more % 3 === 0 ? (others.at(-1) ?? oldest) : oldest)?.reply();
          it.issue(more);
          if (more % 2 === 0) await quiet();
        }
        await it.drain('after all calls in flight were answered');
        const peak = String(it.inner.peak);
        assert.ok(
          it.inner.peak <= limit,
          `${peak} calls were in flight at a time; at most ${String(limit)} may be`,
        );
      },
    },
    {
      name: 'lets as many calls through as it claims',
      run: async () => {
        const places = await bench().places(limit);
        const meaning = `of ${String(2 * limit + 3)} calls ${String(places)} are let through at a time`;
        assert.ok(places >= limit, `${meaning}, though ${String(limit)} are claimed: a place is never used`);
      },
    },
    {
      name: 'gives the place back when a call fails',
      run: () => keepsPlaces('fails', (flight) => flight.fail(new Error('reset'))),
    },
    {
      name: 'gives the place back when a call rejects with undefined',
      run: () => keepsPlaces('rejects with undefined', (flight) => flight.fail(undefined)),
    },
    {
      name: 'gives the place back when a call in flight is aborted',
      run: () => keepsPlaces('is aborted', (flight, it) => it.abort(flight.request.id)),
    },
    {
      name: 'gives the place back when the transport throws at once',
      run: async () => {
        const it = bench();
        const complaint = 'the place of a call must be given back when the transport throws at once';
        const places = await it.places(limit);
        it.inner.thrown = () => notConnected;
        for (let client = 0; client < 3 * limit; client += 1) it.issue(client);
        await it.drain(complaint);
        it.inner.thrown = () => undefined;
        await it.fill(limit);
        it.inner.thrown = () => notConnected;
        await it.drain(complaint);
        it.inner.thrown = () => undefined;
        const left = await it.places(limit);
        assert.equal(left, places, `${complaint}; of ${String(places)} places ${String(left)} are left`);
      },
    },
    {
      name: 'holds a hundred thousand waiting calls, also if all throw at once',
      run: async () => {
        await outlastsCrowd(wrap(), patience, limit, (answer) => Promise.resolve(answer));
        await outlastsCrowd(wrap(), patience, limit, () => {
          throw notConnected;
        });
      },
    },
  ];
}

/** Holds `limit` calls until a hundred thousand more wait, which the transport then treats as told. */
async function outlastsCrowd(
  wrap: Wrap,
  patience: Patience,
  limit: number,
  treat: (request: Payload) => Promise<Payload>,
): Promise<void> {
  const inner = new InnerCalls();
  let opened = false;
  const call = wrap((...args) => (opened ? treat(args[1]) : inner.call(...args)));
  const total = limit + 100_000;
  let settled = 0;
  let overflow: unknown;
  const onReply = (): void => {
    settled += 1;
  };
  const onRejection = (error: unknown): void => {
    settled += 1;
    if (error instanceof RangeError) overflow = error;
  };
  const same = request(1);
  for (let count = 0; count < total; count += 1) void call(0, same).then(onReply, onRejection);
  await quiet();
  opened = true;
  for (const flight of [...inner.flying]) flight.reply();
  await patience.until(
    () => settled >= total,
    () => `of ${String(total)} calls ${String(total - settled)} never settle`,
  );
  assert.equal(overflow, undefined, `with a hundred thousand calls waiting one fails: ${String(overflow)}`);
}
