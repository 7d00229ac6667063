import type { Rule } from '../rule.js';

/** Servers that aren't ours: Go's runtime and libraries, gRPC for C++, and proxies. */
export const externalRules: readonly Rule[] = [
  {
    category: 'gc',
    scope: 'stack',
    kind: 'native',
    names: [
      'runtime.{gcBgMarkWorker,gcDrain,gcAssistAlloc,gcStart,gcMark,bgsweep,bgscavenge,sweepone,scanobject}*',
    ],
  },
  {
    category: 'allocation',
    scope: 'frame',
    kind: 'native',
    names: [
      'runtime.{malloc,newobject,makeslice,growslice,makemap,newstack,morestack,nextFreeFast,memclr}*',
      'runtime.(*{mcache,mcentral,mheap,mspan})*',
      '{tcmalloc::,je_,tc_,mi_}*',
      '*{google::protobuf,grpc_core,upb}*Arena*',
    ],
  },
  {
    category: 'copying',
    scope: 'frame',
    kind: 'native',
    names: ['runtime.{memmove,typedmemmove,slicebytetostring,stringtoslicebyte}*', 'absl::*Cord*'],
  },
  {
    category: 'synchronisation',
    scope: 'frame',
    kind: 'native',
    names: [
      'runtime.{futex,lock,unlock,semacquire,semrelease,semasleep,semawakeup,notesleep,notewakeup,procyield,osyield}*',
      'runtime.{chansend,chanrecv,selectgo,sellock}*',
      '{sync.,sync/atomic.,internal/sync.}*',
      'absl::*{Mutex,CondVar,SpinLock}*',
      '{gpr_mu_,gpr_cv_}*',
      'std::*{mutex,condition_variable}*',
    ],
  },
  {
    category: 'serialisation',
    scope: 'frame',
    kind: 'native',
    names: [
      '{encoding/,google.golang.org/protobuf,github.com/golang/protobuf,github.com/gogo/protobuf,strconv.}*',
      '{google::protobuf::,upb_,_upb_,rapidjson::,nlohmann::}*',
    ],
  },
  {
    category: 'protocol',
    scope: 'frame',
    kind: 'native',
    names: [
      '{net/http,net/textproto,golang.org/x/net/,google.golang.org/grpc,crypto/,bufio.,net.}*',
      '{grpc_core::,grpc::,grpc_,tsi_,ngx_,h1_,h2_,htx_,Envoy::,quiche::,hyper::,h2::,tonic::,boost::beast}*',
    ],
  },
  {
    category: 'event-loop',
    scope: 'frame',
    kind: 'native',
    names: [
      'runtime.{schedule,findRunnable,park_m,gopark,goready,ready,mcall,mstart,netpoll,runqget,runqgrab,stealWork}*',
      'runtime.{wakep,startm,stopm,execute,gosched,goexit,gogo,sysmon,checkTimers,epollwait,exitsyscall,entersyscall}*',
      'internal/poll.*',
      '{event_base_loop,epoll_dispatch,ev_run,grpc_event_engine::,asio::,boost::asio,tokio::,mio::}*',
    ],
  },
  {
    category: 'kernel-network',
    scope: 'frame',
    kind: 'native',
    names: ['{syscall.,runtime/internal/syscall.,internal/runtime/syscall.}*'],
  },
];
