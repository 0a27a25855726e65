import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { trackMailsOperations as mails, stageMailsOperations as templates } from './operations/mails.ts'
import { trackingSettingsOperations as settings } from './operations/settings.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
  sealWith('a secret that every test may know')
})
afterAll(() => database.close())

const ADDRESS = 'lara@antikor.example'

async function writing({ email = ADDRESS }: { email?: string | null } = {}) {
  const of = await aWorkshop(database)
  const emails = email === null ? [] : [email]
  await of.within(({ db, company }) =>
    db.execute(sql`
      update parties set emails = ${sql.param(emails)}::text[], first_name = 'Lara', last_name = 'Leuze', legal_name = '', kind = 'person', honorific = ''
      where company_id = ${company.id} and id = ${of.customerId}`),
  )
  const sent = async () => {
    const { rows } = await of.within(({ db, company }) =>
      db.execute<{ to: string; subject: string; text: string }>(
        sql`select "to", subject, text from messages where company_id = ${company.id} and purpose = 'tracking.stage' order by id`,
      ),
    )
    return rows
  }
  const templateOf = async (name: string) => (await of.call(templates.all, {})).find(one => one.name === name)!
  return { ...of, sent, templateOf }
}

describe('The mail of a stage', () => {
  it('SUI-16 The envelope opens the mail of the stage where the order is, filled in', async () => {
    const of = await writing()
    const { id, number } = await of.order()
    await of.moveTo(id, 'Assemblage')
    expect(await of.call(mails.mail, { id })).toMatchObject({
      template: 'Commande dispo',
      to: ADDRESS,
      sending: 'ask',
      subject: `Votre commande ${number} est prête`,
      text: `Bonjour Lara Leuze,\n\nVotre commande ${number} est prête.\n\nÉditions du Lac`,
      lastSentAt: null,
    })
  })

  it('tells where the order can be followed once the company said at which address', async () => {
    const of = await writing()
    const { id } = await of.order()
    await of.moveTo(id, 'Assemblage')
    const said = await of.call(settings.get, {})
    await of.call(settings.update, { ...said, publicAddress: 'https://suivi.example.fr/' })
    const { path } = await of.call(mails.link, { id })
    expect((await of.call(mails.mail, { id })).text).toContain(`https://suivi.example.fr${path}`)
    await of.call(settings.update, { ...said, publicAddress: 'https://suivi.example.fr', publicPage: false })
    expect((await of.call(mails.mail, { id })).text).not.toContain('suivi.example.fr')
    expect(await of.call(mails.link, { id })).toEqual({ path: null })
  })

  it('X-52 is sent as somebody looked at it, and its copy stays in the history', async () => {
    const of = await writing()
    const { id } = await of.order()
    await of.moveTo(id, 'Assemblage')
    expect(await of.sent()).toEqual([])
    await of.call(mails.sendMail, { id, subject: 'C’est prêt', text: 'Venez demain.' })
    expect(await of.sent()).toEqual([{ to: ADDRESS, subject: 'C’est prêt', text: 'Venez demain.' }])
    const [entry] = await of.call(tracking.history, { id })
    expect(entry).toMatchObject({
      direction: 'mail',
      toStage: 'Assemblage',
      stayedSeconds: null,
      mail: { to: ADDRESS, subject: 'C’est prêt', state: 'queued' },
    })
  })

  it('X-52 leaves by itself on entering a stage that says so, and once an order', async () => {
    const of = await writing()
    await of.changeStage('Assemblage', { sending: 'auto' })
    const { id, number } = await of.order()
    await of.moveTo(id, 'Emballage')
    expect(await of.sent(), 'a stage it only passes says nothing').toEqual([])
    await of.moveTo(id, 'Assemblage', 'Un pied manque')
    expect(await of.sent(), 'nor does a way back').toEqual([])
    await of.moveTo(id, 'Prise en charge', 'Tout reprendre')
    for (const _ of [1, 2]) {
      await of.moveTo(id, 'Assemblage')
      await of.moveTo(id, 'Découpage', 'Encore')
    }
    expect(await of.sent()).toMatchObject([{ to: ADDRESS, subject: `Votre commande ${number} est prête` }])
    const told = (await of.call(tracking.history, { id })).filter(({ mail }) => mail !== null)
    expect(told).toMatchObject([{ direction: 'next', toStage: 'Assemblage', mail: { to: ADDRESS } }])
  })

  it('leaves by itself when an order comes in or is cancelled, if these stages say so', async () => {
    const of = await writing()
    const { id: templateId } = await of.templateOf('Envoi commande')
    await of.changeStage('En attente', { sending: 'auto', templateId })
    await of.changeStage('Annulée', { sending: 'auto', templateId })
    const { id } = await of.order()
    expect(await of.sent()).toHaveLength(1)
    await of.moveTo(id, 'Annulée', 'Client parti')
    expect(await of.sent()).toHaveLength(2)
  })

  it('does not stop an order whose customer has no address, and asks for one', async () => {
    const of = await writing({ email: null })
    await of.changeStage('Assemblage', { sending: 'auto' })
    const { id } = await of.order()
    await of.moveTo(id, 'Assemblage')
    expect(await of.sent()).toEqual([])
    await expect(of.call(mails.sendMail, { id })).rejects.toMatchObject({ code: 'tracking.noAddress' })
    await of.call(mails.sendMail, { id, to: 'autre@example.org' })
    expect(await of.sent()).toMatchObject([{ to: 'autre@example.org' }])
  })

  it('SUI-7 is none at a stage without template, unless one is chosen', async () => {
    const of = await writing()
    const { id } = await of.order()
    await expect(of.call(mails.mail, { id })).rejects.toMatchObject({
      code: 'tracking.noMail',
      data: { values: { stage: 'En attente' } },
    })
    const { id: templateId } = await of.templateOf('Envoi commande')
    expect(await of.call(mails.mail, { id, templateId })).toMatchObject({ template: 'Envoi commande' })
  })

  it('X-52 speaks the language of the order', async () => {
    const of = await writing()
    const { id, number } = await of.order({ language: 'en' })
    await of.moveTo(id, 'Assemblage')
    expect(await of.call(mails.mail, { id })).toMatchObject({
      language: 'en',
      subject: `Your order ${number} is ready`,
    })
  })
})

describe('The templates', () => {
  const said = { name: 'Retard', subjectFr: 'Du retard', bodyFr: 'Livraison le {a_livrer}.', subjectEn: '', bodyEn: '' }

  it('SUI-26 are written, changed and taken away while no stage uses them', async () => {
    const of = await writing()
    const { id, revision } = await of.call(templates.create, said)
    expect(await of.call(templates.update, { id, ...said, name: 'Grand retard', revision })).toMatchObject({
      stages: [],
    })
    await of.changeStage('Découpage', { templateId: id, sending: 'ask' })
    expect((await of.templateOf('Grand retard')).stages).toEqual(['Découpage'])
    await expect(of.call(templates.remove, { id })).rejects.toMatchObject({ code: 'tracking.mailInUse' })
    await of.changeStage('Découpage', { templateId: null, sending: 'none' })
    await of.call(templates.remove, { id })
    expect(await of.templateOf('Grand retard')).toBeUndefined()
  })

  it('name no field that there is not, and no name twice', async () => {
    const of = await writing()
    await expect(of.call(templates.create, { ...said, bodyFr: '{machine}' })).rejects.toMatchObject({
      code: 'tracking.unknownField',
      data: { values: { word: 'machine' } },
    })
    await of.call(templates.create, said)
    await expect(of.call(templates.create, said)).rejects.toMatchObject({ code: 'tracking.mailNameTaken' })
  })
})
