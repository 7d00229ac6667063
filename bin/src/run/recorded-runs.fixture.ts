import type { Experiment } from '@wiretax/core';

/** What trials of real runs took, in their order. */
export interface RecordedRun {
  readonly name: string;
  readonly timing: Pick<Experiment, 'stop' | 'warmup'>;
  /** Estimated from the plan before the first trial, ms. */
  readonly estimateMs: number;
  /** A trial each: `cell durationMs warmupMs windowMs callsPerSecond`. */
  readonly trials: string;
}

export const recordedRuns: readonly RecordedRun[] = [
  {
    name: 'quick of 0.1.0 on a busy machine',
    timing: {
      stop: { durationMs: 500 },
      warmup: { minMs: 200, maxMs: 6000, minCalls: 5000, settleMs: 1000 },
    },
    estimateMs: 235800,
    trials: `
      ceiling.64B.c10 2804 1197 150 454851, ceiling.64B.c1 2426 868 150 470758
      ceiling.4KiB.c1 2485 967 150 187928, ceiling.4KiB.c10 2506 952 150 148386
      ceiling.64B.c50 7619 6017 150 313583, ceiling.4KiB.c50 2768 1178 158 118438
      ceiling.64KiB.c50 4387 2718 154 24702, ceiling.64KiB.c10 7721 6030 150 22278
      ceiling.64KiB.c1 7643 6008 150 67945, tcp.4KiB.c10 8115 6011 502 20830
      grpc.64B.c50 8561 6015 507 2293, rest.4KiB.c1 8354 6016 500 5159, grpc.4KiB.c1 8366 6012 501 999
      rest.64B.c10 7469 5327 500 16047, tcp.64B.c1 5162 3262 500 26591, grpc.64B.c1 8134 6016 501 1378
      grpc.64KiB.c1 8347 6027 514 232, grpc.64B.c10 8474 6013 504 2546
      tcp.4KiB.c50 4708 2458 500 27252, grpc.64KiB.c10 8363 6037 522 443
      grpc.4KiB.c10 8671 6041 505 1989, tcp.4KiB.c1 7546 5332 500 11041
      rest.64KiB.c1 8397 6042 501 1221, rest.64KiB.c50 8519 6052 504 6250
      tcp.64KiB.c10 8024 5731 502 4425, grpc.4KiB.c50 8564 6026 519 1653
      tcp.64B.c10 4742 2425 500 31158, rest.64B.c50 8408 6025 505 10753
      grpc.64KiB.c50 8445 6088 536 553, rest.4KiB.c10 8140 6029 500 10858
      rest.64B.c1 8051 6009 500 10572, tcp.64B.c50 4045 1988 500 64568
      tcp.64KiB.c50 5158 3025 503 11212, rest.64KiB.c10 8090 6031 508 6474
      tcp.64KiB.c1 7768 5705 500 4786, rest.4KiB.c50 7753 5726 501 22576`,
  },
  {
    name: 'quick of 0.1.0 on a calmer one',
    timing: {
      stop: { durationMs: 500 },
      warmup: { minMs: 200, maxMs: 6000, minCalls: 5000, settleMs: 1000 },
    },
    estimateMs: 235800,
    trials: `
      ceiling.64B.c10 6384 4825 150 419445, ceiling.64B.c1 2339 882 150 565984
      ceiling.4KiB.c1 2334 886 150 254243, ceiling.4KiB.c10 3466 2009 151 158785
      ceiling.64B.c50 2285 783 150 285758, ceiling.4KiB.c50 4641 3029 158 95512
      ceiling.64KiB.c50 2943 1350 153 22261, ceiling.64KiB.c10 3071 1518 150 36018
      ceiling.64KiB.c1 7486 6019 150 63206, tcp.4KiB.c10 4488 2511 500 29214
      grpc.64B.c50 8125 6009 507 6816, rest.4KiB.c1 5839 4021 500 14209
      grpc.4KiB.c1 7910 6005 500 3358, rest.64B.c10 7731 5861 500 33755, tcp.64B.c1 3648 1789 500 30088
      grpc.64B.c1 7958 6008 500 2897, grpc.64KiB.c1 8062 6009 501 549, grpc.64B.c10 8023 6015 501 3753
      tcp.4KiB.c50 5213 3262 500 49641, grpc.64KiB.c10 8217 6034 504 689
      grpc.4KiB.c10 8224 6011 501 2718, tcp.4KiB.c1 4690 2645 500 18553
      rest.64KiB.c1 8082 6017 500 1765, rest.64KiB.c50 8181 6012 510 8897
      tcp.64KiB.c10 6298 4337 501 8662, grpc.4KiB.c50 8133 6015 525 3961
      tcp.64B.c10 5823 3949 500 77399, rest.64B.c50 4831 2952 500 33395
      grpc.64KiB.c50 7983 6012 512 1388, rest.4KiB.c10 5232 3322 500 17784
      rest.64B.c1 7841 6005 500 12176, tcp.64B.c50 3169 1198 501 89968
      tcp.64KiB.c50 7953 6007 504 13089, rest.64KiB.c10 7957 6019 501 8113
      tcp.64KiB.c1 5687 3804 500 7069, rest.4KiB.c50 4945 2963 501 20959`,
  },
  {
    name: 'two transports with semaphores, 300 calls a client',
    timing: { stop: { requests: 300 }, warmup: { minMs: 100, maxMs: 500, minCalls: 1000, settleMs: 50 } },
    estimateMs: 48160,
    trials: `
      ceiling.4KiB.c10 1067 510 150 105490, ceiling.4KiB.c1 1081 507 150 214628
      ceiling.64B.c1 1127 509 150 231915, ceiling.64B.c10 1145 508 150 238563
      rest.64B.c10 1523 528 408 7364, tcp.64B.c10 1088 508 42 71352, rest.4KiB.c1 1179 508 157 1906
      tcp.4KiB.c1 973 510 24 12418, tcp.4KiB.c10 1189 509 86 35030
      rest.4KiB.c10.semaphore-5 1890 528 658 4560, tcp.64B.c10.semaphore-5 1137 507 49 61013
      rest.64B.c10.semaphore-5 1505 520 404 7436, rest.64B.c1 1160 512 100 3009
      rest.4KiB.c10 1311 528 302 9931, tcp.4KiB.c10.semaphore-5 1070 509 89 33780
      tcp.64B.c1 1008 508 14 20965, tcp.4KiB.c1 1010 507 27 10950
      tcp.4KiB.c10.semaphore-5 1065 508 64 46849, tcp.64B.c10 1008 509 39 76155
      rest.4KiB.c10.semaphore-5 1534 524 453 6646, rest.64B.c1 1149 508 137 2183
      rest.64B.c10.semaphore-5 1487 530 400 7513, rest.4KiB.c1 1273 510 217 1382
      tcp.64B.c1 1118 510 15 20311, rest.4KiB.c10 2056 525 672 4465, tcp.4KiB.c10 1167 509 79 39199
      rest.64B.c10 1301 518 236 12737, tcp.64B.c10.semaphore-5 989 507 51 60027
      rest.64B.c10 1626 521 446 6723, tcp.4KiB.c10.semaphore-5 1214 523 125 24162
      tcp.64B.c10.semaphore-5 1192 512 76 39786, tcp.4KiB.c10 1139 509 81 37191
      tcp.64B.c10 1118 509 54 55264, tcp.64B.c1 1102 509 15 20499, rest.4KiB.c10 1759 527 609 4943
      rest.4KiB.c10.semaphore-5 2000 529 829 3622, tcp.4KiB.c1 1074 512 25 12240
      rest.64B.c10.semaphore-5 1746 534 632 4760, rest.64B.c1 1301 511 194 1550
      rest.4KiB.c1 1389 509 240 1251`,
  },
  {
    name: 'many axes, 100 calls a client, short warm-ups',
    timing: { stop: { requests: 100 }, warmup: { minMs: 50, maxMs: 100, minCalls: 100, settleMs: 20 } },
    estimateMs: 53340,
    trials: `
      ceiling.64B.c10 2007 225 150 30653, ceiling.64B.c1 1617 176 152 15641
      ceiling.64B.c10.json 1856 180 159 4280, ceiling.64B-4KiB.c1 1720 133 160 3499
      ceiling.64B.c1.json 1654 151 152 7870, ceiling.64B-4KiB.c10 1266 130 157 2901
      tcp.64B.c1.json 1683 120 141 717, rest.64B.c10.semaphore-5 3230 190 1479 687
      rest.64B.c1.json 1843 111 264 383, rest.64B.c10 3107 185 1287 778, tcp.64B.c1 1717 112 48 2087
      tcp.64B-4KiB.c1.semaphore-5 1624 129 112 900, tcp.64B-4KiB.c10 2287 137 568 1761
      tcp.64B.c10.s200us 3107 136 1104 909, tcp.64B.c10.semaphore-5 1796 157 413 2421
      tcp.64B-4KiB.c10.semaphore-5 2358 236 541 1848, rest.64B.c1.semaphore-5.json 1816 172 242 418
      rest.64B.c10.shared.single-threaded-gc 2624 125 964 1040
      rest.64B.c10.semaphore-5.json 3577 261 1633 613, rest.64B-4KiB.c1 1855 182 257 389
      tcp.64B.c10 1935 140 379 2636, rest.64B-4KiB.c10 2341 127 989 1012
      rest.64B-4KiB.c10.semaphore-5 2991 176 1362 740, rest.64B.c10.json 2274 109 944 1069
      rest.64B.c1.semaphore-5 1302 136 213 470, tcp.64B.c10.json 1600 112 348 2937
      rest.64B.c1 1571 122 265 377, tcp.64B.c1.semaphore-5 1352 123 89 1123
      tcp.64B-4KiB.c1 1298 108 55 1839, tcp.64B.c10.semaphore-5.json 1511 138 336 2980
      tcp.64B.c1.semaphore-5.json 1530 141 49 2044, rest.64B-4KiB.c1.semaphore-5 1667 157 371 269
      tcp.64B.c10.s200us 2841 136 1112 900, rest.64B-4KiB.c10 3369 162 1802 556
      rest.64B.c1.json 1651 148 204 494, rest.64B-4KiB.c1.semaphore-5 1898 150 302 331
      tcp.64B.c1 1449 106 115 866, rest.64B.c10.semaphore-5 2960 152 1372 739
      rest.64B.c10.semaphore-5.json 2712 124 1199 839, tcp.64B-4KiB.c1 1405 130 49 2044
      rest.64B-4KiB.c10.semaphore-5 2653 148 1390 722, tcp.64B.c10.semaphore-5 1655 154 356 2897
      tcp.64B.c1.semaphore-5 1217 111 22 4448, tcp.64B-4KiB.c1.semaphore-5 1629 115 85 1182
      tcp.64B.c10.json 1745 124 363 2772, rest.64B.c10.shared.single-threaded-gc 2208 120 925 1082
      tcp.64B-4KiB.c10 1728 150 430 2342, tcp.64B.c10.semaphore-5.json 1614 140 488 2054
      rest.64B.c1.semaphore-5 1754 179 357 280, tcp.64B-4KiB.c10.semaphore-5 2355 223 588 1701
      rest.64B-4KiB.c1 2038 165 526 190, rest.64B.c1.semaphore-5.json 1154 113 139 717
      rest.64B.c10 2200 146 855 1174, rest.64B.c10.json 2160 116 980 1042
      tcp.64B.c1.json 1097 113 45 2213, tcp.64B.c1.semaphore-5.json 1386 186 44 2285
      rest.64B.c1 1299 107 200 504, tcp.64B.c10 1314 106 328 3120, rest.64B.c1 1218 127 160 627
      tcp.64B.c1.semaphore-5 1588 109 44 2318, rest.64B-4KiB.c1 1627 141 173 579
      tcp.64B-4KiB.c1.semaphore-5 1116 264 70 1422, rest.64B.c10 2098 109 958 1044
      tcp.64B.c10.s200us 1887 107 731 1400, tcp.64B-4KiB.c10 1476 109 285 3512
      rest.64B-4KiB.c1.semaphore-5 1117 110 165 606, tcp.64B-4KiB.c10.semaphore-5 1604 156 434 2341
      tcp.64B.c10.semaphore-5.json 1284 130 324 3092, rest.64B-4KiB.c10 2453 161 1142 882
      rest.64B.c1.semaphore-5.json 1637 131 280 357, tcp.64B.c1.semaphore-5.json 1333 116 52 1941
      rest.64B-4KiB.c10.semaphore-5 2615 156 1294 779, rest.64B.c10.semaphore-5.json 2765 142 1524 663
      tcp.64B.c10 1667 112 366 2736, rest.64B.c1.semaphore-5 1518 125 190 528
      rest.64B.c10.json 2566 114 1188 845, tcp.64B.c1.json 1320 119 59 1724
      tcp.64B.c10.semaphore-5 1787 189 351 2850, rest.64B.c10.semaphore-5 2684 131 1334 753
      tcp.64B-4KiB.c1 1371 117 52 1915, tcp.64B.c10.json 1793 122 384 2624
      rest.64B.c10.shared.single-threaded-gc 2198 115 829 1208, tcp.64B.c1 1147 124 149 676
      rest.64B.c1.json 1330 108 173 578`,
  },
];
