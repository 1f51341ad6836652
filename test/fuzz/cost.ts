import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a piece of work took: bytes of heap and of buffers, whether still held or not yet collected, and time. */
export interface Cost {
  readonly bytes: number;
  readonly ms: number;
}

setFlagsFromString('--expose-gc');
const collectOnce = runInNewContext('gc') as () => void;
const readings = 5;

/** Twice: buffers found unused by the first collection are let go behind its back, and by the second at the latest. */
function collectGarbage(): void {
  collectOnce();
  collectOnce();
}

/** One reading, as it comes. It is negative when garbage was collected meanwhile. */
export function costOf(work: () => void): Cost {
  const bytesBefore = memory();
  const before = performance.now();
  work();
  const ms = performance.now() - before;
  return { bytes: memory() - bytesBefore, ms };
}

/**
 * The least of several readings, before each of which all garbage is collected. What other work left behind, what is
 * compiled or cached once and what a busy machine delays can only add to a reading, and not to every one of them: what
 * is in all of them, the work takes each time.
 */
export function leastCostOf(work: () => void): Cost {
  const costs = Array.from({ length: readings }, () => {
    collectGarbage();
    return costOf(work);
  });
  return {
    bytes: Math.min(...costs.map(({ bytes }) => bytes)),
    ms: Math.min(...costs.map(({ ms }) => ms)),
  };
}

/** Bytes that something asynchronous left held, or for the collector, after all earlier garbage was collected. */
export async function growthOf<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly bytes: number }> {
  collectGarbage();
  const before = memory();
  const value = await work();
  return { value, bytes: memory() - before };
}

/** Heap and what hangs on it, buffers above all. */
function memory(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
