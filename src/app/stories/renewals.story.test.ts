import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inCompany, localOuter } from '../local.ts'
import { router } from '../router.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, textOf } from './list.ts'
import { SLUG, type Stage, VALERIE } from './stage.ts'

describe.skipIf(noBrowser)('Reminding those whose subscription ends', () => {
  let stage: Stage
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ stage, visit, page } = told)
    },
    { before: giveMails },
  )

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const addWave = async (days: string, subject: string) => {
    await button('Ajouter une vague').click()
    await dialog().getByLabel('Combien').fill(days)
    await dialog()
      .getByLabel(/^Objet/)
      .first()
      .fill(subject)
    await dialog()
      .getByLabel('Texte', { exact: false })
      .first()
      .fill('Bonjour {nom},\nvotre abonnement à {titre} se termine le {fin}.')
    await button(/^Enregistrer la vague/).click()
    await dialog().waitFor({ state: 'hidden' })
  }

  it('CIR-21 writes a series of two waves for the title', async () => {
    await visit.go(`/${SLUG}/expiring`)
    await page.getByRole('link', { name: 'Relances', exact: true }).click()
    await button('Nouvelle série').first().click()
    await page.getByLabel('Nom de la série').fill('Capital Social')
    await page.getByLabel('Titre', { exact: false }).last().fill('Capital')
    await page.getByRole('option', { name: /Capital Social/ }).click()
    await button(/^Créer la série/).click()
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Capital Social')
    await addWave('30', 'Votre abonnement se termine bientôt')
    await addWave('7', 'Plus que quelques jours')
    await eventually(() => page.getByRole('listitem').filter({ hasText: 'Courriel' }).count()).toBe(2)
  })

  it('M-13 shows how many a wave reaches, who is left out, and the mail as one will read it', async () => {
    await button('Aperçu, Vague 1').click()
    await dialog().getByText('18 abonnements à relancer').waitFor()
    await dialog().getByText('se termine le 09/09/2023').waitFor()
    await button('Relancer 18 abonnements').click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(async () => textOf(page.getByRole('table'))).toMatch(/Vague 1\s+31\/08\/2023\s+Courriel\s+18\s+0/)
  })

  it('CIR-21 leaves nobody to remind twice, and each has a mail in the outbox', async () => {
    await button('Aperçu, Vague 1').click()
    await dialog().getByText('Personne n’est à relancer aujourd’hui.').waitFor()
    expect(await textOf(dialog())).toMatch(/Déjà relancé\s+18/)
    await page.keyboard.press('Escape')
    await visit.go(`/${SLUG}/messages`)
    await counts(page, '18 messages')
    expect(await column(page, 'subject')).toContain('Votre abonnement se termine bientôt')
  })

  it('CIR-21 stops on payment: who renewed is shown apart, and the second wave leaves them out', async () => {
    await renew(stage, 371)
    await visit.go(`/${SLUG}/expiring?within=30`)
    await counts(page, '20 abonnements en expiration')
    await page.getByText('1 déjà renouvelé dans cette période.').waitFor()
    await button('Les afficher').click()
    await counts(page, '1 abonnement en expiration')
    await rowOf(page, '371').waitFor()
    await page.getByRole('link', { name: 'Relances', exact: true }).click()
    await rowOf(page, 'Capital Social').dblclick()
    await button('Aperçu, Vague 2').click()
    await dialog().getByText('2 abonnements à relancer').waitFor()
    expect(await textOf(dialog())).toMatch(/Renouvelé\s+1/)
    await page.keyboard.press('Escape')
  })

  it('ABO-80 reminds those selected on the list at once, by the wave chosen', async () => {
    await visit.go(`/${SLUG}/expiring?within=14`)
    await counts(page, '5 abonnements en expiration')
    await rowOf(page, '437').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Relancer…' }).click()
    await dialog().getByText('1 abonnement à relancer').waitFor()
    await button('Relancer 1 abonnement').click()
    await dialog().waitFor({ state: 'hidden' })
    await visit.go(`/${SLUG}/renewal-notices`)
    await counts(page, '19 relances')
  })

  it('CIR-23 draws how many renewed, says the same in a table, and gives it as a file', async () => {
    await visit.go(`/${SLUG}/renewal-rates?from=2023-09-01&to=2023-09-30`)
    const september = page.getByRole('row', { name: /sept\. 2023/ })
    await eventually(() => textOf(september)).toMatch(/sept\. 2023\s+21\s+1\s+4,76/)
    await page.locator('figure svg').first().waitFor()
    expect(await page.locator('figcaption').allInnerTexts()).toEqual([
      'Abonnements arrivés à échéance',
      'Taux de renouvellement',
    ])
    const { bytes } = await downloaded(page, () => page.getByRole('link', { name: 'Exporter en CSV' }).click())
    expect(bytes.toString()).toContain('2023-09;21;1;4,76')
  })
})

/** The people of the documents have no mail: each is given one. */
const giveMails = ({ database }: Stage) =>
  inCompany(
    database,
    SLUG,
    async ({ db, company }) => {
      await db.execute(
        sql`update parties set emails = array['p' || number || '@example.org'] where company_id = ${company.id} and is_customer`,
      )
    },
    { userId: 'local', ...VALERIE },
  )

/** Sells the subscriber of a purchase the same again. */
async function renew({ database }: Stage, number: number) {
  const context = localOuter(database, SLUG, { userId: 'local', ...VALERIE })
  const { rows } = await call(router.subscriptions.list, { search: String(number) }, { context })
  const { rows: products } = await call(router.products.list, { search: 'ABO-A112' }, { context })
  const customerId = rows[0]!.recipientId
  await call(router.invoices.sell, { customerId, lines: [{ productId: products[0]!.id, quantity: 1 }] }, { context })
}
