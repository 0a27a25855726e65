import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aLine, anOrder, aPerson } from '../testing/orders.ts'
import { type Contact, isSameName, People, phoneKey } from './people.ts'
import { businessOf, personOf, tidied } from './person.ts'
import { spokenOf } from './who.ts'

const odile = personOf(aPerson())
const contact = (given: Partial<Parameters<typeof personOf>[0]> = {}, id = 'known'): Contact => {
  const { email, phone, place, ...name } = personOf(aPerson(given))
  return { id, names: [name], mails: email ? [email] : [], phones: phone ? [phone] : [], places: [place] }
}
const among = (...known: Contact[]) => {
  const people = new People()
  for (const one of known) people.add(one)
  return people
}

describe('E5 who an order is of', () => {
  test('W-18 is whom the shop knows by its id, even with another mail', () => {
    const people = among()
    const known = contact({ email: 'ancienne@example.fr' })
    people.keep('5', known)
    expect(people.find(odile, '5')).toMatchObject({ contact: { id: 'known' }, by: 'id', doubts: [] })
  })

  test('W-18 is not the holder of the account when another is billed with another mail', () => {
    const people = among()
    people.keep('5', contact({ firstName: 'Benoît', lastName: 'de La Tour', email: 'benoit@example.fr' }))
    expect(people.find(odile, '5')).toMatchObject({ by: 'new', doubts: [] })
  })

  test('W-18 is the one contact with that mail, whatever its capitals', () => {
    const people = among(contact({ email: 'Odile.ETRANGE@Example.FR', town: 'Lyon', postcode: '69001' }))
    expect(people.find(odile, null)).toMatchObject({ contact: { id: 'known' }, by: 'mail' })
  })

  test('is somebody new, and a doubt, when another has that mail', () => {
    const people = among(contact({ firstName: 'Agnès', lastName: 'Œuvrard' }))
    const { by, doubts } = people.find(odile, null)
    expect(by).toBe('new')
    expect(doubts).toMatchObject([{ contact: { id: 'known' }, why: 'mail' }])
  })

  test('is, of several with that mail, the one who lives there; else new, and a doubt with each', () => {
    const lyon = contact({ town: 'Lyon', postcode: '69001' }, 'lyon')
    const paris = contact({}, 'paris')
    expect(among(lyon, paris).find(odile, null)).toMatchObject({ contact: { id: 'paris' }, by: 'mail' })
    const nice = contact({ town: 'Nice', postcode: '06000' }, 'nice')
    const { by, doubts } = among(lyon, nice).find(odile, null)
    expect(by).toBe('new')
    expect(doubts.map(({ why }) => why)).toEqual(['mail-of-several', 'mail-of-several'])
  })

  test('is the one of that name in that place, without accents or capitals, and a doubt in another street', () => {
    const here = contact({ email: '', lastName: 'ETRANGE', town: 'PARIS CEDEX 07', line1: '1, Rue du BAC' })
    expect(among(here).find(odile, null)).toMatchObject({ contact: { id: 'known' }, by: 'name' })
    const elsewhere = contact({ email: '', line1: '12 rue de Sèvres' })
    expect(among(elsewhere).find(odile, null)).toMatchObject({ by: 'new', doubts: [{ why: 'name-and-town' }] })
    const lyon = contact({ email: '', town: 'Lyon', postcode: '69001' })
    expect(among(lyon).find(odile, null)).toMatchObject({ by: 'new', doubts: [] })
  })

  test('may be one of the same name and phone, not another of the family', () => {
    const people = among(contact({ email: '', phone: '+33 6 12 34 56 78', town: 'Lyon' }))
    const calling = personOf(aPerson({ phone: '06.12.34.56.78' }))
    expect(people.find(calling, null)).toMatchObject({ by: 'new', doubts: [{ why: 'phone' }] })
    expect(people.find(personOf(aPerson({ phone: '06.12.34.56.78', firstName: 'Paul' })), null).doubts).toEqual([])
  })

  test('is still found by the name of a contact that was merged into it', () => {
    const known = contact({ firstName: 'Agnès', lastName: 'Œuvrard' })
    const { email: _, phone: _phone, place: _place, ...name } = odile
    expect(among({ ...known, names: [...known.names, name] }).find(odile, null)).toMatchObject({ by: 'mail' })
  })

  test('without first name is the one made so before, not one of a family with the same mail', () => {
    const family = ['Odile', 'Agnès', ''].map(firstName => contact({ firstName, lastName: 'Étrange' }))
    const found = among(...family).find(personOf(aPerson({ firstName: '', lastName: 'Étrange' })), null)
    expect(found).toMatchObject({ by: 'mail', contact: family[2]! })
  })

  test('once made is found by all that comes after, in any order', () => {
    const someone = fc.record({
      firstName: fc.constantFrom('Odile', 'Agnès', ''),
      lastName: fc.constantFrom('Étrange', 'ETRANGE', 'Œuvrard', ''),
      company: fc.constantFrom('', 'ACME'),
      email: fc.constantFrom('', 'a@example.fr', 'A@EXAMPLE.fr', 'b@example.fr', 'no mail'),
      town: fc.constantFrom('Paris', 'Lyon', ''),
    })
    fc.assert(
      fc.property(fc.array(someone), someone, (before, last) => {
        const people = among()
        const meet = (said: object) => {
          const spoken = spokenOf(anOrder({ billing: aPerson(said) }))
          const found = people.find(spoken.customer, spoken.key)
          if (found.by === 'new') people.add(found.contact)
          if (spoken.key && !people.keptAs(spoken.key)) people.keep(spoken.key, found.contact)
          return found
        }
        for (const one of before) meet(one)
        const first = meet(last)
        const nameless = !(last.firstName || last.lastName || last.company)
        const again = meet(last)
        if (nameless || last.town !== '' || last.email.includes('@')) expect(again.contact).toBe(first.contact)
      }),
    )
  })
})

describe('what an order says of people', () => {
  test('keeps capitals as typed and one space between words', () => {
    const { lastName, firstName, legalName } = personOf(
      aPerson({ firstName: ' Marie ', lastName: 'Espaces  Doubles\u200b ', company: 'ACME <Presse> SAS' }),
    )
    expect([lastName, firstName, legalName]).toEqual(['Espaces Doubles', 'Marie', 'ACME <Presse> SAS'])
    expect(tidied(`a\u0000b${'\ud800'}${'x'.repeat(200)}`)).toHaveLength(100)
  })

  test('W-18 leaves out a mail that is none, a country nobody knows, a VAT number that is not right', () => {
    expect(personOf(aPerson({ email: 'pas de mail', country: 'ZZ' }))).toMatchObject({
      email: '',
      place: { country: 'FR' },
    })
    expect(businessOf('fr 44 732 829 320')).toEqual({ vatNumber: 'FR44732829320', siren: '732829320' })
    expect(businessOf('FR00000000000')).toEqual({ vatNumber: '', siren: '' })
    expect(businessOf('BE 0123.456.789')).toEqual({ vatNumber: 'BE0123456789', siren: '' })
  })

  test('W-19 bills one and serves another; the same person elsewhere is served there', () => {
    const helene = aPerson({ firstName: 'Hélène', line1: '8 rue du Château', email: '' })
    expect(spokenOf(anOrder({ shipping: helene }))).toMatchObject({
      shipping: null,
      recipient: { firstName: 'Hélène', place: { line1: '8 rue du Château' } },
    })
    const atWork = aPerson({ company: 'CDI – Lycée', line1: '8 rue du Château', email: '' })
    expect(spokenOf(anOrder({ shipping: atWork }))).toMatchObject({
      shipping: { line1: '8 rue du Château', line2: 'CDI – Lycée' },
      recipient: null,
    })
    expect(spokenOf(anOrder({ shipping: aPerson({ email: '' }) }))).toMatchObject({ shipping: null, recipient: null })
  })

  test('W-19 serves whom a line names, where the order goes when it has no address', () => {
    const lines = [aLine({ externalId: '7', recipient: { firstName: 'Hélène', lastName: 'Martin' } }), aLine()]
    const { byLine } = spokenOf(anOrder({ lines }))
    expect([...byLine]).toMatchObject([['7', { lastName: 'Martin', place: { line1: '1 rue du Bac' } }]])
  })

  test('W-18 knows a guest by its mail, an order without anything as nobody', () => {
    expect(spokenOf(anOrder({ billing: aPerson({ email: 'A@b.FR' }) })).key).toBe('mail:a@b.fr')
    expect(spokenOf(anOrder({ customerId: '48' })).key).toBe('48')
    expect(spokenOf(anOrder({ billing: aPerson({ email: '' }) })).key).toBe(null)
    const nothing = { firstName: '', lastName: '', company: '', line1: '', postcode: '', town: '', email: '' }
    expect(spokenOf(anOrder({ billing: aPerson(nothing) })).key).toBe('nobody')
  })

  test.each([
    ['Jean-Baptiste', 'Le Goff', 'J.-B.', 'LE GOFF', true],
    ['Jean', 'Dupont', 'Dupont', 'Jean', true],
    ['Jean', 'Dupont', 'Marie', 'Dupont', false],
    ['', 'Dupont', 'Marie', 'Dupont', true],
    ['Jean', 'Dupont', 'Jean', 'Durand', false],
  ])('names %s %s and %s %s alike: %s', (firstName, lastName, otherFirst, otherLast, same) => {
    const one = personOf(aPerson({ firstName, lastName }))
    expect(isSameName(one, personOf(aPerson({ firstName: otherFirst, lastName: otherLast })))).toBe(same)
  })

  test('compares phones by their last nine digits', () => {
    expect(phoneKey('+33 6 12 34 56 78')).toBe(phoneKey('0033612345678'))
    expect(phoneKey('12')).toBe('')
  })
})
