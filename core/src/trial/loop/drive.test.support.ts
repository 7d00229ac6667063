import type { Again, Gate } from '../../contract/flow.js';
import type { LoadModel } from '../../contract/load.js';
import { Gates } from './gates.js';
import { Loop } from './loop.js';
import { type Answer, Notes, VirtualEnvironment, VirtualPort, World } from './world.test.support.js';

const never = Number.POSITIVE_INFINITY;
export const subject = { kind: 'flow', name: 'sample', owner: { name: 'sample', version: '1' } };

export interface Scene {
  readonly kind: LoadModel['kind'];
  readonly next: (afterNs: number, caller: number) => number;
  readonly callers?: number;
  readonly gates?: readonly Gate[];
  readonly again?: Again | undefined;
  readonly answer: () => Answer;
  readonly slots?: number;
  readonly cancels?: boolean;
  readonly deadlineNs?: number;
  readonly drainNs?: number;
  readonly patience?: number;
  /** How many calls the window has at most, when it begins after the start and when it ends after that. */
  readonly calls?: number;
  readonly afterNs?: number;
  readonly windowNs?: number;
}

export interface Seen {
  readonly loop: Loop;
  readonly port: VirtualPort;
  readonly notes: Notes;
  readonly world: World;
}

/** Runs load in virtual time, until it is over and all that was given up has ended. */
export function drive(scene: Scene): Seen {
  const world = new World();
  const notes = new Notes();
  const { callers = 1, slots = never, cancels = true, patience = 1000 } = scene;
  const port = new VirtualPort(world, () => loop, { slots, cancels, answer: scene.answer });
  const environment = new VirtualEnvironment(world, () => loop);
  const loop: Loop = new Loop({ environment, port, ledger: notes, callers, patience });
  const startNs = world.nowNs;
  const { calls = never, windowNs = never } = scene;
  if (scene.afterNs !== undefined)
    world.at(startNs + scene.afterNs, () => {
      notes.completions.length = 0;
      // Whole instants are those of calls: what is due now was due before.
      notes.fromNs = world.nowNs + 0.5;
      loop.openWindow(notes.fromNs, calls, world.nowNs + windowNs);
    });
  const whole = scene.afterNs === undefined;
  const pace = { next: scene.next };
  loop.begin({
    load: { kind: scene.kind, pace, subject },
    gates: new Gates((scene.gates ?? []).map((gate) => ({ gate, subject }))),
    again: scene.again === undefined ? undefined : { again: scene.again, subject },
    deadlineNs: scene.deadlineNs ?? never,
    drainNs: scene.drainNs ?? never,
    calls: whole ? calls : never,
    endNs: whole ? startNs + windowNs : never,
  });
  world.run(() => notes.ends.length > 0);
  return { loop, port, notes, world };
}
