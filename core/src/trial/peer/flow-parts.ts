import type { Use } from '../../contract/cell.js';
import type { FlowOptions } from '../../contract/flow.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { PluginError, WiretaxError } from '../../kernel/errors.js';
import { callPluginSync } from '../../kernel/guard.js';
import type { OwnedAgain } from '../loop/calls.js';
import { Gates, type OwnedGate } from '../loop/gates.js';
import { type Equipment, pick } from './equipment.js';

/** What the parts of flow controls are told beside their own options. */
export type Share = Omit<FlowOptions, 'options'>;

/** Those parts of a cell's flow controls that the loop asks, made anew. */
export function flowParts(
  equipment: Equipment,
  flows: readonly Use[],
  share: Share,
): { readonly gates: Gates; readonly again: OwnedAgain | undefined } {
  const gates: OwnedGate[] = [];
  let again: OwnedAgain | undefined;
  for (const use of flows) {
    const { contribution, subject, options } = pick(equipment, equipment.bench.flows, use);
    const told = { options, ...share };
    if (contribution.gate !== undefined) {
      const gate = callPluginSync(subject, () => contribution.gate?.(told));
      gates.push({ subject, gate: expectAnswer(subject, 'gate', 'gate', gate) });
    }
    if (contribution.again === undefined) continue;
    if (again !== undefined) {
      const reason = `it tries calls again, as flow ${again.subject.name} does; a cell can have one of them`;
      throw new PluginError(subject, new WiretaxError('E_TWO_AGAINS', reason));
    }
    const made = callPluginSync(subject, () => contribution.again?.(told));
    again = { subject, again: expectAnswer(subject, 'again', 'again', made) };
  }
  return { gates: new Gates(gates), again };
}
