import { expect, test } from 'vitest'
import { directoryName, isNameless, sortName } from './name.ts'

const person = { kind: 'person', lastName: '', firstName: '', legalName: '', number: 12 } as const
const organisation = { ...person, kind: 'organisation' } as const

test('a person is sorted by last name then first name, without accents', () => {
  expect(directoryName({ ...person, lastName: 'Lefèvre', firstName: 'Éloïse' })).toBe('Lefèvre Éloïse')
  expect(sortName({ ...person, lastName: 'Lefèvre', firstName: 'Éloïse' })).toBe('LEFEVRE ELOISE')
  expect(sortName({ ...person, firstName: 'Florence' })).toBe('FLORENCE')
})

test('ABO-71 an organisation is sorted by its legal name, else by the person there', () => {
  expect(sortName({ ...organisation, legalName: 'UADF', lastName: 'Petit' })).toBe('UADF')
  expect(sortName({ ...organisation, lastName: 'Petit', firstName: 'Anne' })).toBe('PETIT ANNE')
})

test('a name without letter or digit is sorted by the number of the party', () => {
  expect(sortName({ ...person, lastName: '—' })).toBe('12')
})

test('a party is nameless when nothing names it', () => {
  expect(isNameless({ ...person, firstName: ' ' })).toBe(true)
  expect(isNameless({ ...person, legalName: 'UADF' })).toBe(false)
})
