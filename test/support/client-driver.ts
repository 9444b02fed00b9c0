import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

/** The simulated client as a person uses it. */
export class ClientDriver {
  readonly page: Page;
  /** Our panel, in its frame. */
  readonly panel: FrameLocator;

  private constructor(page: Page) {
    this.page = page;
    this.panel = page.frameLocator('iframe[title="附近门店"]');
  }

  static async open(browser: Browser, origin: string, { height = 800 } = {}): Promise<ClientDriver> {
    const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1280, height } });
    await page.goto(`${origin}/client/`);
    const driver = new ClientDriver(page);
    await driver.panel.getByText('点开客户发来的位置').waitFor();
    return driver;
  }

  openConversation(name: string): Promise<void> {
    return this.page.getByRole('navigation').getByRole('button', { name }).click();
  }

  clickLocation(label: string): Promise<void> {
    return this.page.locator('button.location', { hasText: label }).click();
  }

  /** The rows of the panel's list. */
  get stores(): Locator {
    return this.panel.getByRole('list', { name: '附近的门店' }).getByRole('listitem');
  }

  /** The cards that wait in the input box. */
  get cards(): Locator {
    return this.page.locator('input-box li');
  }

  get typed(): Locator {
    return this.page.getByRole('textbox', { name: '输入框' });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Chooses in the menu of the client's behaviour, by the words of its labels. */
  async behave(choices: Record<string, string>): Promise<void> {
    await this.page.getByRole('button', { name: '客户端行为' }).click();
    for (const [label, choice] of Object.entries(choices)) {
      await this.page.getByLabel(label).selectOption({ label: choice });
    }
    await this.page.keyboard.press('Escape');
  }
}
