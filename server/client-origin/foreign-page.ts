// What is changed in a foreign page before the simulated client shows it: the host's script goes first, and the real
// client's web service is looked for here. Bytes, not text: pages in any ASCII-compatible encoding stay as they are.
import { proxiedPrefix } from './proxied-address.ts';
import { serviceHost } from './service-account.ts';

const comments = /<!--[\s\S]*?-->/g;
const serviceAddress = new RegExp(`(?:https?:)?//${serviceHost.replaceAll('.', '\\.')}(?=/)`, 'gi');

/** The page with a script tag before everything that could run. `script` and `parentOrigin` are ours and plain ASCII. */
export function withHostScript(page: Buffer, script: string, parentOrigin: string): Buffer {
  const text = page.toString('latin1');
  const bare = text.replace(comments, (comment) => ' '.repeat(comment.length));
  const start = [/<head(?:\s[^>]*)?>/i, /<html(?:\s[^>]*)?>/i, /<!doctype[^>]*>/i]
    .map((tag) => tag.exec(bare))
    .find((found) => found !== null);
  const at = start ? start.index + start[0].length : 0;
  const tag = `<script src="${script}" data-parent="${parentOrigin}"></script>`;
  return Buffer.from(text.slice(0, at) + tag + text.slice(at), 'latin1');
}

/** A page or script that asks the real client's web service asks this origin instead. */
export const withServiceHere = (body: Buffer): Buffer =>
  Buffer.from(
    body.toString('latin1').replace(serviceAddress, `${proxiedPrefix}http/${serviceHost}`),
    'latin1',
  );
