import type { Subject } from '../subject.js';

export interface TransportSubject extends Subject {
  /** The largest encoded message that the transport carries with these options, where `supports` is no function that says so. */
  readonly maxMessageBytes?: number;
}
