import type { Locator } from 'playwright-core';

/** More than any page has places for the focus. */
const MOST_PRESSES = 150;

/**
 * Moves the focus there by Tab, as whoever has no pointer does.
 * @param key  `Shift+Tab` where it lies behind, `ArrowDown` within a menu
 */
export async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  await target.waitFor();
  const isThere = () => target.evaluate((element) => element.matches(':focus'));
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await isThere()) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`${MOST_PRESSES} times ${key} did not lead to ${target}`);
}

/** Goes there by Tab and presses it. */
export async function pressed(
  target: Locator,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab',
): Promise<void> {
  await tabTo(target, key);
  await target.page().keyboard.press('Enter');
}
