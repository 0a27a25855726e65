import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { sealWith } from '../../platform/mail/seal.ts'
import { aVisit, eventually, noBrowser, openBrowser, type Visit } from './browser.ts'
import { counts, rows } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
/** Rows are drawn alike: the first dozen tells of all. */
const MORE_ROWS = 'tr[data-index]:nth-child(n + 13)'

/** Screens that the navigation reaches by their first tab alone. */
const EXCHANGE_TABS = [
  'collected-documents',
  'partner-catalogues',
  'sent-catalogues',
  'partners',
  'mailboxes',
  'exchange-settings',
]

/** What axe finds against WCAG 2.2 AA, one line a fault: everything in light, and what differs in dark, its colours. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await new AxeBuilder({ page }).setLegacyMode().exclude(MORE_ROWS).withTags(TAGS).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page }).setLegacyMode().exclude(MORE_ROWS).withRules('color-contrast').analyze()
  const told = (look: string, { violations }: typeof light) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.filter(isWhole).map(({ target, html }) => `${look}, ${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    )
  return [...told('light', light), ...told('dark', dark)]
}

type Judged = { any: { data?: unknown }[] }

/** What lies half under the foot of a form that scrolls is whole once it is scrolled to, as focus does. */
const isWhole = ({ any }: Judged) =>
  !any.some(({ data }) => (data as { messageKey?: string } | null)?.messageKey === 'partiallyObscured')

describe.skipIf(noBrowser)('WCAG 2.2 AA, as axe sees it', () => {
  let stage: Stage
  let browser: Browser

  beforeAll(async () => {
    sealWith('a secret of the stories alone, not used elsewhere')
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  it('finds a fault where there is one, in light and in dark', async () => {
    const { page, go, context } = await aVisit(browser, stage, { as: null })
    await go('/sign-in')
    await page.getByLabel('Mot de passe').waitFor()
    await page.evaluate(() => {
      document.querySelector('form')!.innerHTML += '<input><p style="color: #777; background: #888">pale</p>'
    })
    expect((await faultsOf(page)).map(fault => fault.split(':')[0])).toEqual([
      'light, color-contrast',
      'light, label',
      'dark, color-contrast',
    ])
    await context.close()
  })

  it('finds nothing at the door', async () => {
    const { page, go, context } = await aVisit(browser, stage, { as: null })
    await go('/sign-in')
    await page.getByLabel('Mot de passe').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await context.close()
  })

  describe.each(['desk', 'phone'] as const)('on a %s', size => {
    let visit: Visit
    let page: Page
    const phone = size === 'phone'
    const at = (path: string) => visit.go(`/${SLUG}/${path}`)

    beforeAll(async () => {
      visit = await aVisit(browser, stage, { ...SIZES[size], touch: phone })
      page = visit.page
    })
    afterAll(() => visit?.context.close())

    /** The screens the navigation leads to, as a user finds them. */
    async function addresses(): Promise<string[]> {
      await at('')
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (phone) await page.getByRole('button', { name: 'Ouvrir le menu' }).click()
      const links = page.getByRole('navigation', { name: 'Navigation' }).getByRole('link')
      await links.first().waitFor()
      return links.evaluateAll(all => all.map(link => link.getAttribute('href')!))
    }

    it.each([0, 1, 2, 3])('finds nothing on any screen of the navigation, each fourth from %d', async first => {
      const found: Record<string, string[]> = {}
      const tabs = ['issues', 'account', ...EXCHANGE_TABS].map(path => `/${SLUG}/${path}`)
      const paths = [...(await addresses()), ...tabs]
      expect(paths.length).toBeGreaterThan(12)
      for (const path of paths.filter((_, at) => at % 4 === first)) {
        await visit.go(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0)
        const faults = await faultsOf(page)
        if (faults.length > 0) found[path] = faults
      }
      expect(found).toEqual({})
    })

    it('finds nothing in the panel, nor on the card', async () => {
      await at('subscriptions')
      await counts(page, '47 abonnements')
      await rows(page).first().click()
      const panel = phone
        ? page.getByRole('dialog', { name: 'Volet' })
        : page.getByRole('complementary', { name: 'Volet' })
      await panel.getByRole('heading').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await panel.getByRole('link', { name: 'Afficher le contact' }).click()
      await page.waitForURL(/contacts\//)
      await page.getByRole('tab').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    it('finds nothing in a form, with its errors', async () => {
      await at('products')
      await page.getByRole('button', { name: 'Nouveau produit' }).click()
      await page.getByLabel(/^Code/).first().waitFor()
      await page.locator('form button[type=submit]').click()
      await page.locator('[aria-invalid=true]').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    it('finds nothing in the dialog that dispatches', async () => {
      await at('recipients?kind=single-issue')
      await page.getByRole('button', { name: 'Expédier les achats au numéro' }).click()
      await page.getByRole('dialog').getByLabel('Date d’expédition').waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    it('finds nothing in the menu of a row, nor with rows selected', async () => {
      await at('single-issues')
      await counts(page, '26 achats au numéro')
      await rows(page).nth(1).click({ button: 'right' })
      await page.getByRole('menu').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+a')
      await page.getByText('Tout ce qui correspond').waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    it('finds nothing in the palette, the user menu, the filters and the columns', async () => {
      await at('subscriptions')
      await counts(page, '47 abonnements')
      const opened: [string, () => Promise<void>][] = [
        ['palette', () => page.keyboard.press('Control+k')],
        ['user', () => page.getByRole('button', { name: /compte de/ }).click()],
        ['export', () => page.getByRole('button', { name: 'Exporter' }).click()],
        ['shortcuts', () => page.keyboard.press('?')],
        ...(phone
          ? []
          : ([
              ['columns', () => page.getByRole('button', { name: 'Colonnes' }).click()],
              ['views', () => page.getByRole('button', { name: 'Vues' }).click()],
              ['status', () => page.getByRole('button', { name: 'Statut' }).click()],
              ['day', () => page.getByRole('button', { name: 'Fin', exact: true }).first().click()],
            ] as [string, () => Promise<void>][])),
      ]
      for (const [name, open] of opened) {
        await open()
        await page.locator('[role=dialog]:visible, [role=menu]:visible').first().waitFor()
        expect(await faultsOf(page), name).toEqual([])
        await page.keyboard.press('Escape')
        await eventually(() => page.locator('[role=dialog]:visible, [role=menu]:visible').count()).toBe(0)
      }
    })
  })
})
