// Goes into the page itself, ahead of everything else: the client may speak before the application is there, and adds
// to the address a credential that no request should carry in its Referer.
import { queueEvents } from './event-queue.ts';
import { dropTicket } from './ticket.ts';

queueEvents(window as Window & { MCS_ClientNotify?: unknown });
dropTicket(location, history);
