import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ownSite } from '../../domain/exchange/actions/site.ts'
import { newKeys } from '../../domain/exchange/formats/signature.ts'
import { ublOrder } from '../../domain/exchange/formats/ubl-order.ts'
import { exchangeSettings, partnerKeys, partners } from '../../domain/exchange/tables.ts'
import { anExchangeOrder } from '../../domain/exchange/testing/documents.ts'
import { aMail, signed, takeMail } from '../../domain/exchange/testing/mails.ts'
import { writeOrders } from '../../domain/orders/actions/write.ts'
import { createParty } from '../../domain/parties/actions.ts'
import { instantNow } from '../../platform/clock.ts'
import { newId } from '../../platform/db/database.ts'
import { createRecord } from '../../platform/db/records.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG, type Stage, THE_DAY, VALERIE } from './stage.ts'

describe.skipIf(noBrowser)('Exchanges between sites, from the keyboard and the mouse', () => {
  let visit: Visit
  let page: Page
  let stage: Stage

  aStory(told => {
    ;({ visit, page, stage } = told)
    sealWith('a secret of the stories alone, not used elsewhere')
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')

  it('INT-19, INT-20, INT-23, X-37 orders are sent to a supplier in one mail, once though the answer was lost, one of them taken out', async () => {
    await supplierOrders(stage, page)
    await visit.go(`/${SLUG}/sent-orders`)
    await counts(page, '2 commandes')
    await page.getByRole('checkbox', { name: /tout/i }).first().check()
    await page.keyboard.press('v')
    const [first] = await dialog()
      .getByRole('button', { name: /^Enlever / })
      .all()
    await first!.click()
    await dialog().getByLabel('Adresse pour les commandes').fill('appros@scierie.example')
    await answerLost(page)
    await button(/^Envoyer 1 commande/).click()
    await dialog().getByRole('alert').waitFor()
    expect(visit.faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
    await button(/^Envoyer 1 commande/).click()
    await page.getByText('1 commande en partance vers appros@scierie.example.').waitFor()
    await eventually(() => page.evaluate(() => document.activeElement?.closest('[role=grid]') !== null)).toBe(true)
    await visit.go(`/${SLUG}/sent-orders`)
    await counts(page, '1 commande')
    await visit.go(`/${SLUG}/sent-orders?all=true`)
    await counts(page, '2 commandes')
    await eventually(() => textOf(rowOf(page, 'envoyée').first())).toMatch(/envoyée(?! 2 fois)/)
  })

  it('INT-17, X-35 an order is looked at, chosen and taken out again by the keyboard alone', async () => {
    await visit.go(`/${SLUG}/sent-orders?all=true`)
    await counts(page, '2 commandes')
    const panel = page.getByRole('complementary', { name: 'Volet' })
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key)
    await panel.getByRole('heading', { name: 'Envois' }).waitFor()
    const shown = await panel.getByRole('heading', { level: 2 }).first().textContent()
    expect(shown).toBe('Scierie')
    await panel.getByRole('button', { name: /^Valider et envoyer$|^Renvoyer$/ }).waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => panel.count()).toBe(0)
    for (const key of ['Control+a', 'v']) await page.keyboard.press(key)
    await eventually(() =>
      dialog()
        .getByRole('button', { name: /^Enlever / })
        .count(),
    ).toBe(2)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await button(/^Envoyer 1 commande/).waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await eventually(focused).toMatch(/^Enlever /)
    await page.keyboard.press('Escape')
    await eventually(() => dialog().count()).toBe(0)
  })

  it('INT-25 the address of a supplier is changed, and it is listed as a partner that reads plain mails', async () => {
    await visit.go(`/${SLUG}/sent-orders?all=true`)
    await rowOf(page, 'envoyée').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Courriel commandes' }).click()
    await dialog().getByLabel('Adresse pour les commandes').fill('commandes@scierie.example')
    await dialog()
      .getByRole('button', { name: /^Enregistrer/ })
      .click()
    await visit.go(`/${SLUG}/partners`)
    await eventually(() => textOf(rowOf(page, 'commandes@scierie.example'))).toContain('par courriel simple')
  })

  it('X-47 what a supplier without Facteur answered is noted on the card of its order', async () => {
    const { rows } = await (await page.request.get(`${stage.url}/api/sent-orders?all=true&limit=10`)).json()
    const { id } = rows.find(({ edition }: { edition: number }) => edition === 1)
    await visit.go(`/${SLUG}/orders/${id}`)
    await page.getByRole('tab', { name: 'Envois' }).click()
    await button('Noter la réponse…').click()
    await dialog().getByLabel('N° chez le fournisseur').fill('V-77')
    await dialog().getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Enregistré.').waitFor()
    await page.getByRole('heading', { name: /Envoi n°.1.*acceptée/ }).waitFor()
    await page.getByText('V-77').waitFor()
  })

  it('INT-30 a mailbox is tried before it is kept, and what is wrong is said in words', async () => {
    await visit.go(`/${SLUG}/mailboxes`)
    await button('Ajouter une boîte').first().click()
    await dialog().getByLabel('Serveur', { exact: false }).first().fill('127.0.0.1')
    await dialog().getByLabel('Port').fill('1')
    await dialog().getByLabel('Adresse, ou nom sur le serveur').fill('appros@site-central.example')
    await dialog().getByLabel('Mot de passe').first().fill('secret')
    await button('Essayer').click()
    await page.getByText(/refuse ou coupe la connexion sur le port 1\./).waitFor()
    await dialog()
      .getByRole('button', { name: /^Enregistrer/ })
      .click()
    await counts(page, '1 boîte')
    await rowOf(page, 'appros@site-central.example').click()
    const panel = page.getByRole('complementary', { name: 'Volet' })
    await panel.getByText('127.0.0.1:1').waitFor()
    await panel.getByRole('button', { name: 'Modifier' }).click()
    expect(await dialog().getByLabel('Mot de passe').first().inputValue()).toBe('')
    await page.keyboard.press('Escape')
  })

  it('X-46 what waits in quarantine is mapped to a product of ours, and is the order it was', async () => {
    await anUnknownProduct(stage)
    await visit.go(`/${SLUG}/collected-documents?state=quarantined`)
    await rowOf(page, 'CF-77').click()
    const panel = page.getByRole('complementary')
    await panel.getByText('Le produit INCONNU (Matériel cuisine) n’existe pas ici').waitFor()
    await panel.getByLabel('Que désigne INCONNU ici').fill('ABO-A112')
    await page
      .getByRole('option', { name: /ABO-A112/ })
      .first()
      .click()
    await panel.getByRole('button', { name: 'Rattacher' }).click()
    await page.getByText('CF-77\u00a0: pris.').waitFor()
    await visit.go(`/${SLUG}/collected-documents?state=taken`)
    await rowOf(page, 'CF-77').waitFor()
  })
})

/** The next sending reaches the server, and its answer never comes. */
const answerLost = (page: Page) =>
  page.route(
    '**/api/sent-orders',
    async route => {
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )

/** A mail of a paired partner, with an order of what we do not know. */
async function anUnknownProduct({ database }: Stage) {
  const site = '0196f3a0-0000-7000-8000-000000000002'
  const key = newKeys()
  await inCompany(
    database,
    SLUG,
    async ctx => {
      const { siteId: to } = await ownSite(ctx)
      const partyId = await createParty(ctx, { kind: 'organisation', legalName: 'Calvi', isCustomer: true })
      const partnerId = await createRecord(ctx, partners, { partyId, siteId: site, state: 'paired' })
      const { keyId, publicKey } = key
      await createRecord(ctx, partnerKeys, { partnerId, keyId, publicKey, trustedAt: instantNow() })
      const { rows } = await ctx.db.execute<{ id: string }>(
        sql`select id from mailboxes where company_id = ${ctx.company.id} limit 1`,
      )
      const order = anExchangeOrder({ number: 'CF-77', orderedOn: THE_DAY })
      const lines = order.lines.map(line => ({ ...line, code: 'INCONNU', gtin: '' }))
      const content = Buffer.from(ublOrder({ ...order, lines }))
      await takeMail(ctx, rows[0]!.id, { key: '77', content: aMail(await signed('CF-77', content, { site, to }, key)) })
    },
    { userId: 'local', ...VALERIE },
  )
}

/** Two confirmed orders to a supplier, of a company whose address for orders is known. */
async function supplierOrders({ database, url }: Stage, { request }: Page) {
  const { rows } = await (await request.get(`${url}/api/products?search=ABO-A112`)).json()
  await inCompany(
    database,
    SLUG,
    async ctx => {
      const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
      const made = await ctx.db
        .insert(exchangeSettings)
        .values({ companyId: ctx.company.id, siteId: newId(), address: 'commandes@nous.example', ...stamps })
        .onConflictDoNothing()
        .returning({ siteId: exchangeSettings.siteId })
      if (made.length === 0) return // tried once more
      const partyId = await createParty(ctx, { kind: 'organisation', legalName: 'Scierie', isSupplier: true })
      for (const quantity of [1, 2])
        await writeOrders(ctx, [
          { kind: 'supplier', confirmed: true, partyId, lines: [{ productId: rows[0].id, quantity }] },
        ])
    },
    { userId: 'local', ...VALERIE },
  )
}
