declare module 'semver/functions/satisfies.js' {
  /** Throws nothing; false for a range that is none. */
  export default function satisfies(
    version: string,
    range: string,
    options?: { readonly includePrerelease?: boolean },
  ): boolean;
}

declare module 'semver/ranges/valid.js' {
  /** The range in its normal form; null if it is none. */
  export default function validRange(range: string): string | null;
}
