import { css, html, LitElement } from 'lit';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import { LogClearEvent, LogCloseEvent } from './events.ts';
import type { LogEntry } from './interaction-log.ts';

/**
 * What went between the client and its plugins, newest first.
 * @fires log-clear  LogClearEvent
 * @fires log-close  LogCloseEvent
 */
export class InteractionTable extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        min-height: 0;
        background: var(--surface);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 6px 12px;
        border-bottom: 1px solid var(--line);
      }
      .bar small {
        flex: 1;
        color: var(--text-quiet);
      }
      .scroll {
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 12px;
      }
      th,
      td {
        padding: 4px 12px;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: top;
        white-space: nowrap;
      }
      td.text {
        font-family: ui-monospace, Menlo, Consolas, monospace;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      p {
        padding: 12px;
        color: var(--text-quiet);
      }
    `,
  ];
  static override properties = { entries: { attribute: false }, words: { attribute: false } };
  declare entries: readonly LogEntry[];
  declare words: ClientWords;

  override render() {
    const { words } = this;
    return html`
      <div class="bar">
        <strong>${words.log}</strong><small>${words.logHint}</small>
        <button @click=${() => this.dispatchEvent(new LogClearEvent())}>${words.clearLog}</button>
        <button @click=${() => this.dispatchEvent(new LogCloseEvent())}>${words.close}</button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${words.log}>
        ${this.entries.length === 0 ? html`<p>${words.logEmpty}</p>` : this.#table()}
      </div>
    `;
  }

  #table() {
    const { columns, toPage, toClient } = this.words;
    return html`<table>
      <thead>
        <tr>
          ${Object.values(columns).map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${[...this.entries].reverse().map(
          ({ at, plugin, direction, name, argument, reply }) => html`<tr>
            <td>${new Date(at).toTimeString().slice(0, 8)}</td>
            <td>${plugin}</td>
            <td>${direction === 'to-page' ? toPage : toClient}</td>
            <td>${name}</td>
            <td class="text">${argument}</td>
            <td class="text">${reply}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
customElements.define('interaction-table', InteractionTable);
