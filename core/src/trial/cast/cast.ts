import type { Scene } from '../../contract/command.js';
import type { Endpoint } from '../../contract/endpoint.js';
import { ofPeer, WiretaxError } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import { PeerProcess } from '../peer/peer-process.js';
import type { TrialOptions } from '../run/trial-options.js';
import type { Pass } from '../../record/plan/passes.js';
import { CastPeer } from './cast-peer.js';
import { CommandPeer } from './command-peer.js';
import { endpointOf } from './endpoint.js';
import { pluginLimitMs } from './limits.js';
import { castSpecs } from './specs.js';
import { peerPlugins, startMessage } from './start-message.js';
import { reachTarget } from './target.js';

/** For what has not happened by now. */
const nothing = Promise.resolve(undefined);
/** How long to wait, after a call failed, for the news that a peer has died, which would be the cause. */
const causeMs = 250;

export interface CastOptions extends TrialOptions {
  /** What these peers are there for: the trial itself, or a profile pass that needs peers of its own. */
  readonly pass?: Pass;
}

/** The peers of one trial, on their machines: those that listen start first, those that call next; they stop in reverse. */
export class Cast {
  /** In the order in which they start; empty before `listen`. */
  peers: readonly CastPeer[] = [];
  /** What is being made. Whoever stops waits for it, so that nothing comes to be afterwards. */
  readonly #making: Promise<unknown>[] = [];
  readonly #options: CastOptions;

  constructor(options: CastOptions) {
    this.#options = options;
  }

  get clients(): readonly CastPeer[] {
    return this.peers.filter(({ spec }) => spec.half === 'client');
  }

  /** The processes of core's that have started. */
  get ours(): readonly PeerProcess[] {
    return this.peers.flatMap(({ ours }) => ours ?? []);
  }

  get clientProcesses(): readonly PeerProcess[] {
    return this.clients.flatMap(({ ours }) => ours ?? []);
  }

  /** Where the clients connect to, unless they are told otherwise. */
  get endpoint(): Endpoint | undefined {
    const [callee] = this.clients[0]?.spec.calls ?? [];
    return this.peers.find(({ name }) => name === callee)?.endpoint;
  }

  /** Starts all that is to be started, each when those that it calls or needs are up. */
  async listen(signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned, places } = this.#options;
    const { cell } = planned;
    const specs = castSpecs(kernel, experiment, cell);
    this.peers = await Promise.all(
      specs.map(async (spec) => new CastPeer(spec, await named(spec.name, places.of(spec.machine)))),
    );
    const shared = kernel.links.need(cell.link.use).contribution.form === 'process';
    const prepared = this.peers.map((peer) =>
      named(peer.name, this.#make(this.#prepare(peer, shared, signal))),
    );
    await this.watch(Promise.all(prepared));
    await this.#startOurs(shared, signal);
    for (const peer of this.peers)
      if (peer.spec.run.kind === 'command') await named(peer.name, this.#startCommand(peer, signal));
  }

  /** Has the clients connect to where they are to call. */
  async connect(to: Endpoint | undefined, signal: AbortSignal): Promise<void> {
    if (to === undefined) throw new WiretaxError('E_PROTOCOL', 'nobody listens where the client is to call');
    const asked = this.clientProcesses.map((client) =>
      client.ask('connect', { endpoint: to }, pluginLimitMs, signal),
    );
    await this.watch(Promise.all(asked));
  }

  /** The work's result; if a peer dies meanwhile or a machine is lost, that is the failure, as it is the cause of any other. */
  async watch<T>(work: Promise<T>): Promise<T> {
    const { clock } = this.#options.kernel.host;
    const deaths = this.peers.flatMap(({ name, process, place }) => [
      // The coordinator's own is never lost, and would remember everybody who waited for that.
      ...(place.isHere ? [] : [place.lost.then((reason) => ofPeer(name, reason) as Error)]),
      ...(process === undefined ? [] : [process.ended]),
    ]);
    const death = Promise.race(deaths).then((reason) => Promise.reject(reason));
    death.catch(() => undefined);
    work.catch(() => undefined);
    try {
      return await Promise.race([work, death]);
    } catch (thrown) {
      const settled = new AbortController();
      const waited = clock.sleep(causeMs, settled.signal).catch(() => undefined);
      await Promise.race([...deaths, waited]);
      // Who was first in the order of starting is nearer to the cause: a caller sees its callee go.
      const causes = await Promise.all(deaths.map((each) => Promise.race([each, nothing])));
      settled.abort();
      const lost = causes.find((cause) => cause instanceof WiretaxError && cause.code === 'E_MACHINE_LOST');
      throw lost ?? causes.find((cause) => cause !== undefined) ?? thrown;
    }
  }

  /** Callers before those that they call, so that nobody sees another go. Rejects with what went wrong when all are gone. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#making);
    const problems: Error[] = [];
    for (const peer of this.peers.toReversed()) {
      try {
        const problem = await peer.stop();
        if (problem !== undefined) problems.push(problem);
      } catch (thrown) {
        problems.push(thrown as Error);
      }
    }
    const [first] = problems;
    if (first === undefined) return;
    const code = first instanceof WiretaxError ? first.code : 'E_PEER';
    throw new WiretaxError(code, problems.map(({ message }) => message).join('; '), { cause: first });
  }

  #make<T>(work: Promise<T>): Promise<T> {
    this.#making.push(work);
    return work;
  }

  /** What has to be known of a peer before any is started. */
  async #prepare(peer: CastPeer, shared: boolean, signal: AbortSignal): Promise<void> {
    const { kernel, planned } = this.#options;
    const { spec, place } = peer;
    if (spec.run.kind === 'target') {
      peer.endpoint = spec.run.endpoint;
      const found = await reachTarget(spec.run.endpoint, place, signal);
      peer.listeners = found.listeners;
      peer.isElsewhere = !found.isHere;
      await peer.look();
      return;
    }
    peer.folder = await place.folder(spec.name);
    if (spec.listens === undefined) return;
    const fixed = spec.run.kind === 'command';
    const link = spec.listens.link ?? planned.cell.link;
    const request = { folder: peer.folder, fixed };
    const endpoint = await endpointOf(kernel, link, place.machine, request, signal);
    // Within one process the client is told where to listen, too.
    for (const listener of shared ? this.clients : [peer]) listener.endpoint = endpoint;
    peer.endpoint = endpoint;
  }

  /** All at once: they wait for nobody. */
  async #startOurs(shared: boolean, signal: AbortSignal): Promise<void> {
    const { kernel, experiment, planned } = this.#options;
    const plugins = peerPlugins(kernel, experiment, planned);
    const own = this.peers.filter(
      ({ spec }) => spec.run.kind === 'ours' && !(shared && spec.half === 'server'),
    );
    await this.watch(Promise.all(own.map((peer) => this.#make(this.#launch(peer)))));
    const started = own.map(async (peer) => {
      const listening = shared || peer.spec.half !== 'client' ? peer.endpoint : undefined;
      const sharesClock = this.#serversOf(peer).every((server) => peer.sharesClockWith(server));
      const where = { endpoint: listening, sharesClock };
      const message = startMessage(kernel, experiment, planned, peer.spec, where);
      const ask = { ...message, plugins: await peer.place.plugins(plugins) };
      const answer = await peer.ours?.ask('start', ask, pluginLimitMs, signal);
      peer.endpoint = answer?.endpoint ?? peer.endpoint;
    });
    await this.watch(Promise.all(started));
    if (shared) for (const peer of this.peers) peer.endpoint = this.clients[0]?.endpoint;
  }

  /** Those at which its calls end. */
  #serversOf({ spec: { half, calls = [] }, name }: CastPeer): readonly CastPeer[] {
    if (half === 'server') return this.peers.filter((peer) => peer.name === name);
    return this.peers.filter((peer) => calls.includes(peer.name)).flatMap((peer) => this.#serversOf(peer));
  }

  async #launch(peer: CastPeer): Promise<void> {
    const { kernel, planned, pass, onProgress } = this.#options;
    const { name, half } = peer.spec;
    const { node } = planned.cell;
    const flags = [...(half === 'client' ? node.client : node.server), ...(pass?.nodeFlags ?? [])];
    const argv = await peer.place.peerCommand(flags);
    const child = await peer.place.start({ name, argv });
    peer.process = new PeerProcess(kernel.host, name, child, onProgress);
    await peer.look();
  }

  async #startCommand(peer: CastPeer, signal: AbortSignal): Promise<void> {
    const { kernel, planned } = this.#options;
    const { spec, place, folder = '' } = peer;
    if (spec.run.kind !== 'command') return;
    const { run } = spec;
    const { use } = planned.cell.topology;
    const subject = { kind: 'topology', name: use, owner: kernel.topologies.need(use).owner };
    const scene = await this.#scene(peer);
    const guard = { clock: kernel.host.clock, limitMs: pluginLimitMs, signal };
    const line = await callPlugin(subject, guard, () => run.command(scene));
    const starting = place.start({ name: spec.name, folder, ...line, isForeign: true }).then((child) => {
      const process = new CommandPeer(kernel.host.clock, spec.name, child, line.argv, run.stop);
      peer.process = process;
      return process;
    });
    const process = await this.watch(this.#make(starting));
    await this.watch(process.ready(run, peer.endpoint, place, signal));
    await peer.look();
  }

  async #scene({ spec, place, folder = '', endpoint }: CastPeer): Promise<Scene> {
    const { run, name } = spec;
    const names = (run.kind === 'command' ? run.ports : undefined) ?? [];
    const ports = await place.machine.ports(names.length);
    const known = [...(spec.calls ?? []), ...(spec.needs ?? [])];
    const missing = (what: string): never => {
      throw new WiretaxError('E_TOPOLOGY', `${name} ${what}`, { peer: name });
    };
    return {
      cell: this.#options.planned.cell,
      folder,
      get listen() {
        return endpoint ?? missing('listens nowhere, and asks where it does');
      },
      port: (port) =>
        ports[names.indexOf(port)] ?? missing(`asks for the port ${port}, which it has not named`),
      endpoint: (of) =>
        (known.includes(of) ? this.peers.find((peer) => peer.name === of)?.endpoint : undefined) ??
        missing(`asks for the endpoint of ${of}, which it neither calls nor needs`),
    };
  }
}

/** The work's result; its failure is that of the peer, unless it is another's. */
async function named<T>(peer: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw ofPeer(peer, thrown);
  }
}
