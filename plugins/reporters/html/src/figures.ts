import { significant } from '@wiretax/core';
import { duration, figure, none, ratio } from '@wiretax/writing';

/** `27.9 to 31.8 ms`. */
export function durations(lowNs: number, highNs: number): string {
  const [low, high] = [duration(lowNs), duration(highNs)];
  const [amount = '', unit] = low.split(' ');
  return `${high.endsWith(` ${unit ?? ''}`) ? amount : low} to ${high}`;
}

/** `3.1 ×`. */
export function timesText(value: number | null | undefined): string {
  const text = ratio(value);
  return text === none ? none : `${text} ×`;
}

/** A number in the unit that its key ends in. */
export function inUnit(key: string, value: number): string {
  if (key.endsWith('Ns')) return duration(value);
  if (key.endsWith('Bytes')) return bytes(value);
  return figure(value);
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB'];

export function bytes(value: number): string {
  let [amount, unit] = [value, 0];
  while (amount >= 1024 && unit < byteUnits.length - 1) [amount, unit] = [amount / 1024, unit + 1];
  return `${significant(amount)} ${byteUnits[unit] ?? ''}`;
}

/** As a heading: `Service time`. */
export function capitalised(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
