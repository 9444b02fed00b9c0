import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { refusalInWords } from '../../shared/location-words.ts';
import { panelWords } from '../locale/panel-words.ts';
import { toolWords } from '../locale/tool-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { CandidateEvent } from './events.ts';
import type { Candidate, Lookup } from './lookup.ts';

/**
 * Which place the words mean: under way, several to choose from (↑ ↓ move through them), none, or why they cannot be read.
 *
 * @property {Lookup} lookup  not `none`
 * @fires {CandidateEvent} candidate
 * @fires retry  the words should be looked up again
 */
export class PlaceChoice extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        background: var(--surface);
      }
      header {
        display: flex;
        align-items: baseline;
        gap: 8px;
        padding: 6px 6px 6px 12px;
        border-block-end: 1px solid var(--line);
      }
      [role='status'] {
        flex: 1;
      }
      h2 {
        margin: 0;
        font-size: 14px;
        font-weight: 600;
        line-height: 20px;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0;
        padding: 8px 12px;
        color: var(--text-quiet);
        font-size: 13px;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li button {
        display: block;
        width: 100%;
        padding: 7px 12px;
        border: 0;
        border-block-end: 1px solid var(--line);
        border-radius: 0;
        line-height: 19px;
        text-align: start;
        white-space: normal;
      }
      li button:focus-visible {
        outline-offset: -2px;
      }
      .address {
        display: block;
        color: var(--text-quiet);
        font-size: 13px;
      }
    `,
  ];
  static override properties = { lookup: { attribute: false }, language: {} };

  declare lookup: Lookup;
  declare language: Language;

  /** Focuses the first of the places. */
  override focus() {
    this.#places[0]?.focus();
  }

  override render() {
    const { lookup, language } = this;
    const words = panelWords[language];
    const say = toolWords[language];
    switch (lookup.state) {
      case 'none':
        return nothing;
      case 'running':
        return this.#message(say.lookingUp(lookup.text));
      case 'refused':
        return this.#message(refusalInWords(lookup.refusal, language));
      case 'failed':
        return lookup.failure.kind === 'declined'
          ? this.#message(words.declined, lookup.failure.problem.detail)
          : this.#message(say.cannotLookUp(lookup.text), say.cannotLookUpMore, true);
      case 'candidates':
        return lookup.candidates.length === 0
          ? this.#message(say.noSuchPlace(lookup.text), say.noSuchPlaceMore)
          : html`${this.#message(say.whichPlace(lookup.text))}
              <ol role="list" @keydown=${this.#onKeyDown}>
                ${lookup.candidates.map((candidate) => html`<li>${this.#candidate(candidate)}</li>`)}
              </ol>`;
    }
  }

  get #places(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('li button')];
  }

  #onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const places = this.#places;
    const at = places.indexOf(event.target as HTMLButtonElement) + step;
    places[Math.min(Math.max(at, 0), places.length - 1)]!.focus();
    event.preventDefault();
  }

  #message(title: string, more?: string, retry = false) {
    const words = panelWords[this.language];
    return html`<header>
        <div role="status"><h2>${title}</h2></div>
        ${
          retry
            ? html`<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('retry'))}>
                ${words.retry}
              </button>`
            : nothing
        }
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new CandidateEvent(undefined))}>
          ${words.cancel}
        </button>
      </header>
      ${more === undefined ? nothing : html`<p>${more}</p>`}`;
  }

  #candidate(candidate: Candidate) {
    return html`<button type="button" @click=${() => this.dispatchEvent(new CandidateEvent(candidate))}>
      ${candidate.name}<span class="address">${candidate.address}</span>
    </button>`;
  }
}

customElements.define('place-choice', PlaceChoice);

declare global {
  interface HTMLElementTagNameMap {
    'place-choice': PlaceChoice;
  }
}
