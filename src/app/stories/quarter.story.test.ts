import { call } from '@orpc/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { inCompany, localOuter } from '../local.ts'
import { router } from '../router.ts'
import { aQuarter, QUARTER_DAY } from '../testing/quarter.ts'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, textOf } from './list.ts'
import { raiseStage, type Stage, setEnvironment, VALERIE } from './stage.ts'

const SLUG = 'editions-du-lac'
const IN_THE_FIRST_RUN = ['Ancel', 'Brun', 'Dumas', 'Estève', 'Faure', 'Henry', 'Imbert', 'Joly']

describe.skipIf(noBrowser)('A whole quarter: sales, two runs, returns, renewals', { timeout: 60_000 }, () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  let restore: () => void

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'), { demo: false })
    restore = setEnvironment({ FACTEUR_TODAY: QUARTER_DAY })
    const { database } = stage
    await call(router.setup.begin, { company: 'Éditions du Lac', ...VALERIE }, { context: localOuter(database, null) })
    await inCompany(database, SLUG, aQuarter, { userId: 'local', ...VALERIE })
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    visit.context.setDefaultTimeout(20_000)
    page = visit.page
  })
  afterAll(async () => {
    await browser?.close()
    restore?.()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))
  // DEBUG

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
    await visit.go(`/${SLUG}/invoices?open=new`)
    await pick(/^Client/, customer)
    await pick(/^Produit/, product)
  }
  const save = async () => {
    await button(/^Enregistrer la vente/).click()
    await page.getByText(/Vente enregistrée, facture/).waitFor()
  }
  const openContact = async (lastName: string) => {
    await visit.go(`/${SLUG}/contacts?q=${lastName}`)
    await rowOf(page, lastName).dblclick()
    await page.getByRole('heading', { level: 1, name: new RegExp(lastName) }).waitFor()
  }
  const openSubscription = async (lastName: string) => {
    await visit.go(`/${SLUG}/subscriptions?q=${lastName}`)
    await counts(page, '1 abonnement')
    await rowOf(page, lastName).dblclick()
    await page.getByRole('heading', { level: 1, name: new RegExp(lastName) }).waitFor()
  }
  const recipients = async () => {
    await visit.go(`/${SLUG}/recipients`)
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

  it('ABO-4 plans the issues to come, by the frequency', async () => {
    await visit.go(`/${SLUG}/titles`)
    await rowOf(page, 'La Revue du Lac').dblclick()
    await tab('Numéros')
    await button(/^Proposer les/).click()
    await dialog().getByRole('cell', { name: '01/11/2023' }).first().waitFor()
    await confirm(/^Créer les/)
    await dialog().waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /^7\b.*01\/11\/2023/ }).waitFor()
  })

  it('ABO-34 sells one year', async () => {
    await newSale('Faure', 'ABO-A112')
    await save()
  })

  it('CIR-10 sells a gift', async () => {
    await newSale('Girard', 'ABO-A112')
    await pick('Autre destinataire', 'Henry')
    await page.getByRole('checkbox', { name: 'C’est un cadeau' }).check()
    await save()
  })

  it('CIR-10 sells two years, and says on the gift who gives it', async () => {
    await newSale('Imbert', 'ABO-A224')
    await save()
    await visit.go(`/${SLUG}/subscriptions`)
    await counts(page, '8 abonnements')
    await rowOf(page, 'Henry').click()
    await eventually(() => textOf(panel())).toMatch(/Offert par\s+Girard Anna/)
  })

  it('CIR-11 serves the press by hand, for a reason and until a review', async () => {
    await visit.go(`/${SLUG}/subscriptions?open=new`)
    await pick(/^Client/, 'Joly')
    await pick(/^Produit/, 'ABO-PR12')
    await page.getByRole('combobox', { name: 'Nature' }).click()
    await page.getByRole('option', { name: 'Service de presse' }).click()
    await page.getByRole('textbox', { name: /^Motif/ }).fill('Chronique littéraire')
    await page.getByRole('textbox', { name: /^À revoir le/ }).fill('01/09/2024')
    await button(/^Créer l’abonnement/).click()
    await page.getByText(/Abonnement \d+ créé/).waitFor()
    await eventually(() => textOf(panel())).toMatch(/Chronique littéraire/)
    await counts(page, '9 abonnements')
  })

  it('CIR-16 gives a subscriber who moves another address from issue 7 on', async () => {
    await openContact('Dumas')
    await button('Changer d’adresse').click()
    await dialog().getByText('D’un numéro', { exact: true }).click()
    await eventually(() => dialog().getByLabel('Premier numéro livré là').first().inputValue()).toMatch(/n°\s7/)
    await dialog().getByRole('textbox', { name: 'Adresse 1' }).fill('2 place Bellecour')
    await dialog().getByRole('textbox', { name: 'Code postal' }).fill('69002')
    await dialog().getByRole('textbox', { name: 'Ville' }).fill('Lyon')
    await confirm(/^Enregistrer l’adresse/)
    const addresses = page.getByRole('region', { name: 'Adresses' })
    await eventually(() => textOf(addresses)).toMatch(/69002 Lyon[\s\S]*pour les numéros du 01\/11\/2023 et suivants/)
  })

  it('CIR-15 holds one who is away for issue 7 alone, and says which issue comes instead', async () => {
    await openSubscription('Colin')
    await button('Suspendre').click()
    await pick('Jusqu’au numéro', 'n°\\s7', '7')
    await dialog().getByLabel('Raison').fill('En voyage')
    await dialog().getByText('Non servis\u202f: n°7').waitFor()
    await dialog().getByText('Dernier numéro\u202f: n°9 → n°10').waitFor()
    await confirm('Suspendre')
    await dialog().waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /^7\b.*Suspendu/ }).waitFor()
  })

  it('ABO-54 shows who is in the run of issue 7, and who is not and why', async () => {
    await recipients()
    await counts(page, '8 destinataires')
    expect((await column(page, 'lastName')).toSorted()).toEqual(IN_THE_FIRST_RUN)
    expect(await column(page, 'town')).toContain('Lyon')
    await tab('Hors de l’envoi')
    await counts(page, '1 achat hors de l’envoi')
    expect(await column(page, 'lastName')).toEqual(['Colin'])
    expect(await column(page, 'why')).toEqual(['Suspendu'])
    expect(await column(page, 'reason')).toEqual(['En voyage'])
  })

  it('L-20 repairs the one address that breaks the postal standard', async () => {
    await tab('Adresses à réparer')
    const address = page.getByRole('article', { name: 'Lise Estève' })
    await address.getByRole('button', { name: 'Réparer' }).click()
    await address.getByRole('textbox', { name: 'Code postal' }).fill('74000')
    await eventually(() => textOf(address)).toMatch(/74000 ANNECY/)
    await address.getByRole('button', { name: /^Enregistrer l’adresse/ }).click()
    await page.getByText('Toutes les adresses suivent la norme postale.').waitFor()
    await tab('Dans l’envoi')
  })

  it('ABO-55 M-2 dispatches the eight, signs off, makes the file of the mailing house, hands over', async () => {
    await dispatchSeven('8 destinataires (8 exemplaires)', 'Expédier 8 envois')
    await signOff()
    const file = page.getByRole('link', { name: 'Télécharger «\u202fRoutage du Lac\u202f»' })
    const { name, bytes } = await downloaded(page, () => file.click())
    expect(name).toMatch(/^la-revue-du-lac-7/)
    const lines = bytes.toString().trim().split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines.filter(line => line.includes('74000 ANNECY'))).toHaveLength(7)
    expect(lines.filter(line => line.includes('69002 LYON'))).toHaveLength(1)
    expect(bytes.toString()).not.toContain('@')
    await handOver()
  })

  it('ABO-60 sells once more after the run: a second run holds that one alone', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-10-25' })
    await newSale('Klein', 'ABO-A112')
    await save()
    await recipients()
    await counts(page, '1 destinataire')
    expect(await column(page, 'lastName')).toEqual(['Klein'])
    await dispatchSeven('1 destinataire (1 exemplaire)', 'Expédier 1 envoi')
    await signOff()
    await handOver()
  })

  it('CIR-18 reads an envelope that came back, and holds its subscriber', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-06' })
    await visit.go(`/${SLUG}/shipments?q=faure`)
    await counts(page, '1 envoi')
    const [number] = await column(page, 'number')
    await visit.go(`/${SLUG}/returned-mail/read`)
    await page.getByRole('textbox', { name: /Étiquette, contact ou mail/ }).fill(number!.replace(/\D/g, ''))
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: /Suspendu Faure Jean 7 premier retour, mail envoyé/ }).waitFor()
    await openSubscription('Faure')
    await page.getByRole('row', { name: /^8\b.*Suspendu/ }).waitFor()
  })

  it('CIR-18 sends issue 7 again once the new address came', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-08' })
    await visit.go(`/${SLUG}/returned-mail`)
    await counts(page, '1 retour')
    await rowOf(page, 'Faure').getByRole('link').first().click()
    await panel().getByText('Ses abonnements sont suspendus jusqu’à la nouvelle adresse.').waitFor()
    await panel().getByRole('link', { name: 'Saisir la nouvelle adresse' }).click()
    await page.getByRole('heading', { level: 1, name: 'Faure Jean' }).waitFor()
    await button('Changer d’adresse').click()
    await dialog().getByRole('textbox', { name: 'Adresse 1' }).fill('9 rue Haute')
    await dialog().getByRole('textbox', { name: 'Code postal' }).fill('73000')
    await dialog().getByRole('textbox', { name: 'Ville' }).fill('Chambéry')
    await confirm(/^Enregistrer l’adresse/)
    await page.getByText('73000 Chambéry').first().waitFor()
    await visit.go(`/${SLUG}/returned-mail?state=resumed`)
    await counts(page, '1 retour')
    await rowOf(page, 'Faure').getByRole('link').first().click()
    await panel()
      .getByRole('checkbox', { name: /N°\s7, .* — revenu/ })
      .check()
    await panel().getByRole('button', { name: 'Rattraper 1 numéro' }).click()
    await page.getByText('C’est décidé').waitFor()
    await openSubscription('Faure')
    await page.getByRole('row', { name: /^8\b.*Dû/ }).waitFor()
  })

  it('CIR-17 asks for a copy that never came, and sends both again in one run', async () => {
    await visit.go(`/${SLUG}/replacements?open=new`)
    await pick(/^Achat/, 'Imbert')
    await page
      .getByRole('combobox', { name: /^Exemplaire/ })
      .first()
      .click()
    await page.getByRole('option', { name: /^N°\s7, envoyé le/ }).click()
    await button(/^Demander l’exemplaire/).click()
    await counts(page, '2 demandes')
    await button('Expédier les remplacements').click()
    await dialog()
      .getByText(/En attente\s: 2\sdemandes/)
      .waitFor()
    await confirm(/Expédier les remplacements/)
    await page.getByRole('link', { name: 'Voir l’expédition' }).or(button('Voir l’expédition')).first().click()
    await page.getByRole('heading', { name: /Exemplaires de remplacement/ }).waitFor()
    await openSubscription('Imbert')
    await page.getByText(/8\sdus en tout · 1\sservi · 7\sà servir/).waitFor()
  })

  it('ABO-75 shows the two who come to their end', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-10' })
    await visit.go(`/${SLUG}/expiring?within=30`)
    await counts(page, '2 abonnements en expiration')
    expect((await column(page, 'lastName')).toSorted()).toEqual(['Ancel', 'Brun'])
  })

  it('CIR-21 reminds both by a first wave', async () => {
    await page.getByRole('link', { name: 'Relances', exact: true }).click()
    await button('Nouvelle série').first().click()
    await page.getByLabel('Nom de la série').fill('Fin d’abonnement')
    await pick(/^Titre/, 'La Revue du Lac')
    await button(/^Créer la série/).click()
    await page.getByRole('heading', { level: 1, name: 'Fin d’abonnement' }).waitFor()
    await addWave('30', 'Votre abonnement se termine')
    await addWave('7', 'Plus que quelques jours')
    await button('Aperçu, Vague 1').click()
    await dialog().getByText('2 abonnements à relancer').waitFor()
    await confirm('Relancer 2 abonnements')
    await dialog().waitFor({ state: 'hidden' })
  })

  it('CIR-21 renews one by a sale: it goes on after the former, and the second wave leaves them out', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-28' })
    await newSale('Ancel', 'ABO-A112')
    await save()
    await visit.go(`/${SLUG}/subscriptions?q=ancel`)
    await counts(page, '2 abonnements')
    expect((await column(page, 'startsOn')).toSorted()).toEqual(['05/12/2022', '05/12/2023'])
    await visit.go(`/${SLUG}/renewals`)
    await rowOf(page, 'Fin d’abonnement').dblclick()
    await button('Aperçu, Vague 2').click()
    await dialog().getByText('1 abonnement à relancer').waitFor()
    expect(await textOf(dialog())).toMatch(/Renouvelé\s+1/)
    await confirm('Relancer 1 abonnement')
    await dialog().waitFor({ state: 'hidden' })
    await visit.go(`/${SLUG}/renewal-notices`)
    await counts(page, '3 relances')
    await visit.go(`/${SLUG}/messages`)
    await counts(page, '4 messages') // with the one that asked for a new address
  })

  it('M-1 says why who was away was not served issue 7', async () => {
    await openSubscription('Colin')
    await page.getByRole('row', { name: /^7\b/ }).getByRole('button', { name: 'Pourquoi' }).click()
    await dialog().getByText('Suspendu de n°7 à n°7, à la demande de l’abonné (En voyage).').waitFor()
    await dialog().getByText('Donc le n°7\u202f: suspendu.').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  it('M-2 leaves no copy missed, and every run where it belongs', async () => {
    await visit.go(`/${SLUG}/missed-copies`)
    await page.getByText('Aucun exemplaire manqué').waitFor()
    await recipients()
    await page.getByText('Personne n’attend cet envoi').waitFor()
    await tab('Hors de l’envoi')
    await counts(page, '11 achats hors de l’envoi')
    const told = (await column(page, 'why')).toSorted()
    expect(told).toEqual(['Commence plus tard', ...Array(9).fill('Déjà servi'), 'Suspendu'])
  })
})
