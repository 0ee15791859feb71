import { NAMES } from '../contenders/contender.ts';
import type { Row } from '../row.ts';
import { atLeast, atMost, memoryVerdicts } from '../verdicts.ts';
import { saturation } from './saturation.ts';

const CPU = 'cpuMsPer1000 @ its rate';

/** The rows whose rate is raised until a server gives in. */
export const SATURATION_ROWS: readonly Row[] = [
  saturation({
    name: 'saturation-room',
    title: '1 room × 50 clients, as much as it carries',
    roomCount: 1,
    clientsPerRoom: 50,
    writersPerRoom: 20,
    lowestRate: 500,
    verdicts: (figures) => [
      atLeast(figures, 'deliveriesPerSecond', 1, NAMES.hocuspocus),
      atMost(figures, CPU, 0.5, NAMES.hocuspocus),
      atMost(figures, CPU, 1.5, NAMES.batchingRelay),
      ...memoryVerdicts(figures),
    ],
  }),
  saturation({
    name: 'saturation-rooms',
    title: '200 rooms × 5 clients, as much as they carry',
    roomCount: 200,
    clientsPerRoom: 5,
    writersPerRoom: 1,
    lowestRate: 1_000,
    verdicts: (figures) => [
      atLeast(figures, 'deliveriesPerSecond', 1, NAMES.hocuspocus),
      atLeast(figures, 'deliveriesPerSecond', 1, NAMES.yWebsocket),
      atMost(figures, CPU, 0.5, NAMES.hocuspocus),
      atMost(figures, CPU, 1.25, NAMES.relay),
      ...memoryVerdicts(figures),
    ],
  }),
];
