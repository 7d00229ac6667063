/** The file of the measured window's slices in a trial's folder. */
export const timelineFile = 'timeline.json';

/** The file of a series in a trial's folder: `to-server.hlog` for `toServer`. */
export function histogramFile(series: string): string {
  return `${series.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.hlog`;
}
