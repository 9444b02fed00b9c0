import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../shared/chat-message.ts';
import { HostEmulator } from '../../../web/client/host-emulator.ts';
import { putText, strict } from '../../../web/host/put-text.ts';

const reasonFor = (message: unknown) => {
  const strictness = strict(message as ChatMessage);
  return strictness.ok ? 'fit' : strictness.reason;
};
const contentOf = (message: ChatMessage) => {
  const strictness = strict(message);
  return strictness.ok ? strictness.message.content : strictness.reason;
};
const article = { title: '门店', digest: '', cover: '', url: 'https://example.com/s/1' };

describe('a message as PutMsg takes it', () => {
  it('is one JSON text with its keys in the documented order', () => {
    expect(putText(0, { text: 'a\u2028b' }, '7')).toBe(
      String.raw`{"msg":{"head":{"random":"7"},"body":[{"type":0,"content":{"text":"a\u2028b"}}]}}`,
    );
  });

  it('has no lone surrogate, no NUL and no line end but the line feed', () => {
    expect(contentOf({ type: 'text', text: '一\r\n二\r三\0\ud83d' })).toEqual({ text: '一\n二\n三\ufffd' });
  });

  it('has all four keys of an article, whatever else was there', () => {
    const given = { url: 'HTTPS://例え.jp/图', title: '门店', mark: 1 } as unknown as typeof article;
    expect(contentOf({ type: 'news', articles: [given] })).toEqual([
      { title: '门店', digest: '', cover: '', url: 'HTTPS://例え.jp/图' },
    ]);
  });

  it('is taken by the emulated client, whatever its words', () => {
    const words = fc.string({ unit: 'binary', maxLength: 50 });
    let taken = 0;
    fc.assert(
      fc.property(words, words, words, (text, title, digest) => {
        for (const message of [
          { type: 'text', text },
          { type: 'news', articles: [{ ...article, title, digest }] },
        ] as const) {
          const strictness = strict(message);
          if (!strictness.ok) continue;
          taken++;
          const argument = putText(message.type === 'text' ? 0 : 7, strictness.message.content, '1');
          expect(new HostEmulator().putMsg(argument)).toMatchObject({
            retCode: 0,
            inserted: [{ type: message.type }],
          });
        }
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(2000);
  });
});

describe('a message that is not to be sent', () => {
  it.each([
    ['blank text', { type: 'text', text: ' \n\u3000\u200b' }],
    ['text that is none', { type: 'text', text: 5 }],
    ['no text', { type: 'text' }],
    ['a relative picture', { type: 'picture', url: '/p.jpg' }],
    ['a picture of another scheme', { type: 'picture', url: 'data:image/png;base64,AAAA' }],
    ['an address with white space', { type: 'picture', url: 'https://example.com/a b.png' }],
    ['an address without a host', { type: 'picture', url: 'https://' }],
    ['no article', { type: 'news', articles: [] }],
    ['eleven articles', { type: 'news', articles: Array(11).fill(article) }],
    ['articles that are none', { type: 'news', articles: { 0: article } }],
    ['an article that is none', { type: 'news', articles: [null] }],
    ['an article without a title', { type: 'news', articles: [{ ...article, title: ' ' }] }],
    ['an article without a link', { type: 'news', articles: [{ ...article, url: '' }] }],
    ['an article with a number', { type: 'news', articles: [{ ...article, digest: 5 }] }],
    ['a bad cover', { type: 'news', articles: [{ ...article, cover: 'x' }] }],
    ['another type', { type: 'voice' }],
  ])('%s', (_, message) => {
    expect(reasonFor(message)).toMatch(/need/);
  });

  it('comes with the value and the rule', () => {
    expect(reasonFor({ type: 'picture', url: 'javascript:alert(1)' })).toBe(
      'url needs an absolute http or https address; got "javascript:alert(1)"',
    );
  });
});
