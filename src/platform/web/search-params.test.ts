import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSearch, writeSearch } from './search-params.ts'

describe('The address of a list', () => {
  it('can be read and typed by a person', () => {
    expect(writeSearch({ status: 'running', sort: '-number', q: 'Lefèvre' })).toBe(
      '?status=running&sort=-number&q=Lef%C3%A8vre',
    )
    expect(readSearch('?status=running&sort=-number')).toEqual({ status: 'running', sort: '-number' })
  })

  it('says a value several times rather than in a code of its own', () => {
    expect(writeSearch({ status: ['running', 'expired'] })).toBe('?status=running&status=expired')
    expect(readSearch('?status=running&status=expired')).toEqual({ status: ['running', 'expired'] })
  })

  it('leaves out what is not set', () => {
    expect(writeSearch({ q: undefined, sort: '' })).toBe('')
  })

  it('gives back what was put in, whatever the text', () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 }), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(values, search => {
        expect(readSearch(writeSearch(search))).toEqual(search)
      }),
    )
  })
})
