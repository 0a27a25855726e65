import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { sealWith } from '../../platform/mail/seal.ts'
import { aStory, aVisit, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, headings, rowOf, textOf } from './list.ts'
import { loadWorkshop, SLUG, type Stage } from './stage.ts'

describe.skipIf(noBrowser)('A clerk who follows the orders of the workshop', () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ stage, browser, visit, page } = told)
    },
    {
      before: stage => {
        sealWith('a secret of the stories alone, not used elsewhere')
        return loadWorkshop(stage)
      },
    },
  )

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const cards = (name: string, on = page) =>
    on.getByRole('region', { name: new RegExp(`^${name},`) }).getByRole('listitem')

  /** What a column says of the four orders of the document, 17 to 20: the list begins with order 9. */
  const ofDocument = async (key: string) => (await column(page, key)).slice(8, 12)

  it('SUI-20 sees the four orders of the document, in its columns', async () => {
    await visit.go(`/${SLUG}/tracking`)
    await counts(page, '17 commandes')
    expect(await headings(page)).toEqual([
      ...['Id', 'Date', 'ID contact', 'Raison Sociale', 'Nom / Prénom', 'Nature', 'V/Ref', 'Statut', 'Étape'],
      ...['Pdt', 'Svt', 'Mail', 'Cpostal', 'À livrer', 'Délai'],
    ])
    expect(await ofDocument('stage')).toEqual(['Livraison', 'En attente', 'Livraison', 'En attente'])
    expect(await ofDocument('lateness')).toEqual(['urgent', 'attention', 'correct', ''])
  })

  it('X-55 is warned of the one whose status and stage contradict one another', async () => {
    await eventually(() => textOf(rowOf(page, 'HA 2208'))).toMatch(/expédiée\s*À vérifier/)
    await eventually(() => page.getByText('À vérifier', { exact: true }).count()).toBe(1)
  })

  it('X-57 reads the same colour on the list of orders', async () => {
    await visit.go(`/${SLUG}/orders`)
    await eventually(() => textOf(rowOf(page, 'CC-2023-00018'))).toMatch(/02\/09\/2023\s+attention/)
    await visit.go(`/${SLUG}/tracking`)
    await counts(page, '17 commandes')
  })

  it('SUI-14 moves one on by its arrow', async () => {
    await button('CC-2023-00018 : passer à « Prise en charge »').click()
    await page.getByText('CC-2023-00018 est à l’étape « Prise en charge ».').waitFor()
    await eventually(() => ofDocument('stage')).toEqual(['Livraison', 'Prise en charge', 'Livraison', 'En attente'])
  })

  it('SUI-15 SUI-23 moves it back only when it is said why, and reads it in *suivi*', async () => {
    await button('CC-2023-00018 : retour à « En attente »').click()
    await dialog().getByRole('button', { name: 'Déplacer la commande' }).click()
    await eventually(() => textOf(dialog())).toContain('Dites pourquoi')
    await dialog().getByLabel('Commentaire').fill('Bois à recommander')
    await dialog().getByRole('button', { name: 'Déplacer la commande' }).click()
    await dialog().waitFor({ state: 'detached' })
    await rowOf(page, 'Gestan Cloud').waitFor()
    await page.locator('[role=grid] tr[data-index="9"]').click()
    await eventually(() => textOf(panel())).toMatch(/En attente \(retour\)[\s\S]*Bois à recommander/)
    await page.keyboard.press('Escape')
  })

  it('X-53 SUI-21 finishes one, finds it by *tout voir*, and takes it back with its status', async () => {
    await button('CC-2023-00017 : passer à « Terminée »').click()
    await counts(page, '16 commandes')
    await button('Tout voir').click()
    await counts(page, '25 commandes')
    await eventually(() => textOf(rowOf(page, 'ANTIKOR').filter({ hasText: '26/08/2023' }))).toContain('terminée')
    await button('CC-2023-00017 : retour à « Livraison »').click()
    await dialog().getByLabel('Commentaire').fill('Un colis manque')
    await dialog().getByRole('button', { name: 'Déplacer la commande' }).click()
    await dialog().waitFor({ state: 'detached' })
    await button('Tout voir').click()
    await counts(page, '17 commandes')
    await eventually(() => ofDocument('status')).toEqual(['expédiée', 'en attente', 'expédiée', '< non précisé >'])
  })

  it('X-52 is offered the mail of a stage on the board, where a card goes by the keys and keeps the focus', async () => {
    await visit.go(`/${SLUG}/tracking-board`)
    await page
      .getByRole('region', { name: /^Assemblage,/ })
      .getByText('Trop de commandes à cette étape')
      .waitFor()
    const card = page.locator('[data-card]').filter({ hasText: 'CC-2023-00020' })
    await card.focus()
    for (const name of ['Prise en charge', 'Découpage']) {
      await page.keyboard.press('Shift+ArrowRight')
      await cards(name).filter({ hasText: 'CC-2023-00020' }).waitFor()
      await eventually(() => card.evaluate(element => element === document.activeElement)).toBe(true)
    }
    await page.keyboard.press('Shift+ArrowRight')
    await eventually(() => dialog().getByLabel('Objet').inputValue()).toBe('Votre commande CC-2023-00020 est prête')
    await dialog()
      .getByRole('button', { name: /^Envoyer le message/ })
      .click()
    await page.getByText('Message mis à l’envoi.').waitFor()
  })

  it('X-52 sends nothing by a key pressed too soon, and offers no mail for a way back', async () => {
    const card = page.locator('[data-card]').filter({ hasText: 'CC-2023-00020' })
    await card.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await eventually(() =>
      dialog()
        .getByLabel('Message')
        .evaluate(field => field === document.activeElement),
    ).toBe(true)
    await page.keyboard.press('Enter')
    await dialog().getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('button', { name: 'Quitter sans enregistrer' }).click()
    await card.focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await dialog().getByLabel('Commentaire').fill('Une vis manque')
    await dialog().getByRole('button', { name: 'Déplacer la commande' }).click()
    await cards('Assemblage').filter({ hasText: 'CC-2023-00020' }).waitFor()
    await dialog().waitFor({ state: 'detached' })
  })

  it('sees at once what somebody else moves, and is told who when both move one order', async () => {
    const card = (on: Page) => on.locator('[data-card]').filter({ hasText: 'CC-2023-00019' })
    await card(page).focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await dialog().getByLabel('Commentaire').fill('À emballer mieux')
    const other = await aVisit(browser, stage)
    await other.go(`/${SLUG}/tracking-board`)
    await card(other.page).dragTo(cards('Livraison', other.page).first())
    await card(other.page).focus()
    await other.page.keyboard.press('Shift+ArrowRight')
    await card(other.page).waitFor({ state: 'detached' })
    await card(page).waitFor({ state: 'detached' })
    await dialog().getByRole('button', { name: 'Déplacer la commande' }).click()
    await eventually(() => textOf(dialog())).toContain('VG l’a déplacée entre-temps : elle est à l’étape « Terminée »')
    expect(other.faults).toEqual([])
    await other.context.close()
  })

  it('SUI-8 finishes one by the keys, and is left at the card beside it', async () => {
    await visit.go(`/${SLUG}/tracking-board`)
    const card = (number: string) => page.locator('[data-card]').filter({ hasText: number })
    await card('CC-2023-00009').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await cards('Livraison').filter({ hasText: 'CC-2023-00009' }).waitFor()
    await card('CC-2023-00017').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await card('CC-2023-00017').waitFor({ state: 'detached' })
    await eventually(() => card('CC-2023-00009').evaluate(one => one === document.activeElement)).toBe(true)
  })
})
