import { expect, it, onTestFinished, vi } from 'vitest';
import { Patience } from '../../../web/elements/patience.ts';

function clockStopped() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
}

/** Whether somebody who waits for the search to end has gone on. */
function waiting() {
  clockStopped();
  const search = { isRunning: true };
  const patience = new Patience();
  let over = false;
  void patience
    .while(() => search.isRunning)
    .then(() => {
      over = true;
    });
  return { search, patience, isOver: () => over };
}

it('lasts until the answer has come, and goes on in a task of its own', async () => {
  const { search, patience, isOver } = waiting();
  search.isRunning = false;
  patience.look();
  await Promise.resolve();
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(isOver()).toBe(true);
});

it('is not ended by a change after which the search is on again', async () => {
  const { search, patience, isOver } = waiting();
  search.isRunning = false;
  patience.look();
  search.isRunning = true;
  await vi.advanceTimersByTimeAsync(79);
  expect(isOver()).toBe(false);
});

it('ends after 80 ms, whatever happens', async () => {
  const { isOver } = waiting();
  await vi.advanceTimersByTimeAsync(80);
  expect(isOver()).toBe(true);
});
