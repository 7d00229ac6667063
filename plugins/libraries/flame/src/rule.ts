import { globMatcher } from '@wiretax/core';
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
  readonly matches: (name: string) => boolean;
}

export function compileRule({ names, ...rule }: Rule): CompiledRule {
  const matchers = names.flatMap(choicesOf).map(globMatcher);
  return { ...rule, matches: (name) => matchers.some((matches) => matches(name)) };
}

/** `a{b,c}d` as `abd` and `acd`. */
function choicesOf(name: string): readonly string[] {
  const [all, before = '', choices = ''] = /^([^{]*)\{([^}]*)\}/.exec(name) ?? [];
  if (all === undefined) return [name];
  const after = choicesOf(name.slice(all.length));
  return choices.split(',').flatMap((choice) => after.map((rest) => `${before}${choice}${rest}`));
}

/** A frame without the mark of its kind. */
export function splitFrame(frame: string): { readonly kind: FrameKind; readonly name: string } {
  if (isKernel(frame)) return { kind: 'kernel', name: frame.slice(0, -4) };
  if (isJavaScript(frame)) return { kind: 'javascript', name: frame.slice(0, -4) };
  return { kind: 'native', name: frame };
}
