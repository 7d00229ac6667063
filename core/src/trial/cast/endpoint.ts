import type { Use } from '../../contract/cell.js';
import type { Endpoint } from '../../contract/endpoint.js';
import type { EndpointRequest } from '../../contract/link.js';
import type { Machine } from '../../contract/machine.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { callPlugin } from '../../kernel/guard.js';
import type { Kernel } from '../../kernel/kernel.js';
import { withSecrets } from '../../kernel/secrets.js';

const limitMs = 30_000;

/** Asks a link for somewhere to listen on a machine. */
export async function endpointOf(
  kernel: Kernel,
  { use, label, options }: Use,
  at: Machine,
  request: Omit<EndpointRequest, 'options'>,
  signal: AbortSignal,
): Promise<Endpoint> {
  const { contribution, owner } = kernel.links.need(use);
  const given = deepFreeze(withSecrets(`link ${label}`, options, contribution.options, kernel.host.env));
  const subject = { kind: 'link', name: use, owner };
  const endpoint = await callPlugin(subject, { clock: kernel.host.clock, limitMs, signal }, () =>
    contribution.endpoint(at, { ...request, options: given }),
  );
  return expectAnswer(subject, 'endpoint', 'endpoint', endpoint);
}
