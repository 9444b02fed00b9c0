// The page's MCS_ClientNotify: keeps what the client sends until the application takes it. Plain enough for an engine
// of the Internet Explorer years: functions, and no other declarations.

export type EventQueue = {
  (input: unknown): void;
  waiting: { readonly input: unknown; readonly at: number }[];
  /** Where events go once the application is ready; `at` in milliseconds of the epoch. */
  deliver: ((input: unknown, at: number) => void) | undefined;
};

export type NotifiedWindow = { MCS_ClientNotify?: unknown };

/** Sets the global function of a page. It stays the same one, since a client may keep hold of it. */
export function queueEvents(page: NotifiedWindow): EventQueue {
  function notify(input: unknown) {
    if (notify.deliver) notify.deliver(input, Date.now());
    else notify.waiting.push({ input: input, at: Date.now() });
  }
  notify.waiting = [] as EventQueue['waiting'];
  notify.deliver = undefined as EventQueue['deliver'];
  page.MCS_ClientNotify = notify;
  return notify;
}
