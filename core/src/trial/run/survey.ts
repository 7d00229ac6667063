import { readConditions } from '../../record/conditions/reading.js';
import type { Conditions } from '../../contract/conditions.js';
import type { Experiment } from '../../contract/experiment.js';
import type { Host } from '../../contract/host.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import { describeMachine } from '../../record/store/machine.js';
import { checkNodeFlags } from './node-flags.js';

/** What a session has to know of its machine before it starts. */
export interface Survey {
  readonly machine: MachineFacts;
  readonly conditions: Conditions;
}

/** What surveys of this process are at. */
const atWork = new Set<Promise<unknown>>();

/**
 * All is looked at within the 200 ms that one of the looks takes, or as long as the rest of it does. Of runs that begin together none
 * looks away or goes on before the work of all is done: a child counts as this process's own only once it has ended.
 */
export async function survey(
  host: Host,
  experiment: Experiment,
  session: number,
  signal: AbortSignal,
): Promise<Survey> {
  const work = Promise.all([describeMachine(host), checkNodeFlags(host, experiment, signal)]);
  atWork.add(work);
  const allWork = work.finally(async () => {
    atWork.delete(work);
    while (atWork.size > 0) await Promise.allSettled(atWork);
  });
  // `work` itself tells of a failure.
  allWork.catch(() => undefined);
  const [[machine], conditions] = await Promise.all([work, readConditions(host, session, allWork, signal)]);
  return { machine, conditions };
}
