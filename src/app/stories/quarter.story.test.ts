import { call } from '@orpc/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { inCompany, localOuter } from '../local.ts'
import { router } from '../router.ts'
import { aQuarter, QUARTER_DAY } from '../testing/quarter.ts'
import { aVisit, eventually, noBrowser, oneAfterAnother, openBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, textOf } from './list.ts'
import { quarterHands, SLUG } from './quarter-hands.ts'
import { raiseStage, type Stage, setEnvironment, VALERIE } from './stage.ts'

const IN_THE_FIRST_RUN = ['Ancel', 'Brun', 'Dumas', 'Estève', 'Faure', 'Henry', 'Imbert', 'Joly']

describe.skipIf(noBrowser)('A whole quarter: sales, two runs, returns, renewals', { timeout: 60_000 }, () => {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  let page: Page
  let restore: () => void
  let hands: ReturnType<typeof quarterHands>

  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'), { demo: false })
    restore = setEnvironment({ FACTEUR_TODAY: QUARTER_DAY })
    const { database } = stage
    await call(
      router.setup.begin,
      { companyName: 'Éditions du Lac', ...VALERIE },
      { context: localOuter(database, null) },
    )
    await inCompany(database, SLUG, aQuarter, { userId: 'local', ...VALERIE })
    browser = await openBrowser()
    visit = await aVisit(browser, stage)
    visit.context.setDefaultTimeout(20_000)
    page = visit.page
    hands = quarterHands(visit)
  })
  afterAll(async () => {
    await browser?.close()
    restore?.()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))

  it('X-7 plans the issues to come, by the frequency', async () => {
    await visit.go(`/${SLUG}/titles`)
    await rowOf(page, 'La Revue du Lac').dblclick()
    await hands.tab('Numéros')
    await hands.button(/^Proposer les/).click()
    await hands.dialog().getByRole('cell', { name: '01/11/2023' }).first().waitFor()
    await hands.confirm(/^Créer les/)
    await hands.dialog().waitFor({ state: 'hidden' })
    await page.getByRole('row', { name: /^7\b.*01\/11\/2023/ }).waitFor()
  })

  it('ABO-34 sells one year', async () => {
    await hands.newSale('Faure', 'ABO-A112')
    await hands.save()
  })

  it('CIR-10 sells a gift', async () => {
    await hands.newSale('Girard', 'ABO-A112')
    await page.getByRole('button', { name: 'Détail de la ligne' }).click()
    await hands.pick('Autre destinataire', 'Henry')
    await page.getByRole('checkbox', { name: 'C’est un cadeau' }).check()
    await hands.save()
  })

  it('CIR-10 sells two years, and says on the gift who gives it', async () => {
    await hands.newSale('Imbert', 'ABO-A224')
    await hands.save()
    await visit.go(`/${SLUG}/subscriptions`)
    await counts(page, '8 abonnements')
    await rowOf(page, 'Henry').click()
    await eventually(() => textOf(hands.panel())).toMatch(/Offert par\s+Girard Anna/)
  })

  it('CIR-11 serves the press by hand, for a reason and until a review', async () => {
    await visit.go(`/${SLUG}/subscriptions?open=new`)
    await hands.pick(/^Client/, 'Joly')
    await hands.pick(/^Produit/, 'ABO-PR12')
    await page.getByRole('combobox', { name: 'Nature' }).click()
    await page.getByRole('option', { name: 'Service de presse' }).click()
    await page.getByRole('textbox', { name: /^Motif/ }).fill('Chronique littéraire')
    await page.getByRole('textbox', { name: /^À revoir le/ }).fill('01/09/2024')
    await hands.button(/^Créer l’abonnement/).click()
    await page.getByText(/Abonnement \d+ créé/).waitFor()
    await eventually(() => textOf(hands.panel())).toMatch(/Chronique littéraire/)
    await counts(page, '9 abonnements')
  })

  it('CIR-16 gives a subscriber who moves another address from issue 7 on', async () => {
    await hands.openContact('Dumas')
    await hands.button('Changer d’adresse').click()
    await hands.dialog().getByText('D’un numéro', { exact: true }).click()
    await eventually(() => hands.dialog().getByLabel('Premier numéro livré là').first().inputValue()).toMatch(/n°\s7/)
    await hands.dialog().getByRole('textbox', { name: 'Adresse 1' }).fill('2 place Bellecour')
    await hands.dialog().getByRole('textbox', { name: 'Code postal' }).fill('69002')
    await hands.dialog().getByRole('textbox', { name: 'Ville' }).fill('Lyon')
    await hands.confirm(/^Enregistrer l’adresse/)
    const addresses = page.getByRole('region', { name: 'Adresses' })
    await eventually(() => textOf(addresses)).toMatch(/69002 Lyon[\s\S]*pour les numéros du 01\/11\/2023 et suivants/)
  })

  it('CIR-15 holds one who is away for issue 7 alone, and says which issue comes instead', async () => {
    await hands.openSubscription('Colin')
    await hands.button('Suspendre').click()
    await hands.pick('Jusqu’au numéro', 'n°\\s7', '7')
    await hands.dialog().getByLabel('Raison').fill('En voyage')
    await hands.dialog().getByText('Non servis\u00a0: n°\u00a07').waitFor()
    await hands.dialog().getByText('Dernier numéro\u00a0: n°\u00a09 → n°\u00a010').waitFor()
    await hands.confirm('Suspendre')
    await hands.dialog().waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /^7\b.*Suspendu/ }).waitFor()
  })

  it('ABO-54 shows who is in the run of issue 7, and who is not and why', async () => {
    await hands.recipients()
    await counts(page, '8 destinataires')
    expect((await column(page, 'lastName')).toSorted()).toEqual(IN_THE_FIRST_RUN)
    expect(await column(page, 'town')).toContain('Lyon')
    await hands.tab('Hors de l’envoi')
    await counts(page, '1 achat hors de l’envoi')
    expect(await column(page, 'lastName')).toEqual(['Colin'])
    expect(await column(page, 'why')).toEqual(['Suspendu'])
    expect(await column(page, 'reason')).toEqual(['En voyage'])
  })

  it('L-20 repairs the one address that breaks the postal standard', async () => {
    await hands.tab('Adresses à réparer')
    const address = page.getByRole('article', { name: 'Lise Estève' })
    await address.getByRole('button', { name: 'Réparer' }).click()
    await address.getByRole('textbox', { name: 'Code postal' }).fill('74000')
    await eventually(() => textOf(address)).toMatch(/74000 ANNECY/)
    await address.getByRole('button', { name: /^Enregistrer l’adresse/ }).click()
    await page.getByText('Toutes les adresses suivent la norme postale.').waitFor()
    await hands.tab('Dans l’envoi')
  })

  it('ABO-55 M-2 dispatches the eight, signs off, makes the file of the mailing house, hands over', async () => {
    await hands.dispatchSeven('8 destinataires (8 exemplaires)', 'Expédier 8 envois')
    await hands.signOff()
    const file = page.getByRole('link', { name: 'Télécharger «\u202fRoutage du Lac\u202f»' })
    const { name, bytes } = await downloaded(page, () => file.click())
    expect(name).toMatch(/^la-revue-du-lac-7/)
    const lines = bytes.toString().trim().split('\r\n')
    expect(lines).toHaveLength(9)
    expect(lines.filter(line => line.includes('74000 ANNECY'))).toHaveLength(7)
    expect(lines.filter(line => line.includes('69002 LYON'))).toHaveLength(1)
    expect(bytes.toString()).not.toContain('@')
    await hands.handOver()
  })

  it('ABO-60 sells once more after the run: a second run holds that one alone', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-10-25' })
    await hands.newSale('Klein', 'ABO-A112')
    await hands.save()
    await hands.recipients()
    await counts(page, '1 destinataire')
    expect(await column(page, 'lastName')).toEqual(['Klein'])
    await hands.dispatchSeven('1 destinataire (1 exemplaire)', 'Expédier 1 envoi')
    await hands.signOff()
    await hands.handOver()
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
    await hands.openSubscription('Faure')
    await page.getByRole('row', { name: /^8\b.*Suspendu/ }).waitFor()
  })

  it('CIR-18 sends issue 7 again once the new address came', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-08' })
    await visit.go(`/${SLUG}/returned-mail`)
    await counts(page, '1 retour')
    await rowOf(page, 'Faure').getByRole('link').first().click()
    await hands.panel().getByText('Ses abonnements sont suspendus jusqu’à la nouvelle adresse.').waitFor()
    await hands.panel().getByRole('link', { name: 'Saisir la nouvelle adresse' }).click()
    await page.getByRole('heading', { level: 1, name: 'Faure Jean' }).waitFor()
    await hands.button('Changer d’adresse').click()
    await hands.dialog().getByRole('textbox', { name: 'Adresse 1' }).fill('9 rue Haute')
    await hands.dialog().getByRole('textbox', { name: 'Code postal' }).fill('73000')
    await hands.dialog().getByRole('textbox', { name: 'Ville' }).fill('Chambéry')
    await hands.confirm(/^Enregistrer l’adresse/)
    await page.getByText('73000 Chambéry').first().waitFor()
    await visit.go(`/${SLUG}/returned-mail?state=resumed`)
    await counts(page, '1 retour')
    await rowOf(page, 'Faure').getByRole('link').first().click()
    await hands
      .panel()
      .getByRole('checkbox', { name: /N°\s7, .* — revenu/ })
      .check()
    await hands.panel().getByRole('button', { name: 'Rattraper 1 numéro' }).click()
    await page.getByText('C’est décidé').waitFor()
    await hands.openSubscription('Faure')
    await page.getByRole('row', { name: /^8\b.*Dû/ }).waitFor()
  })

  it('CIR-17 asks for a copy that never came, and sends both again in one run', async () => {
    await visit.go(`/${SLUG}/replacements?open=new`)
    await hands.pick(/^Achat/, 'Imbert')
    await page
      .getByRole('combobox', { name: /^Exemplaire/ })
      .first()
      .click()
    await page.getByRole('option', { name: /^N°\s7, envoyé le/ }).click()
    await hands.button(/^Demander l’exemplaire/).click()
    await counts(page, '2 demandes')
    await hands.button('Expédier les remplacements').click()
    await hands
      .dialog()
      .getByText(/En attente\s: 2\sdemandes/)
      .waitFor()
    await hands.confirm(/Expédier les remplacements/)
    await page.getByRole('link', { name: 'Voir l’expédition' }).or(hands.button('Voir l’expédition')).first().click()
    await page.getByRole('heading', { name: /Exemplaires de remplacement/ }).waitFor()
    await hands.openSubscription('Imbert')
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
    await hands.button('Nouvelle série').first().click()
    await page.getByLabel('Nom de la série').fill('Fin d’abonnement')
    await hands.pick(/^Titre/, 'La Revue du Lac')
    await hands.button(/^Créer la série/).click()
    await page.getByRole('heading', { level: 1, name: 'Fin d’abonnement' }).waitFor()
    await hands.addWave('30', 'Votre abonnement se termine')
    await hands.addWave('7', 'Plus que quelques jours')
    await hands.button('Aperçu, Vague 1').click()
    await hands.dialog().getByText('2 abonnements à relancer').waitFor()
    await hands.confirm('Relancer 2 abonnements')
    await hands.dialog().waitFor({ state: 'hidden' })
  })

  it('CIR-21 renews one by a sale: it goes on after the former, and the second wave leaves them out', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-11-28' })
    await hands.newSale('Ancel', 'ABO-A112')
    await hands.save()
    await visit.go(`/${SLUG}/subscriptions?q=ancel`)
    await counts(page, '2 abonnements')
    expect((await column(page, 'startsOn')).toSorted()).toEqual(['05/12/2022', '05/12/2023'])
    await visit.go(`/${SLUG}/renewals`)
    await rowOf(page, 'Fin d’abonnement').dblclick()
    await hands.button('Aperçu, Vague 2').click()
    await hands.dialog().getByText('1 abonnement à relancer').waitFor()
    expect(await textOf(hands.dialog())).toMatch(/Renouvelé\s+1/)
    await hands.confirm('Relancer 1 abonnement')
    await hands.dialog().waitFor({ state: 'hidden' })
    await visit.go(`/${SLUG}/renewal-notices`)
    await counts(page, '3 relances')
    await visit.go(`/${SLUG}/messages`)
    await counts(page, '4 messages') // with the one that asked for a new address
  })

  it('M-1 says why who was away was not served issue 7', async () => {
    await hands.openSubscription('Colin')
    await page.getByRole('row', { name: /^7\b/ }).getByRole('button', { name: 'Pourquoi' }).click()
    await hands.dialog().getByText('Suspendu de n°\u00a07 à n°\u00a07, à la demande de l’abonné (En voyage).').waitFor()
    await hands.dialog().getByText('Donc le n°\u00a07\u00a0: suspendu.').waitFor()
    await page.keyboard.press('Escape')
    await hands.dialog().waitFor({ state: 'detached' })
  })

  it('M-2 leaves no copy missed, and every run where it belongs', async () => {
    await visit.go(`/${SLUG}/missed-copies`)
    await page.getByText('Aucun exemplaire manqué').waitFor()
    await hands.recipients()
    await page.getByText('Personne n’attend cet envoi').waitFor()
    await hands.tab('Hors de l’envoi')
    await counts(page, '11 achats hors de l’envoi')
    const told = (await column(page, 'why')).toSorted()
    expect(told).toEqual(['Commence plus tard', ...Array(9).fill('Déjà servi'), 'Suspendu'])
  })
})
