// The simulated client's judgement of PutMsg and Notice: what it takes, what it drops, how it answers. No page, no
// clock: the frame around it does with `inserted` what its conversation in front asks for.
import type { ChatMessage, NewsArticle } from '../../shared/chat-message.ts';

/** What counts as news: 7 as sent by every known page, 1 with an array as documented, or both. */
export type Profile = 'observed' | 'documented' | 'union';
export const PROFILES: readonly Profile[] = ['observed', 'documented', 'union'];

/** How a reply is spelled; clients have been seen or documented to do each. */
export type ReplySpelling = 'json' | 'unquoted' | 'object' | 'nothing' | 'exception' | 'promise';
export const REPLY_SPELLINGS: readonly ReplySpelling[] = [
  'json',
  'unquoted',
  'object',
  'nothing',
  'exception',
  'promise',
];

/** What a call with a random that was seen before is told. The document says only that it is dropped. */
export type RepeatAnswer = 'ok' | 'error' | 'nothing';

export type HostOptions = {
  readonly profile: Profile;
  readonly spelling: ReplySpelling;
  readonly repeatAnswer: RepeatAnswer;
  /** How late a promised reply comes. */
  readonly replyDelayMs: number;
};

export const defaultHostOptions: HostOptions = {
  profile: 'observed',
  spelling: 'json',
  repeatAnswer: 'ok',
  replyDelayMs: 0,
};

export type PutResult = {
  /** 0 taken or dropped, 5 bad parameters; undefined where the client says nothing. */
  readonly retCode: 0 | 5 | undefined;
  /** What goes into the input box, in order. */
  readonly inserted: readonly ChatMessage[];
  /** Left out because its random was seen before. */
  readonly dropped: boolean;
};

const REFUSED: PutResult = { retCode: 5, inserted: [], dropped: false };
const MOST_ITEMS = 10;
const MOST_ARTICLES = 10;
const LONGEST_ADDRESS = 2048;

/** One client's memory: the randoms it has taken. A refused call does not use up its random. */
export class HostEmulator {
  options: HostOptions = defaultHostOptions;
  readonly #taken = new Set<string>();

  putMsg(argument: unknown): PutResult {
    const put = readPut(argument, this.options.profile);
    if (!put) return REFUSED;
    if (this.#taken.has(put.random)) {
      const retCode = { ok: 0, error: 5, nothing: undefined } as const;
      return { retCode: retCode[this.options.repeatAnswer], inserted: [], dropped: true };
    }
    this.#taken.add(put.random);
    return { retCode: 0, inserted: put.messages, dropped: false };
  }

  /** The code for Notice; with 0 the tab is to be lit. Documented is the empty text, whose words nobody shows. */
  notice(argument: unknown): 0 | 5 {
    return typeof argument === 'string' ? 0 : 5;
  }
}

/**
 * A reply as the page gets it.
 * @param later  calls back after so many milliseconds
 * @throws where the spelling is an exception
 */
export function spellReply(
  retCode: PutResult['retCode'],
  { spelling, replyDelayMs }: Pick<HostOptions, 'spelling' | 'replyDelayMs'>,
  later: (milliseconds: number, task: () => void) => void,
): unknown {
  if (retCode === undefined) return undefined;
  const reply = { retCode, errMsg: retCode === 0 ? '' : '参数错误' };
  switch (spelling) {
    case 'json':
      return JSON.stringify(reply);
    case 'unquoted':
      return `{retCode:${reply.retCode},errMsg:"${reply.errMsg}"}`;
    case 'object':
      return reply;
    case 'nothing':
      return undefined;
    case 'exception':
      throw new Error('Unspecified error.');
    case 'promise':
      return new Promise((resolve) => later(replyDelayMs, () => resolve(JSON.stringify(reply))));
  }
}

type Put = { readonly random: string; readonly messages: readonly ChatMessage[] };

/** What a call asks for; undefined where any part of it is not as it must be. */
function readPut(argument: unknown, profile: Profile): Put | undefined {
  const msg = own(parsed(argument), 'msg');
  const random = randomOf(own(own(msg, 'head'), 'random'));
  const body = own(msg, 'body');
  if (random === undefined || !Array.isArray(body) || body.length < 1 || body.length > MOST_ITEMS)
    return undefined;
  const messages = body.map((item) => readItem(item, profile));
  return messages.every((message) => message !== undefined) ? { random, messages } : undefined;
}

function parsed(argument: unknown): unknown {
  try {
    return typeof argument === 'string' ? JSON.parse(argument) : undefined;
  } catch {
    return undefined;
  }
}

/** A property of a plain object; undefined of anything else. */
function own(value: unknown, key: string): unknown {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isPlain && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function randomOf(value: unknown): string | undefined {
  if (typeof value === 'string') return /^\S{1,64}$/u.test(value) ? value : undefined;
  return Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : undefined;
}

function readItem(item: unknown, profile: Profile): ChatMessage | undefined {
  const type = own(item, 'type');
  const content = own(item, 'content');
  if (type === 0) return readText(content);
  if (type === 1 && !Array.isArray(content)) return readPicture(content);
  if (type === 1 && profile !== 'observed') return readNews(content);
  if (type === 7 && profile !== 'documented') return readNews(content);
  return undefined;
}

function readText(content: unknown): ChatMessage | undefined {
  const text = own(content, 'text');
  return isFilled(text) ? { type: 'text', text } : undefined;
}

function readPicture(content: unknown): ChatMessage | undefined {
  const url = own(content, 'picUrl');
  return isAddress(url) ? { type: 'picture', url } : undefined;
}

function readNews(content: unknown): ChatMessage | undefined {
  if (!Array.isArray(content) || content.length < 1 || content.length > MOST_ARTICLES) return undefined;
  const articles = content.map(readArticle);
  return articles.every((article) => article !== undefined) ? { type: 'news', articles } : undefined;
}

function readArticle(value: unknown): NewsArticle | undefined {
  const title = own(value, 'title');
  const digest = own(value, 'digest') ?? '';
  const cover = own(value, 'cover') ?? '';
  const url = own(value, 'url');
  if (!isFilled(title) || typeof digest !== 'string' || !isAddress(url)) return undefined;
  return cover === '' || isAddress(cover) ? { title, digest, cover, url } : undefined;
}

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function isAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LONGEST_ADDRESS || !/^https?:\/\//i.test(value))
    return false;
  try {
    new URL(value);
    return true;
  } catch {
    return false;
  }
}
