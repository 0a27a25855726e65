import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aMember } from '../accounts/factory.ts'
import { boardOperations as board } from './operations/board.ts'
import { operatorStagesOperations as limits, trackingSettingsOperations as settings } from './operations/settings.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

describe('How orders are followed', () => {
  it('X-49 takes the thresholds of the company, the urgent one never before that of attention', async () => {
    const of = await aWorkshop(database)
    const { id } = await of.order({ deliverOn: '2026-06-13' })
    expect(await of.call(tracking.get, { id })).toMatchObject({ lateness: 'right' })
    const said = await of.call(settings.get, {})
    await of.call(settings.update, { ...said, attentionDays: 15, urgentDays: null })
    expect(await of.call(tracking.get, { id })).toMatchObject({ lateness: 'attention' })
    await of.call(settings.update, { ...said, attentionDays: 15, urgentDays: 10 })
    expect(await of.call(tracking.get, { id })).toMatchObject({ lateness: 'urgent' })
    await expect(of.call(settings.update, { ...said, attentionDays: 3, urgentDays: 4 })).rejects.toMatchObject({
      code: 'tracking.urgentAfterAttention',
    })
  })

  it('X-55 marks an order whose status and stage contradict one another', async () => {
    const of = await aWorkshop(database)
    const { id } = await of.order()
    const before = await of.call(tracking.get, { id })
    expect(before.contradicts).toBe(false)
    const stageId = await of.idOf('Découpage')
    const said = await of.call(settings.get, {})
    await of.call(settings.update, { ...said, contradictions: [{ statusId: before.statusId, stageId }] })
    await of.moveTo(id, 'Découpage')
    expect(await of.call(tracking.get, { id })).toMatchObject({ contradicts: true })
    const unknown = [{ statusId: null, stageId: id }]
    await expect(of.call(settings.update, { ...said, contradictions: unknown })).rejects.toMatchObject({
      code: 'tracking.noSuchStage',
    })
  })
})

describe('Somebody limited to stages', () => {
  async function limited() {
    const of = await aWorkshop(database)
    const user = await aMember(database, of.company, { name: 'Paul Clou', initials: 'PC' })
    const stageIds = [await of.idOf('Découpage'), await of.idOf('Assemblage')]
    await of.call(limits.save, { initials: 'PC', stageIds })
    const as = { user, role: 'operator' } as const
    return { ...of, as, stageIds }
  }

  it('moves orders out of them alone, within them or on to the next one', async () => {
    const of = await limited()
    const { id } = await of.order()
    const refused = (stage: string) => ({ code: 'tracking.notYours', data: { values: { stage } } })
    await expect(of.call(tracking.next, { id }, of.as)).rejects.toMatchObject(refused('En attente'))
    await of.moveTo(id, 'Découpage')
    await expect(of.moveTo(id, 'Prise en charge', 'Erreur', of.as)).rejects.toMatchObject(refused('Prise en charge'))
    await expect(of.moveTo(id, 'Livraison', '', of.as)).rejects.toMatchObject(refused('Livraison'))
    await of.moveTo(id, 'Assemblage', '', of.as)
    await of.moveTo(id, 'Découpage', 'Un pied manque', of.as)
    await of.moveTo(id, 'Assemblage', '', of.as)
    expect(await of.call(tracking.next, { id }, of.as)).toMatchObject({ stage: 'Emballage', enteredBy: 'PC' })
  })

  it('places orders in them alone, and sees which they are', async () => {
    const of = await limited()
    const { id } = await of.order()
    await expect(of.call(board.place, { id, beforeId: null }, of.as)).rejects.toMatchObject({
      code: 'tracking.notYours',
    })
    const columns = await of.call(board.board, {}, of.as)
    expect(columns.filter(({ mine }) => mine).map(({ stage }) => stage)).toEqual(['Découpage', 'Assemblage'])
    expect((await of.call(board.board, {})).every(({ mine }) => mine)).toBe(true)
  })

  it('is free again when the limit is lifted, and only somebody of the company is limited', async () => {
    const of = await limited()
    const { id } = await of.order()
    expect(await of.call(limits.save, { initials: 'PC', stageIds: [] })).toContainEqual({
      initials: 'PC',
      name: 'Paul Clou',
      stageIds: [],
    })
    expect(await of.call(tracking.next, { id }, of.as)).toMatchObject({ stage: 'Prise en charge' })
    await expect(of.call(limits.save, { initials: 'ZZ', stageIds: [] })).rejects.toMatchObject({
      code: 'tracking.unknownOperator',
    })
  })
})
