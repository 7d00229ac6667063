import { realpathSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname, join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { Machine } from '../../contract/machine.js';
import type { Clock } from '../../contract/host.js';
import type { MachineRecord } from '../../contract/peer.js';
import type { Child } from '../../contract/processes.js';
import type { Seat } from '../../contract/launcher.js';
import { WiretaxError } from '../../kernel/errors.js';
import type { Place, PlacedProcess } from '../cast/place.js';
import type { PeerPlugin } from '../peer/messages.js';
import { AgentConnection } from './agent-connection.js';
import { codeBatches, codeEntries } from './code-folder.js';
import { type Hello, remoteMachine } from './remote-host.js';

/** The folder of core's own package. */
const coreFolder = fileURLToPath(new URL('../../..', import.meta.url));
const peerEntry = fileURLToPath(new URL('../peer/main.js', import.meta.url));
const leastNode = [20, 19] as const;

/** A machine that is reached through an agent on a seat. */
export class RemotePlace implements Place {
  readonly machine: Machine;
  readonly isHere = false;
  readonly lost: Promise<Error>;
  readonly #agent: AgentConnection;
  readonly #hello: Hello;
  readonly #here: Host;
  readonly #offset: Offset;
  /** What of the code is there already: the folders that were sent, and those under way. */
  readonly #code = new Map<string, Promise<void>>();
  #keys = 0;

  /** Puts an agent on the seat. Rejects, with nothing left there, if it can't work there. */
  static async on(name: string, seat: Seat, run: string, here: Host): Promise<RemotePlace> {
    const agent = new AgentConnection(name, seat, `${run}/${name}`);
    try {
      const hello = await agent.ask<Hello>('hello');
      refuseOldNode(name, hello.node);
      return new RemotePlace(name, seat, agent, hello, here, await clockOffset(agent, here.clock));
    } catch (thrown) {
      await agent.close();
      throw thrown;
    }
  }

  private constructor(
    name: string,
    seat: Seat,
    agent: AgentConnection,
    hello: Hello,
    here: Host,
    offset: Offset,
  ) {
    this.#agent = agent;
    this.#hello = hello;
    this.#here = here;
    this.lost = agent.lost;
    this.#offset = offset;
    this.machine = remoteMachine(name, seat.address, agent, hello, here);
  }

  get record(): MachineRecord {
    const { clockDomain } = this.#hello;
    return { clockDomain: clockDomain === '' ? null : clockDomain, offsetNs: this.#offset };
  }

  theirNs(ns: number): number {
    return ns + (this.#offset.low + this.#offset.high) / 2;
  }

  ourNs(ns: number): number {
    return ns - (this.#offset.low + this.#offset.high) / 2;
  }

  folder(peer: string): Promise<string> {
    this.#keys += 1;
    return this.#agent.ask('folder', { name: `${String(this.#keys)}-${peer}` });
  }

  async removeFolder(folder: string): Promise<void> {
    await this.#agent.ask('remove', { folder });
  }

  async start({
    name,
    argv,
    folder = this.#hello.root,
    env = {},
    files = {},
  }: PlacedProcess): Promise<Child> {
    for (const [path, text] of Object.entries(files))
      await this.#agent.ask('write', { path: join(folder, path), text });
    this.#keys += 1;
    return this.#agent.start(`${name}-${String(this.#keys)}`, argv, { cwd: folder, env });
  }

  async peerCommand(nodeFlags: readonly string[]): Promise<readonly [string, ...string[]]> {
    await this.#provide([coreFolder]);
    return [this.#hello.executable, ...nodeFlags, this.#there(peerEntry)];
  }

  async plugins(plugins: readonly PeerPlugin[]): Promise<readonly PeerPlugin[]> {
    const located = plugins.map((plugin) => ({ plugin, file: realpathSync(fileURLToPath(plugin.entry)) }));
    await this.#provide(located.flatMap(({ plugin }) => plugin.folder ?? []));
    const bare = located.filter(({ plugin }) => plugin.folder === undefined).map(({ file }) => file);
    await this.#put(bare.join(), codeEntries([], bare));
    return located.map(({ plugin, file }) => ({
      ...plugin,
      entry: pathToFileURL(this.#there(file)).href,
      ...(plugin.folder === undefined ? {} : { folder: this.#there(plugin.folder) }),
    }));
  }

  async fetch(folder: string, directory: string): Promise<void> {
    const { files } = this.#here;
    const found = await this.#agent.ask<readonly (readonly [string, number])[]>('files', { folder });
    for (const [path, size] of found) {
      const parts: Buffer[] = [];
      for (let offset = 0; offset < size; offset += parts.at(-1)?.length ?? size) {
        const data = await this.#agent.ask<string>('chunk', { path: join(folder, path), offset });
        if (data === '') break;
        parts.push(Buffer.from(data, 'base64'));
      }
      // The other machine has chosen the names.
      const within = files.within(directory);
      if (dirname(path) !== '.') await within.makeDirectory(dirname(path));
      await within.write(path, Buffer.concat(parts));
    }
  }

  /** Ends what was left by an agent that was here before. */
  async sweep(): Promise<void> {
    await this.#agent.ask('sweep');
  }

  /** Ends all that was started and made there. Resolves with whether that is known to be so. */
  close(): Promise<boolean> {
    return this.#agent.close();
  }

  async #provide(folders: readonly string[]): Promise<void> {
    for (const folder of folders) await this.#put(folder, codeEntries([folder]));
  }

  /** Once for each key. */
  #put(key: string, entries: ReturnType<typeof codeEntries>): Promise<void> {
    const put = this.#code.get(key) ?? this.#send(entries);
    this.#code.set(key, put);
    return put;
  }

  async #send(entries: ReturnType<typeof codeEntries>): Promise<void> {
    const fresh = function* (sent: Set<string>) {
      for (const entry of entries) {
        if (sent.has(entry[0])) continue;
        sent.add(entry[0]);
        yield entry;
      }
    };
    const folder = this.#there('');
    for (const data of codeBatches(fresh(this.#sent))) await this.#agent.ask('put', { folder, data });
  }

  readonly #sent = new Set<string>();

  /** Where a path of here is there. */
  #there(path: string): string {
    return join(this.#hello.root, 'code', path);
  }
}

type Offset = NonNullable<MachineRecord['offsetNs']>;

const offsetSamples = 20;

/**
 * By how much the clock there is ahead. Each answer was given between its question and its arrival, so that the truth lies in all of
 * these intervals, whatever the way there and back take.
 */
async function clockOffset(agent: AgentConnection, clock: Clock): Promise<Offset> {
  let [low, high] = [-Infinity, Infinity];
  for (let sample = 0; sample < offsetSamples; sample += 1) {
    const askedNs = clock.nowNs();
    const theirs = await agent.ask<number>('clock');
    const answeredNs = clock.nowNs();
    low = Math.max(low, theirs - answeredNs);
    high = Math.min(high, theirs - askedNs);
  }
  return { low, high };
}

function refuseOldNode(name: string, version: string): void {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  const [leastMajor, leastMinor] = leastNode;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new WiretaxError(
    'E_MACHINE',
    `machine ${name} has Node.js ${version}; ${leastNode.join('.')} or newer is needed`,
  );
}
