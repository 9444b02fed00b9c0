import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders its host anew at every whole `period` of the wall clock (each minute, each second), and at once when a hidden
 * page is shown again, whose timers slept.
 */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #period: () => number;
  readonly #onTick: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param period  milliseconds; read again after every update of the host */
  constructor(host: ReactiveControllerHost, period: () => number, onTick: () => void = () => undefined) {
    this.#host = host;
    this.#period = period;
    this.#onTick = onTick;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.#wait();
  }

  hostUpdated() {
    this.#wait();
  }

  hostDisconnected() {
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    clearTimeout(this.#timer);
  }

  #wait() {
    clearTimeout(this.#timer);
    const period = this.#period();
    this.#timer = setTimeout(this.#tick, period - (Date.now() % period));
  }

  readonly #tick = () => {
    this.#wait();
    this.#onTick();
    this.#host.requestUpdate();
  };

  readonly #onVisibilityChange = () => {
    if (!document.hidden) this.#tick();
  };
}
