// Light or dark as the person chose, whatever the system says. A page cannot be told so by itself: its rules for dark are
// turned on or off, and what its scripts ask by matchMedia is answered alike.
export type ColorScheme = 'system' | 'light' | 'dark';

const DARK = '(prefers-color-scheme: dark)';
const meaning = { system: DARK, light: 'not all', dark: 'all' } as const;
const schemes = { system: '', light: 'light', dark: 'dark' } as const;

/** The colour scheme of one page: the system's until another is worn. */
export class WornScheme {
  readonly #page: Window;
  readonly #system: MediaQueryList;
  /** The conditions of the page's rules for dark, found while they still said so. */
  readonly #conditions = new Set<MediaList>();
  readonly #listening = new Set<EventTarget>();
  #scheme: ColorScheme = 'system';

  constructor(page: Window) {
    this.#page = page;
    const ask = page.matchMedia.bind(page);
    this.#system = ask(DARK);
    this.#system.addEventListener('change', () => this.#tell());
    page.matchMedia = (query) => (query === DARK ? this.#answer() : ask(query));
  }

  /** Also for style sheets that have come since: call it again once the page has loaded. */
  wear(scheme: ColorScheme): void {
    const { document } = this.#page;
    for (const { cssRules } of document.styleSheets) {
      for (const rule of cssRules) {
        if (rule instanceof CSSMediaRule && rule.media.mediaText === DARK) this.#conditions.add(rule.media);
      }
    }
    for (const condition of this.#conditions) condition.mediaText = meaning[scheme];
    document.documentElement.style.colorScheme = schemes[scheme];
    const was = this.#isDark;
    this.#scheme = scheme;
    if (was !== this.#isDark) this.#tell();
  }

  get #isDark(): boolean {
    return this.#scheme === 'system' ? this.#system.matches : this.#scheme === 'dark';
  }

  /** What pages use of a MediaQueryList, true to what is worn. */
  #answer(): MediaQueryList {
    const isDark = () => this.#isDark;
    const list = Object.defineProperty(new EventTarget(), 'matches', { get: isDark }) as MediaQueryList;
    this.#listening.add(list);
    return list;
  }

  #tell() {
    for (const list of this.#listening) list.dispatchEvent(new Event('change'));
  }
}
