// Who is signed in here, for as long as the page lives; told by the service, never kept by the page.
import { OpsError, ops, useCsrfToken, whenSignedOut } from '../api/ops.ts';

/** What the service asks of a password; it checks again. By hand: shared/access.ts brings a schema library along. */
export const SHORTEST_PASSWORD = 10;

export type Permission = 'read' | 'view' | 'edit' | 'publish' | 'admin';
export type SignedIn = {
  readonly user: { readonly id: string; readonly name: string; readonly role: string };
  readonly permissions: readonly Permission[];
  readonly csrfToken: string;
};
export type SessionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out'; readonly expired: boolean }
  | ({ readonly kind: 'signed-in' } & SignedIn);

/** Fires `change` whenever `state` is another one. */
export class Session extends EventTarget {
  #state: SessionState = { kind: 'asking' };

  constructor() {
    super();
    whenSignedOut(() => this.#become({ kind: 'signed-out', expired: true }));
  }

  get state(): SessionState {
    return this.#state;
  }

  may(permission: Permission): boolean {
    return this.#state.kind === 'signed-in' && this.#state.permissions.includes(permission);
  }

  async ask(): Promise<void> {
    try {
      this.#signedIn((await ops<SignedIn>('/session')).body);
    } catch (error) {
      const nobody = error instanceof OpsError && error.status === 401;
      this.#become(nobody ? { kind: 'signed-out', expired: false } : { kind: 'unreachable' });
    }
  }

  /** @throws OpsError when the service declines */
  async signIn(name: string, password: string): Promise<void> {
    this.#signedIn((await ops<SignedIn>('/session', { method: 'POST', body: { name, password } })).body);
  }

  /** The one-time token of the first start makes the first administrator, who is then signed in. @throws OpsError */
  async becomeFirstAdmin(token: string, name: string, password: string): Promise<void> {
    const body = { token, name, password };
    this.#signedIn((await ops<SignedIn>('/first-admin', { method: 'POST', body })).body);
  }

  /** @throws OpsError */
  async signOut(): Promise<void> {
    await ops('/session', { method: 'DELETE' });
    this.#become({ kind: 'signed-out', expired: false });
  }

  #signedIn(answer: SignedIn): void {
    this.#become({ kind: 'signed-in', ...answer });
  }

  #become(state: SessionState): void {
    this.#state = state;
    useCsrfToken(state.kind === 'signed-in' ? state.csrfToken : undefined);
    this.dispatchEvent(new Event('change'));
  }
}
