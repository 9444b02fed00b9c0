import { expect, it } from 'vitest';
import { Flights } from '../../../server/upstream/flights.ts';

/** Work that the test ends. */
function work() {
  const started: {
    signal: AbortSignal;
    resolve: (result: string) => void;
    reject: (error: Error) => void;
  }[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => started.push({ signal, resolve, reject }));
  return { started, start };
}
const staying = new AbortController().signal;

it('those who ask for the same thing at the same time share one piece of work', async () => {
  const flights = new Flights<string>();
  const { started, start } = work();
  const results = [1, 2, 3].map(() => flights.join('a', staying, start));
  started[0]!.resolve('tile');
  expect(await Promise.all(results)).toEqual(['tile', 'tile', 'tile']);
  expect(started).toHaveLength(1);
});

it('who asks afterwards, or for something else, has work of their own', async () => {
  const flights = new Flights<string>();
  const { started, start } = work();
  const first = flights.join('a', staying, start);
  const other = flights.join('b', staying, start);
  started[0]!.reject(new Error('down'));
  await expect(first).rejects.toThrow('down');
  const later = flights.join('a', staying, start);
  started[1]!.resolve('other');
  started[2]!.resolve('later');
  expect(await Promise.all([other, later])).toEqual(['other', 'later']);
});

it('goes on while one of them still waits', async () => {
  const flights = new Flights<string>();
  const { started, start } = work();
  const leaving = new AbortController();
  const gone = flights.join('a', leaving.signal, start);
  const waiting = flights.join('a', staying, start);
  leaving.abort();
  await expect(gone).rejects.toThrow('aborted');
  expect(started[0]!.signal.aborted).toBe(false);
  started[0]!.resolve('tile');
  expect(await waiting).toBe('tile');
});

it('is given up when the last one leaves, and is no use to who comes then', async () => {
  const flights = new Flights<string>();
  const { started, start } = work();
  const [one, two] = [new AbortController(), new AbortController()];
  const both = [flights.join('a', one.signal, start), flights.join('a', two.signal, start)];
  one.abort();
  two.abort();
  const late = flights.join('a', staying, start);
  expect(started[0]!.signal.aborted).toBe(true);
  started[0]!.reject(new Error('given up'));
  started[1]!.resolve('tile');
  expect(await late).toBe('tile');
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('is not begun for somebody who has left already', async () => {
  const { started, start } = work();
  await expect(new Flights<string>().join('a', AbortSignal.abort(), start)).rejects.toThrow('aborted');
  expect(started).toEqual([]);
});
