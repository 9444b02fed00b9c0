import { css, html, LitElement } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { baseStyles } from '../style/controls.ts';
import { channel, type FromFrame, type Posted, type ToFrame } from './frame-messages.ts';
import { withTicket } from './plugin-address.ts';
import type { Plugin, Simulation } from './simulation.ts';

// A foreign page may do what pages do, but not replace the client that frames it.
const foreignMay =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals';

/** One plugin's page in its frame, joined to the simulation by the host script inside it. */
export class PluginFrame extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        height: 100%;
      }
      iframe {
        display: block;
        width: 100%;
        height: 100%;
        border: 0;
        background: var(--surface);
      }
    `,
  ];
  static override properties = {
    plugin: { attribute: false },
    simulation: { attribute: false },
    ticket: { attribute: false },
  };
  declare plugin: Plugin;
  declare simulation: Simulation;
  declare ticket: string;
  readonly #frame = createRef<HTMLIFrameElement>();

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener('message', this.#onMessage);
    this.simulation.attach(this.plugin.id, (message) => this.#post(message));
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('message', this.#onMessage);
    this.simulation.detach(this.plugin.id);
  }

  override render() {
    return html`<iframe
      ${ref(this.#frame)}
      title=${this.plugin.name}
      src=${withTicket(this.plugin.address, this.ticket)}
      sandbox=${ifDefined(this.#origin === location.origin ? undefined : foreignMay)}
      allow="clipboard-write"
    ></iframe>`;
  }

  get #origin(): string {
    return new URL(this.plugin.address, location.href).origin;
  }

  #post(message: ToFrame) {
    const posted: Posted<ToFrame> = { channel, message };
    this.#frame.value?.contentWindow?.postMessage(posted, this.#origin);
  }

  readonly #onMessage = ({ source, origin, data }: MessageEvent<Posted<FromFrame> | undefined>) => {
    if (source !== this.#frame.value?.contentWindow || origin !== this.#origin || data?.channel !== channel)
      return;
    this.simulation.receive(this.plugin.id, data.message);
  };
}
customElements.define('plugin-frame', PluginFrame);
