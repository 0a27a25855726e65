import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

/** The entries of « Métier », in the words of the documents. */
const MENU = ['Abonnements', 'Achats au numéro', 'Destinataires', 'Expéditions, routages', 'Envois effectués']
const VIEWS = [
  { name: 'Abonnements', count: '47 abonnements', row: 1032 },
  { name: 'Achats au numéro', count: '26 achats au numéro', row: 1047 },
]

describe.skipIf(noBrowser)('The screens of the documents, in their words', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const main = () => page.getByRole('main')
  const button = (name: string) => main().getByRole('button', { name, exact: true })
  const title = () => page.getByRole('heading', { level: 1 }).textContent()

  it('ABO-3 ABO-83 finds the subscriptions inside « Métier », the expeditions and the follow-up with them', async () => {
    await visit.go(`/${SLUG}`)
    const menu = async () => textOf(page.getByRole('navigation', { name: 'Navigation' }))
    await eventually(menu).toContain('Ventes')
    const trade = (await menu()).split('Métier')[1]!.split('Ventes')[0]!
    for (const entry of [...MENU, 'Suivi abonnements']) expect(trade).toContain(entry)
  })

  it('ABO-27 chooses one of the two views of the purchases, under one title', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    for (const { name, count } of VIEWS) {
      await main().getByRole('link', { name, exact: true }).click()
      await counts(page, count)
      expect(await title()).toBe('Achats')
    }
  })

  it('ABO-34 ABO-49 has the same five actions on both views', async () => {
    for (const { name, count, row } of VIEWS) {
      await main().getByRole('link', { name, exact: true }).click()
      await counts(page, count)
      for (const action of ['Nouveau', 'Destinataires', 'Fermer']) expect(await button(action).isVisible()).toBe(true)
      await rowOf(page, row).first().click({ button: 'right' })
      for (const action of ['Modifier', 'Supprimer'])
        expect(await page.getByRole('menuitem', { name: action }).isVisible()).toBe(true)
      await page.keyboard.press('Escape')
    }
    await button('Fermer').click()
    await page.waitForURL(url => url.pathname === `/${SLUG}`)
  })

  it('ABO-19 ABO-23 opens the settings of the subscriptions among the tools, with the products taken into account', async () => {
    await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: 'Paramétrage' }).click()
    await eventually(() => textOf(main())).toMatch(/Périodicité[\s\S]*Routeur[\s\S]*Date premier n/)
    await eventually(() => textOf(main())).toMatch(/ABO-N226[\s\S]*59,60/)
    expect(await textOf(main())).not.toContain('ENVOI')
  })

  it('ABO-25 validates them, or closes them', async () => {
    await page.getByRole('button', { name: 'Valider' }).click()
    await page.getByText(/enregistré/).waitFor()
    await button('Fermer').click()
    await eventually(title).toContain('Capital Social')
  })

  it('ABO-65 ABO-68 changes the expedition shown by the magnifier, and its title with it', async () => {
    await visit.go(`/${SLUG}/dispatch-runs`)
    await rowOf(page, 'Expédition au numéro').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Envois' }).click()
    await eventually(title).toMatch(/^Liste des envois Expédition \d+ du [\d/]+ \(Numéro\)$/)
    await button('Choisir une autre expédition').click()
    await page.getByRole('textbox', { name: 'Choisir une autre expédition' }).fill('3')
    await page.getByRole('option', { name: /^3 ·/ }).click()
    await eventually(title).toMatch(/^Liste des envois Expédition 3 du 05\/09\/2022 \(Abonnement\)$/)
  })
})
