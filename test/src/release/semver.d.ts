declare module 'semver/functions/gt.js' {
  /** Throws for what is no version. */
  export default function gt(version: string, other: string): boolean;
}

declare module 'semver/functions/inc.js' {
  export default function inc(version: string, release: 'major' | 'minor' | 'patch'): string | null;
}

declare module 'semver/functions/valid.js' {
  /** The version in its normal form; null if it is none. */
  export default function valid(version: string): string | null;
}
