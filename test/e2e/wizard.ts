import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Message } from '../../app/model/message.ts';
import type { CauseId } from '../../app/model/finding.ts';
import type { PracticeScenario } from '../../app/model/target.ts';
import { causes } from '../../app/knowledge/causes.ts';
import type { MessageId } from '../../app/wording/message.ts';
import { words } from './words.ts';

/** The screen's own title. */
export const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** A button by the id of its words. */
export function button(page: Page, id: MessageId, params?: Message['params']): Locator {
  return page.getByRole('button', { name: words(id, params), exact: true });
}

/** A text field by the id of its label. */
export function field(page: Page, id: MessageId): Locator {
  return page.getByRole('textbox', { name: words(id), exact: true });
}

/** Waits for the screen whose title has this id. */
export function expectScreen(page: Page, id: MessageId): Promise<void> {
  return expect(title(page)).toHaveText(words(id));
}

/** Waits for the findings with this cause as the verdict; a run has its own time. */
export function expectVerdict(page: Page, cause: CauseId, timeout = 10_000): Promise<void> {
  return expect(title(page)).toHaveText(words(causes[cause].headline), { timeout });
}

/** From the start screen to the target screen, with the mouse. */
export async function answerStart(page: Page): Promise<void> {
  await expectScreen(page, 'window.start.title');
  await page.getByText(words('window.start.share'), { exact: true }).click();
  await button(page, 'window.start.next').click();
  await expectScreen(page, 'window.target.title');
}

/** From the target screen into a run against the practice server, with the mouse. */
export async function runPractice(page: Page, scenario: PracticeScenario): Promise<void> {
  const leave = button(page, 'window.practice.leave');
  if (!(await leave.isVisible())) await button(page, 'window.practice.use').click();
  await page.getByText(words(`window.practice.${scenario}`), { exact: true }).click();
  await runChecks(page);
}

/** Presses the button that runs the plan, once main has told the plan. */
export function runChecks(page: Page): Promise<void> {
  return page.getByRole('button', { name: /^Run \d+ checks$/ }).click();
}

/** Opens a screen from the rail. */
export function openFromRail(
  page: Page,
  screen: 'target' | 'checks' | 'findings' | 'charts' | 'evidence',
): Promise<void> {
  const name = new RegExp(`^${words(`window.rail.${screen}`)}\\b`);
  return page.getByRole('navigation').getByRole('button', { name }).click();
}
