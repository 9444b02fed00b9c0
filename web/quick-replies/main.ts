// A second plugin for the simulated client: sentences that agents send every day. It shows that several plugins live
// side by side, and that a put by one leaves the other's customer alone.
import { css, html, LitElement } from 'lit';
import { openChatHost } from '../host/open.ts';
import { languageOf } from '../locale/language.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';

const words = {
  'zh-CN': {
    customer: (tail: string) => `客户 …${tail}`,
    customerUnknown: '客户未知',
    put: '已放入输入框',
    notPut: (outcome: string) => `没有放入（${outcome}）`,
    replies: [
      '您好，请问有什么可以帮您？',
      '请您发一下位置，我帮您查最近的门店。',
      '好的，已为您记录，稍后回复您。',
      '感谢您的咨询，祝您生活愉快！',
    ],
  },
  en: {
    customer: (tail: string) => `Customer …${tail}`,
    customerUnknown: 'Customer unknown',
    put: 'In the input box',
    notPut: (outcome: string) => `Not put in (${outcome})`,
    replies: [
      'Hello, how can I help you?',
      'Please send your location, and I look for the nearest store.',
      'Noted, I will come back to you shortly.',
      'Thank you for your message, have a nice day!',
    ],
  },
}[languageOf(location.search, navigator.language)];

const host = openChatHost();

export class QuickReplies extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        padding: 12px;
        color: var(--text);
        font: 14px / 1.5 var(--font);
      }
      button {
        justify-content: start;
        min-height: 40px;
        text-align: start;
        white-space: normal;
      }
      p {
        margin: 0;
        color: var(--text-quiet);
      }
    `,
  ];
  static override properties = { said: { state: true } };
  /** What became of the last click. */
  declare said: string;

  constructor() {
    super();
    this.said = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    host.addEventListener('conversation-change', this.#onChange);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    host.removeEventListener('conversation-change', this.#onChange);
  }

  override render() {
    const { openid } = host.conversation;
    return html`
      <p>${openid === undefined ? words.customerUnknown : words.customer(openid.slice(-4))}</p>
      ${words.replies.map((text) => html`<button @click=${() => this.#put(text)}>${text}</button>`)}
      <p role="status">${this.said}</p>
    `;
  }

  async #put(text: string) {
    const { outcome } = await host.intend().put({ type: 'text', text });
    this.said = outcome === 'ok' ? words.put : words.notPut(outcome);
  }

  readonly #onChange = () => {
    this.said = '';
    this.requestUpdate();
  };
}
customElements.define('quick-replies', QuickReplies);

document.body.append(new QuickReplies());
host.start();
