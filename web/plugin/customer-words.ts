import type { Conversation } from '../host/chat-host.ts';
import type { PanelWords } from '../locale/panel-words.ts';

/** A place by the first line of its label: the address usually follows, after a line break or a literal `<br/>`. */
export const placeInWords = (label: string, words: PanelWords): string =>
  label.split(/\n|<br\s*\/?>/i)[0]!.trim() || words.unnamedPlace;

/** A customer as the panel calls one: by the last four characters of the openid. */
export const customerInWords = ({ openid }: Conversation, words: PanelWords): string =>
  openid === undefined ? words.customerUnknown : words.customer(openid.slice(-4));
