import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../values/day.ts'
import { latenessOf } from './late.ts'
import { isOff, line, nextOf, previousOf, type Stage, type Step, stepsTo } from './moves.ts'

const NAMES = [
  'En attente',
  'Prise en charge',
  'Découpage',
  'Assemblage',
  'Emballage',
  'Livraison',
  'Terminée',
  'Annulée',
]
const stages: Stage[] = NAMES.map((id, at) => ({
  id,
  position: at + 1,
  kind: id === 'Terminée' ? 'final' : id === 'Annulée' ? 'cancelled' : 'normal',
}))
const steps = (found: Step[] | string) =>
  typeof found === 'string' ? found : found.map(({ toId, direction }) => [toId, direction])

describe('Moves between stages', () => {
  it('SUI-14 The next arrow leads through the stages in their order', () => {
    expect(nextOf(stages, 'En attente')?.id).toBe('Prise en charge')
    expect(nextOf(stages, 'Livraison')?.id).toBe('Terminée')
  })

  it('X-51 Next leads nowhere from the final stage, and never to the cancelled one', () => {
    expect(nextOf(stages, 'Terminée')).toBeNull()
    expect(nextOf(stages, 'Annulée')).toBeNull()
  })

  it('SUI-15 The previous arrow leads back one stage, and nowhere from the first', () => {
    expect(previousOf(stages, 'Découpage')?.id).toBe('Prise en charge')
    expect(previousOf(stages, 'En attente')).toBeNull()
    expect(previousOf(stages, 'Terminée')?.id).toBe('Livraison')
  })

  it('SUI-23 Going back asks why', () => {
    expect(stepsTo(stages, 'Assemblage', 'Découpage', ' ')).toBe('tracking.commentMissing')
    expect(steps(stepsTo(stages, 'Assemblage', 'Découpage', 'Mauvaise coupe'))).toEqual([['Découpage', 'back']])
  })

  it('X-56 A jump forward passes each stage between as skipped', () => {
    expect(steps(stepsTo(stages, 'Prise en charge', 'Emballage', ''))).toEqual([
      ['Découpage', 'skipped'],
      ['Assemblage', 'skipped'],
      ['Emballage', 'next'],
    ])
  })

  it('X-51 Cancelling, and taking it back, say why', () => {
    expect(stepsTo(stages, 'Emballage', 'Annulée', '')).toBe('tracking.commentMissing')
    expect(steps(stepsTo(stages, 'Emballage', 'Annulée', 'Client parti'))).toEqual([['Annulée', 'cancel']])
    expect(steps(stepsTo(stages, 'Annulée', 'Découpage', 'Il revient'))).toEqual([['Découpage', 'restore']])
  })

  it('X-50 Only the final and the cancelled stage take an order off the list: Livraison does not', () => {
    expect(stages.filter(isOff).map(({ id }) => id)).toEqual(['Terminée', 'Annulée'])
  })

  it('ends where it was asked, each step beginning where the one before ended', () => {
    const anyStages = fc
      .array(fc.constantFrom('normal' as const, 'cancelled' as const, 'final' as const), {
        minLength: 2,
        maxLength: 12,
      })
      .map(kinds =>
        kinds
          .filter((kind, at) => kind === 'normal' || kinds.indexOf(kind) === at)
          .map((kind, at): Stage => ({ id: String(at), kind, position: kinds.length - at })),
      )
    fc.assert(
      fc.property(anyStages, fc.nat(), fc.nat(), (some, a, b) => {
        const [from, to] = [some[a % some.length]!, some[b % some.length]!]
        const found = stepsTo(some, from.id, to.id, 'because')
        if (typeof found === 'string') {
          expect([from === to, found]).toEqual([true, 'tracking.alreadyThere'])
          return
        }
        expect([found[0]!.fromId, found.at(-1)!.toId]).toEqual([from.id, to.id])
        for (const [at, step] of found.slice(1).entries()) expect(step.fromId).toBe(found[at]!.toId)
        expect(found.length).toBeLessThanOrEqual(line(some).length)
      }),
    )
  })
})

describe('The colour of an order', () => {
  const today = day('2026-06-03')
  const of = (deliverOn: string | null, urgentDays: number | null = null) =>
    latenessOf(deliverOn === null ? null : day(deliverOn), today, { attentionDays: 5, urgentDays })

  it('SUI-11 is right, asks for attention, or is urgent by the days that are left', () => {
    expect([of('2026-06-09'), of('2026-06-08'), of('2026-06-03'), of('2026-06-02')]).toEqual([
      'right',
      'attention',
      'attention',
      'urgent',
    ])
  })

  it('X-49 is urgent before it is late where a second threshold says so', () => {
    expect([of('2026-06-06', 2), of('2026-06-05', 2), of('2026-06-03', 2)]).toEqual(['attention', 'urgent', 'urgent'])
  })

  it('SUI-12 is none without a promised day', () => {
    expect(of(null)).toBeNull()
  })
})
