import type { ChatHost } from './chat-host.ts';
import { createDkfHost, type DkfWindow, earlyEvents } from './dkf.ts';
import { createNoHost } from './none.ts';

/**
 * The chat client around this page. A page with the early script is a plugin page, even where a browser or a developer
 * has opened it and there is nothing to put messages into yet: `present` tells that.
 */
export const openChatHost = (page: DkfWindow = window): ChatHost =>
  earlyEvents(page) ? createDkfHost(page) : createNoHost();
