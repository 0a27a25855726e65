import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, describe, it } from 'vitest'
import type { WorkKind } from '../../domain/long-work/actions.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { fakeOrders } from '../../domain/shops/testing/fake-orders.ts'
import { type FakeShop, openFakeShop } from '../../domain/shops/testing/fake-shop.ts'
import { aRefund, refundedOrder } from '../../domain/shops/testing/refunds.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany, localOuter } from '../local.ts'
import { workKinds } from '../work-kinds.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG, type Stage } from './stage.ts'

const SUBSCRIPTION = { id: 24, sku: '', name: 'La revue, un an', grossCents: 3400, rate: 'presse' } as const

const KNOWN = { ...SUBSCRIPTION, id: 25, sku: 'abo-a112 ', name: 'La revue, un an, en ligne' } as const

const MADE = { count: 3, from: '2023-07-01T08:00:00' }
const [plain, , broken] = [...fakeOrders({ ...MADE, products: [SUBSCRIPTION] })]

/** An order of a product without a reference, one of ours refunded by an amount, and one whose total nobody can read. */
function* documents() {
  const [, refunded] = [...fakeOrders({ ...MADE, products: [KNOWN] })]
  const sold = { status: 'completed', date_paid_gmt: '2023-07-01T09:00:00' }
  const refund = aRefund(refunded!, { id: 9001, cents: 500, at: '2023-07-10T10:00:00Z', reason: 'Geste' })
  yield { ...plain, ...sold }
  yield refundedOrder({ ...refunded, ...sold }, [refund]).document
  yield refund
  yield { ...broken, ...sold, total: 'douze' }
}

describe.skipIf(noBrowser)('A shop, from its keys to what its customers are owed', () => {
  let stage: Stage
  let visit: Visit
  let page: Page
  let fake: FakeShop

  aStory(
    told => {
      ;({ stage, visit, page } = told)
    },
    {
      before: async () => {
        sealWith('a secret of the stories alone, not used elsewhere')
        fake = await openFakeShop({ documents: documents() })
      },
    },
  )
  afterAll(() => fake?.close())

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const said = () => textOf(panel())

  it('is named, and says who issues the invoice', async () => {
    await visit.go(`/${SLUG}/shop-connections`)
    await button('Ajouter une boutique').first().click()
    await panel().getByRole('textbox', { name: 'Nom' }).fill('La Vigie')
    await panel().getByRole('textbox', { name: 'Préfixe du numéro' }).fill('VIG-')
    await button(/^Créer la boutique/).click()
    await page.getByRole('heading', { name: 'La Vigie' }).waitFor()
  })

  it('is tested before it is connected, which says what is wrong and how to mend it', async () => {
    const address = page.getByLabel('Adresse du site')
    await eventually(() => address.evaluate(field => field === document.activeElement)).toBe(true)
    await page.keyboard.type('boutique')
    await page.keyboard.press('Control+s')
    await page.getByText('Une adresse complète').waitFor()
    await address.fill('la boutique')
    await button('Tester la connexion').click()
    await page.getByText('Une adresse complète').waitFor()
    await address.fill(fake.address.replace('http:', 'https:'))
    await page.getByLabel('Clé client').fill('ck_of_another_shop')
    await page.getByLabel('Secret client').fill(fake.secret)
    await page.getByLabel('Adresse de Facteur vue').fill('')
    await button('Tester la connexion').click()
    await page.getByText('Le site ne répond pas en https').waitFor()
    await address.fill(fake.address)
    await button('Tester la connexion').click()
    await page.getByText('La boutique refuse la clé. Créez-en une').waitFor()
    await page.getByLabel('Clé client').fill(fake.key)
    await page.getByText('La boutique refuse la clé.').waitFor({ state: 'detached' })
    await button('Tester la connexion').click()
    await page.getByText('La boutique répond et montre 3 commandes.').waitFor()
    await button(/^Connecter/).click()
    await page.getByText('Boutique connectée').waitFor()
    await eventually(() => page.getByLabel('Secret client').inputValue()).toBe('')
  })

  it('E1 brings all its past once, with progress', async () => {
    await button('Charger les commandes').click()
    await page.getByText('Chargement lancé').waitFor()
    const loads = await inCompany(stage.database, SLUG, async ({ db, company }) => {
      const { rows } = await db.execute<{ companyId: string; runId: string }>(sql`
        select company_id as "companyId", load_work_id as "runId" from shop_states
        where company_id = ${company.id} and load_work_id is not null`)
      return rows
    })
    await runWork(localOuter(stage.database, SLUG), workKinds as unknown as WorkKind<never>[], {
      data: loads[0]!,
      signal: new AbortController().signal,
    })
    await page.getByText(/^Terminé le/).waitFor()
  })

  it('W-14 shows its orders to the cent, and beside them the one that was not understood', async () => {
    await visit.go(`/${SLUG}/shop-orders`)
    await counts(page, '3 commandes')
    await button(/Un montant est illisible/).click()
    await counts(page, '1 commande')
    await rowOf(page, 1005).click()
    await eventually(said).toContain('rien n’a été fait à moitié')
    await panel().getByText('Document brut').click()
    await eventually(said).toContain('"total": "douze"')
    await button('Réessayer').last().click()
    await page.getByText('1 commande encore en quarantaine').waitFor()
    await button(/Un montant est illisible/).click()
    await counts(page, '3 commandes')
  })

  it('ABO-12 invoices a product that is not ours yet at once, and makes its purchases when it is mapped', async () => {
    await rowOf(page, 1001).click()
    await eventually(said).toContain('la facture est faite, l’achat suivra')
    await panel().getByRole('link', { name: 'Rattacher' }).click()
    await rowOf(page, 'La revue, un an').filter({ hasText: 'À rattacher' }).click()
    const ours = panel().getByRole('textbox', { name: 'Un autre produit' })
    await ours.click()
    await ours.fill('ABO-A112')
    await page.getByRole('option', { name: /ABO-A112/ }).click()
    await panel().getByRole('button', { name: 'Rattacher', exact: true }).click()
    await page.getByText(/rattaché à ABO-A112/).waitFor()
    await visit.go(`/${SLUG}/shop-orders`)
    await rowOf(page, 1001).click()
    await eventually(said).toMatch(/achats? en (est|sont) né/)
    await eventually(said).toMatch(/ABO-A112\s+\d+/)
  })

  it('ABO-82 credits a refund at once, and asks once what it does to what was sold', async () => {
    await visit.go(`/${SLUG}/shop-orders`)
    await rowOf(page, 1003).click()
    await eventually(said).toContain('Avoir VIG-1003-R9001 de 5,00 €.')
    await panel().getByRole('link', { name: 'Répondre' }).click()
    await panel().getByText('Continuer à servir').click()
    await panel()
      .getByRole('button', { name: /^Enregistrer/ })
      .first()
      .click()
    await page.getByText('C’est décidé.').waitFor()
  })

  it('M-4 shows a month beside its documents, takes again what was missing, and another one where nothing was sold', async () => {
    await visit.go(`/${SLUG}/shop-reconciliation?month=2023-07`)
    await page.getByText('Les totaux concordent, mais des commandes restent à voir.').waitFor()
    await page.getByRole('region', { name: 'Pas facturées' }).getByText('1005').waitFor()
    fake.store.change(1005, { total: broken!.total })
    await button('Reprendre la commande 1005').click()
    await page.getByText(/^Relu dans la boutique/).waitFor()
    await page.getByText(/^Tout concorde/).waitFor()
    await eventually(() => textOf(page)).toMatch(/Remboursé, avoirs\s+-5,00/)
    await button('Mois précédent').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Aucune vente dans la boutique en juin 2023.').waitFor()
  })

  it('leads from the order to its invoice and its customer, and back', async () => {
    await visit.go(`/${SLUG}/shop-orders`)
    await rowOf(page, 1001).click()
    await eventually(said).toContain('pièce VIG-1001')
    await panel().getByRole('link', { name: 'Voir la facture' }).click()
    await page
      .getByRole('heading', { name: /VIG-1001/ })
      .or(page.getByText('VIG-1001').first())
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'Commande de boutique' }).click()
    await page.getByRole('link', { name: '1001', exact: true }).click()
    await eventually(said).toContain('pièce VIG-1001')
    await panel().getByRole('link', { name: 'Voir le client' }).click()
    await page.getByRole('tab', { name: 'Boutique', exact: true }).click()
    await page.getByRole('link', { name: '1001', exact: true }).waitFor()
  })
})
