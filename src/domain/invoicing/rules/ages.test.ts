import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ageBands } from './ages.ts'

const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

it('puts each due day in one age, whatever today is', () => {
  fc.assert(
    fc.property(days, days, (today, dueOn) => {
      const holding = ageBands(today).filter(
        ({ dueFrom, dueTo }) => (dueFrom === null || dueFrom <= dueOn) && (dueTo === null || dueOn <= dueTo),
      )
      expect(holding).toHaveLength(1)
    }),
  )
})

it('counts an invoice as overdue from the day after it is due', () => {
  const [notDue, first] = ageBands('2023-08-31')
  expect(notDue).toEqual({ age: 'not-due', dueFrom: '2023-08-31', dueTo: null })
  expect(first).toEqual({ age: 'to-30', dueFrom: '2023-08-01', dueTo: '2023-08-30' })
})
