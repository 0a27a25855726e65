import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { day } from '../../values/day.ts'
import { aCollector, THEIR_IBAN } from './factory.ts'
import { mandatesOperations as mandates, debitSettingsOperations as settings } from './operations/mandates.ts'
import { stateOn } from './rules/mandate.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const collector = () => aCollector(database, { reactions, constraints })
const OTHER_IBAN = 'FR1420041010050500013M02606'

describe('a mandate', () => {
  it('L-14 keeps its account number sealed: masked for everybody, whole for who asks, which the journal tells', async () => {
    const of = await collector()
    const { id, iban, reference } = await of.call(mandates.create, { customerId: of.customerId, iban: OTHER_IBAN })
    expect([iban, reference]).toEqual(['FR •••• 2606', 'M000002'])
    expect(await of.call(mandates.iban, { id })).toEqual({ iban: OTHER_IBAN })
    const { rows } = await of.within(({ db, company }) =>
      db.execute<{ all: string; told: number }>(sql`
        select (select string_agg(m::text, '') from mandates m where m.company_id = ${company.id})
          || (select string_agg(a::text, '') from audit_entries a where a.company_id = ${company.id}) as all,
          (select count(*)::int from audit_entries where company_id = ${company.id} and record_id = ${id} and "to"::text like '%ibanReadBy%') as told`),
    )
    expect(rows[0]!.told).toBe(1)
    expect(rows[0]!.all).not.toContain(OTHER_IBAN.slice(4, 20))
    await expect(of.call(mandates.iban, { id }, { role: 'reader' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('L-14 is signed once, with proofs that are kept, and deleted only when it never was', async () => {
    const of = await collector()
    const { id } = await of.call(mandates.create, { customerId: of.customerId, iban: OTHER_IBAN, reference: 'RUM/1' })
    const proof = { name: 'mandat.pdf', content: Buffer.from('%PDF-1.4').toString('base64') }
    await expect(of.call(mandates.sign, { id, signedOn: '2026-04-01' })).rejects.toMatchObject({
      code: 'debits.signedAhead',
    })
    const signed = await of.call(mandates.sign, { id, signedOn: '2026-03-01', signedTown: 'Lyon', proof })
    expect(signed).toMatchObject({ state: 'valid', proofCount: 1, lapsesOn: '2029-03-01', proofs: [{ byteCount: 8 }] })
    await expect(of.call(mandates.addProof, { id, ...proof })).rejects.toMatchObject({ code: 'debits.proofTaken' })
    await expect(of.call(mandates.sign, { id, signedOn: '2026-03-01' })).rejects.toMatchObject({
      code: 'debits.alreadySigned',
    })
    await expect(of.call(mandates.remove, { id })).rejects.toMatchObject({ code: 'debits.signedStays' })
    await expect(of.call(mandates.update, { id, iban: THEIR_IBAN })).rejects.toMatchObject({
      code: 'debits.signedIsAmended',
    })
    expect(await of.call(mandates.update, { id, town: 'Lyon', noticeDays: 5 })).toMatchObject({
      town: 'Lyon',
      noticeDays: 5,
    })
    const draft = await of.call(mandates.create, { customerId: of.customerId, iban: OTHER_IBAN })
    expect(await of.call(mandates.remove, { id: draft.id })).toEqual({ id: draft.id })
    await expect(
      of.call(mandates.create, { customerId: of.customerId, iban: OTHER_IBAN, reference: 'RUM/1' }),
    ).rejects.toMatchObject({ code: 'debits.referenceTaken' })
  })

  it('L-14 goes on with another account or reference, and keeps what was before until the bank is told', async () => {
    const of = await collector()
    const id = of.mandateId
    await expect(of.call(mandates.amend, { id, iban: THEIR_IBAN })).rejects.toMatchObject({
      code: 'debits.nothingAmended',
    })
    const amended = await of.call(mandates.amend, {
      id,
      iban: OTHER_IBAN,
      sameBank: true,
      reference: 'N-1',
      reason: 'Nouveau compte',
    })
    expect(amended).toMatchObject({
      ...{ reference: 'N-1', iban: 'FR •••• 2606' },
      amendments: [{ oldReference: 'M000001', oldIban: '•••• 0189', sameBank: true, toldOn: null }],
    })
    expect(await of.call(mandates.iban, { id })).toEqual({ iban: OTHER_IBAN })
    await of.call(mandates.revoke, { id, reason: 'à sa demande' })
    await expect(of.call(mandates.amend, { id, reference: 'N-2' })).rejects.toMatchObject({
      code: 'debits.mandateEnded',
    })
    expect((await of.call(mandates.list, { state: 'revoked' })).rows.map(row => row.id)).toEqual([id])
  })

  it('L-14 stands for the lists as for one: the rule and the statement agree', async () => {
    const of = await collector()
    const given = [
      ['recurrent', '2023-03-01', null, null],
      ['recurrent', '2023-03-02', null, null],
      ['recurrent', '2020-01-31', '2023-03-03', null],
      ['one-off', '2026-01-01', '2026-02-01', null],
      ['one-off', '2026-01-01', null, null],
      ['recurrent', '2026-01-01', null, '2026-03-02'],
      ['recurrent', '2026-01-01', null, '2026-03-03'],
    ] as const
    for (const [frequency, signedOn, usedOn, revokedOn] of given) {
      const { id } = await of.call(mandates.create, {
        customerId: of.customerId,
        iban: OTHER_IBAN,
        frequency,
        signedOn,
      })
      await of.within(({ db, company }) =>
        db.execute(
          sql`update mandates set used_on = ${usedOn}::date, revoked_on = ${revokedOn}::date, revoked_reason = 'x' where company_id = ${company.id} and id = ${id}`,
        ),
      )
      const facts = {
        frequency,
        signedOn: day(signedOn),
        usedOn: usedOn && day(usedOn),
        revokedOn: revokedOn && day(revokedOn),
      }
      expect((await of.call(mandates.get, { id })).state).toBe(stateOn(facts, day('2026-03-02')))
    }
  })

  it('is refused with a wrong account, BIC or reference, in words', async () => {
    const of = await collector()
    const create = (given: object) =>
      of.call(mandates.create, { customerId: of.customerId, iban: OTHER_IBAN, ...given })
    await expect(create({ iban: 'FR1420041010050500013M02607' })).rejects.toMatchObject({ code: 'debits.ibanForm' })
    await expect(create({ bic: 'AGRI' })).rejects.toMatchObject({ code: 'debits.bicForm' })
    await expect(create({ reference: '/x' })).rejects.toMatchObject({ code: 'debits.referenceForm' })
    await expect(create({ customerId: of.company.id })).rejects.toMatchObject({ code: 'debits.unknownCustomer' })
  })
})

describe('who collects', () => {
  it('is checked: its number, its account, the pattern of references', async () => {
    const of = await collector()
    const said = (await of.call(settings.get, undefined))!
    const save = (given: object) => of.call(settings.save, { ...said, ...given })
    await expect(save({ creditorId: 'FR00ZZZ123456' })).rejects.toMatchObject({ code: 'debits.creditorIdForm' })
    await expect(save({ mandatePattern: 'M' })).rejects.toMatchObject({ code: 'debits.patternForm' })
    await expect(save({ bankAccountId: of.company.id })).rejects.toMatchObject({ code: 'payments.unknownBankAccount' })
    expect(await save({ noticeDays: 5 })).toMatchObject({ noticeDays: 5, revision: said.revision + 1 })
    await expect(save({ noticeDays: 6 })).rejects.toMatchObject({ code: 'record.changedMeanwhile' })
  })
})
