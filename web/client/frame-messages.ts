// What the simulated client's page and the host script inside each plugin's frame tell each other by postMessage. Both
// check the other's origin; the plugin's page itself is not trusted with anything here but its own frame.
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { ColorScheme } from './color-scheme.ts';
import type { HostOptions } from './host-emulator.ts';

/** From the client to a frame. */
export type ToFrame =
  | { readonly type: 'options'; readonly options: HostOptions }
  /** Which conversation is in front now: what a put goes into. */
  | { readonly type: 'front'; readonly openid: string }
  /** How our own pages are to look; pages of others decide for themselves. */
  | { readonly type: 'scheme'; readonly scheme: ColorScheme }
  /** Call the page's MCS_ClientNotify with this text. */
  | { readonly type: 'event'; readonly text: string };

/** What became of an event in a frame. */
export type Delivery = 'delivered' | 'no-function' | { readonly threw: string };

/** From a frame to the client. */
export type FromFrame =
  /** The host is in place; nothing of the page has run. */
  | { readonly type: 'ready' }
  | { readonly type: 'loaded' }
  | { readonly type: 'delivery'; readonly text: string; readonly outcome: Delivery }
  | {
      readonly type: 'call';
      readonly method: 'PutMsg' | 'Notice';
      readonly argument: string;
      readonly reply: string;
      /** What goes into the input box; empty when the call was refused or dropped. */
      readonly inserted: readonly ChatMessage[];
      /** The conversation in front when the page called. */
      readonly openid: string;
    }
  /** Ctrl+Alt+0 was pressed inside the frame. */
  | { readonly type: 'log-key' };

/** Marks our messages among whatever else a foreign page may post. */
export const channel = 'nearby-stores-client';
export type Posted<Message> = { readonly channel: typeof channel; readonly message: Message };
