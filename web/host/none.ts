// A page that is no plugin of any chat client: nobody's conversation, and nothing to put messages into.
import type { ChatHost, Conversation, Intention } from './chat-host.ts';

const NOBODY: Conversation = { epoch: 0, openid: undefined };

const INTENTION: Intention = {
  conversation: NOBODY,
  current: true,
  put: async () => ({ outcome: 'no-host' }),
};

export const createNoHost = (): ChatHost => new NoHost();

class NoHost extends EventTarget implements ChatHost {
  readonly present = false;
  readonly conversation = NOBODY;
  start() {}
  notify() {}
  intend(): Intention {
    return INTENTION;
  }
}
