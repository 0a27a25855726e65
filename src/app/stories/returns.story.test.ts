import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { inCompany } from '../local.ts'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { counts, textOf } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

describe.skipIf(noBrowser)('Mail that comes back, read by keyboard alone', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  /** The envelopes of issue 3, as the demonstration sent them. */
  let numbers: number[]

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    const { rows } = await inCompany(stage.database, SLUG, ({ db }) =>
      db.execute<{ number: number }>(
        sql`select number from shipments where issue_number = '3' order by number limit 3`,
      ),
    )
    numbers = rows.map(({ number }) => number)
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))

  const status = () => textOf(page.getByRole('status').filter({ hasText: /\blus?\b/ }))
  const read = async (line: number | string) => {
    await page.keyboard.type(String(line))
    await page.keyboard.press('Enter')
  }
  const panel = () => page.getByRole('complementary', { name: 'Volet' })

  it('CIR-18 notes label after label, the focus never leaving the field', async () => {
    await visit.go(`/${SLUG}/returned-mail/read`)
    const field = page.getByRole('textbox', { name: /Étiquette, contact ou mail/ })
    await eventually(() => field.evaluate(element => element === document.activeElement)).toBe(true)
    for (const number of numbers) await read(number)
    await read(numbers[0]!)
    await read('E999999')
    await eventually(status).toBe('5 lus · 3 suspendus · 1 déjà lu · 1 inconnu')
    expect(await field.evaluate(element => element === document.activeElement)).toBe(true)
  })

  it('CIR-18 takes the last line back with Ctrl+Z', async () => {
    await page.keyboard.press('Control+z')
    await eventually(status).toBe('4 lus · 3 suspendus · 1 déjà lu')
    await page.keyboard.press('Control+z')
    await eventually(status).toBe('3 lus · 2 suspendus · 1 déjà lu')
  })

  it('M-12 keeps what is read without network, and sends it once it is back', async () => {
    await visit.context.setOffline(true)
    await read(numbers[2]!)
    await page.getByRole('alert').filter({ hasText: '1 en attente du serveur' }).waitFor()
    await visit.context.setOffline(false)
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await eventually(status).toBe('4 lus · 3 suspendus · 1 déjà lu')
    visit.faults.length = 0 // the browser itself says that it was offline
  })

  it('CIR-18 lists whose address is awaited, and proposes what was missed once it came', async () => {
    await visit.go(`/${SLUG}/returned-mail`)
    await counts(page, '3 retours')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await panel().getByText('Ses abonnements sont suspendus jusqu’à la nouvelle adresse.').waitFor()
    await panel().getByRole('link', { name: 'Saisir la nouvelle adresse' }).click()
    await page.getByRole('button', { name: 'Modifier' }).first().click()
    await page.getByRole('textbox', { name: 'Adresse 1' }).first().fill('5 place de la Mairie')
    await page.keyboard.press('Control+s')
    await page.getByText('5 place de la Mairie').first().waitFor()
    await visit.go(`/${SLUG}/returned-mail?state=resumed`)
    await counts(page, '1 retour')
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await panel()
      .getByRole('checkbox', { name: /N° 3, .* — revenu/ })
      .check()
    await panel().getByRole('button', { name: 'Rattraper 1 numéro' }).click()
    await page.getByText('C’est décidé').waitFor()
  })

  it('CIR-17 sends the copy again in a run of replacements', async () => {
    await visit.go(`/${SLUG}/replacements`)
    await counts(page, '1 demande')
    await page.getByRole('button', { name: 'Expédier les remplacements' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/En attente\s: 1\sdemande/).waitFor()
    await dialog.getByRole('button', { name: /Expédier les remplacements/ }).click()
    await page
      .getByRole('link', { name: 'Voir l’expédition' })
      .or(page.getByRole('button', { name: 'Voir l’expédition' }))
      .click()
    await page.getByRole('heading', { name: /Exemplaires de remplacement/ }).waitFor()
  })
})
