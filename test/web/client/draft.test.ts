import { expect, it } from 'vitest';
import type { ChatMessage } from '../../../shared/chat-message.ts';
import { type Draft, messagesOf, withPut } from '../../../web/client/draft.ts';

const half: Draft = { text: '您好，您说的这件商品，', caret: 3, cards: [] };
const text: ChatMessage = { type: 'text', text: '学院路店 850米' };
const picture: ChatMessage = { type: 'picture', url: 'https://example.com/p.jpg' };

it('a put is appended on a line of its own below what the agent typed', () => {
  expect(withPut(half, [text], 'append').text).toBe('您好，您说的这件商品，\n学院路店 850米');
});

it('a put replaces what the agent typed where the client does that', () => {
  expect(withPut({ ...half, cards: [picture] }, [text], 'replace')).toEqual({
    text: '学院路店 850米',
    caret: 9,
    cards: [],
  });
});

it('a put goes in at the caret, which then stands behind it', () => {
  const draft = withPut(half, [text], 'at-caret');
  expect(draft.text).toBe('您好，学院路店 850米您说的这件商品，');
  expect(draft.caret).toBe(12);
});

it('a picture leaves the typed text alone', () => {
  expect(withPut(half, [picture], 'append')).toEqual({ ...half, caret: 11, cards: [picture] });
});

it('sending posts the cards first, then the text', () => {
  expect(messagesOf({ text: '请看', caret: 2, cards: [picture] })).toEqual([
    picture,
    { type: 'text', text: '请看' },
  ]);
});

it('blank text is not posted', () => {
  expect(messagesOf({ text: ' \n', caret: 0, cards: [picture] })).toEqual([picture]);
});
