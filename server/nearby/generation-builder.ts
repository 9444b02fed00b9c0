// Has trees built where it does not hold up requests.
import { Worker } from 'node:worker_threads';
import { buildGeneration, type Generation, type Places } from './generation.ts';

/** So many points become trees in a millisecond or two, on the serving thread; more are given to workers. */
export const BUILT_AT_ONCE = 4_096;

/** The trees of these slots. */
export async function builtGeneration(places: Places, slots: Int32Array): Promise<Generation> {
  if (slots.length <= BUILT_AT_ONCE) return buildGeneration(places, slots);
  try {
    // Both take about as long: two processors halve the time until the stores are found.
    const [all, byCategory] = await Promise.all([
      builtByWorker('all', places, slots),
      builtByWorker('byCategory', places, slots),
    ]);
    return { all, byCategory };
  } catch (error) {
    // A stall is better than stores that cannot be found.
    process.emitWarning(`The index was built on the serving thread: ${error}`);
    return buildGeneration(places, slots);
  }
}

const builtByWorker = <Part extends keyof Generation>(part: Part, places: Places, slots: Int32Array) =>
  new Promise<Generation[Part]>((resolve, reject) => {
    const worker = new Worker(new URL('./generation-worker.ts', import.meta.url), {
      workerData: { part, places, slots },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
