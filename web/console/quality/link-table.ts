// Links for managers as a table for whoever sends them: a spreadsheet opens it, and nothing in it calculates.
import type { ConfirmLink } from '../../../shared/quality.ts';

export function linkTable(columns: readonly string[], links: readonly ConfirmLink[]): string {
  const rows = links.map(({ sid, name, branch, phones, url, expiresAt }) => [
    sid ?? '',
    name,
    branch ?? '',
    phones.join(' / '),
    url,
    expiresAt,
  ]);
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Text that a spreadsheet would take for a formula is kept text by an apostrophe. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
