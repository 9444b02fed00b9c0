// Builds a generation off the serving thread.
import { parentPort, workerData } from 'node:worker_threads';
import { buildGeneration, type Places } from './generation.ts';

const { places, slots } = workerData as { places: Places; slots: Int32Array };
parentPort?.postMessage(buildGeneration(places, slots));
