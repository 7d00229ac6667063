interface Context {
  readonly parentURL?: string | undefined;
}

/** A module resolve hook of Node.js: this package is found from inside itself, whoever asks for it. */
export function bridged<C extends Context, R>(
  specifier: string,
  context: C,
  next: (specifier: string, context: C) => R,
): R {
  const isCore = specifier === '@wiretax/core' || specifier.startsWith('@wiretax/core/');
  return next(specifier, isCore ? { ...context, parentURL: import.meta.url } : context);
}

export { bridged as resolve };
