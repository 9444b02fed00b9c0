import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type KeyActions = {
  /** The store with this number, from 1. */
  pick(number: number): void;
  /** Into the list. */
  enterList(): void;
  put(): void;
  /** Closes what is open. */
  leave(): void;
};

/**
 * The panel's keys, wherever the focus is: 1 to 9 pick, ↑ ↓ enter the list, Ctrl+Enter puts, Escape leaves. Silent in
 * text fields, but for the ↓ that leaves them for the list, during the composition of an input method, and for keys that
 * were meant for the map.
 */
export class PanelKeys implements ReactiveController {
  readonly #actions: KeyActions;

  constructor(host: ReactiveControllerHost, actions: KeyActions) {
    this.#actions = actions;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected() {
    document.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.repeat) return;
    const [target] = event.composedPath();
    if (isTextField(target) && event.key === 'ArrowDown') this.#actions.enterList();
    else if (event.composedPath().some(hasKeysOfItsOwn) || !this.#act(event)) return;
    event.preventDefault();
  };

  #act({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const actions = this.#actions;
    if (altKey || shiftKey) return false;
    if (ctrlKey || metaKey) {
      if (key !== 'Enter') return false;
      actions.put();
    } else if (/^[1-9]$/.test(key)) actions.pick(Number(key));
    else if (key === 'ArrowDown' || key === 'ArrowUp') actions.enterList();
    else if (key === 'Escape') actions.leave();
    else return false;
    return true;
  }
}

const isTextField = (target: EventTarget | undefined) =>
  target instanceof HTMLInputElement && target.type === 'text';

const hasKeysOfItsOwn = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, select, textarea, store-map'));
