import type { Conversation, PutOutcome } from './chat-host.ts';
import { type PutType, type Puttable, putText } from './put-text.ts';
import { freshRandom } from './random.ts';
import type { Reply } from './reply-reading.ts';

/** What an attempt needs of the client it speaks to. */
export interface Client {
  readonly conversation: Conversation;
  /** One call of PutMsg: the text goes into the input box of whichever conversation is in front. */
  send(text: string): Reply | Promise<Reply>;
  /** The numbers to try for this kind of message, the likeliest first. */
  typesFor(kind: Puttable['kind']): readonly PutType[];
  /** This number worked. */
  remember(kind: Puttable['kind'], type: PutType): void;
}

/**
 * One content on its way into one conversation, retries included. The same random stands for it as long as a copy may
 * have been taken; after a clear refusal nothing was, so the next form of news, or the next try, has a new one.
 */
export class PutAttempt {
  readonly message: Puttable;
  readonly conversation: Conversation;
  /** When the operator clicked, on the monotonic clock. */
  readonly clickedAt: number;
  readonly #client: Client;
  /** What is left to try; the first of it is next. */
  #types: readonly PutType[] = [];
  #random: string | undefined;
  #running = false;
  #taken = false;
  #last: Promise<PutOutcome> | undefined;

  constructor(client: Client, message: Puttable, click: { conversation: Conversation; clickedAt: number }) {
    this.message = message;
    this.conversation = click.conversation;
    this.clickedAt = click.clickedAt;
    this.#client = client;
  }

  /** Its outcome, for a click that turns out to be a double of this one's; puts where nothing was put yet. */
  share(): Promise<PutOutcome> {
    return this.#last ?? this.put();
  }

  /** Puts, or tries again what did not come through. */
  put(): Promise<PutOutcome> {
    if (this.#last && (this.#running || this.#taken)) return this.#last;
    this.#running = true;
    this.#last = this.#run().finally(() => {
      this.#running = false;
    });
    return this.#last;
  }

  async #run(): Promise<PutOutcome> {
    if (this.#types.length === 0) this.#types = this.#client.typesFor(this.message.kind);
    for (;;) {
      const [type, ...others] = this.#types as [PutType, ...PutType[]];
      if (this.#client.conversation.epoch !== this.conversation.epoch) return { outcome: 'cancelled' };
      this.#random ??= freshRandom();
      const answer = this.#client.send(putText(type, this.message.content, this.#random));
      const reply = answer instanceof Promise ? await answer : answer;
      switch (reply.outcome) {
        case 'ok':
          this.#taken = true;
          this.#client.remember(this.message.kind, type);
          return { outcome: 'ok', userUnknown: this.conversation.openid === undefined };
        case 'rejected':
          this.#random = undefined;
          this.#types = others;
          if (others.length === 0) return reply;
          break;
        case 'no-host':
          return reply;
        default:
          // A copy may have been taken: from now on this form only, or the other one might come on top of it.
          this.#types = [type];
          return { outcome: 'unknown' };
      }
    }
  }
}
