// XML read piece by piece. No document type is expanded, no entity beyond XML's own five, and no text may grow without end.
import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import { LIMITS } from './limits.ts';
import { ImportRefused } from './reasons.ts';

export type XmlHandler = {
  /** Names without their prefix. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Yields after each piece, so that what the handler gathered can be handed on. */
export async function* xmlEvents(
  pieces: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  onPiece: (bytes: number) => void = () => {},
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw broken(error.message);
  });
  parser.on('doctype', () => {
    throw broken('it has a document type');
  });
  if (handler.open) {
    const { open } = handler;
    parser.on('opentag', ({ name, attributes }) => open(local(name), attributes as Record<string, string>));
  }
  if (handler.text) parser.on('text', handler.text);
  if (handler.close) {
    const { close } = handler;
    parser.on('closetag', ({ name }) => close(local(name)));
  }
  const decoder = new TextDecoder();
  let untagged = 0;
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    const lastTag = text.lastIndexOf('<');
    untagged = lastTag < 0 ? untagged + text.length : text.length - lastTag;
    if (untagged > LIMITS.record) {
      throw new ImportRefused('too-large', `A cell of the sheet is longer than ${LIMITS.record} characters.`);
    }
    onPiece(piece.length);
    parser.write(text);
    yield;
  }
  parser.close();
  yield;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

const broken = (why: string) =>
  new ImportRefused('malformed-file', `A part of the workbook is not XML: ${why.slice(0, 120)}.`);

/** Attributes by their local names: `r:id` as id. */
export const attributeOf = (
  attributes: Readonly<Record<string, SaxesAttributePlain | string>>,
  name: string,
) => {
  const found = Object.entries(attributes).find(([key]) => local(key) === name)?.[1];
  return typeof found === 'string' ? found : undefined;
};
