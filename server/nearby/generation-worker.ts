// Builds a part of a generation off the serving thread.
import { parentPort, workerData } from 'node:worker_threads';
import { buildAll, buildByCategory, type Generation, type Places } from './generation.ts';

const { part, places, slots } = workerData as { part: keyof Generation; places: Places; slots: Int32Array };
parentPort?.postMessage(part === 'all' ? buildAll(places, slots) : buildByCategory(places, slots));
