import pg from 'pg'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, foot, rows } from './list.ts'
import { SLUG } from './stage.ts'

const SUBSCRIBERS = 100_000
/** Those of the documents come last. */
const ALL = SUBSCRIBERS + 47
const WORDS = '100 047 abonnements'
const FIRST = 10_000
const MOST_DRAWN = 80
const SLOW_MS = 1500

describe.skipIf(noBrowser)('A list of 100,000 subscriptions', () => {
  let visit: Visit
  let page: Page

  aStory(
    async told => {
      ;({ visit, page } = told)
      await page.addInitScript(watchRows)
    },
    { before: ({ ownerUrl }) => addSubscribers(ownerUrl) },
  )

  const most = () => page.evaluate(() => (window as unknown as { mostRows: number }).mostRows)
  const current = async () => Number(await page.locator('tr[data-current]').getAttribute('data-index'))
  const busy = () => page.locator('[role=grid]').getAttribute('aria-busy')

  it('opens on the latest, and says how many there are', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await rows(page).first().waitFor()
    expect((await column(page, 'number')).slice(0, 3)).toEqual([0, 1, 2].map(row => String(FIRST + SUBSCRIBERS - row)))
    await counts(page, WORDS)
    expect(await page.locator('[role=grid]').getAttribute('aria-rowcount')).toBe(String(ALL))
  })

  it('goes on through page after page with PageDown and End, each row in its place', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('PageDown')
    const first = await current()
    expect(first).toBeGreaterThan(10)
    await page.keyboard.press('PageDown')
    await eventually(current).toBe(2 * first)
    let reached = await current()
    while (reached < 1000) {
      await page.keyboard.press('End')
      await eventually(current).toBeGreaterThan(reached)
      reached = await current()
      const number = await page.locator('tr[data-current] td[data-column=number]').textContent()
      expect(Number(number)).toBe(FIRST + SUBSCRIBERS - reached)
      await eventually(async () => Number(await rows(page).last().getAttribute('data-index'))).toBeGreaterThan(reached)
    }
    await page.keyboard.press('Home')
    await eventually(current).toBe(0)
  })

  it('draws few rows whatever is scrolled', async () => {
    await page.locator('[role=grid]').hover()
    for (let turns = 0; turns < 30; turns++) await page.mouse.wheel(0, 2400)
    await eventually(async () => Number(await rows(page).last().getAttribute('data-index'))).toBeGreaterThan(500)
    expect(await most()).toBeGreaterThan(20)
    expect(await most()).toBeLessThan(MOST_DRAWN)
  })

  it('finds one of them by name and number', async () => {
    await page.getByRole('searchbox', { name: 'Chercher' }).fill('dupont 77777')
    await counts(page, '1 abonnement')
    expect(await column(page, 'number')).toEqual(['77777'])
  })

  it('selects all of them without reading them', async () => {
    await page.getByRole('button', { name: 'Effacer la recherche' }).click()
    await counts(page, WORDS)
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Control+a')
    await eventually(() => foot(page)).toMatch(/^Tout ce qui correspond : 100 047 abonnements/)
    expect(await rows(page).count()).toBeLessThan(MOST_DRAWN)
    await page.keyboard.press('Escape')
  })

  it('keeps the old rows in place while the network is slow, and says that it reads', async () => {
    const network = await visit.context.newCDPSession(page)
    await network.send('Network.enable')
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: SLOW_MS,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
    const before = await column(page, 'number')
    await page.getByRole('searchbox', { name: 'Chercher' }).fill('dupont 42424')
    await eventually(busy).toBe('true')
    expect(await column(page, 'number')).toEqual(before)
    await eventually(busy).toBe('false')
    expect(await column(page, 'number')).toEqual(['42424'])
    await network.detach()
  })

  it('keeps them too when the network is gone, and reads again when it is back', async () => {
    await visit.context.setOffline(true)
    const before = await column(page, 'number')
    await page.getByRole('searchbox', { name: 'Chercher' }).fill('dupont 31415')
    await page.waitForURL(/31415/)
    expect(await column(page, 'number')).toEqual(before)
    await visit.context.setOffline(false)
    await eventually(() => column(page, 'number')).toEqual(['31415'])
    visit.faults.length = 0 // the browser tells of the requests it could not send
  })
})

/** In the page: notes the most rows ever drawn at once. */
function watchRows() {
  const seen = window as unknown as { mostRows: number }
  seen.mostRows = 0
  const look = () => {
    seen.mostRows = Math.max(seen.mostRows, document.querySelectorAll('[role=grid] tbody tr').length)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Ordinary subscribers with ordinary terms, straight into the tables. */
async function addSubscribers(ownerUrl: string) {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=public' })
  await owner.connect()
  const company = `(select id from companies where slug = '${SLUG}')`
  const number = `${FIRST} + n`
  const id = (kind: string) => `('00000000-0000-7000-${kind}-' || lpad(to_hex(n), 12, '0'))::uuid`
  const each = `generate_series(1, ${SUBSCRIBERS}) n`
  try {
    await owner.query(`insert into parties (company_id, id, number, kind, last_name, first_name, sort_name, is_customer, created_by, updated_by)
      select ${company}, ${id('8000')}, ${number}, 'person', 'DUPONT', 'Zoé', 'DUPONT ZOE', true, 'VG', 'VG' from ${each}`)
    await owner.query(`insert into party_words (company_id, word, party_id)
      select ${company}, head || ' DUPONT ZOE ' || ${number}, ${id('8000')} from ${each}, unnest(array['DUPONT', 'ZOE', (${number})::text]) head`)
    await owner.query('analyze')
    await owner.query(`insert into purchases (company_id, id, number, kind, payer_id, recipient_id, product_id, title_id, label, bought_on,
        net_cents, vat_cents, gross_cents, starts_on, expires_on, term_months, served_by, created_by, updated_by)
      select ${company}, ${id('8001')}, ${number}, 'subscription', ${id('8000')}, ${id('8000')}, p.id, p.title_id, p.label, '2023-01-01'::date + n % 200,
        2833, 567, 3400, '2023-01-01'::date + n % 200, ('2023-01-01'::date + n % 200 + interval '12 months')::date - 1, 12, 'date', 'VG', 'VG'
      from products p, ${each} where p.company_id = ${company} and p.code = 'ABO-A112'`)
    await owner.query('analyze')
  } finally {
    await owner.end()
  }
}
