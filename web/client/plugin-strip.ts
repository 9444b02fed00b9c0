import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import './plugin-frame.ts';
import { PluginAddEvent, PluginRemoveEvent } from './events.ts';
import { foreignAddress } from './plugin-address.ts';
import type { Plugin, Simulation } from './simulation.ts';

/**
 * The plugins' tabs and their pages, 420 px wide. Every page keeps running behind the one in front.
 * @fires plugin-add  PluginAddEvent
 * @fires plugin-remove  PluginRemoveEvent
 */
export class PluginStrip extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr;
        min-height: 0;
        background: var(--surface);
      }
      .tabs {
        display: flex;
        border-bottom: 1px solid var(--line);
        overflow-x: auto;
      }
      [role='tablist'] {
        display: flex;
      }
      .tabs button {
        border: 0;
        border-radius: 0;
        border-bottom: 2px solid transparent;
        background: none;
      }
      button[aria-selected='true'] {
        border-bottom-color: var(--accent);
        color: var(--accent);
      }
      button.lit {
        animation: lit 1s ease-in-out 3;
        background: var(--warn-surface);
        color: var(--warn);
      }
      button.lit::after {
        content: '';
        width: 8px;
        height: 8px;
        margin-inline-start: 6px;
        border-radius: 50%;
        background: var(--bad);
      }
      @keyframes lit {
        50% {
          background: none;
        }
      }
      form {
        display: grid;
        gap: 8px;
        padding: 12px;
        border-bottom: 1px solid var(--line);
      }
      input {
        width: 100%;
      }
      .error {
        margin: 0;
        color: var(--bad);
      }
      .row {
        display: flex;
        gap: 8px;
      }
      .page {
        position: relative;
        min-height: 0;
      }
      .page > * {
        position: absolute;
        inset: 0;
      }
      .page > .behind {
        visibility: hidden;
      }
    `,
  ];
  static override properties = {
    simulation: { attribute: false },
    plugins: { attribute: false },
    front: {},
    lit: { attribute: false },
    words: { attribute: false },
    ticket: { attribute: false },
    clientOrigin: { attribute: false },
    adding: { state: true },
    error: { state: true },
  };
  declare simulation: Simulation;
  declare plugins: readonly Plugin[];
  declare front: string;
  declare lit: ReadonlySet<string>;
  declare words: ClientWords;
  declare ticket: string;
  /** Where foreign pages come from; undefined while the service listens beyond this machine. */
  declare clientOrigin: string | undefined;
  declare adding: boolean;
  declare error: string;

  constructor() {
    super();
    this.adding = false;
    this.error = '';
  }

  override render() {
    return html`
      <div class="tabs">
        <div role="tablist" aria-label=${this.words.plugins}>${this.plugins.map((plugin) => this.#tab(plugin))}</div>
        ${this.#removal()}
        <button aria-expanded=${this.adding} aria-label=${this.words.addPlugin} @click=${this.#toggle}>＋</button>
      </div>
      ${this.adding ? this.#form() : html`<span></span>`}
      <div class="page">
        ${repeat(
          this.plugins,
          ({ id }) => id,
          (plugin) => html`<plugin-frame
            class=${plugin.id === this.front ? '' : 'behind'}
            role="tabpanel"
            .plugin=${plugin}
            .simulation=${this.simulation}
            .ticket=${this.ticket}
          ></plugin-frame>`,
        )}
      </div>
    `;
  }

  #tab({ id, name }: Plugin) {
    const noticed = this.lit.has(id);
    return html`<button
      role="tab"
      class=${noticed ? 'lit' : ''}
      aria-selected=${id === this.front}
      aria-label=${noticed ? `${name}, ${this.words.noticed}` : name}
      @click=${() => this.simulation.bringToFront(id)}
    >
      ${name}
    </button>`;
  }

  #removal() {
    const front = this.plugins.find(({ id }) => id === this.front);
    if (!front?.added) return nothing;
    return html`<button
      aria-label=${this.words.removePlugin(front.name)}
      @click=${() => this.dispatchEvent(new PluginRemoveEvent(front.id))}
    >
      ×
    </button>`;
  }

  #form() {
    if (this.clientOrigin === undefined)
      return html`<form><p class="error">${this.words.noForeign}</p></form>`;
    return html`<form @submit=${this.#onSubmit} novalidate>
      <label>${this.words.pluginAddress}<input name="address" type="url" required autocomplete="off" /></label>
      <label>${this.words.pluginName}<input name="name" maxlength="20" autocomplete="off" /></label>
      ${this.error === '' ? nothing : html`<p class="error" role="alert">${this.error}</p>`}
      <div class="row">
        <button class="primary">${this.words.add}</button>
        <button type="button" @click=${this.#toggle}>${this.words.cancel}</button>
      </div>
    </form>`;
  }

  #toggle() {
    this.adding = !this.adding;
    this.error = '';
  }

  #onSubmit(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const typed = String(data.get('address'));
    const address = foreignAddress(typed, this.clientOrigin!);
    if (address === undefined) {
      this.error = this.words.badAddress;
      return;
    }
    const name = String(data.get('name')).trim() || new URL(typed.trim()).host;
    this.#toggle();
    this.dispatchEvent(new PluginAddEvent({ id: crypto.randomUUID(), name, address, added: true }));
  }
}
customElements.define('plugin-strip', PluginStrip);
