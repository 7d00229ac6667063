import { AsyncSeriesHook } from 'tapable';
import type { Clock } from '../contract/host.js';
import type {
  LifecycleTaps,
  PhaseTaps,
  ReportContext,
  TapName,
  TrialContext,
} from '../contract/lifecycle.js';
import { type Phase, phases } from '../contract/phase.js';
import { type Owner, WiretaxError } from './errors.js';
import { callPlugin } from './guard.js';
import { laidToCulprit, type Suspect } from './suspect.js';

type ContextOf<P extends Phase> = P extends 'report' ? ReportContext : TrialContext;

/** What the kernel itself does in the phases. They keep their own deadlines. */
export type KernelSteps = Readonly<
  Partial<Record<(typeof kernelTaps)[number][2], (signal: AbortSignal) => Promise<void>>>
>;

/** Phase, stage and step of the kernel's own taps, which are registered before any plugin's. */
const kernelTaps = [
  ['setup', -100, 'listen'],
  ['setup', 100, 'connect'],
  ['pin', 100, 'yardstick'],
  ['warmup', 0, 'warmup'],
  ['measure', 0, 'measure'],
  ['profile', 0, 'profile'],
  ['teardown', 1, 'stop'],
  ['report', 0, 'report'],
] as const;

/** What a hook is really called with: the context without its signal, which every tap gets its own of. */
interface Firing {
  readonly context: object;
  readonly cell: string | undefined;
  readonly signal: AbortSignal;
  readonly steps: KernelSteps;
  /** Failures of phases in which every tap runs. */
  readonly failures: unknown[];
}

interface Owned {
  /** Undefined for the kernel's own. */
  readonly owner: Owner | undefined;
}

type Callback = (error?: Error | null) => void;
type TapFunction = (context: unknown, done?: Callback) => unknown;

/** Phases in which a failing tap doesn't stop the others. */
const inclusive: ReadonlySet<Phase> = new Set<Phase>(['teardown', 'report']);

/** The seven hooks. The kernel fires them; plugins get a facade that can only tap, until they are sealed. */
export class Lifecycle {
  readonly #hooks: ReadonlyMap<Phase, AsyncSeriesHook<[Firing], Owned>>;
  #sealed = false;
  #taps = 0;
  readonly #tapped = new Set<Phase>();

  /** `plugins` are those whose code may be at fault. */
  constructor(clock: Clock, limitMs: number, plugins: readonly Suspect[] = []) {
    this.#hooks = new Map(phases.map((phase) => [phase, guardedHook(phase, clock, limitMs, plugins)]));
    for (const [phase, stage, name] of kernelTaps) {
      const run = async (firing: Firing): Promise<void> => firing.steps[name]?.(firing.signal);
      this.#hooks.get(phase)?.tapPromise({ name, stage, owner: undefined }, run);
    }
  }

  /** The hooks as this owner sees them. */
  tapsOf(owner: Owner): LifecycleTaps {
    const facade = (phase: Phase): PhaseTaps<never> => {
      const add = (type: 'tap' | 'tapPromise' | 'tapAsync', name: string | TapName, run: unknown): void => {
        if (this.#sealed) {
          throw new WiretaxError(
            'E_SEALED',
            `${owner.name} tapped ${phase} after apply had returned; tap in apply`,
          );
        }
        const { name: label, stage = 0 } = typeof name === 'string' ? { name } : name;
        this.#taps += 1;
        this.#tapped.add(phase);
        const options = { name: label, stage: phase === 'teardown' ? -this.#taps : stage, owner };
        this.#hooks.get(phase)?.[type](options, run as never);
      };
      return Object.freeze({
        tap: (name: string | TapName, run: unknown) => {
          add('tap', name, run);
        },
        tapPromise: (name: string | TapName, run: unknown) => {
          add('tapPromise', name, run);
        },
        tapAsync: (name: string | TapName, run: unknown) => {
          add('tapAsync', name, run);
        },
      });
    };
    return Object.freeze(
      Object.fromEntries(phases.map((phase) => [phase, facade(phase)])),
    ) as unknown as LifecycleTaps;
  }

  /** Whether a plugin taps this phase. */
  isTapped(phase: Phase): boolean {
    return this.#tapped.has(phase);
  }

  /** Refuses taps from now on. */
  seal(): void {
    this.#sealed = true;
  }

  /**
   * Runs every tap of a phase in order and resolves with the failures of the phases in which all taps
   * run whatever happens; in the others the first failure rejects.
   */
  async fire<P extends Phase>(
    phase: P,
    context: Omit<ContextOf<P>, 'signal'>,
    steps: KernelSteps,
    signal: AbortSignal,
    cell?: string,
  ): Promise<readonly unknown[]> {
    const failures: unknown[] = [];
    await this.#hooks.get(phase)?.promise(Object.freeze({ context, cell, signal, steps, failures }));
    return failures;
  }
}

/**
 * One interceptor wraps each tap as it registers, whatever its flavour, so that tapable's own habits
 * (an async function given to `tap` isn't awaited, a promise tap that throws synchronously hangs the
 * rest, the first error ends the series) never show.
 */
function guardedHook(
  phase: Phase,
  clock: Clock,
  limitMs: number,
  plugins: readonly Suspect[],
): AsyncSeriesHook<[Firing], Owned> {
  const hook = new AsyncSeriesHook<[Firing], Owned>(['firing'], phase);
  hook.intercept({
    register: (tap) => {
      const { owner } = tap;
      const run: TapFunction = tap.fn as never;
      const takesCallback = tap.type === 'async';
      const call = (firing: Firing): Promise<unknown> => {
        if (owner === undefined) return run(firing) as Promise<unknown>;
        const subject = { kind: 'tap', name: tap.name, owner, phase, cell: firing.cell };
        return callPlugin<unknown>(subject, { clock, limitMs, signal: firing.signal }, (signal) => {
          const context = Object.freeze({ ...firing.context, signal });
          return takesCallback ? fromCallback(run, context) : run(context);
        });
      };
      const guarded = async (firing: Firing): Promise<void> => {
        try {
          await call(firing);
        } catch (raw) {
          const thrown = firing.signal.aborted ? raw : laidToCulprit(raw, plugins, phase, firing.cell);
          if (!inclusive.has(phase)) throw thrown;
          firing.failures.push(thrown);
        }
      };
      return { ...tap, type: 'promise', fn: guarded };
    },
  });
  return hook;
}

function fromCallback(run: TapFunction, context: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const done: Callback = (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    };
    const returned = run(context, done);
    if (returned instanceof Promise) returned.catch(reject);
  });
}
