import type { Child } from '../../contract/processes.js';
import { identityOf, leftOf } from './node-identity.js';
import { bearersOf, endEach, processesOf } from './node-processes.js';

/** In the environment of a child that ends with all that it starts, and of what that is. */
const variable = 'WIRETAX_MARK';
let marks = 0;

/** An entry for the environment of such a child. */
export function wholeMark(): Readonly<Record<string, string>> {
  marks += 1;
  return { [variable]: `${identityOf(process.pid)} ${String(marks)}` };
}

/** The child; SIGKILL ends all that it has started as well, also what has left its group. */
export function wholeChild(child: Child, mark: Readonly<Record<string, string>>): Child {
  let seen: readonly string[] = [];
  return {
    ...child,
    kill: (signal) => {
      // Who overwrites its environment is known by its parents, as long as it has them.
      seen = [...seen, ...processesOf(child.pid).map(identityOf)];
      child.kill(signal);
      if (signal !== 'SIGKILL') return;
      endEach(() => [
        ...leftOf(seen),
        ...bearersOf(variable).flatMap(({ pid, value }) => (value === mark[variable] ? [pid] : [])),
      ]);
    },
  };
}
