import assert from 'node:assert/strict';
import { type Case, registerCases } from '../cases.js';
import { patienceOf } from '../patience.js';
import { contributionOf, type Subject } from '../subject.js';
import type { Wrap } from './flow-bench.js';
import { limitCases } from './limit-cases.js';
import { passingCases } from './passing-cases.js';
import { randomCase } from './random-case.js';
import { waitingCases } from './waiting-cases.js';

export type { Subject, TestFunction } from '../subject.js';

export interface FlowSubject extends Subject {
  /**
   * How many calls it lets through at a time with these options, all clients together: never more, and so
   * many if enough want to. Without it no limit is claimed, and nothing is examined that needs calls to wait.
   */
  readonly maxInFlight?: number;
}

/** Registers the cases that a flow control must pass. */
export function testFlow(subject: FlowSubject): void {
  registerCases(subject, 'flow', cases(subject));
}

function cases(subject: FlowSubject): readonly Case[] {
  const patience = patienceOf(subject);
  const { maxInFlight, options = {} } = subject;
  const wrap = (): Wrap => {
    const flow = contributionOf(subject, 'flows');
    return (call) => flow.wrap(call, options);
  };
  const limiting = maxInFlight === undefined ? undefined : limitOf(maxInFlight);
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        const call: unknown = wrap()((_, request) => Promise.resolve(request));
        assert.equal(typeof call, 'function', 'wrap must return a call, which is a function');
      },
    },
    ...passingCases(wrap, patience),
    ...(limiting === undefined
      ? []
      : [...limitCases(wrap, patience, limiting), ...waitingCases(wrap, patience, limiting)]),
    randomCase(wrap, patience, subject.limitMs ?? 20_000, limiting),
  ];
}

function limitOf(maxInFlight: number): number {
  const whole = Number.isInteger(maxInFlight) && maxInFlight >= 1;
  assert.ok(
    whole,
    `maxInFlight is ${String(maxInFlight)}; give the number of calls, from 1, or leave it out`,
  );
  return maxInFlight;
}
