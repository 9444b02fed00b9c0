// Ten times as many requests as can be answered: what is answered is answered well, the rest is told when to come again,
// and all of it is over when they stop. How long answers take meanwhile is for `npm run bench -- overload`.
import { expect, it, onTestFinished } from 'vitest';
import { startService } from '../support/service.ts';
import { busyDay, residentOf } from './busy-day.ts';
import { OpenLoad } from './open-load.ts';

const SECONDS = 20;
const CONNECTIONS = 600;
/** MiB; an answer to many places is a third of one, and six hundred are under way at most. */
const MOST_MEMORY = 400;

it('refuses with 503 and Retry-After what comes beyond, answers clicks first, and all when it is over', async () => {
  const { origin, pid, close } = await startService({ RATE_LIMIT: '0' });
  onTestFinished(close);
  const next = busyDay(origin);
  const load = await OpenLoad.open(origin, CONNECTIONS);
  onTestFinished(() => load.close());
  await load.capacity(8, 200, next);
  const capacity = await load.capacity(8, 400, next);
  const before = residentOf(pid);

  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, residentOf(pid));
  }, 100);
  onTestFinished(() => clearInterval(watching));
  const running = load.run(10 * capacity, SECONDS, next);
  // Whoever watches the service is answered meanwhile.
  const ready = await fetch(`${origin}/readyz`);
  expect(ready.status).toBe(200);
  const answers = await running;
  const answered = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  const share = (kind: string) =>
    answered.filter((answer) => answer.kind === kind).length /
    answers.filter((answer) => answer.kind === kind).length;
  console.log(
    `capacity ${capacity.toFixed(0)}/s, offered ${(answers.length / SECONDS).toFixed(0)}/s, answered ${(answered.length / SECONDS).toFixed(0)}/s; clicks ${(share('click') * 100).toFixed(0)} %, others ${(share('other') * 100).toFixed(0)} %; memory ${before.toFixed(0)} to ${most.toFixed(0)} MiB`,
  );

  expect(answered.length + refused.length).toBe(answers.length);
  expect(refused.length).toBeGreaterThan(0);
  expect(answered.length).toBeGreaterThan(0);
  for (const { head } of refused) {
    expect(head).toMatch(/\r\nretry-after: [123]\r\n/);
    expect(head).toContain('\r\ncontent-type: application/problem+json');
  }
  expect(share('click')).toBeGreaterThan(share('other'));
  expect(most - before).toBeLessThan(MOST_MEMORY);

  // At once: not one of the next is refused.
  expect(await load.capacity(8, 400, next)).toBeGreaterThan(0);
});
