import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attribute, Categoriser } from './attribution.js';
import type { Category } from './category.js';
import { javaScriptShare } from './javascript-share.js';
import type { StackedPackage } from './packages.js';

const packages: readonly StackedPackage[] = [
  { name: '@wiretax/plugin-tcp', kinds: ['transport'] },
  { name: '@wiretax/plugin-rest', kinds: ['transport'] },
  { name: '@wiretax/plugin-closed', kinds: ['load'] },
];

const boot = 'node;node::Start;uv_run;uv__io_poll';
const onRead = `${boot};node::LibuvStreamWrap::OnUvRead;node::InternalMakeCallback;Builtins_JSEntry`;

const stacks: readonly (readonly [Category, string])[] = [
  ['protocol', `${onRead};onStreamRead node:internal/stream_base_commons:168_[j]`],
  ['protocol', `${onRead};push @wiretax/plugin-tcp/dist/framing.js:59_[j];Builtins_LoadIC`],
  ['protocol', `${onRead};request node:internal/http2/core:1766_[j];v8::internal::Runtime_SetKeyedProperty`],
  ['protocol', `${boot};node::(anonymous namespace)::Parser::OnStreamRead;llhttp__internal_execute`],
  ['protocol', 'grpc_server;main;grpc_core::Server::Start'],
  ['serialisation', `${onRead};send @wiretax/plugin-rest/dist/client.js:3_[j];Builtins_JsonStringify`],
  ['serialisation', `${onRead};Payload.encode proto/src/generated/echo.js:128_[j];Builtins_Call`],
  ['serialisation', `${onRead};encode node:buffer:1_[j];node::StringBytes::Encode;__strlen_evex`],
  [
    'gc',
    `${onRead};push @wiretax/plugin-tcp/dist/framing.js:5_[j];v8::internal::Heap::CollectGarbage;__memmove_evex`,
  ],
  [
    'gc',
    'node;start_thread;node::(anonymous namespace)::PlatformWorkerThread;v8::internal::ScavengerJob::Run',
  ],
  ['gc', 'server;runtime.mallocgc;runtime.gcAssistAlloc;runtime.scanobject'],
  ['compilation', 'node;start_thread;v8::internal::compiler::PipelineImpl::Run;malloc'],
  ['allocation', `${onRead};allocUnsafe node:buffer:404_[j];Builtins_CreateTypedArray`],
  ['allocation', 'node;[unknown];_int_malloc'],
  ['allocation', 'node;[unknown];asm_exc_page_fault_[k];do_anonymous_page_[k];clear_page_erms_[k]'],
  ['copying', `${onRead};concat node:buffer:562_[j];Builtins_TypedArrayPrototypeSet;__memmove_avx_unaligned`],
  ['copying', `${boot};read;do_syscall_64_[k];tcp_recvmsg_[k];_copy_to_iter_[k]`],
  ['event-loop', `${boot};epoll_pwait;do_syscall_64_[k];do_epoll_wait_[k];schedule_[k];__schedule_[k]`],
  ['event-loop', `${onRead};processTicksAndRejections node:internal/process/task_queues:67_[j]`],
  ['synchronisation', 'node;start_thread;uv_cond_wait;do_syscall_64_[k];do_futex_[k];futex_wait_[k]'],
  ['synchronisation', 'server;main.main;sync.(*Mutex).Lock'],
  ['kernel-network', `${boot};uv__write;__GI___libc_write;do_syscall_64_[k];tcp_sendmsg_[k];read_tsc_[k]`],
  [
    'kernel-other',
    `${onRead};push @wiretax/plugin-tcp/dist/framing.js:5_[j];asm_sysvec_apic_timer_[k];ktime_get_[k]`,
  ],
  ['kernel-other', `${boot};read;do_syscall_64_[k];fdget_pos_[k]`],
  ['kernel-network', `node;onStreamRead node:internal/stream_base_commons:1_[j];writeBuffer_[j]`],
  ['idle', 'swapper;do_idle_[k];acpi_idle_do_entry_[k]'],
  [
    'harness',
    `${onRead};record work/core/dist/recorder/recorder.js:16_[j];Builtins_TypedArrayPrototypeForEach`,
  ],
  ['harness', `${onRead};caller @wiretax/plugin-closed/dist/closed-load.js:39_[j]`],
  ['other', `${onRead};work my/own/dist/business.js:1_[j];Builtins_ArrayMap`],
  ['other', 'a.out;main;compute'],
  ['other', 'node'],
];

for (const [category, stack] of stacks) {
  test(`${category}: ${stack.split(';').at(-1) ?? ''}`, () => {
    assert.is(new Categoriser(packages).ofStack(stack), category);
  });
}

test('each sample counts in one category, and what no rule knows is listed', () => {
  const counted = new Map([
    [`${boot};uv__run_timers`, 5],
    ['a.out;main;compute', 2],
    ['a.out;main;render', 3],
  ]);
  const { samples, categories, unmatched } = attribute(counted);
  assert.is(samples, 10);
  assert.is(categories['event-loop'], 5);
  assert.is(categories.other, 5);
  assert.is(
    Object.values(categories).reduce((sum, each) => sum + each, 0),
    10,
  );
  assert.equal(unmatched, [
    { stack: 'a.out;main;render', samples: 3 },
    { stack: 'a.out;main;compute', samples: 2 },
  ]);
});

test('a frame by itself', () => {
  const categoriser = new Categoriser();
  assert.is(categoriser.ofFrame('tcp_sendmsg_[k]'), 'kernel-network');
  assert.is(categoriser.ofFrame('v8::internal::Heap::CollectGarbage'), 'gc');
  assert.is(categoriser.ofFrame('Builtins_LoadIC'), undefined);
});

test('JavaScript is named in a stack when all of its functions are', () => {
  const counted = new Map([
    ['node;f a.js:1_[j];g b.js:1_[j]', 4],
    ['node;f a.js:1_[j];[unknown]_[j]', 1],
    ['node;uv_run', 7],
  ]);
  assert.equal(javaScriptShare(counted), { samples: 5, named: 4 });
});

test.run();
