import { isJavaScript, unknownJavaScript } from './frame.js';
import type { Stacks } from './folded.js';

export interface JavaScriptShare {
  /** Samples whose stack has a JavaScript frame. */
  readonly samples: number;
  /** Those of them in which all such frames have names. */
  readonly named: number;
}

export function javaScriptShare(stacks: Stacks): JavaScriptShare {
  let samples = 0;
  let named = 0;
  for (const [stack, count] of stacks) {
    const frames = stack.split(';').filter(isJavaScript);
    if (frames.length === 0) continue;
    samples += count;
    if (!frames.includes(unknownJavaScript)) named += count;
  }
  return { samples, named };
}
