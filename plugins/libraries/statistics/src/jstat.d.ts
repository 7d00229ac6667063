declare module 'jstat' {
  /** The few of its distributions that are used here. */
  const jstat: {
    readonly studentt: {
      inv(probability: number, degreesOfFreedom: number): number;
      cdf(value: number, degreesOfFreedom: number): number;
    };
    readonly chisquare: {
      inv(probability: number, degreesOfFreedom: number): number;
    };
    readonly normal: {
      inv(probability: number, mean: number, standardDeviation: number): number;
      cdf(value: number, mean: number, standardDeviation: number): number;
    };
  };
  export = jstat;
}
