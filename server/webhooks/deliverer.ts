// Tells the receivers of webhooks what changed. Any number of nodes does so on one database: whoever takes a webhook's
// lease delivers for it, one delivery after the other, so that a receiver sees changes in their order, each at least
// once. A receiver that fails holds back nobody else.
import { counted } from '../jobs.ts';
import type { CatalogueRepository, SeenChange } from '../storage/catalogue/contract.ts';
import { cursorOfRevision } from '../storage/changes-cursor.ts';
import type { Lease, Webhook, WebhookDeliveries } from '../storage/webhooks/contract.ts';
import { traced } from '../tracing/tracing.ts';
import { type Delivery, LONGEST_MILLISECONDS } from '../upstream/receivers.ts';
import { LONGEST_WAIT_MILLISECONDS, untilNextTry } from './backoff.ts';
import { changesGone, storesChanged } from './messages.ts';

/** A node that dies holds webhooks back for this long; a delivery takes a quarter of it at most. */
const LEASE_MILLISECONDS = 4 * LONGEST_MILLISECONDS;
/** For what nobody told this node of: leases that ended, changes whose news was lost. */
const LOOK_EVERY_MILLISECONDS = 15_000;

/** Time, as a test has it too. */
export type Clock = {
  now(): number;
  /** Answers how to have it not called. */
  at(instant: number, callback: () => void): () => void;
};

export type DelivererOptions = {
  readonly webhooks: WebhookDeliveries;
  readonly catalogue: Pick<CatalogueRepository, 'changesSeen' | 'revision'>;
  /** Signed and posted. @param id  the same when the same is delivered again */
  readonly post: (webhook: Webhook, id: string, body: string, signal: AbortSignal) => Promise<Delivery>;
  /** This node, as no other is called. */
  readonly holder: string;
  /** Where the addresses of stores begin. */
  readonly base: string;
  readonly clock: Clock;
  readonly random?: () => number;
  readonly warn: (error: unknown) => void;
};

/** What a receiver has to be told next. */
type Next = {
  readonly id: string;
  readonly body: string;
  readonly stores: readonly string[];
  /** All is told up to here afterwards. */
  readonly revision: number;
};

export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #serving = new Map<string, Promise<void>>();
  /** Those that something came for while they were served. */
  readonly #again = new Set<string>();
  readonly #stopping = new AbortController();
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelAlarm: (() => void) | undefined;

  constructor(options: DelivererOptions) {
    this.#options = options;
  }

  /** Something may have to be delivered: looks, and goes on by itself from then on. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    this.#lookAgain = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#lookAgain) this.wake();
    });
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.#looking || this.#serving.size > 0) {
      await Promise.all([this.#looking, ...this.#serving.values()]);
    }
  }

  /** What is under way is given up; another node, or the next start, delivers it. */
  async close(): Promise<void> {
    this.#stopping.abort();
    this.#cancelAlarm?.();
    await this.settled();
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#stopping.signal.aborted) {
      this.#lookAgain = false;
      await this.#guarded(async () => {
        for (const id of await this.#options.webhooks.due(this.#time())) this.#serve(id);
      });
      await this.#setAlarm();
    }
  }

  #serve(id: string): void {
    if (this.#serving.has(id)) {
      this.#again.add(id);
      return;
    }
    const serving = this.#guarded(() => traced('webhook', () => this.#deliverAll(id))).then(async () => {
      // It may wait for its next try now.
      await this.#setAlarm();
      this.#serving.delete(id);
      if (this.#again.delete(id)) this.#serve(id);
    });
    this.#serving.set(id, serving);
  }

  async #setAlarm(): Promise<void> {
    const { webhooks, clock } = this.#options;
    let next = clock.now() + LOOK_EVERY_MILLISECONDS;
    await this.#guarded(async () => {
      const waiting = await webhooks.nextAt(this.#time());
      if (waiting !== undefined) next = Math.min(next, Date.parse(waiting));
    });
    this.#cancelAlarm?.();
    if (!this.#stopping.signal.aborted) this.#cancelAlarm = clock.at(next, () => this.wake());
  }

  async #deliverAll(webhook: string): Promise<void> {
    const { webhooks, holder, clock } = this.#options;
    const lease = { webhook, holder };
    try {
      let goesOn = true;
      while (goesOn && !this.#stopping.signal.aborted) {
        const until = clock.now() + LEASE_MILLISECONDS;
        const found = await webhooks.take(lease, this.#time(), new Date(until).toISOString());
        if (!found) return;
        goesOn =
          (await this.#resendOne(found, lease, until)) || (await this.#deliverOne(found, lease, until));
      }
    } finally {
      await webhooks.release(lease);
    }
  }

  /** Whether there may be more. */
  async #deliverOne(webhook: Webhook, lease: Lease, until: number): Promise<boolean> {
    const { webhooks, clock, random = Math.random } = this.#options;
    const next = await this.#nextFor(webhook);
    if (typeof next === 'number') {
      return next > webhook.revision && (await webhooks.advance(lease, next));
    }
    const delivery = await this.#post(webhook, next.id, next.body, until);
    const now = clock.now();
    const at = new Date(now).toISOString();
    if (delivery.delivered) return webhooks.advance(lease, next.revision, { at });
    const { fault } = delivery;
    const tries = webhook.tries + 1;
    const since = webhook.failingSince ?? at;
    const wait =
      untilNextTry(tries, now - Date.parse(since), random()) ??
      // That changes are gone says nothing of any store that could be resent.
      (next.stores.length === 0 ? LONGEST_WAIT_MILLISECONDS : undefined);
    if (wait !== undefined) {
      const nextAt = new Date(now + wait).toISOString();
      await webhooks.postpone(lease, { tries, since, fault, nextAt });
      return false;
    }
    const failure = { stores: next.stores, failingSince: since, givenUpAt: at, tries, fault };
    return webhooks.giveUp(lease, next.revision, failure);
  }

  /**
   * What was given up is resent with the stores as they are known to the receiver by now, never as they were: a later
   * change may have been delivered since.
   */
  async #resendOne(webhook: Webhook, lease: Lease, until: number): Promise<boolean> {
    const { webhooks, base, clock } = this.#options;
    const failure = await webhooks.toResend(webhook.id);
    if (!failure) return false;
    const changes = await webhooks.latest(failure.stores, webhook.revision, failure.givenUpAt);
    const body = storesChanged(changes, null, webhook.datum, base, clock.now());
    const delivery = await this.#post(webhook, `${failure.id}.${webhook.revision}`, body, until);
    const at = new Date(clock.now()).toISOString();
    return webhooks.resent(lease, failure.id, delivery.delivered ? undefined : delivery.fault, at);
  }

  /** A revision: there is nothing to tell up to there. */
  async #nextFor(webhook: Webhook): Promise<Next | number> {
    const { catalogue, base, clock } = this.#options;
    const seen = await catalogue.changesSeen(webhook.revision, webhook.changesAtOnce);
    if (seen === undefined) {
      const revision = (await catalogue.revision()).stores;
      const body = changesGone(cursorOfRevision(revision), clock.now());
      return { id: idOf(webhook, revision), body, stores: [], revision };
    }
    const { changes, revision } = seen;
    if (changes.length === 0) return revision;
    const place = { since: cursorOfRevision(webhook.told), cursor: cursorOfRevision(revision) };
    const body = storesChanged(changes, place, webhook.datum, base, clock.now());
    return { id: idOf(webhook, revision), body, stores: idsOf(changes), revision };
  }

  /** @param until  when the lease ends: another node may have delivered this by then, and more */
  async #post(webhook: Webhook, id: string, body: string, until: number): Promise<Delivery> {
    const { clock, post } = this.#options;
    if (clock.now() + LONGEST_MILLISECONDS > until) throw new Error('This node stood still for too long');
    return counted(
      'webhook delivery',
      () => post(webhook, id, body, this.#stopping.signal),
      ({ delivered }) => (delivered ? 'done' : 'failed'),
    );
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // Whoever closes has it given up, and the storage may be closing too.
      if (!this.#stopping.signal.aborted) this.#options.warn(error);
    }
  }

  #time(): string {
    return new Date(this.#options.clock.now()).toISOString();
  }
}

const idOf = ({ id, revision }: Webhook, until: number) => `${id}.${revision}.${until}`;
const idsOf = (changes: readonly SeenChange[]) => [...new Set(changes.map(({ id }) => id))];
