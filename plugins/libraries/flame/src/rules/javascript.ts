import type { Rule } from '../rule.js';

/**
 * JavaScript of Node.js, of libraries that stacks are made of and of what Wiretax itself runs on; its plugins count by their kinds. Names without
 * a file are functions of Node and V8 as the CPU profile has them.
 */
export const javaScriptRules: readonly Rule[] = [
  {
    category: 'harness',
    scope: 'frame',
    kind: 'javascript',
    names: ['* @wiretax/core/*', '* {*/,}core/dist/*', '* hdr-histogram-js/*'],
  },
  {
    category: 'serialisation',
    scope: 'frame',
    kind: 'javascript',
    names: [
      '* node:string_decoder:*',
      '* node:internal/encoding:*',
      '{*Write,*Slice,toString,byteLength,write,fromString*,from} node:{internal/,}buffer:*',
      '* {protobufjs,@protobufjs,@bufbuild}/*',
      '* @wiretax/proto/*',
      '* {*/,}proto/{dist,src/generated}/*',
      'parse',
      'stringify',
    ],
  },
  {
    category: 'copying',
    scope: 'frame',
    kind: 'javascript',
    names: ['{*concat,*copy*,*fill,set} node:{internal/,}buffer:*', 'set'],
  },
  {
    category: 'allocation',
    scope: 'frame',
    kind: 'javascript',
    names: [
      '{*alloc*,createPool,createUnsafe*,FastBuffer,alignPool,<instance_members_initializer>} node:{internal/,}buffer:*',
    ],
  },
  {
    category: 'protocol',
    scope: 'frame',
    kind: 'javascript',
    names: [
      '* {@grpc,undici,@js-sdsl,long}/*',
      '* node:{_http_*,http,https,http2,net,_tls_*,tls,dgram,events,stream,_stream_*,buffer,url,querystring}:*',
      '* node:{diagnostics_channel,zlib,dns,async_hooks}:*',
      '* node:internal/{http,http2,streams,webstreams,tls,dgram,deps,dns}/*',
      '* node:internal/{http,net,stream_base_commons,freelist,url,buffer,abort_controller,event_target,util,validators}:*',
      '* node:internal/{errors,linkedlist,js_stream_socket,blocklist,socketaddress,querystring,trace_events*}:*',
      '* node:internal/{util,event_target,async_local_storage}/*',
    ],
  },
  {
    category: 'event-loop',
    scope: 'frame',
    kind: 'javascript',
    names: [
      '* node:timers*',
      '* node:internal/{timers,async_hooks,promise_hooks,fixed_queue,priority_queue,worker,async_context_frame}*',
      '* node:internal/{process,bootstrap,main,modules,async_local_storage,perf}*',
      '* node:perf_hooks*',
      'runMicrotasks',
    ],
  },
  {
    category: 'kernel-network',
    scope: 'frame',
    kind: 'javascript',
    // They end in the system call, which a CPU profile does not tell from them.
    names: ['{writev,writeBuffer,writeUtf8String,writeLatin1String,writeAsciiString,writeUcs2String}'],
  },
];
