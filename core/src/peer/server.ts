import type { Listener } from '../contract/transport.js';
import { expectAnswer } from '../contribution-shape.js';
import { WiretaxError } from '../errors.js';
import { callPlugin } from '../guard.js';
import { equip, type Equipment, pick } from './equipment.js';
import { echoHandler } from './handler.js';
import type { StartPeer, WindowOutcome } from './messages.js';
import type { PeerRole } from './role.js';
import { openWindow } from './window.js';

/** Listens as the trial says, with the echo service behind the transport. */
export async function listen(equipment: Equipment, start: StartPeer): Promise<Listener> {
  const { bench } = equipment;
  const { contribution, subject, guard } = pick(equipment, bench.transports, start.transport);
  const codec = bench.codecs.need(start.codec.use).contribution;
  const { endpoint } = start;
  if (endpoint === undefined)
    throw new WiretaxError('E_PROTOCOL', 'a server was started without an endpoint');
  const listener = await callPlugin(subject, guard, (signal) =>
    contribution.listen({
      endpoint,
      codec,
      handler: echoHandler(),
      options: start.transport.options,
      signal,
    }),
  );
  return expectAnswer(subject, 'listen', 'listener', listener);
}

export async function serverRole(start: StartPeer, signal: AbortSignal): Promise<PeerRole> {
  const equipment = await equip(start, signal);
  const listener = await listen(equipment, start);
  let close: (() => Promise<WindowOutcome>) | undefined;
  return {
    endpoint: listener.endpoint,
    answers: {
      open: async (ask) => {
        close = await openWindow(equipment, 'server', ask);
        return null;
      },
      close: async () => {
        const end = close;
        close = undefined;
        if (end === undefined) throw new WiretaxError('E_PROTOCOL', 'no window is open');
        return end();
      },
    },
    stop: () => listener.close(),
  };
}
