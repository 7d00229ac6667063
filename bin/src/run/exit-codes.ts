import { errorExits } from '@wiretax/core';

export const exitCodes = {
  well: 0,
  failures: errorExits.failure,
  interrupted: errorExits.interruption,
} as const;
