import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aVisit, eventually, noBrowser, openBrowser, type Visit } from './browser.ts'
import { counts, downloaded, headings, rows, textOf } from './list.ts'
import { raiseStage, SLUG, type Stage } from './stage.ts'

/** Words that only a French screen shows; what the company itself wrote in French stays as it is. */
const FRENCH =
  /\b(Abonnements|Achats|Destinataires|Expédi\w*|Envois|Suivi|Titres|Numéros?|Produits|Outils|Utilisateurs|Clés|Accueil|Métier|Chercher|Filtres|Colonnes|Exporter|Enregistrer|Annuler|Fermer|Nouveau|Nouvelle|Nom|Prénom|Libellé|Début|Fin|Durée|Statut|Raison|Adresse|Ville|Montant|Achat|Civilité|En cours|Expire|Aucune?|Créé|Modifié|mois|jours|Mon compte|Mot de passe)\b/
/** Labels of products, titles and runs are data. */
const DATA =
  /Abonnement de \d ans? à Capital Social|Abonnement 1 an \(5 numéros\)|Abonnement 2 ans \(9 numéros\)|Abonnement de soutien|Dernier numéro de Capital Social|Expédition abonnements : n°\d|Expédition au numéro|Service de presse - 1 an|Envoi postal/g

describe.skipIf(noBrowser)('The same in English', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    browser = await openBrowser()
    visit = await aVisit(browser, stage, { english: true })
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  const french = async () =>
    (await textOf(page))
      .replaceAll(DATA, '')
      .split('\n')
      .filter(line => FRENCH.test(line))

  it('is chosen at the door and remembered', async () => {
    const { page: door, go } = await aVisit(browser, stage, { as: null })
    await go('/sign-in')
    await door.getByText('English', { exact: true }).click()
    await door.getByRole('button', { name: 'Sign in' }).waitFor()
    await door.reload()
    await door.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await door.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  it('leaves no French word on any screen of the navigation', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const links = page.getByRole('navigation', { name: 'Navigation' }).getByRole('link')
    const paths = await links.evaluateAll(all => all.map(link => link.getAttribute('href')!))
    const found: Record<string, string[]> = {}
    for (const path of [...paths, `/${SLUG}/issues`, `/${SLUG}/account`]) {
      await visit.go(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await eventually(() => page.locator('[aria-busy=true]').count()).toBe(0)
      const words = await french()
      if (words.length > 0) found[path] = words
    }
    expect(found).toEqual({})
  })

  it('leaves none in the panel, the menu, the palette and the dialog that dispatches', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    await counts(page, '47 subscriptions')
    await rows(page).first().click()
    await page.getByRole('complementary').getByRole('heading').first().waitFor()
    expect(await french(), 'panel').toEqual([])
    await page.keyboard.press('Escape')
    await rows(page).first().click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    expect(await french(), 'menu').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    expect(await french(), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await visit.go(`/${SLUG}/recipients?kind=single-issue`)
    await page.getByRole('button', { name: 'Dispatch the single issues' }).click()
    await page.getByRole('dialog').getByLabel('Day of dispatch').waitFor()
    expect(await french(), 'dispatch').toEqual([])
  })

  it('leaves none in the sentences of the server, nor in an export', async () => {
    await visit.go(`/${SLUG}/expiring?within=30`)
    await rows(page).first().waitFor()
    const { bytes } = await downloaded(page, async () => {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: /CSV/ }).click()
    })
    expect(bytes.toString().slice(1).split('\r\n')[0]!.split(';')).toEqual(await headings(page))
    await visit.go(`/${SLUG}/subscriptions/00000000-0000-7000-8000-000000000000`)
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await textOf(alert)).not.toMatch(/[éèà]|\b(le|la|les|pas|est)\b/)
  })
})
