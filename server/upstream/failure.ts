/** What went wrong with an upstream; the sentence names it and never its address, which may hold a key. */
export type FailureKind =
  | 'resting'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'status'
  | 'unreadable'
  | 'refused';

export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly kind: FailureKind;

  /** @param what  completes the sentence that begins with the name of the upstream */
  constructor(upstream: string, kind: FailureKind, what: string) {
    super(`${upstream} ${what}`);
    this.kind = kind;
  }
}
