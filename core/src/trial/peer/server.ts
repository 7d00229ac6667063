import type { Use } from '../../contract/cell.js';
import type { Handler } from '../../contract/payload.js';
import type { Listener } from '../../contract/transport.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { WiretaxError } from '../../kernel/errors.js';
import { callPlugin, callPluginSync } from '../../kernel/guard.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { PauseWatch } from '../recorder/pauses.js';
import { rehearsedCodec } from './codec-rehearsal.js';
import { closeOf, equip, type Equipment, pick } from './equipment.js';
import { echoHandler } from './handler.js';
import type { StartPeer } from './messages.js';
import type { PeerRole } from './role.js';
import { type VitalsWatch, watchVitals } from './vitals.js';
import { openWindow, type Watched } from './window.js';

/** How long after a ping its rehearsal begins. */
const rehearsalMs = 10;

/** Listens as the trial says, with the echo service behind the transport. */
export async function listen(equipment: Equipment, start: StartPeer, pauses?: PauseWatch): Promise<Listener> {
  const { bench } = equipment;
  const { contribution, subject, guard, options } = pick(equipment, bench.transports, start.transport);
  const codec = rehearsedCodec(equipment, start);
  const { endpoint } = start;
  if (endpoint === undefined)
    throw new WiretaxError('E_PROTOCOL', 'a server was started without an endpoint');
  const listener = await callPlugin(subject, guard, (signal) =>
    contribution.listen({
      endpoint,
      codec,
      handler: servedBy(equipment, start.flow, echoHandler(pauses)),
      options,
      signal,
    }),
  );
  return expectAnswer(subject, 'listen', 'listener', listener);
}

/** The handler, with what flow controls have for the server around it: that of the first is the outermost. */
function servedBy(equipment: Equipment, flows: readonly Use[], handler: Handler): Handler {
  return flows.toReversed().reduce((inner, use) => {
    const { contribution, subject, options } = pick(equipment, equipment.bench.flows, use);
    if (contribution.serve === undefined) return inner;
    const outer = callPluginSync(subject, () => contribution.serve?.(inner, { options }));
    return expectAnswer(subject, 'serve', 'handler', outer);
  }, handler);
}

export async function serverRole(start: StartPeer, signal: AbortSignal): Promise<PeerRole> {
  const equipment = await equip(start, signal);
  const pauses = new PauseWatch();
  const listener = await listen(equipment, start, pauses);
  let watched: Watched | undefined;
  let rehearsal: VitalsWatch | undefined;
  let timer: NodeJS.Timeout | undefined;
  const beginAfter = (ms: number, begin: () => void): void => {
    timer = setTimeout(() => {
      begin();
      pauses.reset(monotonicNs());
    }, ms);
  };
  return {
    endpoint: listener.endpoint,
    answers: {
      // The beginning of a window is rehearsed: V8 throws the code of Node's timers away when one is first used so.
      ping: () => {
        rehearsal ??= watchVitals();
        beginAfter(rehearsalMs, rehearsal.begin);
        return Promise.resolve(null);
      },
      open: async (ask) => {
        clearTimeout(timer);
        await rehearsal?.end();
        rehearsal = undefined;
        watched = await openWindow(equipment, ask);
        return null;
      },
      record: ({ atNs }) => {
        if (watched === undefined) throw new WiretaxError('E_PROTOCOL', 'no window is open');
        beginAfter((atNs - monotonicNs()) / 1e6, watched.begin);
        return Promise.resolve(null);
      },
      close: async () => {
        clearTimeout(timer);
        const ended = watched;
        watched = undefined;
        if (ended === undefined) throw new WiretaxError('E_PROTOCOL', 'no window is open');
        const seenPauses = pauses.pauses();
        return { ...(await ended.end()), seenPauses };
      },
    },
    stop: () => closeOf(equipment, start.transport, listener),
  };
}
