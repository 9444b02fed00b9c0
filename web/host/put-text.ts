// Messages as PutMsg takes them: one strict JSON text, its keys in the documented order, and nothing in it that some
// client would stumble over.
import type { ChatMessage, NewsArticle } from '../../shared/chat-message.ts';
import { wellFormed } from '../../shared/plain-text.ts';
import { isBlank } from './stray.ts';

/** The client's number for a kind of message. */
export type PutType = 0 | 1 | 7;

/** A message that may be put: `content` is the client's spelling of it, `key` is equal for equal messages. */
export type Puttable = { readonly kind: ChatMessage['type']; readonly content: object; readonly key: string };

export type Strictness =
  | { readonly ok: true; readonly message: Puttable }
  | { readonly ok: false; readonly reason: string };

const MOST_ARTICLES = 10;

/** The message as the client takes it, or why it must not be sent. */
export function strict(message: ChatMessage): Strictness {
  try {
    const content = contentOf(message);
    return {
      ok: true,
      message: { kind: message.type, content, key: message.type + JSON.stringify(content) },
    };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, reason: error.message };
    throw error;
  }
}

/** The argument of PutMsg. */
export function putText(type: PutType, content: object, random: string): string {
  return JSON.stringify({ msg: { head: { random }, body: [{ type, content }] } }).replace(
    /[\u2028\u2029]/g,
    (separator) => (separator === '\u2028' ? '\\u2028' : '\\u2029'),
  );
}

class Unfit extends Error {}

function contentOf(message: ChatMessage): object {
  switch (message.type) {
    case 'text':
      return { text: filledText(message.text, 'text') };
    case 'picture':
      return { picUrl: link(message.url, 'url') };
    case 'news':
      return articlesOf(message.articles);
    default:
      throw new Unfit(
        `type needs to be text, picture or news; got ${JSON.stringify((message as ChatMessage).type)}`,
      );
  }
}

function articlesOf(articles: readonly NewsArticle[]): object {
  if (!Array.isArray(articles) || articles.length < 1 || articles.length > MOST_ARTICLES) {
    throw new Unfit(`news needs 1 to ${MOST_ARTICLES} articles; got ${articles?.length}`);
  }
  return articles.map((article: Partial<NewsArticle>) => ({
    title: filledText(article?.title, 'title'),
    digest: text(article.digest ?? '', 'digest'),
    cover: text(article.cover ?? '', 'cover') && link(article.cover, 'cover'),
    url: link(article.url, 'url'),
  }));
}

/** Well formed, with `\n` for line ends and no NUL. */
function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Unfit(`${name} needs to be text; got ${typeof value}`);
  return wellFormed(value).replace(/\r\n?/g, '\n').replaceAll('\0', '');
}

function filledText(value: unknown, name: string): string {
  const filled = text(value, name);
  if (isBlank(filled)) throw new Unfit(`${name} needs to say something; got only white space`);
  return filled;
}

function link(value: unknown, name: string): string {
  const address = text(value, name);
  if (!/^https?:\/\/\S+$/i.test(address) || !isAddress(address)) {
    throw new Unfit(
      `${name} needs an absolute http or https address; got ${JSON.stringify(address.slice(0, 100))}`,
    );
  }
  return address;
}

function isAddress(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
