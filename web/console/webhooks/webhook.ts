/** Another system that is told of changes, as the service lists it. */
export type Webhook = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly paused: boolean;
  readonly deliveredAt: string | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly fault: string | null;
  readonly failures: number;
};

/** A notice that was given up. */
export type WebhookFailure = {
  readonly id: string;
  readonly stores: readonly string[];
  readonly givenUpAt: string;
  readonly fault: string;
  readonly resending: boolean;
};
