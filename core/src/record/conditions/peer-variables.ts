/**
 * Variables that change what a peer is or how fast: names, and beginnings of names that end in `*`. Spelt out where
 * programs of other kinds share a prefix and keep passwords under it (the tool uv in UV_*, npm in NODE_AUTH_TOKEN).
 */
const runtime: readonly string[] = [
  'NODE_OPTIONS',
  'NODE_ENV',
  'NODE_PATH',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_V8_COVERAGE',
  'NODE_COMPILE_CACHE',
  'NODE_DISABLE_COMPILE_CACHE',
  'NODE_PENDING_DEPRECATION',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_ICU_DATA',
  'NODE_USE_ENV_PROXY',
  'UV_THREADPOOL_SIZE',
  'UV_USE_IO_URING',
];
const loader: readonly string[] = [
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'LD_AUDIT',
  'LD_BIND_NOW',
  'LD_DEBUG',
  'LD_PROFILE',
  'DYLD_INSERT_LIBRARIES',
  'DYLD_LIBRARY_PATH',
];
const allocators: readonly string[] = ['MALLOC_*', 'GLIBC_TUNABLES', 'MIMALLOC_*', 'TCMALLOC_*'];
const grpc: readonly string[] = ['GRPC_*', 'grpc_proxy', 'no_grpc_proxy'];
const openssl: readonly string[] = [
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ia32cap',
  'OPENSSL_armcap',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];
/** Where certificates lie. Kept and compared, but set on many machines for good and no news. */
const trust: readonly string[] = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
];
const watched = [...runtime, ...loader, ...allocators, ...grpc, ...openssl, ...trust];

/** Those variables that are set, by name in order. Passwords and tokens are taken out. */
export function peerVariables(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const set = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value !== '' && isWatched(name) ? [[name, withoutCredentials(name, value)]] : [],
  );
  return Object.fromEntries(set.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))) as Record<string, string>;
}

/** Whether a reader needs to be told that it is set. */
export function isNews(name: string): boolean {
  return !trust.includes(name);
}

function isWatched(name: string): boolean {
  return watched.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}

const secretName = /token|secret|passw|credential|auth|(^|_)key/i;
const userOfUrl = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^/\s?#]*@/gi;

function withoutCredentials(name: string, value: string): string {
  return secretName.test(name) ? '(not kept)' : value.replaceAll(userOfUrl, '***@');
}
