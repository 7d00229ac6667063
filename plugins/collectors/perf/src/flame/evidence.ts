import { type CollectorTarget, type Evidence, mediaTypes, type Metric } from '@wiretax/core';
import { keepText } from '../artifact.js';
import {
  attribute,
  categories,
  Categoriser,
  flameGraph,
  foldedText,
  javaScriptShare,
  type Stacks,
} from '@wiretax/flame';

export interface SampledStacks {
  readonly stacks: Stacks;
  /** CPU time that a sample stands for. */
  readonly nsPerSample: number;
  /** What the reader must know; stands in the flame graph, too. */
  readonly notes: readonly string[];
}

/** Metrics and files of sampled stacks, whoever took them. */
export async function evidenceOf(
  target: Pick<CollectorTarget, 'host' | 'directory' | 'peer' | 'half' | 'pid' | 'packages'>,
  { stacks, nsPerSample, notes }: SampledStacks,
): Promise<Evidence> {
  const { packages = [] } = target;
  const { samples, categories: sums } = attribute(stacks, new Categoriser(packages));
  if (samples === 0) {
    const none = 'no samples: the process used no CPU time in the window';
    return { metrics: [count('samples', 0)], artifacts: [], notes: [...notes, none] };
  }
  const scripts = javaScriptShare(stacks);
  const named = scripts.samples === 0 ? undefined : scripts.named / scripts.samples;
  const all = [...notes, ...(named === undefined || named >= 0.95 ? [] : [unnamed(named)])];
  const title = `CPU time of ${target.peer === target.half ? 'the ' : ''}${target.peer}, process ${String(target.pid)}`;
  const folded = await keepText(
    target,
    { file: 'stacks.folded', mediaType: mediaTypes.folded },
    foldedText(stacks),
  );
  const page = await keepText(
    target,
    { file: 'flame.html', mediaType: 'text/html' },
    flameGraph({ title, stacks, nsPerSample, notes: all, packages }),
  );
  return {
    metrics: [
      count('samples', samples),
      ...categories.map((category): Metric => ({
        name: `cpu.${category}`,
        value: sums[category] * nsPerSample,
        unit: 'ns',
        kind: 'counter',
      })),
      ratio('categorised', 1 - sums.other / samples),
      ...(named === undefined ? [] : [ratio('frames.javascript.named', named)]),
    ],
    artifacts: [...folded.artifacts, ...page.artifacts],
    notes: [...all, ...folded.notes, ...page.notes],
  };
}

function unnamed(named: number): string {
  const percent = ((1 - named) * 100).toFixed(1);
  return `JavaScript functions have no names in ${percent} % of the stacks that have any: Node.js must be started with --perf-basic-prof --interpreted-frames-native-stack`;
}

function count(name: string, value: number): Metric {
  return { name, value, unit: 'count', kind: 'counter' };
}

function ratio(name: string, value: number): Metric {
  return { name, value, unit: 'ratio', kind: 'gauge' };
}
