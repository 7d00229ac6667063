import { registerCases } from '../cases.js';
import { abortingCases } from './aborting-cases.js';
import { callAbortCases } from './call-abort-cases.js';
import { closingCases } from './closing-cases.js';
import { concurrencyCases } from './concurrency-cases.js';
import { connectionCases } from './connection-cases.js';
import { handlerCases } from './handler-cases.js';
import { intruderCases } from './intruder-cases.js';
import { leakCases } from './leak-cases.js';
import { limitCases } from './limit-cases.js';
import { pressureCases } from './pressure-cases.js';
import { reachCases } from './reach-cases.js';
import { sizeCases } from './size-cases.js';
import type { TransportSubject } from './subject.js';
import { supportCases } from './support-cases.js';

export type { Subject, TestFunction } from '../subject.js';

export type { TransportSubject } from './subject.js';

/**
 * Registers the cases that a transport must pass. Each runs over links of every form that `supports` names, and both
 * ends run in the process of the test.
 */
export function testTransport(subject: TransportSubject): void {
  registerCases(subject, 'transport', [
    ...supportCases(subject),
    ...connectionCases(subject),
    ...sizeCases(subject),
    ...limitCases(subject),
    ...concurrencyCases(subject),
    ...closingCases(subject),
    ...abortingCases(subject),
    ...callAbortCases(subject),
    ...reachCases(subject),
    ...intruderCases(subject),
    ...handlerCases(subject),
    ...pressureCases(subject),
    ...leakCases(subject),
  ]);
}
