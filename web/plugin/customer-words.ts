import type { Conversation } from '../host/chat-host.ts';
import type { PanelWords } from '../locale/panel-words.ts';

/** A customer as the panel calls one: by the last four characters of the openid. */
export const customerInWords = ({ openid }: Conversation, words: PanelWords): string =>
  openid === undefined ? words.customerUnknown : words.customer(openid.slice(-4));
