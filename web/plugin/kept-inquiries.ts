// Inquiries in the tab's own storage, so that a reload loses nothing. The openid in them never leaves the browser.
import type { KeptValues } from '../elements/kept-values.ts';
import type { InquiryShelf } from './inquiries.ts';
import type { Delivery, Inquiry } from './inquiry.ts';

/** Grows with every change of what an inquiry looks like: what another version kept is as good as nothing. */
const VERSION = 1;
const MOST_CONVERSATIONS = 40;
const MOST_PUTS = 50;

/**
 * Keeps the inquiries of the customers worked for last, each under a name of its own, written when the page has time
 * and when it goes. A conversation with nobody known is not kept: after a reload it could be anybody's.
 */
export class KeptInquiries implements InquiryShelf {
  readonly inquiries: readonly Inquiry[];
  readonly #values: KeptValues;
  /** Oldest first. */
  #openids: readonly string[];
  readonly #unwritten = new Map<string, Inquiry>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(values: KeptValues) {
    this.#values = values;
    const kept = readList(values.get('conversations')).map((openid) => this.#read(openid));
    this.inquiries = kept.filter((inquiry) => inquiry !== undefined);
    this.#openids = this.inquiries.map(({ conversation }) => conversation.openid!);
  }

  keep(inquiry: Inquiry) {
    const { openid } = inquiry.conversation;
    if (openid === undefined) return;
    this.#unwritten.set(openid, inquiry);
    // Not in the task that the agent waits for.
    this.#timer ??= setTimeout(() => this.flush(), 500);
  }

  /** Writes what is not written yet: call it when the page goes. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [openid, inquiry] of this.#unwritten) {
      const others = this.#openids.filter((one) => one !== openid);
      for (const oldest of others.slice(0, -(MOST_CONVERSATIONS - 1))) this.#values.delete(nameOf(oldest));
      this.#openids = [...others.slice(-(MOST_CONVERSATIONS - 1)), openid];
      this.#write(openid, JSON.stringify({ version: VERSION, inquiry: keepable(inquiry) }));
    }
    this.#unwritten.clear();
    this.#values.set('conversations', JSON.stringify(this.#openids));
  }

  /** Where there is no room, the oldest makes some. */
  #write(openid: string, text: string) {
    while (!this.#values.set(nameOf(openid), text) && this.#openids.length > 1) {
      const [oldest, ...others] = this.#openids;
      this.#values.delete(nameOf(oldest!));
      this.#openids = others;
    }
  }

  #read(openid: string): Inquiry | undefined {
    try {
      const { version, inquiry } = JSON.parse(this.#values.get(nameOf(openid)) ?? '');
      return version === VERSION ? inquiry : undefined;
    } catch {
      return undefined;
    }
  }
}

const nameOf = (openid: string): string => `inquiry.${openid}`;

function readList(text = '[]'): string[] {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** What still holds after a reload: nothing is under way any more, and no click can be tried again. */
function keepable(inquiry: Inquiry): Inquiry {
  const { search, lookup, delivery, puts } = inquiry;
  return {
    ...inquiry,
    search: search.state === 'found' ? search : { state: 'none' },
    lookup: lookup.state === 'running' ? { state: 'none' } : lookup,
    delivery: afterReload(delivery),
    puts: puts.slice(-MOST_PUTS),
  };
}

function afterReload(delivery: Delivery): Delivery {
  switch (delivery.state) {
    case 'putting': {
      const attempt = { ...delivery.attempt, intention: undefined };
      return { state: 'done', attempt, outcome: { outcome: 'unknown' }, at: Date.now() };
    }
    case 'done':
      return { ...delivery, attempt: { ...delivery.attempt, intention: undefined } };
    default:
      return delivery;
  }
}
