import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isNews, peerVariables } from './peer-variables.js';

test('what changes a process is kept, by name in order; the rest is nobody’s business', () => {
  const kept = peerVariables({
    UV_THREADPOOL_SIZE: '16',
    NODE_OPTIONS: '--max-semi-space-size=64',
    MALLOC_ARENA_MAX: '2',
    GRPC_TRACE: 'all',
    LD_PRELOAD: '/usr/lib/libjemalloc.so.2',
    NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
    NODE_DEBUG: '',
    NODE_PATH: undefined,
    PATH: '/bin',
    HOME: '/root',
  });
  assert.equal(Object.keys(kept), [
    'GRPC_TRACE',
    'LD_PRELOAD',
    'MALLOC_ARENA_MAX',
    'NODE_EXTRA_CA_CERTS',
    'NODE_OPTIONS',
    'UV_THREADPOOL_SIZE',
  ]);
  assert.equal(
    Object.keys(kept).filter((name) => !isNews(name)),
    ['NODE_EXTRA_CA_CERTS'],
  );
});

test('passwords and tokens are not kept', () => {
  const secrets = {
    GRPC_API_TOKEN: 's3cret',
    GRPC_CLIENT_KEY: 's3cret',
    NODE_AUTH_TOKEN: 's3cret',
    UV_PUBLISH_PASSWORD: 's3cret',
    LD_SDK_KEY: 's3cret',
    grpc_proxy: 'http://me:s3cret@proxy:3128',
    GRPC_XDS_BOOTSTRAP: 'see https://s3cret@host/a and http://u:s3cret@b?x=@',
    NODE_OPTIONS: '--require a@1 --import=https://u:s3cret@host/x.mjs',
  };
  const kept = peerVariables(secrets);
  assert.not.match(JSON.stringify(kept), 's3cret');
  assert.is(kept['grpc_proxy'], 'http://***@proxy:3128');
  assert.is(kept['NODE_OPTIONS'], '--require a@1 --import=https://***@host/x.mjs');
  assert.is(kept['GRPC_API_TOKEN'], '(not kept)');
  assert.equal(
    ['NODE_AUTH_TOKEN', 'UV_PUBLISH_PASSWORD', 'LD_SDK_KEY'].filter((name) => name in kept),
    [],
  );
});

test.run();
