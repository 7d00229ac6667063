/** `64 B` of `64B`, as sentences say it. */
export function sizeText(label: string): string {
  return label.replace(/(\d)([KMG]?i?B)\b/g, '$1 $2');
}
