import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { csvOf } from '../../domain/shops/testing/csv.ts'
import { aLine, anOrder, aPerson } from '../../domain/shops/testing/orders.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

const sold = (externalId: string, lastName: string) =>
  anOrder({
    externalId,
    number: externalId,
    orderedAt: '2023-07-01T09:00:00Z',
    billing: aPerson({ firstName: 'Agnès', lastName, email: `${lastName.toLowerCase()}@example.org` }),
    lines: [aLine({ sku: '', product: null, name: 'Carte' })],
  })
const right = csvOf([sold('801', 'Aubry'), sold('802', 'Bellec')])
const wrong = Buffer.from(right.toString().replace(/("802","802","completed",)"[^"]*"/, '$1"yesterday"'))

describe.skipIf(noBrowser)('A shop of files, in English and from the keyboard', () => {
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ visit, page } = told)
    },
    { looks: { english: true } },
  )

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const panel = () => page.getByRole('complementary', { name: 'Panel' })
  const send = (buffer: Buffer) =>
    page.getByLabel('Send a CSV file').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer })

  async function made(name: string) {
    await visit.go(`/${SLUG}/shop-connections`)
    await button('Add a shop').first().waitFor()
    await page.keyboard.press('n')
    await panel().getByLabel('Name').waitFor()
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await eventually(() => panel().getByRole('radio', { name: 'CSV files' }).isChecked()).toBe(true)
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name }).waitFor()
  }

  it('E12 says which columns a file lacks', async () => {
    await made('Market')
    await send(Buffer.from('a;b\n1;2\n'))
    await page.getByText('Nothing was taken from this file.').waitFor()
    await page.getByText('No column gives the number of the order').waitFor()
    await send(Buffer.alloc(0))
    await page.getByText('This file is empty.').waitFor()
  })

  it('E12 takes what can be read, and keeps the rest with its reason and document', async () => {
    await send(wrong)
    await page.getByText('1 order taken, 1 order in quarantine').waitFor()
    await page.getByText('Line 3, column “Order Date”: A date cannot be read: “yesterday”').waitFor()
    await page.getByRole('link', { name: 'See the quarantine' }).click()
    await counts(page, '1 order')
    await rowOf(page, 802).click()
    await panel().getByText('Raw document').click()
    await eventually(() => textOf(panel())).toContain('"orderedAt": "yesterday"')
    await panel().getByRole('button', { name: 'Try again' }).click()
    await page.getByText('1 order still in quarantine').waitFor()
  })

  it('E12 settles it with the corrected file, and takes nothing twice', async () => {
    await visit.go(`/${SLUG}/shop-connections`)
    await rowOf(page, 'Market').click()
    await panel().getByText('Set up').click()
    await page.getByRole('heading', { name: 'Market' }).waitFor()
    await send(right)
    await page.getByText('1 order taken, 1 order unchanged').waitFor()
  })

  it('W-14 takes orders out of quarantine once what held them is mended', async () => {
    await made('Fair')
    await send(right)
    await page.getByText('2 orders in quarantine').waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Prefix of the number').fill('FAIR-')
    await page.keyboard.press('Control+s')
    await page.getByText('Shop saved').waitFor()
    await visit.go(`/${SLUG}/shop-orders`)
    await button('Try again').click()
    await button('Try 2 orders again').click()
    await page.getByText('2 orders taken').waitFor()
    await eventually(() => textOf(page)).toContain('FAIR-802')
  })

  it('is deleted when it never sold, after it is asked for, and stays when it did', async () => {
    await made('Mistake')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await button('Delete the shop').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the shop' }).click()
    await page.getByText('Shop deleted').waitFor()
    await counts(page, '2 shops')
    await rowOf(page, 'Fair').click()
    await panel().getByText('Set up').click()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Prefix of the number').waitFor()
    await eventually(() => button('Delete the shop').count()).toBe(0)
  })
})
