import type { Category } from './category.js';
import { isJavaScript, isKernel } from './frame.js';

/** Which functions a rule is about. */
export type FrameKind = 'kernel' | 'javascript' | 'native';

/**
 * Of the rules that know a frame, the first decides. `stack`: such a frame anywhere decides for all that it
 * calls, as a garbage collection does for the copying in it. `frame`: the innermost known frame decides, so
 * that functions which no rule knows work for their caller.
 */
export interface Rule {
  readonly category: Category;
  readonly scope: 'stack' | 'frame';
  readonly kind: FrameKind;
  /**
   * Names, whole, without `_[k]` and `_[j]`; `*` stands for anything, `{a,b}` for either. JavaScript functions
   * are `name file:line`.
   */
  readonly names: readonly string[];
}

export interface CompiledRule extends Omit<Rule, 'names'> {
  readonly pattern: RegExp;
}

export function compileRule({ names, ...rule }: Rule): CompiledRule {
  return { ...rule, pattern: new RegExp(`^(?:${names.map(sourceOf).join('|')})$`, 's') };
}

function sourceOf(glob: string): string {
  return glob
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/\{([^}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`);
}

/** A frame without the mark of its kind. */
export function splitFrame(frame: string): { readonly kind: FrameKind; readonly name: string } {
  if (isKernel(frame)) return { kind: 'kernel', name: frame.slice(0, -4) };
  if (isJavaScript(frame)) return { kind: 'javascript', name: frame.slice(0, -4) };
  return { kind: 'native', name: frame };
}
