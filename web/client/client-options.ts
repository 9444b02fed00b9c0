import { css, html, LitElement } from 'lit';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import { damagedEvents } from './damaged-events.ts';
import { EventFireEvent, OptionsChangeEvent } from './events.ts';
import type { HostOptions } from './host-emulator.ts';
import type { SimulationOptions } from './simulation.ts';

/**
 * How the simulated client behaves, for trying a page against each habit that a real one may have.
 * @fires options-change  OptionsChangeEvent
 * @fires event-fire  EventFireEvent
 */
export class ClientOptions extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        gap: 10px;
        padding: 14px 16px;
      }
      label {
        display: grid;
        gap: 2px;
        color: var(--text-quiet);
        font-size: 12px;
      }
      label.check {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--text);
        font-size: 13px;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: 8px;
      }
      select,
      input:not([type='checkbox']) {
        width: 100%;
      }
      input[type='checkbox'] {
        min-height: 0;
      }
    `,
  ];
  static override properties = { options: { attribute: false }, words: { attribute: false } };
  declare options: SimulationOptions;
  declare words: ClientWords;

  override render() {
    const { words, options } = this;
    const host = (change: Partial<HostOptions>) => this.#change({ host: { ...options.host, ...change } });
    return html`
      ${select(words.profile, words.profiles, options.host.profile, (profile) => host({ profile }))}
      ${select(words.reply, words.replies, options.host.spelling, (spelling) => host({ spelling }))}
      ${milliseconds(words.replyDelay, options.host.replyDelayMs, (replyDelayMs) => host({ replyDelayMs }))}
      ${select(words.repeated, words.repeatAnswers, options.host.repeatAnswer, (repeatAnswer) => host({ repeatAnswer }))}
      ${select(words.treatment, words.treatments, options.treatment, (treatment) => this.#change({ treatment }))}
      ${milliseconds(words.userChangeDelay, options.userChangeDelayMs, (userChangeDelayMs) => this.#change({ userChangeDelayMs }))}
      ${check(words.refuseManyArticles, options.refuseManyArticles, (refuseManyArticles) => this.#change({ refuseManyArticles }))}
      ${check(words.announceOnLoad, options.announceOnLoad, (announceOnLoad) => this.#change({ announceOnLoad }))}
      <label>
        ${words.fire}
        <select @change=${this.#onFire}>
          <option value="">–</option>
          ${Object.entries(words.damaged).map(([id, name]) => html`<option value=${id}>${name}</option>`)}
        </select>
      </label>
      <form @submit=${this.#onOwnEvent}>
        <label>
          ${words.ownEvent}
          <input type="text" name="text" autocomplete="off" placeholder='{"event":"OnMapMsgClick", …}' />
        </label>
        <button>${words.fireOwn}</button>
      </form>
    `;
  }

  #change(options: Partial<SimulationOptions>) {
    this.dispatchEvent(new OptionsChangeEvent(options));
  }

  #onOwnEvent(event: SubmitEvent) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    this.dispatchEvent(new EventFireEvent(String(data.get('text'))));
  }

  #onFire({ target }: Event) {
    const choice = target as HTMLSelectElement;
    if (choice.value in damagedEvents) {
      this.dispatchEvent(new EventFireEvent(damagedEvents[choice.value as keyof typeof damagedEvents]));
    }
    choice.value = '';
  }
}

function select<Value extends string>(
  label: string,
  names: Record<Value, string>,
  current: Value,
  choose: (value: Value) => void,
) {
  const values = Object.keys(names) as Value[];
  return html`<label>
    ${label}
    <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as Value)}>
      ${values.map((value) => html`<option value=${value} .selected=${value === current}>${names[value]}</option>`)}
    </select>
  </label>`;
}

const check = (label: string, current: boolean, choose: (value: boolean) => void) =>
  html`<label class="check">
    <input
      type="checkbox"
      .checked=${current}
      @change=${({ target }: Event) => choose((target as HTMLInputElement).checked)}
    />
    ${label}
  </label>`;

const milliseconds = (label: string, current: number, choose: (value: number) => void) =>
  html`<label>
    ${label}
    <input
      type="number"
      min="0"
      max="60000"
      step="100"
      .value=${String(current)}
      @change=${({ target }: Event) => choose(Math.min(60_000, Math.max(0, (target as HTMLInputElement).valueAsNumber || 0)))}
    />
  </label>`;

customElements.define('client-options', ClientOptions);
