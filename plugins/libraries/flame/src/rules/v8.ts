import type { Rule } from '../rule.js';

/** V8's heap, its builtins its compilers, and what JSON, strings and promises are made of. */
export const v8Rules: readonly Rule[] = [
  {
    category: 'gc',
    scope: 'stack',
    kind: 'native',
    names: [
      '(garbage collector)',
      'v8::internal::Heap::{CollectGarbage,PerformGarbageCollection,Scavenge,MarkCompact,CollectAll,MinorGC}*',
      'v8::internal::Heap::{HandleGCRequest,FinalizeIncremental,StartIncremental,StartMinor,GarbageCollection}*',
      'v8::internal::*{Scaveng,MarkCompact,Sweep,Evacuat,GCTracer,Unmapper,MemoryReducer,GarbageCollector}*',
      'v8::internal::*{ConcurrentMarking,IncrementalMarking,MinorMark,MarkingVisitor,MarkingBarrier,MarkingWorklist}*',
      'v8::internal::*{YoungGeneration,WeakObjects,WeakCollection,MajorMark,RecordMigrated,RememberedSet,RootScavenge}*',
      'v8::internal::GlobalHandles::{*Weak,*Young,PostGarbage,Invoke,Iterate}*',
      'cppgc::internal::{Heap,Mark,Sweep,Concurrent}*',
    ],
  },
  {
    category: 'harness',
    scope: 'stack',
    kind: 'native',
    // Names of functions, written for perf.
    names: [
      'v8::internal::{PerfBasicLogger,LogFile,V8FileLogger,ExternalLogEventListener}*',
      'v8::internal::CodeEventLogger*',
    ],
  },
  {
    category: 'compilation',
    scope: 'stack',
    kind: 'native',
    names: [
      'v8::internal::{OptimizingCompile,OptimizedCompilation,Compiler,compiler,Compilation,UnoptimizedCompilation}*',
      'v8::internal::{baseline,maglev,interpreter,Parser,PreParser,ParserBase,parsing,Scanner,BackgroundCompile}*',
      'v8::internal::{LazyCompile,BytecodeGenerator,Turbofan,Pipeline,RegExpCompiler,RegExpImpl::Compile}*',
      'v8::internal::{Deoptimizer,Runtime_Compile,Runtime_NotifyDeoptimized,TieringManager,Assembler,TurboAssembler}*',
      'v8::internal::{SharedTurboAssembler,MacroAssembler,CodeGenerator,Factory::CodeBuilder,Translation}*',
      'v8::internal::{Runtime_StackGuardWithGap,Runtime_CompileOptimizedOSR,LocalIsolate}*',
    ],
  },
  {
    category: 'serialisation',
    scope: 'frame',
    kind: 'native',
    names: [
      'Builtins_Json*',
      'v8::internal::*Json*',
      'v8::JSON::*',
      'v8::internal::*Utf8*',
      'v8::String::{Write,Utf8,NewFrom,NewExternal}*',
      'v8::internal::String::{WriteToFlat,SlowFlatten}*',
      'v8::internal::Factory::NewStringFrom*',
      'v8::internal::{DoubleToCString,IntToCString,StringToDouble,*Deserializer,*ValueSerializer}*',
      'unibrow::*',
      'Builtins_{NumberToString,StringToNumber,NumberParse}*',
    ],
  },
  {
    category: 'copying',
    scope: 'frame',
    kind: 'native',
    names: [
      'Builtins_{TypedArrayPrototypeSet,TypedArrayPrototypeSlice,ArrayBufferPrototypeSlice,TypedArrayPrototypeFill}*',
      'v8::internal::*{CopyBytes,CopyImpl,MemMove,MemCopy,CopyElements,CopyTypedArray}*',
      'v8::ArrayBufferView::CopyContents*',
    ],
  },
  {
    category: 'allocation',
    scope: 'frame',
    kind: 'native',
    names: [
      'Builtins_{Allocate,FastNew,CreateTypedArray,TypedArrayConstructor,ArrayBufferConstructor,GrowFast}*',
      'Builtins_{CreateShallow,CreateObject,CreateArray,CreateEmpty,CloneFast,NewArgumentsElements,NewSloppy}*',
      'Builtins_{NewStrict,NewRest,ExtractFastJSArray,ArrayBufferPrototypeConstructor}*',
      'v8::internal::Factory*::{New,Allocate,Copy,Create}*',
      'v8::internal::Heap::{Allocate,RightTrim,LeftTrim,CreateFiller,ExternalMemory,AdjustAmount,AppendArrayBuffer}*',
      'v8::internal::{HeapAllocator,MemoryAllocator,MainAllocator,LocalHeap,LinearAllocation,JSArrayBuffer}::*',
      'v8::internal::*Space*::{*Allocate,Ensure,Refill,Expand,AddPage}*',
      'v8::internal::*{Runtime_AllocateIn,BackingStore,ArrayBufferExtension}*',
      'v8::{ArrayBuffer,BackingStore,SharedArrayBuffer,Uint8Array}::*',
      'v8::Isolate::AdjustAmountOfExternal*',
    ],
  },
  {
    category: 'synchronisation',
    scope: 'frame',
    kind: 'native',
    names: ['v8::base::{*Mutex,Semaphore,ConditionVariable}*', 'Builtins_Atomics*'],
  },
  {
    category: 'event-loop',
    scope: 'frame',
    kind: 'native',
    names: [
      'Builtins_{RunMicrotasks,JSRunMicrotasksEntry,EnqueueMicrotask}*',
      'Builtins_{Promise,Async,Await,PerformPromiseThen,ResolvePromise,FulfillPromise,RejectPromise,NewPromise}*',
      'Builtins_{SuspendGenerator,ResumeGenerator,GeneratorPrototype}*',
      'v8::internal::{MicrotaskQueue,JSPromise}::*',
      'v8::internal::Execution::TryRunMicrotasks*',
      'v8::{MicrotasksScope,Promise}*',
    ],
  },
];
