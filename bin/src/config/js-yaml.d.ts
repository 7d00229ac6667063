declare module 'js-yaml' {
  /** The value of a YAML 1.2 text with one document; undefined for an empty one. Throws with line and column. */
  export function load(text: string): unknown;
}
