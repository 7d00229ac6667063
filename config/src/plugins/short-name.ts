/** How configs call a plugin under `settings:`: `pin` for @wiretax/plugin-pin, `udp` for wiretax-plugin-udp. */
export function shortName(name: string): string {
  return name.replace(/^(@wiretax\/plugin-|wiretax-plugin-)/, '');
}
