import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { exchangeSettings } from '../../domain/exchange/tables.ts'
import { writeOrders } from '../../domain/orders/actions/write.ts'
import { createParty } from '../../domain/parties/actions.ts'
import { newId } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG, type Stage, VALERIE } from './stage.ts'

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

  it('INT-19, INT-20, INT-23, X-37 orders are sent to a supplier in one mail, one of them taken out at the last moment', async () => {
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
    await button('Envoyer 1 commande').click()
    await page.getByText('1 commande en partance vers appros@scierie.example.').waitFor()
    await visit.go(`/${SLUG}/sent-orders`)
    await counts(page, '1 commande')
    await visit.go(`/${SLUG}/sent-orders?all=true`)
    await counts(page, '2 commandes')
    await eventually(() => textOf(rowOf(page, 'envoyée').first())).toContain('envoyée')
  })

  it('INT-25 the address of a supplier is changed, and it is listed as a partner that reads plain mails', async () => {
    await rowOf(page, 'envoyée').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Courriel commandes' }).click()
    await dialog().getByLabel('Adresse pour les commandes').fill('commandes@scierie.example')
    await dialog()
      .getByRole('button', { name: /^Enregistrer/ })
      .click()
    await visit.go(`/${SLUG}/partners`)
    await eventually(() => textOf(rowOf(page, 'commandes@scierie.example'))).toContain('par courriel simple')
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
  })
})

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
