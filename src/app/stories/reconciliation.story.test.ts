import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { createBankAccount } from '../../domain/payments/actions/accounts.ts'
import { inCompany } from '../local.ts'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { textOf } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

const IBAN = 'FR7630001007941234567890185'
type Owed = { number: string; cents: number; customer: string }

describe.skipIf(noBrowser)('What the bank tells, and who is late', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  let owed: Owed[]

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    owed = await inCompany(stage.database, SLUG, async ctx => {
      await createBankAccount(ctx, { name: 'Banque des Alpes', iban: IBAN, bic: '' })
      const { rows } = await ctx.db.execute<Owed>(sql`
        select i.number, s.open_cents as cents, i.buyer ->> 'name' as customer
        from invoice_states s join invoices i on i.company_id = s.company_id and i.id = s.id
        where s.company_id = ${ctx.company.id} and s.open_cents > 0 order by i.number desc limit 3`)
      return rows
    })
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const entry = (cents: number, text: string) =>
    `<Ntry><Amt Ccy="EUR">${(Math.abs(cents) / 100).toFixed(2)}</Amt><CdtDbtInd>${cents > 0 ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2023-08-30</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`

  it('is read from a camt.053, with the entry that was refused', async () => {
    const entries = [...owed.map(({ number, cents }) => entry(cents, `VIR ${number}`)), entry(-1250, 'FRAIS')]
    const statement = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${entries.join('')}${entry(100, 'x').replace('EUR', 'USD')}</Stmt></BkToCstmrStmt></Document>`
    await visit.go(`/${SLUG}/reconciliation`)
    await button('Lire un relevé').first().click()
    const file = { name: 'aout.xml', mimeType: 'application/xml', buffer: Buffer.from(statement) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('le montant n’est pas en euros').waitFor()
    await button('Lire 4 mouvements').click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('is matched by the keyboard: Enter accepts, the next one comes, E sets aside, the sure ones go at once', async () => {
    const waiting = page.getByRole('list', { name: 'Mouvements à rapprocher' }).getByRole('listitem')
    await eventually(() => waiting.count()).toBe(4)
    await eventually(() => button(/^Accepter$/).evaluate(element => element === document.activeElement)).toBe(true)
    await eventually(async () => textOf(page.getByLabel('Proposition').last())).toContain(owed[0]!.number)
    await page.keyboard.press('Enter')
    await eventually(() => waiting.count()).toBe(3)
    await button('Accepter les 2 sûrs').click()
    await eventually(() => waiting.count()).toBe(1)
    await page.getByText('Rien trouvé. Choisissez le client').waitFor()
    await page.keyboard.press('e')
    await page.getByRole('dialog').getByLabel('Note').fill('Frais de tenue de compte')
    await page.keyboard.press('Control+s')
    await page.getByText('Rien à rapprocher.').waitFor()
  })

  it('leaves who is late to be reminded, once', async () => {
    await visit.go(`/${SLUG}/late-documents`)
    await button('Relancer…').first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Sauf erreur de notre part').waitFor()
    await dialog.getByRole('button', { name: /^Relancer \d/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await button('Relancer…').first().click()
    await dialog.getByText('Personne n’est à relancer maintenant.').waitFor()
    await dialog.getByText('Pas encore').waitFor()
  })
})
