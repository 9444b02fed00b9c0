// What went between the client and the plugins, as the real client shows it on Ctrl+Alt+0.

export type LogEntry = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly plugin: string;
  readonly direction: 'to-page' | 'to-client';
  readonly name: string;
  readonly argument: string;
  readonly reply: string;
};

const longestEntries = 500;

/** The newest 500 entries. A ticket never gets in, wherever it stood. */
export class InteractionLog {
  #entries: LogEntry[] = [];
  readonly #ticket: string;

  constructor(ticket: string) {
    this.#ticket = ticket;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  add(entry: LogEntry): void {
    const hide = (text: string) => text.replaceAll(this.#ticket, '•••');
    this.#entries = [
      ...this.#entries.slice(1 - longestEntries),
      { ...entry, argument: hide(entry.argument), reply: hide(entry.reply) },
    ];
  }

  clear(): void {
    this.#entries = [];
  }
}
