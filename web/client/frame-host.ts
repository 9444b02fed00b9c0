// Runs in a plugin's frame before the page's own first script: the host that the page finds on window.external, and
// the client's events for it. Built as a classic script; old pages come in any encoding and with any policy.
import { WornScheme } from './color-scheme.ts';
import { channel, type FromFrame, type Posted, type ToFrame } from './frame-messages.ts';
import { HostEmulator, spellReply } from './host-emulator.ts';

type PluginWindow = Window & { external: Record<string, unknown>; MCS_ClientNotify?: unknown };

const page = window as unknown as PluginWindow;
const script = document.currentScript as HTMLScriptElement;
const parentOrigin = new URL(script.dataset.parent ?? '/', document.URL).origin;
script.remove();

const emulator = new HostEmulator();
/** Pages of others look as they like. */
const look = parentOrigin === location.origin ? new WornScheme(window) : undefined;
let openid = '';

const post = (message: FromFrame) =>
  page.parent.postMessage({ channel, message } satisfies Posted<FromFrame>, parentOrigin);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : `(${typeof value}) ${String(value)}`;

const later = (milliseconds: number, task: () => void) => void setTimeout(task, milliseconds);

/** The reply in words for the log, and a way to give it, which throws where the host would. */
function spelled(retCode: 0 | 5 | undefined): { readonly words: string; give(): unknown } {
  try {
    const reply = spellReply(retCode, emulator.options, later);
    const isObject = typeof reply === 'object' && !(reply instanceof Promise);
    return { words: isObject ? JSON.stringify(reply) : String(reply), give: () => reply };
  } catch (error) {
    return {
      words: `threw: ${String(error)}`,
      give() {
        throw error;
      },
    };
  }
}

page.external.PutMsg = (argument: unknown) => {
  const { retCode, inserted } = emulator.putMsg(argument);
  const reply = spelled(retCode);
  post({ type: 'call', method: 'PutMsg', argument: asText(argument), reply: reply.words, inserted, openid });
  return reply.give();
};

page.external.Notice = (argument: unknown) => {
  const reply = spelled(emulator.notice(argument));
  post({
    type: 'call',
    method: 'Notice',
    argument: asText(argument),
    reply: reply.words,
    inserted: [],
    openid,
  });
  return reply.give();
};

function deliver(text: string): FromFrame {
  if (typeof page.MCS_ClientNotify !== 'function') return { type: 'delivery', text, outcome: 'no-function' };
  try {
    page.MCS_ClientNotify(text);
    return { type: 'delivery', text, outcome: 'delivered' };
  } catch (error) {
    return { type: 'delivery', text, outcome: { threw: String(error) } };
  }
}

page.addEventListener('message', ({ source, origin, data }: MessageEvent<Posted<ToFrame> | undefined>) => {
  if (source !== page.parent || origin !== parentOrigin || data?.channel !== channel) return;
  const { message } = data;
  switch (message.type) {
    case 'options':
      emulator.options = message.options;
      return;
    case 'front':
      openid = message.openid;
      return;
    case 'scheme':
      look?.wear(message.scheme);
      return;
    case 'event':
      post(deliver(message.text));
  }
});

page.addEventListener('load', () => post({ type: 'loaded' }));
page.addEventListener(
  'keydown',
  (event) => {
    if (event.ctrlKey && event.altKey && event.code === 'Digit0') post({ type: 'log-key' });
  },
  true,
);
post({ type: 'ready' });
