import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { counts, downloaded, rowOf, rows } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

const LEAST_TARGET_PX = 24

describe.skipIf(noBrowser)('On a phone, in the dark', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    visit = await aVisit(browser, stage, { width: 390, height: 844, touch: true, dark: true })
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(async () => {
    expect(visit.faults).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
      'the screen scrolls sideways',
    ).toBeLessThanOrEqual(390)
  })

  it('is dark where the device is', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number))
    expect(Math.max(...ground.slice(0, 3))).toBeLessThan(64)
  })

  it('has its navigation in a drawer, closed by the screen chosen', async () => {
    expect(await page.getByRole('navigation', { name: 'Navigation' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Ouvrir le menu' }).tap()
    await page
      .getByRole('navigation', { name: 'Navigation' })
      .getByRole('link', { name: 'Abonnements', exact: true })
      .tap()
    await counts(page, '47 abonnements')
    await eventually(() => page.getByRole('navigation', { name: 'Navigation' }).count()).toBe(0)
  })

  it('shows each purchase in two lines: who and status, what and until when', async () => {
    const [first, second] = await lines('1032')
    expect(first).toContain('1032')
    expect(first).toContain('Jean-Baptiste')
    expect(first).toContain('En cours')
    expect(second).toContain('Abonnement de 2 ans')
    expect(second).toContain('08/08/2025')
    const box = (await rowOf(page, '1032').boundingBox())!
    expect(box.height).toBeGreaterThanOrEqual(44)
    expect(box.width).toBeLessThanOrEqual(390)
  })

  /** The texts of the two lines of a row. */
  const lines = (number: string) => rowOf(page, number).locator('td').last().locator('> div').allInnerTexts()

  it('opens the panel over the whole screen', async () => {
    await rowOf(page, '1032').tap()
    const panel = page.getByRole('dialog', { name: 'Volet' })
    await panel.getByRole('heading', { name: 'F Jean-Baptiste' }).waitFor()
    expect(await panel.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
    await panel.getByRole('button', { name: 'Fermer' }).tap()
    await panel.waitFor({ state: 'hidden' })
  })

  it('filters behind one button', async () => {
    await page.getByRole('button', { name: 'Filtres' }).tap()
    await page.getByRole('button', { name: 'Statut' }).tap()
    await page.getByRole('radio', { name: 'Expire bientôt' }).tap()
    await counts(page, '9 abonnements')
    await page.getByRole('button', { name: /^Filtres \(1\)/ }).waitFor()
  })

  it('ABO-54 dispatches with the thumb', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByText(/attendent le n°\s5/).tap()
    await counts(page, '22 destinataires')
    await page.getByRole('button', { name: /^Expédier le n°\s5/ }).tap()
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Expédier 22 envois' })
    await confirm.waitFor()
    const { name } = await downloaded(page, () => confirm.tap())
    expect(name).toBe('expedition-27-n5.csv')
    await page.getByRole('list', { name: 'Étapes de l’expédition' }).waitFor()
  })

  it('has no target smaller than a finger may miss', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await rows(page).first().waitFor()
    const small = await page.locator('button:visible, main a:visible').evaluateAll(
      (all, least) =>
        all
          .map(target => ({
            name: target.getAttribute('aria-label') ?? target.textContent,
            box: target.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 1 && (box.width < least || box.height < least))
          .map(({ name }) => name),
      LEAST_TARGET_PX,
    )
    expect(small).toEqual([])
  })
})
