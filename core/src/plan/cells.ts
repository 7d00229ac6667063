import type { Axes, Cell, Experiment, NodeFlags, Size } from '../contract/experiment.js';
import { InputError } from '../errors.js';
import { deepFreeze } from '../freeze.js';
import { formatDuration, formatSize } from '../units.js';
import { exclusionBy } from './exclusion.js';
import { planProblem } from './limits.js';

/**
 * Every cell of the experiment: the matrix, plus what is included, less what is excluded, each once. Throws an InputError
 * when there would be too many, or none.
 */
export function planCells(experiment: Experiment): readonly Cell[] {
  const problem = planProblem(experiment);
  if (problem !== undefined) throw new InputError('E_PLAN_SIZE', 'the plan is too large', [problem]);
  const { axes, include, exclude } = experiment;
  const matrices = [axes, ...include.map((extra) => ({ ...axes, ...extra }))];
  const isExcluded = exclusionBy(exclude);
  const cells = matrices.flatMap(expand).filter((cell) => !isExcluded(cell));
  const unique = new Map<string, Cell>();
  for (const cell of cells) {
    const other = unique.get(cell.id);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(cell)) {
      throw new InputError(
        'E_DUPLICATE_CELL',
        `two different cells would be called ${cell.id}; name one with as:`,
      );
    }
    unique.set(cell.id, cell);
  }
  if (unique.size === 0)
    throw new InputError('E_NO_CELLS', 'nothing is left to measure; exclude covers every cell');
  return [...unique.values()];
}

/** Peers without flags of their own. */
export const defaultNode: NodeFlags = deepFreeze({ label: 'default', client: [], server: [] });

function expand(axes: Axes): Cell[] {
  const product: Cell[] = [];
  for (const size of axes.size)
    for (const codec of axes.codec)
      for (const link of axes.link)
        for (const placement of axes.placement)
          for (const serviceTimeNs of axes.serviceTimeNs)
            for (const flow of axes.flow)
              for (const node of axes.node)
                for (const concurrency of axes.concurrency)
                  for (const transport of axes.transport) {
                    const around = { flow, codec, link, placement, serviceTimeNs, node };
                    const point = { transport, size, concurrency, ...around };
                    product.push(deepFreeze({ id: cellId(point), ...point }));
                  }
  return product;
}

/** `64B` when symmetric, else `64B-4KiB`. */
export function formatSizes({ requestBytes, replyBytes }: Size): string {
  const request = formatSize(requestBytes);
  return requestBytes === replyBytes ? request : `${request}-${formatSize(replyBytes)}`;
}

function cellId(point: Omit<Cell, 'id'>): string {
  const { transport, size, concurrency, flow, codec, link, placement, serviceTimeNs, node } = point;
  return [
    transport.label,
    formatSizes(size),
    `c${String(concurrency)}`,
    ...flow.map((use) => use.label),
    ...(codec.label === 'protobuf' ? [] : [codec.label]),
    ...(link === 'tcp' ? [] : [link]),
    ...(placement === 'split' ? [] : [placement === 'none' ? 'unplaced' : placement]),
    ...(serviceTimeNs === 0 ? [] : [`s${formatDuration(serviceTimeNs).replace(' ', '').replace('µ', 'u')}`]),
    ...(node.label === defaultNode.label ? [] : [node.label]),
  ].join('.');
}
