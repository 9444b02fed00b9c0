// Web addresses inside pasted text, taken apart by hand: what is pasted is often not a valid one (Chinese left as it
// is, a full stop at its end), and what it says is wanted all the same.

export type Link = {
  readonly scheme: 'http' | 'https' | 'geo';
  /** Lower case, without port; empty for geo:. */
  readonly host: string;
  /** Between slashes, decoded, empty ones left out. For geo: what stands before the question mark. */
  readonly segments: readonly string[];
  /** A parameter of the query, decoded; of repeated ones the first. */
  readonly parameter: (name: string) => string | undefined;
};

const SCHEME = /\b(?:(https?):\/\/|(geo):)/i;
// What ends a link inside other text. Chinese letters do not: they stand unescaped in many.
const END = /[\s<>"“”「」『』【】《》（）。，；！？、]/;
const TRAILING = '.,;:!?)';

/** The first link in a text; without a scheme only where its host `isKnown`. */
export function findLink(text: string, isKnown: (host: string) => boolean): Link | undefined {
  const found = SCHEME.exec(text);
  if (found) {
    const rest = trimmed(text.slice(found.index + found[0].length).split(END, 1)[0]!);
    const scheme = (found[1] ?? found[2])!.toLowerCase() as Link['scheme'];
    return scheme === 'geo' ? geoLink(rest) : webLink(scheme, rest);
  }
  const bare = text.split(END).find((piece) => isKnown(hostOf(piece)));
  return bare === undefined ? undefined : webLink('https', trimmed(bare));
}

function webLink(scheme: 'http' | 'https', rest: string): Link {
  const [address = '', query = ''] = rest.split('#', 1)[0]!.split(/\?(.*)/s);
  const [, ...segments] = address.split('/');
  return { scheme, host: hostOf(rest), segments: decoded(segments), parameter: parametersOf(query) };
}

function geoLink(rest: string): Link {
  const [address = '', query = ''] = rest.split(/\?(.*)/s);
  return { scheme: 'geo', host: '', segments: decoded([address]), parameter: parametersOf(query) };
}

/** The host that a link without its scheme begins with; what stands before an @ is no part of it. */
function hostOf(rest: string): string {
  const authority = rest.split(/[/?#\\]/, 1)[0]!.toLowerCase();
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}

function parametersOf(query: string): Link['parameter'] {
  const values = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (!values.has(name)) values.set(name, unescaped(value.replaceAll('+', ' ')));
  }
  return (name) => values.get(name);
}

const decoded = (segments: readonly string[]) =>
  segments.filter((segment) => segment !== '').map((segment) => unescaped(segment));

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}
