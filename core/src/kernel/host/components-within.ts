import { WiretaxError } from '../errors.js';

/** The components of a path below `root`. Throws if it could lead out of it. */
export function componentsWithin(root: string, path: string): string[] {
  const components = path.split('/');
  if (path.startsWith('/') || components.includes('..') || /[\\\0]/.test(path)) {
    const text = `${JSON.stringify(path)} leads out of ${root}, and nothing outside of it is touched; the run's files were edited`;
    throw new WiretaxError('E_OUTSIDE', text);
  }
  return components.filter((component) => component !== '' && component !== '.');
}
