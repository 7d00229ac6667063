/** The part of Vega's scene graph that is read and written here. */
export interface SceneMark {
  readonly marktype: string;
  readonly items: readonly SceneItem[];
}

interface SceneItem {
  description?: string;
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly items?: readonly SceneMark[];
}

/** Tells our labels from those that Vega gives to axes and titles. */
const sign = 'told:';

/** Gives each mark its words: Vega writes them down as labels. */
export function tellMarks({ marktype, items }: SceneMark): void {
  for (const item of items) {
    const told = item.datum?.['told'];
    if (typeof told === 'string' && isPointedAt(marktype, item.datum?.['kind'])) {
      item.description = `${sign}${told}`;
    }
    for (const mark of item.items ?? []) tellMarks(mark);
  }
}

/** Bars of intervals say what their point says already. */
function isPointedAt(marktype: string, kind: unknown): boolean {
  return marktype === 'symbol' || marktype === 'rect' || (marktype === 'rule' && kind === 'pause');
}

/**
 * Makes of Vega's labels data of the marks (`data-value`), and of the picture one image: of the roles that Vega gives to marks and axes,
 * many without a name, nothing is left.
 */
export function asOneImage(svg: string): string {
  return svg.replace(/<\w[^>]*>/g, (tag) =>
    tag
      .replace(new RegExp(` aria-label="${sign}([^"]*)"`), ' data-value="$1"')
      .replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''),
  );
}
