export const exitCodes = { well: 0, failures: 1, wrongInput: 2, interrupted: 130 } as const;
