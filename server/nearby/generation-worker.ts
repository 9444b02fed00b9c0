// Builds a generation off the serving thread. Everything but the names of the categories is shared memory.
import { parentPort, workerData } from 'node:worker_threads';
import { buildGeneration, type Points } from './generation.ts';

const { points, slots } = workerData as { points: Points; slots: Int32Array };
parentPort?.postMessage(buildGeneration(points, slots));
