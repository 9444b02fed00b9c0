import { expect, it, onTestFinished, vi } from 'vitest';
import { type Peers, RequestCounts } from '../../server/request-counts.ts';

/** Processes that hear each other at once. */
function processes(count: number): RequestCounts[] {
  const listeners: ((message: unknown) => void)[] = [];
  const all = Array.from({ length: count }, (_, own) => {
    const peers: Peers = {
      tell: (message) => {
        for (const [i, listener] of listeners.entries()) if (i !== own) listener(structuredClone(message));
      },
      hear: (listener) => {
        listeners.push(listener);
        return () => {};
      },
    };
    return new RequestCounts(peers);
  });
  onTestFinished(() => {
    for (const each of all) each.close();
  });
  return all;
}

const MINUTE = 60_000;

it('counts what comes to any of the processes', () => {
  const [one, two, three] = processes(3);
  for (let i = 0; i < 5; i++) one!.count('203.0.113.7', MINUTE);
  two!.count('203.0.113.7', MINUTE);
  one!.tell();
  two!.tell();
  expect(three!.count('203.0.113.7', MINUTE).current).toBe(7);
  expect(one!.count('203.0.113.7', MINUTE).current).toBe(7);
});

it('tells nothing twice', () => {
  const [one, two] = processes(2);
  one!.count('203.0.113.7', MINUTE);
  one!.tell();
  one!.tell();
  expect(two!.count('203.0.113.7', MINUTE).current).toBe(2);
});

it('takes the window of the process that heard of the address first', () => {
  const [one, two] = processes(2);
  const { endsAt } = one!.count('203.0.113.7', MINUTE);
  one!.tell();
  expect(two!.count('203.0.113.7', MINUTE).endsAt).toBe(endsAt);
});

it('begins again when the window has ended, and does not believe one that has ended elsewhere', () => {
  const [one, two] = processes(2);
  one!.count('203.0.113.7', 0);
  one!.tell();
  expect(one!.count('203.0.113.7', MINUTE).current).toBe(1);
  expect(two!.count('203.0.113.7', MINUTE).current).toBe(1);
});

it('keeps addresses apart', () => {
  const counts = new RequestCounts();
  expect(counts.count('a', MINUTE).current).toBe(1);
  expect(counts.count('a', MINUTE).current).toBe(2);
  expect(counts.count('b', MINUTE).current).toBe(1);
});

it('begins a new window when the clock was set back, instead of one that lasts for hours', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T12:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const [one] = processes(1);
  for (let i = 0; i < 5; i++) one!.count('203.0.113.7', MINUTE);
  vi.setSystemTime('2026-11-22T09:00:00Z');
  expect(one!.count('203.0.113.7', MINUTE)).toEqual({
    current: 1,
    endsAt: Date.parse('2026-11-22T09:01:00Z'),
  });
});
