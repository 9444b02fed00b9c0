// The ticket that the client adds to the address of a plugin page: a credential that we have no use for. As plain as
// event-queue.ts, and for the same reason.

/** Takes the ticket out of the address bar, so that it is in no Referer, no history and no copied address. */
export function dropTicket(
  address: Pick<Location, 'pathname' | 'search' | 'hash'>,
  history: Pick<History, 'replaceState' | 'state'>,
): void {
  try {
    history.replaceState(history.state, '', address.pathname + withoutTicket(address.search) + address.hash);
  } catch {
    // An engine without it, or a page without an address of its own: nothing to do it with.
  }
}

function withoutTicket(search: string): string {
  return search
    .replace(/&ticket=[^&]*/g, '')
    .replace(/^\?ticket=[^&]*&?/, '?')
    .replace(/^\?$/, '');
}
