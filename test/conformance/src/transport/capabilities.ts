import type { TransportCapabilities } from '@wiretax/core';
import { contributionOf } from '../subject.js';
import type { TransportSubject } from './subject.js';

/** What the transport says that it can do with the subject's options. */
export function capabilitiesOf(subject: TransportSubject): TransportCapabilities {
  const { supports } = contributionOf(subject, 'transports');
  const { options = {}, maxMessageBytes } = subject;
  const capabilities = typeof supports === 'function' ? supports(options) : supports;
  return maxMessageBytes === undefined ? capabilities : { ...capabilities, maxMessageBytes };
}
