// What webhooks ask of storage. A webhook is told of changes by one node at a time, the one that holds its lease, from
// the change feed: what is kept is how far it has been told.
import type { Datum } from '../../../shared/datum.ts';
import type { SeenChange } from '../catalogue/contract.ts';
import type { Author } from '../repository.ts';

export type WebhookFields = {
  readonly name: string;
  readonly url: string;
  /** Of the positions it is told. */
  readonly datum: Datum;
  /** At most so many in one delivery. */
  readonly changesAtOnce: number;
  readonly paused: boolean;
};

export type Webhook = WebhookFields & {
  readonly id: string;
  readonly createdAt: string;
  /** Which of its secrets signs: they are derived, so that none is kept. */
  readonly secret: number;
  /** Until then the secret before signs too. */
  readonly rotatedUntil: string | undefined;
  /** The change feed has been read up to here. */
  readonly revision: number;
  /** The cursor that the receiver was given last, or was to be given. */
  readonly told: number;
  /** Failed in a row, of the delivery that is under way. */
  readonly tries: number;
  readonly failingSince: string | undefined;
  /** What was wrong the last time; undefined once it is not any more. */
  readonly fault: string | undefined;
  /** It is not tried before. */
  readonly nextAt: string | undefined;
  readonly deliveredAt: string | undefined;
  /** Deliveries that were given up and can be resent. */
  readonly failures: number;
};

/** A delivery that was given up. */
export type WebhookFailure = {
  readonly id: string;
  /** The stores that it was about. */
  readonly stores: readonly string[];
  readonly failingSince: string;
  readonly givenUpAt: string;
  readonly tries: number;
  readonly fault: string;
  /** It is going to be resent as soon as it can be. */
  readonly resend: boolean;
};

export type Lease = { readonly webhook: string; readonly holder: string };

/** Each answers whether the lease still held; otherwise nothing is kept, and another node does it again. */
export interface WebhookDeliveries {
  /** Ids of those that have something to be told, and may be told it now. */
  due(now: string): Promise<string[]>;
  /** When the next of those that wait may be tried; undefined when none waits. */
  nextAt(now: string): Promise<string | undefined>;
  /** Takes or prolongs the lease. Undefined: another node has it, or the webhook is paused, waits or is gone. */
  take(lease: Lease, now: string, until: string): Promise<Webhook | undefined>;
  release(lease: Lease): Promise<void>;
  /** @param told  undefined: there was nothing to tell up to here */
  advance(lease: Lease, revision: number, told?: { readonly at: string }): Promise<boolean>;
  /** It failed and is tried again. */
  postpone(
    lease: Lease,
    failed: {
      readonly tries: number;
      readonly since: string;
      readonly fault: string;
      readonly nextAt: string;
    },
  ): Promise<boolean>;
  /** It failed for long enough: it is listed, and what comes after it is next. */
  giveUp(lease: Lease, revision: number, failure: Omit<WebhookFailure, 'id' | 'resend'>): Promise<boolean>;
  /** The first of those that are to be resent. */
  toResend(webhook: string): Promise<WebhookFailure | undefined>;
  /** @param fault  undefined: it was delivered, and is listed no longer */
  resent(lease: Lease, failure: string, fault: string | undefined, at: string): Promise<boolean>;
  /** Each of these stores as it was last by a revision, in the order of those changes; without a store where it was not published. */
  latest(stores: readonly string[], revision: number, goneAt: string): Promise<SeenChange[]>;
}

export interface WebhookRepository extends WebhookDeliveries {
  /** In the order of their making. */
  all(): Promise<Webhook[]>;
  get(id: string): Promise<Webhook | undefined>;
  /** Undefined where there are as many as there may be. @param revision  what the receiver knows */
  add(fields: WebhookFields, revision: number, most: number, by: Author): Promise<Webhook | undefined>;
  /** What failed is tried at once. Undefined when there is none of that id. */
  change(id: string, fields: Partial<WebhookFields>, by: Author): Promise<Webhook | undefined>;
  /** The next secret signs; the one before does too, until then. */
  rotate(id: string, until: string, by: Author): Promise<Webhook | undefined>;
  remove(id: string, by: Author): Promise<boolean>;
  /** First given up first. */
  failures(
    webhook: string,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ failures: WebhookFailure[]; next: string | undefined }>;
  /**
   * Has these resent, all when none are named, and what waits tried at once. Answers how many are going to be resent.
   */
  resend(webhook: string, failures?: readonly string[]): Promise<number>;
}

export type WebhookTables = {
  webhooks: {
    id: string;
    name: string;
    url: string;
    datum: Datum;
    changes_at_once: number;
    /** 1 or 0. */
    paused: number;
    created_at: string;
    secret: number;
    rotated_until: string | null;
    revision: number;
    told: number;
    tries: number;
    failing_since: string | null;
    fault: string | null;
    next_at: string | null;
    delivered_at: string | null;
    lease_holder: string | null;
    lease_until: string | null;
  };
  webhook_failures: {
    id: string;
    webhook_id: string;
    /** Ids as JSON. */
    stores: string;
    failing_since: string;
    given_up_at: string;
    tries: number;
    fault: string;
    /** 1 or 0. */
    resend: number;
  };
};
