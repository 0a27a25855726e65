import type { BrowserContext, Page } from 'playwright-core'
import { eventually } from './browser.ts'

const FARTHEST = 80

/** The hands of somebody who never touches the mouse; `pointed` tells whether the page felt one all the same. */
export function handsOn(page: Page) {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** What the focused element is called. */
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      const called = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent
      return (called ?? '').replace(/\s+/g, ' ').trim()
    })
  const tabTo = async (name: string | RegExp) => {
    const wanted = (text: string) => (typeof name === 'string' ? text === name : name.test(text))
    const passed: string[] = []
    while (passed.length < FARTHEST) {
      await press('Tab')
      const text = await focused()
      if (wanted(text)) return
      passed.push(text.slice(0, 30))
    }
    throw new Error(`Tab does not reach ${name}: ${passed.join(' | ')}`)
  }
  return {
    press,
    focused,
    tabTo,
    type: (text: string) => page.keyboard.type(text),
    /** Presses a key until what is read is as wanted. */
    until: async (key: string, read: () => Promise<boolean>) => {
      for (let pressed = 0; pressed < FARTHEST; pressed++) {
        if (await read()) return
        await press(key)
      }
      throw new Error(`${key} does not lead there`)
    },
    focusIs: (name: string | RegExp) =>
      typeof name === 'string' ? eventually(focused).toBe(name) : eventually(focused).toMatch(name),
    pointed: () => page.evaluate(() => sessionStorage.getItem('pointed') !== null),
  }
}

/** Notes every touch of a mouse or a finger in the windows of this context. */
export const noticePointer = (context: BrowserContext) =>
  context.addInitScript(() => addEventListener('pointerdown', () => sessionStorage.setItem('pointed', 'yes'), true))
