// Kinds of settings: how the text of one is read, and the rule that it breaks otherwise.
import { BlockList, isIP } from 'node:net';

export type Kind<T> = {
  /** Completes the sentence "it must be …". */
  readonly rule: string;
  /** Undefined when the text breaks the rule. */
  read(text: string): T | undefined;
  /** The text may hold a password and is never shown. */
  readonly secret?: true;
};

export const wholeNumber = (least: number, most: number): Kind<number> => ({
  rule: `a whole number from ${least} to ${most}`,
  read(text) {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
});

export const port = wholeNumber(0, 65_535);

export const oneOf = <const Choice extends string>(...choices: Choice[]): Kind<Choice> => ({
  rule: choices.join(' or '),
  read: (text) => choices.find((choice) => choice === text),
});

export const onOff: Kind<boolean> = {
  rule: 'on or off',
  read: (text) => ({ on: true, off: false })[text],
};

export const host: Kind<string> = {
  rule: 'an IP address or a host name',
  read: (text) => (isIP(text) || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text) ? text : undefined),
};

export const folder: Kind<string> = {
  rule: 'a folder',
  read: (text) => (text.includes('\0') ? undefined : text),
};

export const database: Kind<string> = {
  rule: 'the address of a PostgreSQL database, such as postgres://stores:password@db.example.com/stores',
  // What follows the scheme may name a socket in ways that URLs do not have; the driver reads it.
  read: (text) => (/^postgres(ql)?:\/\/\S+$/.test(text) ? text : undefined),
  secret: true,
};

/** A key that another service gave out. */
export const serviceKey: Kind<string> = {
  rule: 'a key of 8 to 128 letters, digits, hyphens and underscores',
  read: (text) => (/^[\w-]{8,128}$/.test(text) ? text : undefined),
  secret: true,
};

export const secret: Kind<string> = {
  rule: 'at least 32 characters that nobody can guess, such as `openssl rand -base64 32` writes',
  read: (text) => (text.length >= 32 ? text : undefined),
  secret: true,
};

/** Read without a slash at its end, so that a path can follow. */
export const origin: Kind<string> = {
  rule: 'an http or https address without a path, such as https://stores.example.com',
  read(text) {
    const url = URL.parse(text);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
    return url.href === `${url.origin}/` ? url.origin : undefined;
  },
};

export const webAddress: Kind<string> = {
  rule: 'an http or https address, such as http://127.0.0.1:4318',
  read: (text) => (/^https?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined),
  // It may hold a password.
  secret: true,
};

/** As a browser names them in `Origin`. */
export const origins: Kind<readonly string[]> = {
  rule: 'origins with spaces between, such as https://maps.example.com http://localhost:3000, or *',
  read(text) {
    const all = text.split(/[\s,]+/).filter((each) => each !== '');
    const read = all.map((each) => (each === '*' ? each : origin.read(each)));
    return read.includes(undefined) ? undefined : (read as string[]);
  },
};

const isNetwork = (text: string) => {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  try {
    new BlockList().addSubnet(
      address,
      /^\d+$/.test(bits) ? Number(bits) : -1,
      family === 4 ? 'ipv4' : 'ipv6',
    );
    return true;
  } catch {
    return false;
  }
};

/** False, the number of proxies in front, or whose word is taken; never everybody's. */
export const proxies: Kind<false | number | string[]> = {
  rule: 'off, a number of proxies from 1 to 20, or addresses with commas between: 10.0.0.0/8, loopback',
  read(text) {
    if (text === 'off') return false;
    if (/^\d+$/.test(text)) return wholeNumber(1, 20).read(text);
    const networks = text.split(',').map((part) => part.trim());
    return networks.every(isNetwork) ? networks : undefined;
  },
};

// Content Security Policy Level 3, section 2.3.1: host-source and scheme-source, and nothing that ends the directive.
const frameSource =
  /^(\*|[a-z][a-z\d+.-]*:|([a-z][a-z\d+.-]*:\/\/)?(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*(:(\d{1,5}|\*))?)$/i;

export const frameAncestors: Kind<readonly string[]> = {
  rule: 'origins with spaces between, such as https://chat.example.com https://*.example.org, or *',
  read(text) {
    const sources = text.split(/[\s,]+/).filter((source) => source !== '');
    return sources.every((source) => frameSource.test(source)) ? sources : undefined;
  },
};

const placeholder = /\{[^{}]*\}/g;

/** The name of a preset, or an address with places for zoom, column and row; `{-y}` for rows counted from the south. */
export const tileSource: Kind<string> = {
  rule: 'offline, osm, tianditu, tencent, or an http or https address in ASCII, with {z}, {x} and {y} (or {-y}) in its path or query, and one host instead of {s}',
  read(text) {
    if (/^(offline|osm|tianditu|tencent)$/.test(text)) return text;
    const url = URL.parse(text.replace(placeholder, '0'));
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) return undefined;
    // The numbers of a tile stand in its path or query, never in the host: that decides who is asked.
    if (!/^[a-z]+:\/\/[^/?#{}\\]+\/[\x21-\x7e]*$/i.test(text)) return undefined;
    const wanted = (text.match(placeholder) ?? []).sort().join('');
    return /^(\{-y\}\{x\}\{z\}|\{x\}\{y\}\{z\})$/.test(wanted) ? text : undefined;
  },
  // An address may hold a key.
  secret: true,
};

/** Who made a map, and where they say more: read as both. */
export const attribution: Kind<{ readonly text: string; readonly url?: string }> = {
  rule: 'a text of at most 120 characters, with an http or https link after it if there is one',
  read(words) {
    const [, text = '', url] = /^(.*?)(?:\s+(https?:\/\/\S+))?$/.exec(words) ?? [];
    if (text === '' || text.length > 120 || (url && !URL.canParse(url))) return undefined;
    return url ? { text, url } : { text };
  },
};
