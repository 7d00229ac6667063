import type { Subject } from '../subject.js';

export interface TransportSubject extends Subject {
  /**
   * The largest encoded message that the transport carries with these options, if they change it;
   * `supports.maxMessageBytes` otherwise.
   */
  readonly maxMessageBytes?: number;
}
