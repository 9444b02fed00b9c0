// The simulated client without its looks: conversations, input boxes, plugin tabs and what goes between them.
import type { ColorScheme } from './color-scheme.ts';
import type { Bubble, Customer, LocationBubble } from './conversations.ts';
import { type Draft, emptyDraft, isEmpty, messagesOf, type PutTreatment, typed, withPut } from './draft.ts';
import type { FromFrame, ToFrame } from './frame-messages.ts';
import { defaultHostOptions, type HostOptions } from './host-emulator.ts';
import { InteractionLog } from './interaction-log.ts';

export type Plugin = {
  readonly id: string;
  readonly name: string;
  /** The address of its frame, without the ticket. */
  readonly address: string;
  /** Added by hand, so it can be removed again. */
  readonly added: boolean;
};

export type Conversation = {
  readonly customer: Customer;
  readonly bubbles: readonly Bubble[];
  readonly draft: Draft;
};

export type SimulationOptions = {
  readonly host: HostOptions;
  readonly treatment: PutTreatment;
  /** Send refuses a message of more than one article, as WeChat has since 2018. */
  readonly refuseManyArticles: boolean;
  /** Tell a page whose conversation is in front once it has loaded; the real client's habit is not known. */
  readonly announceOnLoad: boolean;
  /** How late OnUserChange reaches the pages after a switch. */
  readonly userChangeDelayMs: number;
};

export const defaultOptions: SimulationOptions = {
  host: defaultHostOptions,
  treatment: 'append',
  refuseManyArticles: true,
  announceOnLoad: true,
  userChangeDelayMs: 0,
};

type Surroundings = {
  readonly customers: readonly Customer[];
  readonly plugins: readonly Plugin[];
  readonly ticket: string;
  now(): number;
  /** Runs `task` later; at once for 0. */
  later(milliseconds: number, task: () => void): void;
  /** The client's own words for a refused Send. */
  refusal(): string;
};

/** @fires change  after anything that can be seen has changed */
export class Simulation extends EventTarget {
  readonly log: InteractionLog;
  conversations: readonly Conversation[];
  /** The openid of the conversation in front. */
  front: string;
  plugins: readonly Plugin[];
  frontPlugin: string;
  /** Tabs that asked to be noticed since they were last in front. */
  readonly lit = new Set<string>();
  options = defaultOptions;
  #scheme: ColorScheme = 'system';
  readonly #frames = new Map<string, (message: ToFrame) => void>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    super();
    this.#surroundings = surroundings;
    this.log = new InteractionLog(surroundings.ticket);
    this.conversations = surroundings.customers.map((customer) => ({
      customer,
      bubbles: customer.bubbles,
      draft: customer.typed ? typed(customer.typed) : emptyDraft,
    }));
    this.front = this.conversations[0]!.customer.openid;
    this.plugins = surroundings.plugins;
    this.frontPlugin = this.plugins[0]!.id;
  }

  get conversation(): Conversation {
    return this.conversations.find(({ customer }) => customer.openid === this.front)!;
  }

  /** A frame's way in; it gets what it has to know when it reports ready. */
  attach(plugin: string, post: (message: ToFrame) => void): void {
    this.#frames.set(plugin, post);
  }

  detach(plugin: string): void {
    this.#frames.delete(plugin);
  }

  switchTo(openid: string): void {
    if (openid === this.front) return;
    this.front = openid;
    this.#tellAll({ type: 'front', openid });
    this.#surroundings.later(this.options.userChangeDelayMs, () => this.deliver(userChange(openid)));
    this.#changed();
  }

  clickLocation({ latitude, longitude, label, scale }: LocationBubble): void {
    const event = { event: 'OnMapMsgClick', latitude, longitude, location: label, scale };
    this.deliver(JSON.stringify(event));
  }

  /** Any text as an event, to every plugin page or to one. */
  deliver(text: string, plugin?: string): void {
    if (plugin === undefined) this.#tellAll({ type: 'event', text });
    else this.#frames.get(plugin)?.({ type: 'event', text });
  }

  type(text: string, caret: number): void {
    this.#change(this.front, (conversation) => ({
      ...conversation,
      draft: { ...conversation.draft, text, caret },
    }));
  }

  removeCard(index: number): void {
    this.#change(this.front, (conversation) => ({
      ...conversation,
      draft: { ...conversation.draft, cards: conversation.draft.cards.filter((_card, at) => at !== index) },
    }));
  }

  send(): void {
    this.#change(this.front, (conversation) => {
      if (isEmpty(conversation.draft)) return conversation;
      const messages = messagesOf(conversation.draft);
      const tooMany = messages.some((message) => message.type === 'news' && message.articles.length > 1);
      if (tooMany && this.options.refuseManyArticles) {
        const notice: Bubble = {
          from: 'client',
          content: { type: 'notice', text: this.#surroundings.refusal() },
        };
        return { ...conversation, bubbles: [...conversation.bubbles, notice] };
      }
      const sent = messages.map((content): Bubble => ({ from: 'agent', content }));
      return { ...conversation, bubbles: [...conversation.bubbles, ...sent], draft: emptyDraft };
    });
  }

  bringToFront(plugin: string): void {
    this.frontPlugin = plugin;
    this.lit.delete(plugin);
    this.#changed();
  }

  addPlugin(plugin: Plugin): void {
    this.plugins = [...this.plugins, plugin];
    this.bringToFront(plugin.id);
  }

  removePlugin(id: string): void {
    this.plugins = this.plugins.filter((plugin) => plugin.id !== id);
    this.lit.delete(id);
    if (this.frontPlugin === id) this.frontPlugin = this.plugins[0]!.id;
    this.#changed();
  }

  change(options: Partial<SimulationOptions>): void {
    this.options = { ...this.options, ...options };
    this.#tellAll({ type: 'options', options: this.options.host });
    this.#changed();
  }

  /** How our own pages look from now on. */
  wear(scheme: ColorScheme): void {
    this.#scheme = scheme;
    this.#tellAll({ type: 'scheme', scheme });
  }

  /** Puts others in the place of the plugins that were not added by hand: the same pages in another language. */
  replaceOwn(own: readonly Plugin[]): void {
    this.plugins = [...own, ...this.plugins.filter(({ added }) => added)];
    this.#changed();
  }

  /** What a frame's host script reports. */
  receive(plugin: string, message: FromFrame): void {
    switch (message.type) {
      case 'ready':
        this.#frames.get(plugin)?.({ type: 'options', options: this.options.host });
        this.#frames.get(plugin)?.({ type: 'front', openid: this.front });
        this.#frames.get(plugin)?.({ type: 'scheme', scheme: this.#scheme });
        return;
      case 'loaded':
        // Its style sheets have come only now.
        this.#frames.get(plugin)?.({ type: 'scheme', scheme: this.#scheme });
        if (this.options.announceOnLoad) this.deliver(userChange(this.front), plugin);
        return;
      case 'delivery':
        this.#note(plugin, 'to-page', 'MCS_ClientNotify', message.text, deliveryInWords(message.outcome));
        return;
      case 'call':
        this.#note(plugin, 'to-client', message.method, message.argument, message.reply);
        if (message.method === 'Notice' && plugin !== this.frontPlugin) this.lit.add(plugin);
        if (message.inserted.length > 0) {
          this.#change(message.openid, (conversation) => ({
            ...conversation,
            draft: withPut(conversation.draft, message.inserted, this.options.treatment),
          }));
        }
        this.#changed();
        return;
      case 'log-key':
        this.dispatchEvent(new Event('log-key'));
    }
  }

  #change(openid: string, change: (conversation: Conversation) => Conversation): void {
    this.conversations = this.conversations.map((conversation) =>
      conversation.customer.openid === openid ? change(conversation) : conversation,
    );
    this.#changed();
  }

  #note(plugin: string, direction: 'to-page' | 'to-client', name: string, argument: string, reply: string) {
    const title = this.plugins.find(({ id }) => id === plugin)?.name ?? plugin;
    this.log.add({ at: this.#surroundings.now(), plugin: title, direction, name, argument, reply });
    this.#changed();
  }

  #tellAll(message: ToFrame): void {
    for (const post of this.#frames.values()) post(message);
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** As the real client tells it: strict JSON, the openid under both of its names. */
const userChange = (openid: string) =>
  JSON.stringify({ event: 'OnUserChange', channeltype: '1', useraccount: openid, userid: openid });

function deliveryInWords(outcome: Extract<FromFrame, { type: 'delivery' }>['outcome']): string {
  if (outcome === 'delivered') return '';
  return outcome === 'no-function' ? 'MCS_ClientNotify: undefined' : `threw: ${outcome.threw}`;
}
