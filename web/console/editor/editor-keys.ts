// The keys of the editor: Ctrl or ⌘ with S saves, with Enter publishes, with Z and Y undoes and redoes; Esc leaves.
import type { ReactiveController } from 'lit';

type Does = { readonly [Name in 'save' | 'publish' | 'undo' | 'redo' | 'leave']: () => unknown };

/** Escape pressed in one of these closes what is open there. */
const HAVE_ESCAPE = new Set(['wa-dropdown', 'wa-select', 'position-editor']);

/** Listens wherever the focus is; what is written in a field undoes itself by the browser's own means. */
export class EditorKeys implements ReactiveController {
  readonly #does: Does;

  constructor(does: Does) {
    this.#does = does;
  }

  hostConnected() {
    addEventListener('keydown', this.#keyed);
  }
  hostDisconnected() {
    removeEventListener('keydown', this.#keyed);
  }

  readonly #keyed = (event: KeyboardEvent) => {
    const path = event.composedPath().filter((one): one is HTMLElement => one instanceof HTMLElement);
    if (event.defaultPrevented || path.some(({ localName }) => localName === 'wa-dialog')) return;
    const [field] = path;
    const written = field?.matches('input:not([type=checkbox]):not([type=radio]), textarea')
      ? field
      : undefined;
    const does = this.#meant(event, written, path);
    if (!does) return;
    event.preventDefault();
    does();
  };

  #meant(
    { key, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
    written: HTMLElement | undefined,
    path: HTMLElement[],
  ) {
    const { save, publish, undo, redo, leave } = this.#does;
    if (ctrlKey || metaKey) {
      // A field tells of its change when it is left.
      const settled = (work: () => unknown) => () => {
        written?.blur();
        written?.focus();
        work();
      };
      switch (key.toLowerCase()) {
        case 's':
          return settled(save);
        case 'enter':
          return settled(publish);
        case 'y':
          return written ? undefined : redo;
        case 'z':
          return written ? undefined : shiftKey ? redo : undo;
        default:
          return undefined;
      }
    }
    if (key !== 'Escape' || path.some(({ localName }) => HAVE_ESCAPE.has(localName))) return undefined;
    return written ? () => written.blur() : leave;
  }
}
