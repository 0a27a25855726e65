import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, compareDays, day, isoDay } from '../../../values/day.ts'
import { bankDayFrom, bankDays, bankDaysAfter, easter, isBankDay } from './bank-days.ts'
import { creditorIdOf } from './creditor-id.ts'
import { latin, latinId } from './latin.ts'
import { lapsesOn, stateOn } from './mandate.ts'
import { noticeText } from './notice.ts'
import { isRetried, REASONS, reasonOf } from './reasons.ts'
import { referenceFrom, referenceOf } from './reference.ts'

const anyDay = fc.integer({ min: 0, max: 146_000 }).map(days => addDays(day('1999-01-01'), days))

describe('bank days', () => {
  it('are closed at Easter, on the six days of the year and at weekends', () => {
    expect([2024, 2025, 2026, 2027, 2038, 2285].map(year => isoDay(easter(year)))).toEqual([
      ...['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2285-03-22'],
    ])
    for (const closed of [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-12-25',
      '2026-12-26',
      '2026-03-15',
    ])
      expect(isBankDay(day(closed)), closed).toBe(false)
    for (const open of ['2026-12-24', '2026-05-08', '2026-07-14', '2026-04-07'])
      expect(isBankDay(day(open)), open).toBe(true)
  })

  it('follow one another over 400 years: the next is at most five days away, and counting forth and back ends there', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 10 }), (of, count) => {
        const next = bankDayFrom(of)
        expect(isBankDay(next)).toBe(true)
        expect(compareDays(next, addDays(of, 5))).toBeLessThan(1)
        const later = bankDaysAfter(next, count)
        expect(isoDay(bankDaysAfter(later, -count))).toBe(isoDay(next))
        expect(bankDays(isoDay(of), 12).map(one => one.bankDay)).toEqual(
          Array.from({ length: 12 }, (_, at) => isoDay(bankDayFrom(addDays(of, at)))),
        )
      }),
      { numRuns: 300 },
    )
  })
})

describe('a mandate', () => {
  it('L-14 lapses 36 months after its last collection or its signature, and not a day sooner', () => {
    fc.assert(
      fc.property(anyDay, fc.option(anyDay, { nil: null }), anyDay, (signedOn, usedOn, today) => {
        const last = lapsesOn(signedOn, usedOn)
        const facts = { signedOn, usedOn, revokedOn: null, frequency: 'recurrent' as const }
        expect(stateOn(facts, last)).toBe('valid')
        expect(stateOn(facts, addDays(last, 1))).toBe('lapsed')
        expect(stateOn({ ...facts, revokedOn: today }, today)).toBe('revoked')
        expect(stateOn({ ...facts, signedOn: null, usedOn: null }, today)).toBe('unsigned')
        expect(stateOn({ ...facts, frequency: 'one-off' }, last)).toBe(usedOn ? 'used' : 'valid')
      }),
    )
    expect(isoDay(lapsesOn(day('2024-02-29'), null))).toBe('2027-02-28')
  })

  it('has a reference that every bank reads, or none', () => {
    for (const good of ['M000001', "RUM+2026/12-(A),'.:?", 'A'.repeat(35)]) expect(referenceOf(good)).toBe(good)
    for (const bad of ['', 'é', '/A', 'A/', 'A//B', 'A'.repeat(36), 'A&B']) expect(referenceOf(bad)).toBeNull()
    expect(referenceFrom('M{n:6}', 42)).toBe('M000042')
    expect(referenceFrom('CS-{n}', 7)).toBe('CS-7')
    expect(referenceFrom('sans numéro', 7)).toBeNull()
  })

  it('has a creditor whose number is checked, whatever its three letters', () => {
    expect(creditorIdOf('fr72 zzz 123456')).toBe('FR72ZZZ123456')
    expect(creditorIdOf('FR72ABC123456')).toBe('FR72ABC123456')
    expect(creditorIdOf('DE98ZZZ09999999999')).toBe('DE98ZZZ09999999999')
    for (const bad of ['FR73ZZZ123456', 'FR72ZZZ123457', 'FR72', '72ZZZ123456']) expect(creditorIdOf(bad)).toBeNull()
  })
})

describe('what a bank reads', () => {
  it('holds its characters alone, within its length, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 140 }), (text, length) => {
        expect(latin(text, length)).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/)
        expect(latin(text, length).length).toBeLessThanOrEqual(length)
        expect(latinId(text, 35)).not.toMatch(/^\/|\/$|\/\//)
      }),
    )
    expect(latin('Société « L’Œuvre » & C°', 70)).toBe("Societe L'OEuvre + C")
  })

  it('L-16 gives each reason in both languages, and tries again only what time may mend', () => {
    for (const code of Object.keys(REASONS))
      for (const language of ['fr', 'en'] as const) expect(reasonOf(code, language).length).toBeGreaterThan(5)
    expect(reasonOf('ZZ99', 'fr')).toBe('Autre motif (ZZ99)')
    expect(isRetried('AM04', 'return')).toBe(true)
    expect(isRetried('AM04', 'refund')).toBe(false)
    for (const code of ['AC04', 'MD01', 'MD06', 'MD07', 'MS02']) expect(isRetried(code, 'return')).toBe(false)
  })
})

describe('a notice', () => {
  it('L-15 says amount, day, account, creditor and mandate, in the language of the debtor', () => {
    const told = {
      ...{
        name: 'Mme Dupont',
        company: 'Éditions du Lac',
        creditorName: 'ÉDITIONS DU LAC',
        creditorId: 'FR72ZZZ123456',
      },
      ...{ reference: 'M000001', iban: 'FR •••• 0189', collectOn: '2026-03-16' },
      documents: [
        { number: 'FA-2026-00001', cents: 3400 },
        { number: 'FA-2026-00002', cents: 120 },
      ],
    }
    const french = noticeText({ ...told, language: 'fr' })
    expect(french.subject).toBe('Prélèvement de 35,20\u202f€ le 16/03/2026')
    for (const said of ['FR •••• 0189', 'FR72ZZZ123456', 'M000001', '– FA-2026-00001\u00a0: 34,00\u202f€'])
      expect(french.text).toContain(said)
    expect(noticeText({ ...told, language: 'en' }).subject).toBe('Direct debit of €35.20 on 16/03/2026')
  })
})
