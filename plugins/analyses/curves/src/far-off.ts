/** A law is not fitted through a point that is so many times off it. */
const mostOff = 5;

/** Of the points of a curve those that a law describes. */
export interface Described<P, L> {
  readonly points: readonly P[];
  readonly law: L;
  /** The one that was left out, as it is five times off and more. */
  readonly without?: P;
}

export interface Fitting<P, L> {
  /** Undefined where it leads nowhere. */
  readonly fit: (points: readonly P[]) => L | undefined;
  /** What was measured at a point, over what the law says there. */
  readonly over: (point: P, law: L) => number;
  /** How well it describes them: more is better. */
  readonly quality: (points: readonly P[], law: L) => number;
  readonly fewest: number;
}

/**
 * The law of these points if all lie within five times of it, or of all but one if the others do: of several such the one that describes
 * the rest best. Undefined where there is none.
 */
export function described<P, L>(points: readonly P[], fitting: Fitting<P, L>): Described<P, L> | undefined {
  const whole = within(points, fitting);
  if (whole !== undefined) return { points, law: whole };
  const others = points.flatMap((without): Described<P, L>[] => {
    const rest = points.filter((point) => point !== without);
    const law = within(rest, fitting);
    // A point that the law of the others describes is not what keeps the whole from one.
    return law === undefined || !isFarOff(without, law, fitting) ? [] : [{ points: rest, law, without }];
  });
  const [best] = others.toSorted(
    (a, b) => fitting.quality(b.points, b.law) - fitting.quality(a.points, a.law),
  );
  return best;
}

function within<P, L>(points: readonly P[], fitting: Fitting<P, L>): L | undefined {
  const law = points.length < fitting.fewest ? undefined : fitting.fit(points);
  return law === undefined || points.some((point) => isFarOff(point, law, fitting)) ? undefined : law;
}

function isFarOff<P, L>(point: P, law: L, { over }: Fitting<P, L>): boolean {
  const ratio = over(point, law);
  return !(ratio <= mostOff && ratio >= 1 / mostOff);
}
