import { MockAgent } from 'undici';
import { onTestFinished } from 'vitest';
import type { Connect } from '../../server/upstream/pool.ts';

/** Other services as the test wants them; a request to anything else fails. `connect` is for buildApp. */
export function mockUpstreams(): { agent: MockAgent; connect: Connect } {
  const agent = new MockAgent();
  agent.disableNetConnect();
  onTestFinished(() => agent.close());
  return { agent, connect: (origin) => agent.get(origin) };
}
