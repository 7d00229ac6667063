import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import type { Host } from '../../contract/host.js';
import type { Machine } from '../../contract/machine.js';
import type { MachineRecord } from '../../contract/peer.js';
import type { Child } from '../../contract/processes.js';
import type { PeerPlugin } from '../peer/messages.js';
import type { Place, PlacedProcess } from './place.js';

const peerEntry = fileURLToPath(new URL('../peer/main.js', import.meta.url));

/** The coordinator's own machine: what is here needs no agent. */
export class LocalPlace implements Place {
  readonly machine: Machine;
  readonly isHere = true;
  readonly record: MachineRecord;
  /** It is where the coordinator is. */
  readonly lost = new Promise<never>(() => undefined);
  readonly #host: Host;

  constructor(host: Host, machine: Machine) {
    this.#host = host;
    this.machine = machine;
    this.record = { clockDomain: machine.clockDomain === '' ? null : machine.clockDomain };
  }

  theirNs(ns: number): number {
    return ns;
  }

  ourNs(ns: number): number {
    return ns;
  }

  folder(): Promise<string> {
    return this.#host.files.temporaryDirectory();
  }

  async removeFolder(folder: string): Promise<void> {
    await this.#host.files.remove(folder);
  }

  async start({ argv, folder, env = {}, files = {}, isForeign = false }: PlacedProcess): Promise<Child> {
    for (const [path, text] of Object.entries(files)) {
      const within = this.#host.files.within(folder ?? '.');
      if (dirname(path) !== '.') await within.makeDirectory(dirname(path));
      await within.write(path, text);
    }
    const [program, ...words] = argv;
    const cwd = folder === undefined ? {} : { cwd: folder };
    return this.#host.spawn(program, words, { ...cwd, env, wholly: isForeign });
  }

  peerCommand(nodeFlags: readonly string[]): Promise<readonly [string, ...string[]]> {
    return Promise.resolve([this.#host.runtime.executable, ...nodeFlags, peerEntry]);
  }

  plugins(plugins: readonly PeerPlugin[]): Promise<readonly PeerPlugin[]> {
    return Promise.resolve(plugins);
  }

  async fetch(folder: string, directory: string): Promise<void> {
    const { files } = this.#host;
    const within = files.within(directory);
    for (const name of await files.list(folder)) {
      const parts: Uint8Array[] = [];
      for await (const part of files.parts(join(folder, name))) parts.push(part);
      await within.write(name, Buffer.concat(parts));
    }
  }
}
