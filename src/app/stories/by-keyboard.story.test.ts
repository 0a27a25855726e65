import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { handsOn, noticePointer } from './keyboard.ts'
import { column, counts, downloaded, rows } from './list.ts'
import { raiseStage, SLUG, type Stage, VALERIE } from './stage.ts'

describe.skipIf(noBrowser)('From the sale to the envelope, by keyboard alone', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  let hands: ReturnType<typeof handsOn>

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    visit = await aVisit(browser, stage, { as: null })
    await noticePointer(visit.context)
    page = visit.page
    hands = handsOn(page)
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(async () => {
    expect(visit.faults).toEqual([])
    expect(await hands.pointed(), 'a pointer was used').toBe(false)
  })

  const title = () => page.getByRole('heading', { level: 1 }).textContent()
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const current = () => page.locator('[role=grid] tr[data-current] td[data-column=number]').textContent()
  const options = () => page.getByRole('option').allInnerTexts()

  it('signs in: the first field has the focus, Tab and Enter do the rest', async () => {
    await visit.go('/')
    await hands.focusIs('Adresse électronique')
    await hands.type(VALERIE.email)
    await hands.tabTo('Mot de passe')
    await hands.type(VALERIE.password)
    await hands.press('Enter')
    await page.waitForURL(`**/${SLUG}`)
    await eventually(title).toContain('31/08/2023')
  })

  it('skips to the content with the first Tab', async () => {
    await hands.press('Tab')
    await hands.focusIs('Aller au contenu')
    await hands.press('Enter')
    await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  it('reaches a screen through the palette: Ctrl+K, its name, Enter', async () => {
    await hands.press('Control+k')
    await hands.focusIs('Chercher partout')
    await hands.type('abonn')
    await hands.press('Enter')
    await counts(page, '47 abonnements')
  })

  it('walks the list with the arrows, opens the panel with Enter, goes on, closes with Escape', async () => {
    await hands.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp')
    expect(await current()).toBe('1042')
    await hands.press('Enter')
    await panel().getByRole('heading', { name: 'D Jean-Louis' }).waitFor()
    await hands.press('ArrowDown')
    await panel().getByRole('heading', { name: 'C David' }).waitFor()
    await hands.press('Escape')
    await panel().waitFor({ state: 'hidden' })
    expect(await current()).toBe('1039')
  })

  it('filters by status: the chip is reached with Tab and set with the arrows', async () => {
    await hands.tabTo(/^Statut/)
    await hands.press('Enter')
    await eventually(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
    await hands.tabTo('Tous')
    await hands.until('ArrowDown', async () => (await hands.focused()) === 'Expire bientôt')
    await hands.press('Escape')
    await counts(page, '9 abonnements')
    expect(new URL(page.url()).searchParams.get('status')).toBe('expiring')
    await hands.tabTo(/^Enlever le filtre/)
    await hands.press('Enter')
    await counts(page, '47 abonnements')
  })

  it('searches with Ctrl+F and comes back to the list with the down arrow', async () => {
    await hands.press('Control+f')
    await hands.focusIs('Chercher')
    await hands.type('jean-baptiste')
    await counts(page, '2 abonnements')
    await hands.press('ArrowDown', 'End')
    expect(await current()).toBe('437')
  })

  it('ABO-38 shows the shipments of the selected purchase with Ctrl+E', async () => {
    await hands.press('Control+e')
    await page.waitForURL(/shipments\?purchaseId=/)
    await counts(page, '1 envoi')
    expect(await column(page, 'purchaseNumber')).toEqual(['437'])
    await page.goBack() // Alt and the left arrow: the browser's own key, which a headless one has not
    await counts(page, '2 abonnements')
  })

  it('ABO-39 offers the same in the context menu of Shift+F10', async () => {
    await hands.press('Home', 'ArrowDown', 'Shift+F10')
    const menu = page.getByRole('menu')
    await menu.waitFor()
    await hands.until('ArrowDown', async () => (await hands.focused()).startsWith('Envois effectués'))
    await hands.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await hands.press('Shift+F10')
    await hands.until('ArrowDown', async () => (await hands.focused()).startsWith('Afficher le contact'))
    await hands.press('Enter')
    await page.waitForURL(/contacts\//)
    await eventually(title).toBe('Jean-Baptiste Jean-Baptiste')
  })

  it('finds purchase 1032 from anywhere: /, its number, Enter', async () => {
    await hands.press('/')
    await hands.focusIs('Chercher partout')
    await hands.type('1032')
    await page.getByRole('button', { name: /1032 · F Jean-Baptiste/ }).waitFor()
    await hands.press('Enter')
    await page.waitForURL(/subscriptions\/[0-9a-f-]{36}/)
    await eventually(title).toBe('F Jean-Baptiste')
  })

  it('ABO-50, ABO-52 reaches the recipients by the navigation and chooses the issue with the arrows', async () => {
    await hands.tabTo('Destinataires')
    await hands.press('Enter')
    await page.getByText('Choisissez le numéro à expédier').waitFor()
    await hands.tabTo('Numéro à expédier')
    await hands.press('ArrowDown')
    await eventually(options).toHaveLength(6)
    await hands.until('ArrowDown', async () => /n°\s5/.test((await chosenOption()) ?? ''))
    await hands.press('Enter')
    await counts(page, '22 destinataires')
  })

  const chosenOption = () =>
    page.evaluate(() => document.querySelector('[role=option][data-combobox-selected]')?.textContent)

  it('ABO-54, ABO-56 dispatches with Ctrl+E and Enter, after saying how many', async () => {
    await hands.press('Escape', 'Control+e')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('22 destinataires (22 exemplaires)').waitFor()
    await hands.focusIs('Expédier 22 envois')
    const { name } = await downloaded(page, () => hands.press('Enter'))
    expect(name).toBe('expedition-27-n5.csv')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('list', { name: 'Étapes de l’expédition' }).waitFor()
  })

  it('ABO-59, ABO-62 finds the run by the palette and its shipments with Ctrl+E', async () => {
    await hands.press('Control+k')
    await hands.type('routages')
    await hands.press('Enter')
    await counts(page, '25 expéditions')
    await hands.press('ArrowDown', 'Control+e')
    await counts(page, '22 envois')
    expect(await rows(page).count()).toBeGreaterThan(20)
  })

  it('says which keys there are with ?', async () => {
    await hands.press('?')
    const help = page.getByRole('dialog', { name: 'Raccourcis de cet écran' })
    await help.getByText('Monter, descendre dans la liste').waitFor()
    await hands.press('Escape')
    await help.waitFor({ state: 'hidden' })
  })
})
