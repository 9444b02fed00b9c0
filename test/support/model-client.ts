import type { DkfWindow } from '../../web/host/dkf.ts';

/**
 * How the model answers one call of PutMsg: a code (0 takes the message), the words of the corpus for odd hosts, or
 * any other text as it stands. After `promise-` the same comes later: `promise-ok`, `promise-5`, `promise-never`.
 */
export type ScriptedReply = string | number;

export type PutCall = { raw: string; type: number; content: unknown; random: string };

/** What reached an input box: whose, the content as JSON, and by which click if the test named one. */
export type Insertion = { user: string | undefined; content: string; by: string | undefined };

/**
 * A chat client as far as a plugin can tell: one conversation in front, into whose input box a message goes, unless the
 * client refuses it or has seen its random.
 */
export class ModelClient {
  readonly calls: PutCall[] = [];
  readonly insertions: Insertion[] = [];
  readonly page: DkfWindow;
  user: string | undefined;
  /** Names the click whose put is being called. */
  by: string | undefined;
  notices: unknown[][] = [];
  readonly #replies: ScriptedReply[];
  readonly #asyncMilliseconds: number | undefined;
  readonly #seen = new Set<string>();

  constructor(replies: readonly ScriptedReply[] | 'no-method', asyncMilliseconds?: number) {
    this.#replies = replies === 'no-method' ? [] : [...replies];
    this.#asyncMilliseconds = asyncMilliseconds;
    const external = {
      PutMsg: (text: string) => this.#put(text),
      Notice: (...all: unknown[]) => this.notices.push(all),
    };
    this.page = { external: replies === 'no-method' ? {} : external };
  }

  /** Brings a conversation to the front and says so in the plugin, or says something else there. */
  send(event: unknown) {
    const { event: name, useraccount, userid } = event as Record<string, string | undefined>;
    if (name === 'OnUserChange') this.user = useraccount ?? userid;
    this.sendText(JSON.stringify(event));
  }

  sendText(text: string) {
    (this.page.MCS_ClientNotify as (text: string) => void)(text);
  }

  #put(raw: string): unknown {
    const { msg } = JSON.parse(raw);
    const [{ type, content }] = msg.body;
    const { random } = msg.head;
    this.calls.push({ raw, type, content, random });
    const scripted = this.#replies.shift() ?? 'ok';
    const later = typeof scripted === 'string' && scripted.startsWith('promise-');
    const reply = later ? numberIn(scripted.slice('promise-'.length)) : scripted;
    if (takes(reply) && !this.#seen.has(random)) {
      this.#seen.add(random);
      this.insertions.push({ user: this.user, content: JSON.stringify(content), by: this.by });
    }
    return later || this.#asyncMilliseconds !== undefined ? this.#later(reply) : say(reply);
  }

  #later(reply: ScriptedReply): Promise<unknown> {
    if (reply === 'never') return new Promise(() => {});
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        try {
          resolve(say(reply));
        } catch (error) {
          reject(error);
        }
      }, this.#asyncMilliseconds ?? 0);
    });
  }
}

const numberIn = (text: string): ScriptedReply => (/^-?\d+$/.test(text) ? Number(text) : text);

/** Whether a host that replies so has taken the message: after any unclear reply it may have. */
const takes = (reply: ScriptedReply): boolean =>
  typeof reply === 'number'
    ? reply === 0
    : reply !== 'throw-missing' && !/retCode"?\s*:\s*"?[1-9]/.test(reply);

function say(reply: ScriptedReply): unknown {
  if (typeof reply === 'number') return `{"retCode":${reply},"errMsg":"${reply === 0 ? '' : '参数错误'}"}`;
  switch (reply) {
    case 'ok':
      return say(0);
    case 'undefined':
      return undefined;
    case 'throw':
    case 'reject':
      throw new Error('Unspecified error.');
    case 'throw-missing':
      throw new TypeError("Object doesn't support this property or method");
    default:
      return reply;
  }
}
