import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { shopNamed } from '../../domain/shops/actions/shops.ts'
import { aLine, anOrder, aPerson } from '../../domain/shops/testing/orders.ts'
import { keptOrders } from '../../domain/shops/testing/sales.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG, type Stage } from './stage.ts'

const agnes = aPerson({ firstName: 'Agnès', lastName: 'Œuvrard' })
const yearly = { sku: '', product: { externalId: '24', variationId: null }, name: 'Abonnement d’un an, Capital Social' }
const ORDERS = [
  anOrder({ externalId: '701', orderedAt: '2023-07-01T09:00:00Z', billing: agnes, lines: [aLine(yearly)] }),
  anOrder({ externalId: '702', orderedAt: '2023-07-02T09:00:00Z', lines: [aLine(yearly)] }),
  anOrder({
    externalId: '703',
    orderedAt: '2023-07-03T09:00:00Z',
    lines: [aLine({ name: 'Sac', sku: 'SAC', product: null })],
  }),
]

describe.skipIf(noBrowser)('What a shop sold that nobody knows yet, and to whom', () => {
  let stage: Stage
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ stage, visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const panel = () => page.getByRole('complementary', { name: 'Volet' })

  it('E9 maps a product as proposed, from the keyboard, and says that another is none of ours', async () => {
    await inCompany(stage.database, SLUG, async ctx => keptOrders(ctx, await shopNamed(ctx, 'La Vague'), ORDERS))
    await visit.go(`/${SLUG}/shop-products`)
    await counts(page, '2 produits')
    await rowOf(page, yearly.name).click()
    await eventually(() => textOf(panel())).toContain('2 ventes attendent ce rattachement')
    await button('Rattacher à ABO-A112').focus()
    await page.keyboard.press('Enter')
    await page.getByText('Produit rattaché à ABO-A112 : 2 ventes mises à jour.').waitFor()
    await eventually(() => textOf(panel())).toContain('2 achats ont été faits')
    await rowOf(page, 'Sac').click()
    await button('Aucun de nos produits').click()
    await page.getByText('Ce produit n’attend plus').waitFor()
    await button('Défaire le rattachement').click()
    await page.getByText('le produit attend de nouveau').waitFor()
  })

  it('E5 shows a new customer beside the known one with the same mail, and keeps both apart when told so', async () => {
    await visit.go(`/${SLUG}/shop-doubts`)
    await counts(page, '1 doublon possible')
    await rowOf(page, 'Œuvrard Agnès').click()
    await eventually(() => textOf(panel())).toMatch(/Œuvrard Agnès[\s\S]*Étrange Odile/)
    await button('Ce sont deux contacts différents').click()
    await eventually(() => textOf(page)).toContain('chaque client des boutiques est reconnu')
  })
})
