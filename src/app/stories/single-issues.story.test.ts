import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, headings, rowOf, rows, textOf } from './list.ts'
import { SLUG } from './stage.ts'

const COLUMNS = [
  'Id achat',
  'Nom',
  'Prénom',
  'Produit',
  'Libellé',
  'Achat le',
  'Dernière expéd.',
  'Montant HT',
  'Montant TTC',
  'Nb ex.',
  'Id contact',
]

describe.skipIf(noBrowser)('Single issues, from the order to the envelope', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const choose = async (label: string, typed: string, option: RegExp) => {
    const field = page.getByRole('textbox', { name: label }).last()
    await field.fill(typed)
    await page.getByRole('option', { name: option }).click()
  }

  it('ABO-46, ABO-47 lists every single issue bought', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await page.getByRole('main').getByRole('link', { name: 'Achats au numéro' }).click()
    await counts(page, '26 achats au numéro')
    expect((await headings(page)).filter(heading => heading !== 'Statut')).toEqual(COLUMNS)
    expect(new Set(await column(page, 'served'))).toEqual(new Set(['Servi']))
  })

  it('ABO-35, ABO-48 records a sale by hand: a customer, two issues, the total before it is saved', async () => {
    await page.keyboard.press('v')
    await choose('Client', 'denis', /Denis Denis/)
    const code = page.getByRole('combobox', { name: 'Code' })
    await code.fill('num-3')
    await code.press('Tab')
    await page.getByRole('textbox', { name: 'Qté' }).fill('2')
    await button('Ajouter une ligne').click()
    await code.last().fill('num-5')
    await code.last().press('Tab')
    await eventually(() => textOf(page.getByRole('main'))).toMatch(/Total TTC\s+27,00 €/)
    await button(/^Valider(?! et)/).click()
    await page.getByText(/est émise/).waitFor()
    await page.getByRole('tab', { name: 'Achats' }).click()
    await eventually(() => textOf(page.getByRole('tabpanel'))).toMatch(/NUM-[35][\s\S]*NUM-[35]/)
  })

  it('ABO-53 shows the sale among the recipients, each line with the issue of its product', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByText('achats au numéro à expédier').click()
    await counts(page, '2 destinataires')
    expect((await column(page, 'issueNumber')).toSorted()).toEqual(['3', '5'])
    expect((await column(page, 'copies')).toSorted()).toEqual(['1', '2'])
    expect(await page.getByLabel('Numéro à expédier').count()).toBe(0)
  })

  it('ABO-53, ABO-54 dispatches them in one run, each with its own issue', async () => {
    await button('Expédier les achats au numéro').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 destinataires (3 exemplaires)').waitFor()
    await dialog.getByText('TXT', { exact: true }).click()
    const { name, bytes } = await downloaded(page, () =>
      dialog.getByRole('button', { name: 'Expédier 2 envois' }).click(),
    )
    expect(name).toBe('expedition-27.txt')
    const lines = bytes
      .toString()
      .trimEnd()
      .split('\r\n')
      .map(line => line.split('\t'))
    expect(
      lines
        .map(cells => cells.slice(-2))
        .slice(1)
        .toSorted(),
    ).toEqual([
      ['1', '5'],
      ['2', '3'],
    ])
  })

  it('ABO-59 names the run without an issue, and ABO-46 shows the purchases served that day', async () => {
    await visit.go(`/${SLUG}/dispatch-runs`)
    await counts(page, '25 expéditions')
    const cells = rowOf(page, '27').first().locator('td')
    expect((await cells.allInnerTexts()).slice(1, 6)).toEqual([
      '27',
      'Au numéro',
      'Expédition au numéro',
      '',
      '31/08/2023',
    ])
    await visit.go(`/${SLUG}/single-issues`)
    await counts(page, '28 achats au numéro')
    await eventually(() => rows(page).first().locator('td[data-column=lastDispatchedOn]').textContent()).toBe(
      '31/08/2023',
    )
  })
})
