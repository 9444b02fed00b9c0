import { expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { panelStates } from '../support/panel-states.ts';
import { panelSuite } from '../support/panel-suite.ts';

const { open } = panelSuite();

it.each(Object.entries(panelStates))(
  '%s: says so, offers a way on, and axe finds nothing',
  async (_, { act, options, zh, wayOn }) => {
    const panel = await open(options);
    await act?.(panel);
    await panel.page.getByText(zh, { exact: true }).first().waitFor({ state: 'attached' });
    if (wayOn) {
      const button = panel.page.getByRole('button', { name: wayOn, disabled: false });
      await button
        .or(panel.page.getByRole('link', { name: wayOn }))
        .first()
        .waitFor();
    }
    expect(await axeFaults(panel.page)).toEqual([]);
    await panel.page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFaults(panel.page)).toEqual([]);
  },
);

it.each(Object.entries(panelStates))('%s: says so in English', async (_, { act, options, en }) => {
  const panel = await open({ ...options, query: '?lang=en' });
  await act?.(panel);
  await panel.page.getByText(en, { exact: true }).first().waitFor({ state: 'attached' });
  expect(await panel.page.evaluate(() => document.documentElement.lang)).toBe('en');
});
