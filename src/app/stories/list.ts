import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { eventually } from './browser.ts'

const clean = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').trim()

/** The rows of the list that are drawn; far ones are not. */
export const rows = (page: Page): Locator => page.locator('[role=grid] tr[data-index]')
export const rowOf = (page: Page, text: string | number): Locator => rows(page).filter({ hasText: String(text) })

export const headings = async (page: Page) =>
  (await page.locator('[role=grid] th[scope=col]').allInnerTexts()).map(clean)

/** The texts of one column, by the name of its field, from the first row drawn to the last. */
export const column = async (page: Page, field: string) =>
  (await page.locator(`[role=grid] td[data-column="${field}"]`).allInnerTexts()).map(clean)

/** What stands under the list: how many there are, or what is selected. */
export const foot = async (page: Page) => (await page.locator('main footer').allInnerTexts()).map(clean).join()

/** The text of the screen, with ordinary spaces. */
export const textOf = async (page: Page | Locator) =>
  clean((await ('goto' in page ? page.locator('body') : page).allInnerTexts()).join('\n'))

/** Waits until the list stands with so many rows, as its foot says. */
export const counts = (page: Page, words: string) => eventually(() => foot(page)).toBe(words)

/** The bytes of the file that comes when `act` is done. */
export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}
