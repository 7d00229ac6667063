/** Bytes that no protocol takes for a message, and what they are. */
export const garbage: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['bytes of 0xff', Buffer.alloc(2000, 0xff)],
  ['zeros', Buffer.alloc(2000)],
  ['the greeting of another protocol', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'.repeat(50))],
  [
    'bytes without order',
    Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * i * 197 + i * 89 + 131) % 256)),
  ],
];
