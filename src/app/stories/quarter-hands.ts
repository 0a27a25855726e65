import type { Visit } from './browser.ts'
import { counts, rowOf } from './list.ts'

export const SLUG = 'editions-du-lac'

/** Finds what is on screen, sells, opens a card. */
function desk({ page, go }: Visit) {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const confirm = (name: string | RegExp) => dialog().getByRole('button', { name }).click()
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const tab = (name: string) => page.getByRole('tab', { name }).click()
  /** Types into a lookup and takes what is found. */
  const pick = async (label: string | RegExp, found: string, typed = found) => {
    await page
      .getByRole('textbox', { name: label })
      .or(page.getByRole('combobox', { name: label }))
      .fill(typed)
    await page
      .getByRole('option', { name: new RegExp(`^(?!Créer).*${found}`) })
      .first()
      .click()
    await page.getByRole('option').first().waitFor({ state: 'hidden' })
  }
  const newSale = async (customer: string, product: string) => {
    await go(`/${SLUG}/invoices/new`)
    await pick(/^Client/, customer)
    await pick('Code', product)
  }
  const save = async () => {
    await button(/^Valider(?! et)/).click()
    await page.getByText(/est émise/).waitFor()
  }
  const openContact = async (lastName: string) => {
    await go(`/${SLUG}/contacts?q=${lastName}`)
    await rowOf(page, lastName).dblclick()
    await page.getByRole('heading', { level: 1, name: new RegExp(lastName) }).waitFor()
  }
  const openSubscription = async (lastName: string) => {
    await go(`/${SLUG}/subscriptions?q=${lastName}`)
    await counts(page, '1 abonnement')
    await rowOf(page, lastName).dblclick()
    await page.getByRole('heading', { level: 1, name: new RegExp(lastName) }).waitFor()
  }
  return { button, dialog, confirm, panel, tab, pick, newSale, save, openContact, openSubscription }
}

/** What one does again and again in a quarter: sell, look somebody up, make a run and bring it to the mailing house. */
export function quarterHands(visit: Visit) {
  const { page, go } = visit
  const hands = desk(visit)
  const { button, dialog, confirm } = hands
  const recipients = async () => {
    await go(`/${SLUG}/recipients`)
    await page.getByLabel('Numéro à expédier').click()
    await page.getByRole('option', { name: /n°\s7/ }).click()
  }
  const dispatchSeven = async (who: string, action: string) => {
    await button(/^Expédier le n°\s7/).click()
    await dialog().getByText(who).waitFor()
    await Promise.all([page.waitForEvent('download'), confirm(action)])
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Expédition abonnements\u00a0: n°7' }).waitFor()
  }
  const signOff = async () => {
    await button('Valider').click()
    await dialog().getByText('Tous ceux à qui cet envoi est dû').waitFor()
    await confirm('Valider')
    await dialog().waitFor({ state: 'detached' })
  }
  const handOver = async () => {
    await button('Remettre au routeur').click()
    await confirm('Remettre au routeur')
    await page
      .getByText(/remise au routeur/)
      .first()
      .waitFor()
    await dialog().waitFor({ state: 'detached' })
  }
  const addWave = async (days: string, subject: string) => {
    await button('Ajouter une vague').click()
    await dialog().getByLabel('Combien').fill(days)
    await dialog()
      .getByLabel(/^Objet/)
      .first()
      .fill(subject)
    await dialog().getByLabel('Texte', { exact: false }).first().fill('Bonjour {nom},\nvotre abonnement se termine.')
    await confirm(/^Enregistrer la vague/)
    await dialog().waitFor({ state: 'hidden' })
  }
  return { ...hands, recipients, dispatchSeven, signOff, handOver, addWave }
}
