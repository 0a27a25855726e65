import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { trackMailsOperations as mails } from './operations/mails.ts'
import { trackingSettingsOperations as settings } from './operations/settings.ts'
import { mountPublicTracking } from './public-route.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
let app: FastifyInstance
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 10)
  sealWith('a secret that every test may know')
  app = Fastify()
  mountPublicTracking(app, database)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

async function shown() {
  const of = await aWorkshop(database)
  const link = async (id: string) => (await of.call(mails.link, { id })).path!
  const page = (url: string) => app.inject({ url, headers: { 'accept-language': 'en' } })
  return { ...of, link, page }
}

describe('The page of an order for its customer', () => {
  it('tells how far it is, in the words of the company and the language of the order', async () => {
    const of = await shown()
    const { id, number } = await of.order({ deliverOn: '2026-06-30' })
    await of.moveTo(id, 'Découpage')
    const { statusCode, body } = await of.page(await of.link(id))
    expect(statusCode).toBe(200)
    expect(body).toContain(`Votre commande ${number}`)
    expect(body).toContain('Livraison prévue le 30/06/2026')
    expect(body).toMatch(/<li class="done"><strong>En attente<.*<li class="now" aria-current="step"><strong>Découpage</)
    expect(body).toContain('<li><strong>Terminée</strong>')
    expect(body).not.toContain('Annulée')
  })

  it('shows no price, no name and no comment', async () => {
    const of = await shown()
    const { id } = await of.order({ privateNote: 'Mauvais payeur' })
    await of.moveTo(id, 'Découpage')
    await of.moveTo(id, 'En attente', 'Le menuisier est malade')
    const { body } = await of.page(await of.link(id))
    for (const secret of ['Mauvais payeur', 'menuisier', '120', 'VG', 'Table']) expect(body).not.toContain(secret)
  })

  it('says that an order is finished, or was cancelled', async () => {
    const of = await shown()
    const [done, gone] = [(await of.order()).id, (await of.order({ language: 'en' })).id]
    await of.moveTo(done, 'Terminée')
    await of.moveTo(gone, 'Annulée', 'Client parti')
    expect((await of.page(await of.link(done))).body).toContain('Terminée le')
    expect((await of.page(await of.link(gone))).body).toContain('This order was cancelled on')
  })

  it('writes what people typed as words, never as markup', async () => {
    const of = await shown()
    const { id } = await of.order()
    await of.changeStage('En attente', { nameFr: '<script>alert(1)</script>' })
    const { body } = await of.page(await of.link(id))
    expect(body).toContain('&lt;script&gt;')
    expect(body).not.toContain('<script')
  })

  it('is found by the link alone: no other order, no other signature, nothing when it is closed', async () => {
    const of = await shown()
    const [one, other] = [(await of.order()).id, (await of.order()).id]
    const [link, otherLink] = [await of.link(one), await of.link(other)]
    const [code, signature] = link.split('.')
    const forged = [`${otherLink.split('.')[0]}.${signature}`, code!, `${code}.`, `${link}x`, '/suivi/a.b']
    for (const url of forged) expect((await of.page(url)).statusCode, url).toBe(404)
    expect((await of.page('/suivi/a.b')).body).toContain('This link leads to no order.')
    await of.call(settings.update, { ...(await of.call(settings.get, {})), publicPage: false })
    expect((await of.page(link)).statusCode).toBe(404)
  })
})
