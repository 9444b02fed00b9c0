/**
 * Runs `act` once what the page has to show is drawn and nothing else is to be done, or `latest` milliseconds from now
 * where that moment does not come: a page in a hidden tab draws nothing.
 */
export const whenIdle = (act: () => void, latest = 2_000): void => {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: latest });
  else setTimeout(act, 200);
};
