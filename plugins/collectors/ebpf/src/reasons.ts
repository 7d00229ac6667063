import type { OffCpu } from './output.js';

/** Why a thread left its CPU, by the first rule whose pattern a function of its kernel stack matches. */
const rules: readonly (readonly [string, RegExp])[] = [
  ['event-wait', /^(?:do_epoll_wait|ep_poll|do_sys_poll|do_poll|do_select|core_sys_select)\b/],
  ['io-uring', /^(?:io_cqring_wait|io_sq_thread|__(?:do|x64|arm64)_sys_io_uring_enter)\b/],
  ['futex', /^(?:futex_|do_futex|__futex_)/],
  ['sleep', /^(?:do_nanosleep|hrtimer_nanosleep|common_nsleep)/],
  [
    'socket',
    /^(?:sk_wait_data|sk_stream_wait|wait_woken|inet_csk_accept|unix_stream_|tcp_(?:recv|send)msg|__skb_wait_for)/,
  ],
  ['pipe', /^(?:anon_)?(?:pipe_(?:read|write)|pipe_wait|eventfd_read)/],
  ['page-fault', /^(?:handle_mm_fault|do_user_addr_fault|exc_page_fault|do_page_fault)/],
  ['disk', /^(?:io_schedule|wait_on_page|folio_wait|filemap_|submit_bio_wait|jbd2_|blk_)/],
  ['lock', /^(?:rwsem_|mutex_|__mutex_|__down|rt_mutex_)/],
];

/** Preempted, one of the rules' names, or `other`. */
export function reasonFor({ runnable, stack }: Pick<OffCpu, 'runnable' | 'stack'>): string {
  if (runnable) return 'preempted';
  return rules.find(([, pattern]) => stack.some((frame) => pattern.test(frame)))?.[0] ?? 'other';
}
