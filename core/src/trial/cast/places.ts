import { localMachineName as local } from '../../contract/peer.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Seat } from '../../contract/launcher.js';
import type { MachineRecord } from '../../contract/peer.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { codeOf, PluginError, reasonOf, WiretaxError } from '../../kernel/errors.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { callPlugin } from '../../kernel/guard.js';
import type { Kernel } from '../../kernel/kernel.js';
import { withSecrets } from '../../kernel/secrets.js';
import { RemotePlace } from '../agent/remote-place.js';
import { localMachine } from './local-machine.js';
import { LocalPlace } from './local-place.js';
import type { Place } from './place.js';

const openLimitMs = 60_000;

interface Opened {
  readonly seat: Seat;
  readonly place: RemotePlace;
}

/** The machines of a run, each opened when a trial first needs it and kept until the run is over. */
export class Places {
  readonly #kernel: Kernel;
  readonly #experiment: Pick<Experiment, 'machines' | 'localAddress'>;
  readonly #run: string;
  readonly #signal: AbortSignal;
  readonly #opened = new Map<string, Promise<Opened>>();
  /** Where something may be left: the connection has ended with peers there, or before an agent has answered. */
  readonly #lost = new Map<string, 'at work' | 'on the way'>();
  #local: Promise<Place> | undefined;

  constructor(
    kernel: Kernel,
    experiment: Pick<Experiment, 'machines' | 'localAddress'>,
    run: string,
    signal: AbortSignal,
  ) {
    this.#kernel = kernel;
    this.#experiment = experiment;
    this.#run = run;
    this.#signal = signal;
  }

  /** Rejects with what keeps it from being used. One that was lost is opened anew. */
  async of(machine: string): Promise<Place> {
    if (machine === local) return (this.#local ??= this.#here());
    const opening = this.#opened.get(machine) ?? this.#open(machine, this.#signal);
    this.#opened.set(machine, opening);
    try {
      const { place } = await opening;
      void place.lost.then(() => {
        if (this.#forget(machine, opening)) this.#lost.set(machine, 'at work');
      });
      return place;
    } catch (thrown) {
      this.#forget(machine, opening);
      throw thrown;
    }
  }

  /** What is known of the machines that were opened. */
  async records(): Promise<Readonly<Record<string, MachineRecord>>> {
    const here = await (this.#local ??= this.#here());
    const others = await Promise.allSettled(
      [...this.#opened].map(async ([name, opening]) => [name, (await opening).place.record] as const),
    );
    const opened = others.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    return Object.fromEntries([[local, here.record], ...opened]);
  }

  /** Ends all that is left on them; those that were lost are entered once more for it. Resolves with what could not be done. */
  async close(): Promise<readonly string[]> {
    const names = [...this.#opened.keys()];
    const opened = await Promise.allSettled(this.#opened.values());
    this.#opened.clear();
    for (const [index, name] of names.entries()) {
      const each = opened[index];
      if (each?.status === 'fulfilled' && !(await ended(each.value))) this.#lost.set(name, 'at work');
    }
    const problems: string[] = [];
    for (const [name, when] of [...this.#lost]) {
      try {
        // Whoever enters it sweeps, whatever has ended the run.
        await ended(await this.#open(name, new AbortController().signal));
      } catch (thrown) {
        if (when === 'at work')
          problems.push(
            `${reasonOf(thrown)}; what was left there goes with \`wiretax doctor --clean\` there`,
          );
      }
    }
    return problems;
  }

  async #here(): Promise<Place> {
    const { host } = this.#kernel;
    return new LocalPlace(host, await localMachine(host, this.#experiment.localAddress));
  }

  async #open(name: string, within: AbortSignal): Promise<Opened> {
    const machine = this.#experiment.machines?.[name];
    if (machine === undefined) throw new WiretaxError('E_MACHINE', `there is no machine ${name}`);
    const { use, label, options: written } = machine.launcher;
    const { contribution, owner } = this.#kernel.launchers.need(use);
    // What it starts outlives trials.
    const { host } = this.#kernel;
    const options = deepFreeze(withSecrets(`launcher ${label}`, written, contribution.options, host.env));
    const subject = { kind: 'launcher', name: use, owner };
    const guard = { clock: host.clock, limitMs: openLimitMs, signal: within };
    try {
      const seat = await callPlugin(subject, guard, (signal) =>
        contribution.open({
          run: this.#run,
          machine: name,
          options,
          host,
          signal,
        }),
      );
      const place = await this.#seated(name, expectAnswer(subject, 'open', 'seat', seat));
      this.#lost.delete(name);
      return { seat, place };
    } catch (thrown) {
      within.throwIfAborted();
      if (thrown instanceof WiretaxError && !(thrown instanceof PluginError)) throw thrown;
      throw new WiretaxError('E_MACHINE', `machine ${name}: ${reasonOf(thrown)}`, { cause: thrown });
    }
  }

  async #seated(name: string, seat: Seat): Promise<RemotePlace> {
    try {
      const place = await RemotePlace.on(name, seat, this.#run, this.#kernel.host);
      this.#lost.set(name, 'at work');
      // Whoever was lost there before has left what it had started.
      await place.sweep();
      return place;
    } catch (thrown) {
      if (codeOf(thrown) === 'E_MACHINE_LOST' && !this.#lost.has(name)) this.#lost.set(name, 'on the way');
      await seat.close();
      throw thrown;
    }
  }

  /** Whether it was known. */
  #forget(machine: string, opening: Promise<Opened>): boolean {
    if (this.#opened.get(machine) !== opening) return false;
    this.#opened.delete(machine);
    opening.then(({ seat }) => seat.close()).catch(() => undefined);
    return true;
  }
}

/** Ends an agent with all that it has made; resolves with whether it has said so. */
async function ended({ place, seat }: Opened): Promise<boolean> {
  const done = await place.close();
  await seat.close();
  return done;
}
