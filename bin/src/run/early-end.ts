import { refuseEarlyEnd as refuse } from '@wiretax/running';
import { isMeantToEnd } from '../startup/end-process.js';

/** Once a plugin was imported this process does not end as a success unless by `endProcess`. To be called before a plugin is imported. */
export function refuseEarlyEnd(): void {
  refuse(isMeantToEnd);
}
