import { describe, expect, it } from 'vitest'
import { lists } from '../../../app/lists.ts'
import { day, NO_END } from '../../../values/day.ts'
import { readCell } from './cells.ts'
import { checkedLine } from './check.ts'
import { guessedKind, guessedMapping } from './headings.ts'
import { KINDS } from './kinds.ts'

const today = day('2023-08-31')
const columns = (text: string) => text.split(';')
const named = (kind: (typeof KINDS)[number], text: string) => {
  const headings = columns(text)
  return Object.fromEntries(
    Object.entries(guessedMapping(kind, headings)).map(([field, column]) => [field, headings[column]]),
  )
}

describe('headings', () => {
  it('M-14 knows the kind of each table of the documents', () => {
    expect(guessedKind(columns('Id achat;Nom;Prénom;Produit;Libellé;Début;Fin;Dernière exped;S;Durée'))).toBe(
      'purchases',
    )
    expect(
      guessedKind(columns('Id achat;Nom;Prénom;Produit;Libellé;Achat le;Dernière expéd;Montant HT;Nb ex.;ID Con')),
    ).toBe('purchases')
    expect(guessedKind(columns('code;label;supplier;net;gross'))).toBe('products')
    expect(guessedKind(columns('number;label;issue;dispatched_on;by'))).toBe('runs')
    expect(guessedKind(columns('id;label;issue;date;by'))).toBe('runs')
    expect(
      guessedKind(
        columns('number;honorific;last_name;first_name;product;starts_on;ends_on;expires_in;last_dispatched_on'),
      ),
    ).toBe('purchases')
    expect(guessedKind(columns('Numéro;Date;Code client;Produit;Quantité;PU TTC;Total TTC'))).toBe('invoices')
    expect(guessedKind(columns('Code client;Nom;Prénom;Adresse 1;CP;Ville;Téléphone;Mail'))).toBe('parties')
    expect(guessedKind(columns('Id envoi;Expédition;Id achat;Numéro;Envoyé;Nb ex.'))).toBe('shipments')
    expect(guessedKind(columns('foo;bar'))).toBeUndefined()
  })

  it('ABO-28 ABO-46 ABO-76 maps the columns of the two views and of the expiry screen', () => {
    expect(
      named(
        'purchases',
        'Id achat;Civilité;Nom;Prénom;Produit;Libellé;Début;Fin;Expire dans;Dernière exped;S;Durée abo',
      ),
    ).toEqual({
      number: 'Id achat',
      honorific: 'Civilité',
      lastName: 'Nom',
      firstName: 'Prénom',
      product: 'Produit',
      label: 'Libellé',
      startsOn: 'Début',
      expiresOn: 'Fin',
      expiresIn: 'Expire dans',
      lastDispatchedOn: 'Dernière exped',
      termMonths: 'Durée abo',
    })
    expect(
      named('purchases', 'Id achat;Nom;Prénom;Produit;Libellé;Achat le;Dernière expéd;Montant HT;Nb ex.;ID Con'),
    ).toMatchObject({
      boughtOn: 'Achat le',
      netCents: 'Montant HT',
      copies: 'Nb ex.',
      contactNumber: 'ID Con',
    })
  })

  it('knows its own exports again', () => {
    const kindOf = (path: string, language: 'fr' | 'en') => {
      const list = lists.find(one => one.contract['~orpc'].route.path === path)!
      return guessedKind(Object.values(list.headings[language]))
    }
    for (const language of ['fr', 'en'] as const) {
      expect(kindOf('/parties', language)).toBe('parties')
      expect(kindOf('/products', language)).toBe('products')
      expect(kindOf('/invoices', language)).toBe('invoices')
      expect(kindOf('/subscriptions', language)).toBe('purchases')
      expect(kindOf('/single-issues', language)).toBe('purchases')
      expect(kindOf('/dispatch-runs', language)).toBe('runs')
      expect(kindOf('/shipments', language)).toBe('shipments')
    }
  })
})

describe('cells', () => {
  it('reads days of every kind, and refuses the others in words', () => {
    for (const text of [
      '31/08/2023',
      '2023-08-31',
      '31.08.2023',
      '31/08/23',
      '45169',
      '2023-08-31 18:53:05',
      '2023/08/31',
    ])
      expect(readCell('day', text, today), text).toEqual({ value: '2023-08-31' })
    expect(readCell('day', '31/02/2023', today)).toEqual({ fault: 'noSuchDay' })
    expect(readCell('day', 'demain', today)).toEqual({ fault: 'dayUnreadable' })
    expect(readCell('day', '+15', today)).toEqual({ fault: 'dayUnreadable' })
    expect(readCell('day', '', today)).toEqual({ value: null })
  })

  it('reads amounts with comma or point', () => {
    expect(readCell('amount', '1 234,56', today)).toEqual({ value: 123456 })
    expect(readCell('amount', '1\u202f234,56 €', today)).toEqual({ value: 123456 })
    expect(readCell('amount', '1234.56', today)).toEqual({ value: 123456 })
    expect(readCell('amount', '28.333333333333332', today)).toEqual({ value: 2833 })
    expect(readCell('amount', 'gratuit', today)).toEqual({ fault: 'amountUnreadable' })
  })

  it('reads words of both languages', () => {
    expect(readCell('honorific', '<sans>', today)).toEqual({ value: '' })
    expect(readCell('honorific', 'Monsieur', today)).toEqual({ value: 'M.' })
    expect(readCell('country', 'Belgique', today)).toEqual({ value: 'BE' })
    expect(readCell('rate', '2,1 %', today)).toEqual({ value: 210 })
    expect(readCell('rate', '2000', today)).toEqual({ value: 2000 })
    expect(readCell('nature', 'Service de presse', today)).toEqual({ value: 'press' })
  })

  it('tells the column and the cell of what it cannot read', () => {
    const mapping = { number: 0, product: 1, startsOn: 2, lastName: 3 }
    expect(checkedLine('purchases', mapping, ['12', '', '31/02/2023', 'Dupont'], today).told).toEqual([
      { code: 'noSuchDay', field: 'startsOn', values: { cell: '31/02/2023' }, refuses: true },
      { code: 'missing', field: 'product', refuses: true },
    ])
  })

  it('CIR-9 reads a review date without end as no end, of what nobody pays for alone', () => {
    const mapping = { product: 0, lastName: 1, nature: 2, expiresOn: 3, reviewOn: 4, termMonths: 5, boughtOn: 6 }
    const read = (nature: string, end: string, review: string, months = '') =>
      checkedLine('purchases', mapping, ['ABO-A112', 'Dupont', nature, end, review, months, '2023-01-01'], today)
    const ends = (...cells: Parameters<typeof read>) => read(...cells).data.expiresOn
    expect(ends('presse', '', '30/06/2024')).toBe(NO_END)
    expect(ends('presse', 'sans fin', '30/06/2024', '12')).toBe(NO_END)
    expect(ends('presse', '', '30/06/2024', '12')).toBeNull()
    expect(ends('presse', '31/12/2023', '30/06/2024')).toBe('2023-12-31')
    expect(ends('', '', '30/06/2024')).toBeNull()
    expect(read('payé', 'no end', '').told).toEqual([{ code: 'paidHasEnd', field: 'expiresOn', refuses: true }])
    expect(read('presse', 'no end', '').told).toEqual([{ code: 'reviewAsked', field: 'reviewOn', refuses: true }])
  })

  it('never fails, whatever a cell holds', () => {
    for (const kind of KINDS)
      for (const cell of ['\0', '\ufffd', 'x'.repeat(5000), '-1', '1e999', '99999999999999999999', '=1+1', '٣'])
        expect(
          checkedLine(
            kind,
            guessedMapping(kind, ['number', 'date', 'nom', 'produit', 'ttc']),
            Array(5).fill(cell),
            today,
          ).told.length,
        ).toBeGreaterThanOrEqual(0)
  })
})
