import { describe, expect, it } from 'vitest'
import { csvOf } from '../testing/csv.ts'
import { anOrder } from '../testing/orders.ts'
import { placeOf, readCsv } from './csv-file.ts'
import { readCsvOrder } from './csv-orders.ts'

const timeZone = 'Europe/Paris'
const orderOf = (csv: string) => {
  const { orders, refused } = readCsv(Buffer.from(csv), { timeZone })
  expect(refused).toEqual([])
  return orders.map(({ document }) => {
    const read = readCsvOrder(document)
    if ('fault' in read) throw new Error(JSON.stringify(read.fault))
    return read.document
  })
}

describe('a CSV of orders', () => {
  it('E12 of Shopify: one row a line, of which the first alone says the order, prices that bear their tax', () => {
    const [order] = orderOf(
      [
        'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Street,Billing Address1,Billing City,Billing Zip,Billing Country,Shipping Name,Payment Method,Refunded Amount,Id,Tax 1 Name',
        "#1001,odile@example.fr,paid,2024-03-05 14:22:11 +0100,EUR,26.00,4.00,5.00,30.00,0.00,2024-03-05 14:22:10 +0100,2,Hors-série,10.00,HS-1,Odile Étrange,1 rue du Bac,1 rue du Bac,Paris,'75007,FR,Odile Étrange,Shopify Payments,0.00,4501,TVA 20%",
        '#1001,odile@example.fr,,,,,,,,,2024-03-05 14:22:10 +0100,1,Carte,6.00,C-1,,,,,,,,,,,',
      ].join('\n'),
    )
    expect(order).toMatchObject({
      externalId: '1001',
      orderedAt: '2024-03-05T13:22:10Z',
      paidAt: '2024-03-05T13:22:11Z',
      totalCents: 3000,
      billing: {
        firstName: 'Odile',
        lastName: 'Étrange',
        line1: '1 rue du Bac',
        postcode: '75007',
        country: 'FR',
        email: 'odile@example.fr',
      },
      shipping: null,
      status: 'paid',
    })
    expect(order!.lines.map(({ name, quantity, netCents, taxCents }) => [name, quantity, netCents, taxCents])).toEqual([
      ['Hors-série', 2, 1667, 333],
      ['Carte', 1, 500, 100],
      ['Port', 1, 333, 67],
    ])
  })

  it('E12 of Shopify at several rates: each line at the one that what was charged of each tells', () => {
    const headings =
      'Name,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value'
    const at = '2024-03-05 14:22:10 +0100'
    const [plain, reduced] = orderOf(
      [
        headings,
        `#1,${at},EUR,31.00,6.00,3.75,37.00,0.00,${at},1,Livre,21.10,FR TVA 20%,2.65,FR TVA 5.5%,1.10`,
        `#1,,,,,,,,${at},2,Carte,4.95,,,,`,
        `#1,,,,,,,,${at},1,Carte,0.00,,,,`,
        `#2,${at},EUR,54.00,0.00,6.00,54.00,6.00,${at},1,Abonnement,30.00,FR TVA 20%,4.50,FR TVA 5.5%,1.41`,
        `#2,,,,,,,,${at},1,Atlas,30.00,,,,`,
      ].join('\n'),
    )
    expect(plain!.lines.map(({ name, taxes }) => [name, taxes[0]?.rateBps])).toEqual([
      ['Livre', 550],
      ['Carte', 2000],
      ['Carte', 2000],
      ['Port', 2000],
    ])
    expect(
      reduced!.lines.map(({ name, netCents, taxCents, taxes }) => [name, netCents + taxCents, taxes[0]?.rateBps]),
    ).toEqual([
      ['Abonnement', 3000, 2000],
      ['Atlas', 3000, 550],
      ['Remise', -300, 2000],
      ['Remise', -300, 550],
    ])
  })

  it('E12 of PrestaShop: amounts with and without tax, the day in the time of the shop', () => {
    const [order] = orderOf(
      [
        'id_order;reference;current_state;date_add;total_paid_tax_incl;total_shipping_tax_incl;total_shipping_tax_excl;firstname;lastname;email;address1;postcode;city;iso_code;payment;product_name;product_reference;product_quantity;total_price_tax_incl;total_price_tax_excl',
        '7;XKBKNABJK;Paiement accepté;2024-07-14 10:00:00;36,90;2,90;2,42;Odile;Étrange;odile@example.fr;1 rue du Bac;75007;Paris;FR;Virement bancaire;Abonnement 1 an;ABO-A112;1;34,00;33,300000',
      ].join('\n'),
    )
    expect(order).toMatchObject({
      externalId: '7',
      number: 'XKBKNABJK',
      status: 'paiement-accepte',
      orderedAt: '2024-07-14T08:00:00Z',
      paymentMethod: '',
    })
    expect(order!.lines.map(({ sku, netCents, taxes }) => [sku, netCents, taxes[0]?.rateBps])).toEqual([
      ['ABO-A112', 3330, 210],
      ['', 242, 2000],
    ])
  })

  it('E12 as French shops write it, with semicolons, French days and commas', () => {
    const [order] = orderOf(
      'N° de commande;Date de commande;Statut;Total TTC;Produit;Qté;Montant TTC;Taux de TVA;Nom;Prénom;Ville;Pays\nB-1;05/03/2024 14:22;terminée;1 234,50 €;Collection;1;1 234,50;5,5 %;Étrange;Odile;Paris;France\n',
    )
    expect(order).toMatchObject({
      externalId: 'B-1',
      totalCents: 123_450,
      billing: { lastName: 'Étrange', country: 'FR' },
    })
    expect(order!.lines).toMatchObject([{ netCents: 117_014, taxCents: 6436, taxes: [{ rateBps: 550 }] }])
  })

  it('reads what it wrote', () => {
    const written = anOrder({ shipping: { ...anOrder().billing, town: 'Lyon', email: '' }, note: 'Sonner, "fort"' })
    const { orders } = readCsv(csvOf([written]), { timeZone })
    const read = readCsvOrder(orders[0]!.document)
    expect(read).toEqual({ document: { ...written, lines: written.lines.map(line => ({ ...line, recipient: null })) } })
  })

  it('refuses what it cannot read by its line and column, and takes the rest', () => {
    const csv =
      'Order ID,Order Date,Order Total,Item Name,Item Total\n1,2024-01-01,10.00,A,10.00\n,2024-01-01,10.00,B,10.00\n2,2024-01-01,10.00,A,10.00\n2,,,B,dix\n3,31/02/2024,1.00,A,1.00\n'
    const { orders, refused } = readCsv(Buffer.from(csv), { timeZone })
    expect(refused).toEqual([{ line: 3, column: 'Order ID', code: 'missing', said: '' }])
    const faults = orders.flatMap(order => {
      const read = readCsvOrder(order.document)
      return 'fault' in read
        ? [{ ...placeOf(order, read.fault.field), code: read.fault.code, said: read.fault.said }]
        : []
    })
    expect(faults).toEqual([
      { line: 5, column: 'Item Total', code: 'notAnAmount', said: 'dix' },
      { line: 6, column: 'Order Date', code: 'notAnInstant', said: '31/02/2024' },
    ])
  })

  it('says which columns a file lacks, and takes those that are told or remembered', () => {
    const csv = Buffer.from('Cde;Quand;Combien;Quoi\n1;2024-01-01;10,00;A\n')
    expect(readCsv(csv, { timeZone }).refused.map(({ column }) => column)).toEqual([
      'orderId',
      'orderedAt',
      'total',
      'lineName',
    ])
    const remembered = { orderId: 'Cde', orderedAt: 'Quand', total: 'Combien', lineName: 'Quoi' }
    expect(readCsv(csv, { timeZone, remembered }).orders).toHaveLength(1)
  })

  it('never fails on rubbish', () => {
    for (const csv of ['', '\n\n', '"', 'a', '\0\0', 'Order ID,Order Date,Order Total,Item Name\n"'])
      expect(() => readCsv(Buffer.from(csv), { timeZone })).not.toThrow()
  })
})
