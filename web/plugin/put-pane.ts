import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Language } from '../../shared/language.ts';
import { copyText } from '../elements/clipboard.ts';
import { panelWords } from '../locale/panel-words.ts';
import type { AnswerFlow, Remark } from './answer-flow.ts';
import type { CopyEvent, Sheet } from './events.ts';
import type { Inquiry } from './inquiry.ts';
import { deliveryNotice, type Notice, remarkNotice } from './notice.ts';
import { formsPut } from './put-again.ts';
import { sheetOf } from './sheets.ts';
import { wordsOf } from './words-of-message.ts';
import './panel-notice.ts';
import './put-bar.ts';

/**
 * What goes to the customer: the sentence about how that stands, what lies over the list to look at it, and the buttons.
 * Its parts stand in the panel's own grid.
 *
 * @property {AnswerFlow} flow
 * @property {Inquiry} inquiry
 * @property {Remark | undefined} remark
 * @property {Language} messageLanguage  what messages are written in
 * @property {Sheet | undefined} sheet
 * @property {boolean} copying  no client is there: copying takes the place of putting
 * @property {boolean} demo  customers cannot open the links
 * @property {number} now  what is offered depends on who is open, milliseconds of the epoch
 */
export class PutPane extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
    panel-sheet:not(:defined) {
      min-height: 96px;
      background: var(--skeleton);
    }
    panel-sheet {
      grid-area: list / list / notice / notice;
      z-index: 1;
    }
    panel-notice {
      grid-area: notice;
    }
    put-bar {
      grid-area: bar;
    }
    .demo {
      grid-area: demo;
      margin: 0;
      background: var(--warn-surface);
      color: var(--warn);
      font-size: 12px;
      line-height: 20px;
      text-align: center;
    }
  `;
  static override properties = {
    flow: { attribute: false },
    inquiry: { attribute: false },
    remark: { attribute: false },
    language: {},
    messageLanguage: {},
    sheet: {},
    copying: { type: Boolean },
    demo: { type: Boolean },
    now: { type: Number },
    copied: { state: true },
  };

  declare flow: AnswerFlow;
  declare inquiry: Inquiry;
  declare remark: Remark | undefined;
  declare language: Language;
  declare messageLanguage: Language;
  declare sheet: Sheet | undefined;
  declare copying: boolean;
  declare demo: boolean;
  declare now: number;
  /** What became of the last copy, until anything else happens. */
  declare copied: Notice | undefined;

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('inquiry') || changed.has('remark')) this.copied = undefined;
  }

  override render() {
    const { flow, inquiry, language, sheet } = this;
    const { offered } = flow;
    const words = panelWords[language];
    return html`
      <panel-notice
        .notice=${this.#notice}
        .language=${language}
        ?inert=${sheet !== undefined}
        @notice-action=${this.#onNoticeAction}
      ></panel-notice>
      ${sheet ? sheetOf(sheet, flow, language) : nothing}
      <put-bar
        .offered=${offered}
        .language=${language}
        .messageLanguage=${this.messageLanguage}
        .again=${formsPut(inquiry, offered)}
        .busy=${inquiry.delivery.state === 'putting'}
        .copying=${this.copying}
        .previewing=${sheet === 'preview'}
        @copy-offer=${this.#onCopy}
      ></put-bar>
      ${this.demo ? html`<p class="demo" title=${words.demoHint}>${words.demo}</p>` : nothing}
    `;
  }

  get #notice(): Notice | undefined {
    const { copied, remark, inquiry, language } = this;
    if (copied) return copied;
    return remark ? remarkNotice(remark, language) : deliveryNotice(inquiry, language);
  }

  #onNoticeAction() {
    if (this.remark) this.flow.dismissRemark();
    else void this.flow.retryPut();
  }

  async #onCopy({ what }: CopyEvent) {
    const words = panelWords[this.language];
    const message = this.flow.message(what === 'link' ? 'news' : 'text');
    if (!message) return;
    this.copied = (await copyText(wordsOf(message)))
      ? { tone: 'good', text: words.copied }
      : { tone: 'bad', text: words.copyFailed };
  }
}

customElements.define('put-pane', PutPane);

declare global {
  interface HTMLElementTagNameMap {
    'put-pane': PutPane;
  }
}
