import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('The life of a dispatch run, from its recipients to its cancellation', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const confirm = (name: string | RegExp) => dialog().getByRole('button', { name }).click()
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const step = (name: string) => panel().getByRole('button', { name }).click()
  /** The card of the run says what is to be done of it now. */
  const nextStep = (name: string) =>
    page.locator('li[aria-current=step]').getByRole('heading', { name, exact: true }).waitFor()
  const menu = async (row: string | number, item: string) => {
    await rowOf(page, row).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }
  const openRun = async (named: number | string) => {
    await visit.go(`/${SLUG}/dispatch-runs`)
    await rowOf(page, named).first().locator('td[data-column=label]').click()
    await panel().getByRole('button', { name: 'Modifier' }).waitFor()
  }

  it('M-2 X-6 shows the missed copies of issue 4, and sends the catch-up from there', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByText('abonnés attendent le n°\u00a04').click()
    await counts(page, '21 exemplaires manqués')
    await button('Expédier le rattrapage du n°\u00a04').click()
    await dialog().getByText('21 destinataires (21 exemplaires)').waitFor()
    await Promise.all([page.waitForEvent('download'), confirm('Expédier 21 envois')])
    await nextStep('Vérifier et valider')
    await visit.go(`/${SLUG}/missed-copies`)
    await page.getByText('Aucun exemplaire manqué').waitFor()
  })

  it('M-2 blocks the sign-off of a run once a line is taken out of it', async () => {
    await openRun(27)
    await panel().getByRole('link', { name: 'Envois' }).click()
    await counts(page, '21 envois')
    await menu(371, 'Retirer de l’expédition')
    await confirm('Retirer 1 envoi')
    await counts(page, '20 envois')
    await openRun(27)
    await step('Valider')
    await dialog().getByText('1 destinataire attend cet envoi et n’est dans aucune expédition').waitFor()
    expect(await textOf(dialog())).toContain('371 · Michèle Michel')
    expect(await dialog().getByRole('button', { name: 'Valider' }).isDisabled()).toBe(true)
    await dialog().getByRole('link', { name: 'Voir les destinataires' }).click()
    await counts(page, '1 destinataire')
  })

  it('M-2 leaves that recipient out with a reason, says so among those not in the run, and signs off', async () => {
    await menu(371, 'Écarter de cet envoi…')
    await dialog().getByLabel('Motif').fill('Exemplaire remis en main propre')
    await confirm('Écarter ce destinataire')
    await page.getByText('Personne n’attend cet envoi').waitFor()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^1\sécarté$/ })
      .click()
    await counts(page, '1 achat hors de l’envoi')
    expect(await column(page, 'why')).toEqual(['Écarté'])
    expect(await column(page, 'reason')).toEqual(['Exemplaire remis en main propre'])
    await openRun(27)
    await step('Valider')
    await dialog().getByText('Tous ceux à qui cet envoi est dû').waitFor()
    await confirm('Valider')
    await panel().getByText('Validée').first().waitFor()
  })

  it('X-29 M-2 hands the run over, after which it is no longer deleted but cancelled with a reason', async () => {
    await step('Remettre au routeur')
    await confirm('Remettre au routeur')
    await panel().getByText('Remise', { exact: true }).waitFor()
    expect(await panel().getByRole('button', { name: 'Supprimer' }).count()).toBe(0)
    await step('Annuler l’expédition')
    await dialog().getByLabel('Motif').fill('Palette perdue')
    await confirm('Annuler 20 envois')
    await panel().getByText('Palette perdue').waitFor()
    await visit.go(`/${SLUG}/missed-copies`)
    await counts(page, '20 exemplaires manqués')
  })

  it('ABO-61 X-29 undoes a run before hand-over: its recipients wait again', async () => {
    await visit.go(`/${SLUG}/recipients`)
    await page.getByLabel('Numéro à expédier').click()
    await page.getByRole('option', { name: 'n° 5' }).click()
    await counts(page, '22 destinataires')
    await button(/Expédier le n°\s5/).click()
    await dialog().getByText('22 destinataires (22 exemplaires)').waitFor()
    await Promise.all([page.waitForEvent('download'), confirm('Expédier 22 envois')])
    await nextStep('Vérifier et valider')
    await openRun('n°5')
    await step('Supprimer')
    await confirm('Supprimer 22 envois')
    await eventually(() => rowOf(page, 'n°5').count()).toBe(0)
    await visit.go(`/${SLUG}`)
    await page.getByText(/abonnés attendent le n°\s5/).waitFor()
  })
})
