// What a busy service is asked: mostly clicks, some lists, and now and then many places at once.
import { readFileSync } from 'node:fs';
import { type Request, request } from './open-load.ts';

const PLACES = 200;

/** Answers what comes next; of ten requests eight are clicks. */
export function busyDay(origin: string): () => Request {
  const click = request(
    origin,
    'click',
    '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&radius=3000&limit=10',
  );
  const list = request(origin, 'other', '/api/v1/stores?limit=100');
  const origins = Array.from({ length: PLACES }, (_, i) => ({ lat: 39.9 + i / 1_000, lon: 116.3 }));
  const batch = request(origin, 'other', '/api/v1/stores/nearby', { origins, limit: 10 });
  const ten = [click, click, click, click, list, click, click, click, click, batch];
  let next = 0;
  return () => ten[next++ % ten.length]!;
}

const MEBIBYTE = 2 ** 20;
const PAGE_BYTES = 4_096;

/** MiB of memory that a process has from the system. */
export const residentOf = (pid: number): number =>
  (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES) / MEBIBYTE;
