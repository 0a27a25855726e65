import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, headings, rowOf } from './list.ts'
import { SLUG } from './stage.ts'

const COLUMNS =
  'Id achat, Civilité, Nom, Prénom, Produit, Libellé, Début, Fin, Expire dans, Dernière expéd., S, Durée abo'
/** Days left in the capture of the documents. */
const DAYS_LEFT = [1, 4, 6, 9, 10, 12, 15, 15, 15, 18, 18, 18, 19, 19, 20, 21, 22, 22, 24, 25, 27]

describe.skipIf(noBrowser)('Following the subscriptions that end', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const show = async (days: string) => {
    await page.getByLabel('Expiration dans').fill(days)
    await page.getByRole('button', { name: 'Afficher' }).click()
  }
  const daysLeft = async () => (await column(page, 'expiresIn')).map(text => Number.parseInt(text, 10))

  it('ABO-73, ABO-75, ABO-76 shows the 21 that end within 30 days, with the columns of the documents', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByRole('navigation').getByRole('link', { name: 'Suivi abonnements' }).click()
    await show('30')
    await counts(page, '21 abonnements en expiration')
    expect((await headings(page)).join(', ')).toBe(COLUMNS)
    expect(new URL(page.url()).searchParams.get('within')).toBe('30')
  })

  it('ABO-77, ABO-78 says in how many days, from 1 to 27, soonest first', async () => {
    expect(await daysLeft()).toEqual(DAYS_LEFT)
    const ends = (await column(page, 'expiresOn')).map(day =>
      Temporal.PlainDate.from(day.split('/').reverse().join('-')),
    )
    expect(ends.map(end => Temporal.PlainDate.from('2023-08-31').until(end).days)).toEqual(DAYS_LEFT)
  })

  it('ABO-75 counts the last day in: 15 days show nine, 14 show six', async () => {
    await show('15')
    await counts(page, '9 abonnements en expiration')
    await show('14')
    await counts(page, '6 abonnements en expiration')
    await eventually(daysLeft).toEqual([1, 4, 6, 9, 10, 12])
  })

  it('X-32, ABO-79 goes to the next period of the same length, and back', async () => {
    await page.getByRole('button', { name: 'Période suivante' }).click()
    await page.getByText('du 14/09/2023 au 28/09/2023').waitFor()
    await eventually(daysLeft).toEqual([1, 1, 1, 4, 4, 4, 5, 5, 6, 7, 8, 8, 10, 11, 13])
    await page.getByRole('button', { name: 'Période précédente' }).click()
    await counts(page, '6 abonnements en expiration')
  })

  it('X-19 adds those already lapsed, when asked', async () => {
    await visit.go(`/${SLUG}/expiring?within=0&on=2023-09-30`)
    await page.getByText(/Aucun abonnement n’expire/).waitFor()
    await page.getByLabel('Aussi échus depuis').fill('5')
    await page.getByRole('button', { name: 'Afficher' }).click()
    await eventually(() => column(page, 'expiresIn')).toEqual(['échu depuis 5 j', 'échu depuis 3 j'])
    await visit.go(`/${SLUG}/expiring?within=14`)
  })

  it('CIR-21 counts in issues as well as in days', async () => {
    await page.getByText('Numéros', { exact: true }).click()
    await page.getByLabel('Il reste au plus').fill('2')
    await page.getByRole('button', { name: 'Afficher' }).click()
    await eventually(async () => new URL(page.url()).searchParams.get('issuesLeft')).toBe('2')
    await counts(page, '21 abonnements en expiration')
    await visit.go(`/${SLUG}/expiring?within=14`)
    await counts(page, '6 abonnements en expiration')
  })

  it('ABO-74 leads to the contact, to remind them', async () => {
    await rowOf(page, '371').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Afficher le contact' }).click()
    await eventually(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Michèle Michel')
  })
})
