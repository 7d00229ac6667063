import { Categoriser } from './attribution.js';
import type { Category } from './category.js';
import type { Stacks } from './folded.js';

/** Samples to draw, and what one of them stands for in the unit of the graph. */
export interface Weighted {
  readonly stacks: Stacks;
  readonly weight: number;
}

/** A frame with all that it calls. Values are in the order of what was given: one a side. */
export interface GraphNode {
  readonly frame: string;
  readonly category: Category;
  readonly values: readonly number[];
  /** The widest first. */
  readonly children: readonly GraphNode[];
}

export interface Graph {
  readonly root: GraphNode;
  /** Share of the graph that was left out below frames, as too narrow to be seen. */
  readonly prunedShare: number;
}

/** Frames narrower than this share of the whole are left out. */
export const leastShare = 0.0005;

interface Growing {
  readonly frame: string;
  readonly values: number[];
  readonly categories: Map<Category, number>;
  readonly children: Map<string, Growing>;
}

/** One tree of the stacks of all sides. */
export function graphOf(sides: readonly Weighted[], categoriser = new Categoriser()): Graph {
  const root = sprout('all', sides.length);
  sides.forEach(({ stacks, weight }, side) => {
    for (const [stack, samples] of stacks) {
      const category = categoriser.ofStack(stack);
      const value = samples * weight;
      grow(root, side, value, category);
      let node = root;
      for (const frame of stack.split(';')) {
        node = childOf(node, frame, sides.length);
        grow(node, side, value, category);
      }
    }
  });
  const least = widthOf(root.values) * leastShare;
  let pruned = 0;
  const finish = (node: Growing, isRoot: boolean): GraphNode => {
    const children: GraphNode[] = [];
    for (const child of node.children.values()) {
      if (widthOf(child.values) < least) pruned += widthOf(child.values);
      else children.push(finish(child, false));
    }
    children.sort((one, other) => widthOf(other.values) - widthOf(one.values) || order(one, other));
    const own = isRoot ? undefined : categoriser.ofFrame(node.frame);
    return { frame: node.frame, category: own ?? mostOf(node.categories), values: node.values, children };
  };
  const whole = finish(root, true);
  return { root: whole, prunedShare: widthOf(whole.values) === 0 ? 0 : pruned / widthOf(whole.values) };
}

/** How wide a frame is drawn: with two sides their sum, so that what only one of them has is seen, too. */
export function widthOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sprout(frame: string, sides: number): Growing {
  return { frame, values: new Array<number>(sides).fill(0), categories: new Map(), children: new Map() };
}

function childOf(node: Growing, frame: string, sides: number): Growing {
  const known = node.children.get(frame);
  if (known !== undefined) return known;
  const child = sprout(frame, sides);
  node.children.set(frame, child);
  return child;
}

function grow(node: Growing, side: number, value: number, category: Category): void {
  node.values[side] = (node.values[side] ?? 0) + value;
  node.categories.set(category, (node.categories.get(category) ?? 0) + value);
}

function mostOf(categories: ReadonlyMap<Category, number>): Category {
  let most: Category = 'other';
  for (const [category, value] of categories) if (value > (categories.get(most) ?? 0)) most = category;
  return most;
}

function order(one: GraphNode, other: GraphNode): number {
  return one.frame < other.frame ? -1 : 1;
}
