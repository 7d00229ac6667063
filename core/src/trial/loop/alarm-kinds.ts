/** What an alarm is for. */
export const AlarmKind = { caller: 0, hedge: 1, retry: 2 } as const;
export type AlarmKind = (typeof AlarmKind)[keyof typeof AlarmKind];

const kinds = 4;
const generations = 1024;

/** Kind, slot (or caller) and the slot's generation in one number. */
export function alarmOf(kind: AlarmKind, slot: number, generation: number): number {
  return (slot * generations + generation) * kinds + kind;
}

export function kindOf(alarm: number): number {
  return alarm % kinds;
}

export function slotOf(alarm: number): number {
  return Math.floor(alarm / (kinds * generations));
}

export function generationOf(alarm: number): number {
  return Math.floor(alarm / kinds) % generations;
}
