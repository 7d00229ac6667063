import type { Stacks } from './folded.js';

interface Node {
  readonly frame: number;
  samples: number;
  readonly children: Map<number, Node>;
}

/**
 * Counts stacks, with memory for distinct ones only. Frames are numbers while it grows: samples outnumber
 * distinct stacks by far.
 */
export class StackTree {
  readonly #roots = new Map<number, Node>();

  /** One sample. Frames are innermost first, as a tracer finds them. */
  add(thread: number, frames: readonly number[]): void {
    let node = childOf(this.#roots, thread);
    for (let index = frames.length - 1; index >= 0; index -= 1) {
      node = childOf(node.children, frames[index] ?? 0);
    }
    node.samples += 1;
  }

  stacks(nameOf: (frame: number) => string): Stacks {
    const stacks = new Map<string, number>();
    const waiting = [...this.#roots.values()].map((node) => ({ node, path: nameOf(node.frame) }));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, path } = next;
      if (node.samples > 0) stacks.set(path, (stacks.get(path) ?? 0) + node.samples);
      for (const child of node.children.values()) {
        waiting.push({ node: child, path: `${path};${nameOf(child.frame)}` });
      }
    }
    return stacks;
  }
}

function childOf(nodes: Map<number, Node>, frame: number): Node {
  const known = nodes.get(frame);
  if (known !== undefined) return known;
  const node: Node = { frame, samples: 0, children: new Map() };
  nodes.set(frame, node);
  return node;
}
