// Where a plugin's frame is loaded from.
import type { Language } from '../../shared/language.ts';

/** Our own pages, with the host script put first by the server. */
export const ownAddress = (page: string, language: Language): string => `/client/${page}/?lang=${language}`;

/**
 * A plugin page of others through the client's second origin, which shows it unchanged.
 * @param typed  what somebody entered; undefined comes back unless it is a complete http or https address
 */
export function foreignAddress(typed: string, clientOrigin: string): string | undefined {
  const text = typed.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, search, hash } = new URL(text);
  return `${clientOrigin}/~/${protocol.slice(0, -1)}/${host}${pathname}${search}${hash}`;
}

/** The address as the client opens it: the ticket joins a query that may be there already. */
export function withTicket(address: string, ticket: string): string {
  const [, path, fragment] = /^([^#]*)(.*)$/s.exec(address)!;
  return `${path}${path!.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}${fragment}`;
}
