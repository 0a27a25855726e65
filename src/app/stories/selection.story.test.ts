import Excel from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, openBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, foot, headings, rowOf, rows } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

describe.skipIf(noBrowser)('Selecting, copying, arranging and taking away', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const open = async (path: string, words: string) => {
    await visit.go(`/${SLUG}/${path}`)
    await counts(page, words)
  }
  const chosen = () => page.locator('[role=grid] tr[aria-selected=true] td[data-column=number]').allInnerTexts()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())

  it('selects with Space and extends with Shift and the arrows, counting and summing', async () => {
    await open('single-issues', '26 achats au numéro')
    await press('ArrowDown', 'Space')
    expect(await chosen()).toEqual(['1047'])
    await press('ArrowDown', 'ArrowDown', 'Space')
    expect(await chosen()).toEqual(['1047', '1041'])
    await press('Shift+ArrowDown', 'Shift+ArrowDown')
    expect(await chosen()).toEqual(['1041', '1040', '1038'])
    await eventually(() => foot(page)).toMatch(/^3 sélectionnés\s+Montant HT : 22,50 €/)
    await press('Escape')
    await eventually(() => foot(page)).toBe('26 achats au numéro')
  })

  it('selects all that matches the filters with Ctrl+A, and says how many', async () => {
    await open('subscriptions?status=expiring', '9 abonnements')
    await press('Control+a')
    await eventually(() => foot(page)).toMatch(/^Tout ce qui correspond : 9 abonnements/)
    expect(await chosen()).toHaveLength(9)
  })

  it('copies a line as a spreadsheet takes it', async () => {
    await open('subscriptions?q=1032', '1 abonnement')
    await press('ArrowDown', 'Control+c')
    await page.getByText('Copié').waitFor()
    const cells = (await clipboard()).split('\t')
    expect(cells.slice(0, 4)).toEqual(['1032', 'F', 'Jean-Baptiste', 'ABO-A224'])
    expect(cells.slice(5, 8)).toEqual(['09/08/2023', '08/08/2025', ''])
  })

  it('copies in words what it shows in words', async () => {
    const shown = (await column(page, 'status'))[0]!
    expect((await clipboard()).split('\t')).toContain(shown)
  })

  it('shows the columns one chooses, in their order, and remembers them', async () => {
    await open('subscriptions', '47 abonnements')
    await page.getByRole('button', { name: 'Colonnes' }).click()
    const chooser = page.getByRole('dialog', { name: 'Colonnes' })
    await chooser.getByRole('checkbox', { name: 'Civilité' }).check()
    await chooser.getByRole('checkbox', { name: 'Libellé' }).uncheck()
    while ((await headings(page)).indexOf('Civilité') > 1)
      await chooser.getByRole('button', { name: /^Monter.*Civilité/ }).click()
    await page.reload()
    await counts(page, '47 abonnements')
    const shown = await headings(page)
    expect(shown.slice(0, 3)).toEqual(['Id achat', 'Civilité', 'Nom'])
    expect(shown).not.toContain('Libellé')
  })

  it('keeps a view under a name', async () => {
    await open('subscriptions?status=expiring&q=jean', '2 abonnements')
    await page.getByRole('button', { name: 'Vues' }).click()
    await page.getByLabel('Nom de la vue').fill('Les Jean à relancer')
    await page.getByRole('button', { name: 'Enregistrer cette vue' }).click()
    await open('subscriptions', '47 abonnements')
    await page.getByRole('button', { name: 'Vues' }).click()
    await page.getByRole('button', { name: 'Les Jean à relancer', exact: true }).click()
    await counts(page, '2 abonnements')
  })

  it('exports as CSV the rows the filters match, with the columns shown, in the language of the screen', async () => {
    await open('subscriptions?status=expiring', '9 abonnements')
    const shown = await headings(page)
    const { name, bytes } = await downloaded(page, async () => {
      await page.getByRole('button', { name: 'Exporter' }).click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
    })
    expect(name).toMatch(/\.csv$/)
    const lines = bytes.toString().slice(1).trimEnd().split('\r\n')
    expect(lines[0]!.split(';')).toEqual(shown)
    expect(lines.slice(1).map(line => line.split(';')[0])).toEqual(await column(page, 'number'))
  })

  it('exports as XLSX the same rows, numbers as numbers and days as days', async () => {
    const { bytes } = await downloaded(page, async () => {
      await page.getByRole('button', { name: 'Exporter' }).click()
      await page.getByRole('menuitem', { name: /XLSX/ }).click()
    })
    const book = new Excel.Workbook()
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0])
    const sheet = book.worksheets[0]!
    expect(sheet.rowCount).toBe(10)
    const numbers = await column(page, 'number')
    expect(numbers.map((_number, at) => sheet.getRow(at + 2).getCell(1).value)).toEqual(numbers.map(Number))
    const headingsOfFile = (sheet.getRow(1).values as unknown[]).slice(1)
    expect(headingsOfFile).toEqual(await headings(page))
    expect(sheet.getRow(2).getCell(headingsOfFile.indexOf('Fin') + 1).value).toBeInstanceOf(Date)
  })

  it('sorts by a heading, both ways, and the address keeps it', async () => {
    await open('subscriptions', '47 abonnements')
    const heading = page.getByRole('columnheader', { name: 'Fin' }).getByRole('button')
    await heading.click()
    await eventually(async () => (await column(page, 'expiresOn'))[0]).toBe('01/09/2023')
    await heading.click()
    await eventually(async () => (await column(page, 'expiresOn'))[0]).toBe('08/08/2025')
    await page.reload()
    await rowOf(page, '08/08/2025').waitFor()
    expect(await rows(page).first().locator('td[data-column=expiresOn]').textContent()).toBe('08/08/2025')
  })
})
