import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from './factory.ts'
import { profilesOperations } from './operations/profiles.ts'
import { type Source, USUAL_LAYOUT } from './rules/layout.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

describe('a file profile', () => {
  it('X-28 is shown as a file before it is saved, of invented people before there is a run', async () => {
    const home = await aPublisher(database, { constraints, reactions })
    const found = await home.call(profilesOperations.preview, {
      layout: {
        ...USUAL_LAYOUT,
        format: 'fixed',
        encoding: 'iso-8859-15',
        columns: [...Array(6).keys()].map(at => ({ source: `postal${at + 1}` as Source, heading: '', width: 38 })),
      },
    })
    expect(found).toMatchObject({ made: false, lineWidth: 228 })
    expect(found.text!.split('\r\n')[1]).toHaveLength(228)
    expect(found.losses).toEqual(expect.arrayContaining([{ kind: 'character', what: 'Ł', became: 'L', count: 1 }]))
  })

  it('has a name of its own, one default a mailing house, and can be retired', async () => {
    const home = await aPublisher(database, { constraints, reactions })
    const given = { mailingHouseId: null, isDefault: true, layout: USUAL_LAYOUT }
    const first = await home.call(profilesOperations.create, { name: 'A', ...given })
    await expect(home.call(profilesOperations.create, { name: 'A', ...given, isDefault: false })).rejects.toMatchObject(
      { code: 'dispatch.profileNameTaken' },
    )
    await home.call(profilesOperations.create, { name: 'B', ...given })
    expect(await home.call(profilesOperations.get, { id: first.id })).toMatchObject({ isDefault: false })
    await home.call(profilesOperations.update, { id: first.id, archived: true })
    expect((await home.call(profilesOperations.list, {})).rows.map(({ name }) => name)).toEqual(['B'])
  })
})
