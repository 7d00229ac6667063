import { categories, type Category } from './category.js';
import type { Stacks } from './folded.js';
import { packageCategories, type StackedPackage } from './packages.js';
import { type CompiledRule, compileRule, type FrameKind, type Rule, splitFrame } from './rule.js';
import { externalRules } from './rules/external.js';
import { javaScriptRules } from './rules/javascript.js';
import { kernelRules } from './rules/kernel.js';
import { nodeRules } from './rules/node.js';
import { v8Rules } from './rules/v8.js';

const allRules: readonly CompiledRule[] = [
  ...kernelRules,
  ...javaScriptRules,
  ...v8Rules,
  ...nodeRules,
  ...externalRules,
].map(compileRule);

interface Known {
  readonly stack: Category | undefined;
  readonly frame: Category | undefined;
  readonly kind: FrameKind;
  /** JavaScript of a file that no rule knows: those that run it are not what it does. */
  readonly strange: boolean;
}

/** Says of frames and stacks what category they fall in. Frames come again and again: it remembers them. */
export class Categoriser {
  readonly #ofPackages: ReturnType<typeof packageCategories>;
  readonly #known = new Map<string, Known>();

  /** Frames of `packages` count by what those bring, all others by rules; then by who depends on them. */
  constructor(packages: readonly StackedPackage[] = []) {
    this.#ofPackages = packageCategories(packages);
  }

  /** The category of a frame by itself; undefined for one that works for its caller. */
  ofFrame(frame: string): Category | undefined {
    const { stack, frame: own } = this.#lookUp(frame);
    return stack ?? own;
  }

  /** The category of a stack; its first part is the thread's name. `other` where no rule decides. */
  ofStack(stack: string): Category {
    const frames = stack.split(';').slice(1);
    for (const frame of frames) {
      const { stack: decided } = this.#lookUp(frame);
      if (decided !== undefined) return decided;
    }
    let inKernel = false;
    for (const frame of frames.reverse()) {
      const { frame: decided, kind, strange } = this.#lookUp(frame);
      if (inKernel && kind !== 'kernel') return 'kernel-other';
      if (decided !== undefined) return decided;
      if (strange) return 'other';
      inKernel = kind === 'kernel';
    }
    return inKernel ? 'kernel-other' : 'other';
  }

  #lookUp(frame: string): Known {
    const before = this.#known.get(frame);
    if (before !== undefined) return before;
    const { kind, name } = splitFrame(frame);
    const first = (scope: Rule['scope']): Category | undefined =>
      allRules.find((rule) => rule.scope === scope && rule.kind === kind && rule.matches(name))?.category;
    const { own: ofOne, dependency } = this.#ofPackages;
    const own = kind === 'javascript' ? (ofOne(name) ?? first('frame') ?? dependency(name)) : first('frame');
    const isScript = kind === 'javascript' && /:\d+$/.test(name) && !/^RegExp:| node:/.test(name);
    const strange = isScript && own === undefined;
    const known: Known = { stack: first('stack'), frame: own, kind, strange };
    this.#known.set(frame, known);
    return known;
  }
}

export interface Attribution {
  readonly samples: number;
  /** Samples of each category. */
  readonly categories: Readonly<Record<Category, number>>;
  /** Stacks that no rule knows, those with the most samples first. */
  readonly unmatched: readonly UnmatchedStack[];
}

export interface UnmatchedStack {
  readonly stack: string;
  readonly samples: number;
}

/** Puts each sample in one category. Lists at most `listed` of the stacks that no rule knows. */
export function attribute(stacks: Stacks, categoriser = new Categoriser(), listed = 20): Attribution {
  const sums = Object.fromEntries(categories.map((category) => [category, 0])) as Record<Category, number>;
  const unmatched: UnmatchedStack[] = [];
  let sum = 0;
  for (const [stack, samples] of stacks) {
    const category = categoriser.ofStack(stack);
    sums[category] += samples;
    sum += samples;
    if (category === 'other') unmatched.push({ stack, samples });
  }
  unmatched.sort((a, b) => b.samples - a.samples);
  return { samples: sum, categories: sums, unmatched: unmatched.slice(0, listed) };
}
