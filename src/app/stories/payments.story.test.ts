import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { createBankAccount } from '../../domain/payments/actions/accounts.ts'
import { inCompany } from '../local.ts'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { downloaded, textOf } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

type Owed = { customerId: string; number: string; cents: number }

describe.skipIf(noBrowser)('Money that comes in', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  /** Somebody who owes one invoice of 34,00 €. */
  let owed: Owed

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    owed = await inCompany(stage.database, SLUG, async ctx => {
      await createBankAccount(ctx, { name: 'Banque du Lac', iban: 'FR7630006000011234567890189', bic: '' })
      const { rows } = await ctx.db.execute<Owed>(sql`
        select s.customer_id as "customerId", min(i.number) as number, min(s.open_cents)::bigint as cents
        from invoice_states s join invoices i on i.company_id = s.company_id and i.id = s.id
        where s.company_id = ${ctx.company.id} and s.open_cents <> 0
        group by 1 having count(*) = 1 and min(s.open_cents) = 3400 order by 2 limit 1`)
      return rows[0]!
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

  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const left = () => textOf(panel().getByRole('status'))
  const said = () => textOf(panel())

  it('is taken by keyboard: the amount proposes the invoice it pays, and what is left is said as it is typed', async () => {
    await visit.go(`/${SLUG}/payments?open=new&customerId=${owed.customerId}`)
    const amount = panel().getByRole('textbox', { name: 'Montant' })
    await eventually(() => amount.evaluate(element => element === document.activeElement)).toBe(true)
    await page.keyboard.type('40')
    await eventually(left).toContain('6,00 €')
    await panel()
      .getByRole('textbox', { name: `Réglé ici ${owed.number}` })
      .fill('20')
    await eventually(left).toContain('20,00 €')
    await panel().getByRole('button', { name: 'Proposer' }).click()
    await eventually(left).toContain('6,00 €')
    await page.keyboard.press('Control+s')
    await eventually(said).toContain('Affecté en partie')
    expect(await said()).toContain(owed.number)
  })

  it('L-1 is undone by its opposite, with a reason', async () => {
    await panel().getByRole('button', { name: 'Annuler ce règlement' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Mauvais client')
    await dialog.getByRole('button', { name: 'Annuler ce règlement' }).click()
    await eventually(said).toContain('Annulé par le règlement')
    expect(await said()).not.toContain(owed.number)
  })

  it('as a cheque waits for a deposit, which gets a number and a slip', async () => {
    await visit.go(`/${SLUG}/payments?open=new&customerId=${owed.customerId}`)
    await panel().getByRole('textbox', { name: 'Montant' }).fill('34')
    await panel()
      .getByRole('combobox', { name: 'Mode' })
      .or(panel().getByRole('textbox', { name: 'Mode' }))
      .first()
      .click()
    await page.getByRole('option', { name: 'Chèque' }).click()
    await panel().getByRole('textbox', { name: 'N° du chèque' }).fill('7654321')
    await page.keyboard.press('Control+s')
    await eventually(said).toContain('Affecté')
    await visit.go(`/${SLUG}/cheque-deposits?open=new`)
    await eventually(left).toContain('1 chèque')
    await eventually(() => panel().locator('input[value="Banque du Lac"]').count()).toBe(1)
    await page.keyboard.press('Control+s')
    await eventually(said).toContain('À porter')
    const { name, bytes } = await downloaded(page, () => panel().getByRole('button', { name: 'Bordereau' }).click())
    expect(name).toBe('remise-de-cheques-1.pdf')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('is read on the account of the customer, which is settled', async () => {
    await visit.go(`/${SLUG}/account-statement?customerId=${owed.customerId}`)
    const balances = () => page.locator('[role=grid] td[data-column="balanceCents"]').allInnerTexts()
    await eventually(async () =>
      (await balances())
        .at(-1)
        ?.replace(/[\u00a0\u202f]/g, ' ')
        .trim(),
    ).toBe('0,00 €')
  })
})
