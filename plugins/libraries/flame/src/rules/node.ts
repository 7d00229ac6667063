import type { Rule } from '../rule.js';

/** Node.js, libuv, the C library and what Node is built with. */
export const nodeRules: readonly Rule[] = [
  {
    category: 'harness',
    scope: 'frame',
    kind: 'native',
    // Without their caller, as the C library keeps no frame pointers: V8 writes names of functions for perf.
    names: ['*printf*', '{_IO_,__GI__IO_}*', '{hack_digit,__mpn_,_itoa,__strchrnul}*'],
  },
  {
    category: 'serialisation',
    scope: 'frame',
    kind: 'native',
    names: [
      'node::{StringBytes,StringDecoder,encoding_binding,Utf8Value,BufferValue,TwoByteValue,SimdUtf}*',
      'node::Buffer::(anonymous namespace)::*{String,Utf8,Base64,ByteLength,Latin1}*',
      'node::{base64,nbytes}*',
      '{simdutf,simdjson,ada}::*',
    ],
  },
  {
    category: 'copying',
    scope: 'frame',
    kind: 'native',
    names: [
      '*{memcpy,memmove,mempcpy}*',
      'node::Buffer::{Copy,(anonymous namespace)::*Copy,(anonymous namespace)::Fill}*',
    ],
  },
  {
    category: 'allocation',
    scope: 'frame',
    kind: 'native',
    names: [
      '{,__libc_,__}{malloc,calloc,realloc,free,cfree,memalign,posix_memalign}',
      '_int_{malloc,free,realloc,memalign}*',
      '{sysmalloc,systrim,malloc_consolidate,unlink_chunk,tcache_,arena_get}*',
      '{,__}{mmap,mmap64,munmap,brk,sbrk,madvise,mprotect}',
      '{operator new,operator delete}*',
      '{_Znw,_Zna,_Zdl,_Zda}*',
      'std::*_Sp_counted*',
      'node::{*ArrayBufferAllocator,Realloc,Malloc,UncheckedMalloc,UncheckedRealloc,AllocatedBuffer,Buffer::New}*',
    ],
  },
  {
    category: 'synchronisation',
    scope: 'frame',
    kind: 'native',
    names: [
      '{,__GI_}{__lll_,__pthread_,___pthread_,pthread_mutex,pthread_cond,pthread_rwlock,__futex,futex_,__condvar}*',
      'uv_{mutex,cond,sem,rwlock,barrier,async_send}*',
      'uv__async_send',
      '{sem_wait,sem_post,__new_sem}*',
      'node::{TaskQueue,MutexBase,ConditionVariableBase,LibuvMutexTraits}*',
    ],
  },
  {
    category: 'protocol',
    scope: 'frame',
    kind: 'native',
    names: [
      '{llhttp_,nghttp2_,http_parser_,session_,SSL_,ssl3_,tls_,EVP_,BIO_}*',
      '*node::{(anonymous namespace)::Parser,(anonymous namespace)::ConnectionsList,http2}::*',
      '*node::{StreamBase,StreamReq,StreamResource,StreamListener,LibuvStreamWrap,LibuvWriteWrap,JSStream}*',
      '*node::{TCPWrap,PipeWrap,ConnectionWrap,EmitToJSStreamListener,CustomBufferJSListener,ReportWritesToJS}*',
      '*node::{TLSWrap,SimpleWriteWrap,SimpleShutdownWrap,WriteWrap,ShutdownWrap,StreamPipe,NgHeaders,NgRcBuf}*',
    ],
  },
  {
    category: 'event-loop',
    scope: 'frame',
    kind: 'native',
    names: [
      'uv_*',
      'node::{InternalMakeCallback,InternalCallbackScope,CallbackScope,AsyncWrap,MakeCallback,Environment}*',
      'node::{PerIsolatePlatformData,NodePlatform,WorkerThreadsTaskRunner,DelayedTaskScheduler,NodeMainInstance}*',
      'node::{SpinEventLoop,TickInfo,ImmediateInfo,async_hooks,AsyncHooks,task_queue,Start}*',
      'node::(anonymous namespace)::PlatformWorkerThread*',
      '{,__}epoll_*',
    ],
  },
  {
    category: 'kernel-network',
    scope: 'frame',
    kind: 'native',
    names: [
      '{,__,__libc_}{write,writev,read,readv,send,recv,sendmsg,recvmsg,sendto,recvfrom,accept,accept4}',
    ],
  },
  { category: 'kernel-other', scope: 'frame', kind: 'native', names: ['{,__}syscall'] },
];
