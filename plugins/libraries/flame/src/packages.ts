import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodePackage } from '@wiretax/core';
import { categories, type Category } from './category.js';
import { type Shorten, shortLocation, splitLine } from './javascript-frame.js';

/**
 * Code of Wiretax in a stack, and what it brings. Its files are named after it, those of runs of Wiretax 0.1.0 that weren't installed after
 * the folder of its entry.
 */
export type StackedPackage = Pick<CodePackage, 'name' | 'kinds'> &
  Partial<Pick<CodePackage, 'entry' | 'dependencies'>>;

/** Names files of these packages `package/path`, wherever they lie; others as `shortLocation` does. */
export function locationsWithin(packages: readonly CodePackage[]): Shorten {
  const entries = new Map(packages.flatMap(({ name, entry, folder }) => placesOfEntry(entry, folder, name)));
  const folders = packages
    .flatMap(({ name, folder }) => startsOf(folder).map((start) => ({ name, start })))
    .sort((a, b) => b.start.length - a.start.length);
  const named = (path: string): string | undefined => {
    const found = folders.find(({ start }) => path.startsWith(start));
    if (found === undefined) return undefined;
    const below = path.slice(found.start.length);
    return /(^|\/)node_modules\//.test(below) ? undefined : `${found.name}/${below}`;
  };
  return (location) => {
    const { path, line } = splitLine(location);
    const name = entries.get(path) ?? named(path);
    return name === undefined ? shortLocation(location) : name + line;
  };
}

/** Modules have URLs in stacks, CommonJS has paths. */
function startsOf(folder: string): readonly string[] {
  return [`${folder}/`, pathToFileURL(join(folder, '/')).href];
}

/** A plugin may be its entry alone, and two may share a folder: the entry is its plugin's. */
function placesOfEntry(entry: string, folder: string, name: string): readonly (readonly [string, string])[] {
  if (!entry.startsWith('file:')) return [];
  const path = fileURLToPath(entry);
  const named = `${name}/${relative(folder, path) || basename(path)}`;
  return [
    [entry, named],
    [path, named],
  ];
}

/** What a JavaScript function works for; undefined for one that is none of these packages'. */
type OfFunction = (name: string) => Category | undefined;

/** Functions of these packages, and those of packages that they depend on. */
export function packageCategories(packages: readonly StackedPackage[]): {
  readonly own: OfFunction;
  readonly dependency: OfFunction;
} {
  const lookUp = (placesOfOne: (each: StackedPackage) => readonly string[]): OfFunction => {
    const places = packages
      .flatMap((each) =>
        placesOfOne(each).map((place) => ({ place: ` ${place}/`, category: categoryOf(each) })),
      )
      // What several depend on works for the call if it does for one of them.
      .sort((a, b) => categories.indexOf(a.category) - categories.indexOf(b.category));
    return (name) => places.find(({ place }) => name.includes(place))?.category;
  };
  return { own: lookUp(placesOf), dependency: lookUp(({ dependencies = [] }) => dependencies) };
}

/** A package with a transport and more is a stack of its own; what is neither on a call's way nor its contents measures. */
function categoryOf({ kinds }: StackedPackage): Category {
  if (kinds.includes('transport')) return 'protocol';
  return kinds.includes('codec') ? 'serialisation' : 'harness';
}

function placesOf({ name, entry }: StackedPackage): readonly string[] {
  return entry?.startsWith('file:') === true ? [name, shortLocation(dirname(fileURLToPath(entry)))] : [name];
}
