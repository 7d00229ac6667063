import assert from 'node:assert/strict';
import type { FlowControl, FlowOptions } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';
import { againCases } from './again-cases.js';
import { aroundCases } from './around-cases.js';
import { gateCases } from './gate-cases.js';
import { patienceOf } from '../patience.js';

export type { Subject, TestFunction } from '../subject.js';

export interface FlowSubject extends Subject {
  /**
   * How many calls its gate lets in at a time with these options, all callers together: never more, and so many if enough want to.
   * Without it no limit is claimed.
   */
  readonly maxInFlight?: number;
}

/** Registers the cases that a flow control must pass: those of each part that it has. */
export function testFlow(subject: FlowSubject): void {
  registerCases(subject, 'flow', cases(subject));
}

function cases(subject: FlowSubject): readonly Case[] {
  const flow = (): FlowControl => contributionOf(subject, 'flows');
  const told = (): FlowOptions => ({
    options: subject.options ?? {},
    callers: 8,
    part: 0,
    parts: 1,
    random: seededRandom(1),
  });
  const parts = partsOf(flow);
  const { maxInFlight } = subject;
  const limit = maxInFlight === undefined ? undefined : limitOf(maxInFlight);
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        flow();
      },
    },
    ...(parts.gate === undefined && limit === undefined ? [] : gateCases(() => flow().gate?.(told()), limit)),
    ...(parts.again === undefined ? [] : againCases(() => flow().again?.(told()))),
    ...(parts.around === undefined && parts.serve === undefined
      ? []
      : aroundCases(flow, told, patienceOf(subject))),
  ];
}

/** Which cases there are depends on it. That the plugin doesn't provide the flow is for the cases to say. */
function partsOf(flow: () => FlowControl): FlowControl {
  try {
    return flow();
  } catch {
    return {};
  }
}

function limitOf(maxInFlight: number): number {
  const whole = Number.isInteger(maxInFlight) && maxInFlight >= 1;
  const advice = 'give the number of calls, from 1, or leave it out';
  assert.ok(whole, `maxInFlight is ${String(maxInFlight)}; ${advice}`);
  return maxInFlight;
}
