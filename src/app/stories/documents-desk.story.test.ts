import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { handsOn } from './keyboard.ts'
import { foot, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

describe.skipIf(noBrowser)('An afternoon of an accountant', () => {
  let visit: Visit
  let page: Page
  let hands: ReturnType<typeof handsOn>

  aStory(told => {
    ;({ visit, page } = told)
    hands = handsOn(page)
  })

  const main = () => page.getByRole('main')
  const dialog = () => page.getByRole('dialog')
  const shows = (text: RegExp) => eventually(() => textOf(main())).toMatch(text)
  const title = () => page.getByRole('heading', { level: 1 }).textContent()
  const faults = async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('iframe').withTags(TAGS).analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }

  it('A-1 begins a document from anywhere, and finds the customer without the mouse', async () => {
    await visit.go(`/${SLUG}`)
    await eventually(title).toContain('31/08/2023')
    await hands.press('v')
    await hands.focusIs(/^Client/)
    await hands.type('denis denis')
    await page.getByRole('option', { name: /Denis Denis/ }).waitFor()
    await hands.press('Enter')
    await eventually(() => page.getByRole('textbox', { name: /^Client/ }).inputValue()).toBe('Denis Denis')
    await hands.tabTo('Code')
  })

  it('A-2 types the lines: the code, Tab, and a new line at the end of the last', async () => {
    await hands.type('abo-a112')
    await hands.press('Tab')
    await shows(/Total TTC\s*34,00\s€/)
    await hands.tabTo('Remise')
    await hands.press('Tab')
    await hands.focusIs('Code')
    await hands.type('num-4')
    await hands.press('Tab')
    await shows(/Total HT\s*35,83\s€\s*TVA 20\s%\s*7,17\s€\s*Total TTC\s*43,00\s€/)
    expect(await faults()).toEqual([])
  })

  it('A-3 adds, doubles, removes and walks the lines by keys', async () => {
    const lines = () => page.getByRole('group', { name: /^Ligne \d+$/ }).count()
    await hands.press('Control+d')
    await eventually(lines).toBe(3)
    await shows(/Total TTC\s*52,00\s€/)
    await hands.press('Control+Delete')
    await eventually(lines).toBe(2)
    await shows(/Total TTC\s*43,00\s€/)
    await hands.press('Enter')
    await eventually(lines).toBe(3)
    await hands.press('ArrowUp', 'ArrowUp')
    await eventually(() => page.locator('[data-line="0"] [data-cell="code"]:focus').count()).toBe(1)
    await hands.press('Control+Enter')
    await page
      .getByRole('combobox', { name: 'Début' })
      .or(page.getByRole('textbox', { name: 'Début' }))
      .waitFor()
    await hands.press('Control+Enter')
  })

  it('A-4 keeps a draft, which has an address and a paper but no number', async () => {
    await hands.press('Control+s')
    await page.getByText('Brouillon enregistré', { exact: true }).waitFor()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}\/edit$/)
    expect(await hands.focused()).toBe('Code')
  })

  it('L-2 issues it: it has its number, and its paper is a PDF', async () => {
    await hands.press('Control+Shift+Enter')
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
    await eventually(title).toBe('Denis Denis')
    await shows(/FA-2023-\d{6}[\s\S]*À payer/)
    const address = await page.getByRole('link', { name: 'PDF' }).getAttribute('href')
    const paper = await visit.context.request.get(address!)
    expect([paper.status(), (await paper.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect(await faults()).toEqual([])
  })

  it('A-5 takes a part of its money', async () => {
    await page.getByRole('button', { name: 'Encaisser' }).click()
    await dialog().getByRole('textbox', { name: 'Montant' }).fill('20')
    await dialog()
      .getByRole('button', { name: /^Encaisser/ })
      .click()
    await dialog().waitFor({ state: 'detached' })
    await shows(/Partiellement payée[\s\S]*Reste à payer\s*23,00\s€/)
  })

  it('L-2 corrects a line by a credit note, linked both ways', async () => {
    await page.getByRole('button', { name: 'Avoir…' }).click()
    await dialog().getByRole('textbox', { name: 'Motif' }).fill('Numéro abîmé')
    await dialog().getByText('Des lignes', { exact: true }).click()
    await dialog()
      .getByRole('checkbox', { name: /^NUM-4/ })
      .check()
    await dialog()
      .getByRole('button', { name: /^Émettre l’avoir/ })
      .click()
    await dialog().waitFor({ state: 'detached' })
    await shows(/Avoirs\s*AV-2023-000001/)
    await main().getByRole('link', { name: 'AV-2023-000001', exact: true }).click()
    await shows(/Corrige la facture\s*FA-2023-\d{6}[\s\S]*Numéro abîmé/)
  })

  it('A-6 finds what waits by its state, and sums what is chosen', async () => {
    await visit.go(`/${SLUG}/invoices?state=partly-paid`)
    await rowOf(page, 'Denis Denis').first().waitFor()
    await page.keyboard.press('Control+a')
    await eventually(() => foot(page)).toMatch(/Total TTC\s*:\s*\d/)
    await visit.go(`/${SLUG}/late-documents`)
    await eventually(() => textOf(main())).toContain('À relancer')
  })

  it('A-7 shows on the home page what was sold, each figure with its table and its list', async () => {
    await visit.go(`/${SLUG}`)
    const revenue = page.getByRole('region', { name: 'Chiffre d’affaires hors taxes' })
    await revenue.getByText('Les chiffres').click()
    await revenue.getByRole('link', { name: 'août 2023' }).waitFor()
    expect(await faults()).toEqual([])
    await revenue.getByRole('link', { name: 'août 2023' }).click()
    await eventually(() => foot(page)).toMatch(/\d+ documents?$/)
  })
})
