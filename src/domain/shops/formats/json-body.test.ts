import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonBody } from './json-body.ts'

const NOTICE =
  '<br />\n<b>Notice</b>:  Undefined index: [total] {0} in <b>/home/www/wp-content/plugins/x.php</b> on line <b>12</b><br />\n'

describe('the JSON in an answer', () => {
  it('W-28 is found behind a byte order mark, notices of PHP and before the comment of a cache', () => {
    const orders = [{ id: 1, note: 'a "quote", [brackets] and {braces}' }]
    const text = JSON.stringify(orders)
    expect(jsonBody(text)).toEqual({ json: orders, isNoisy: false })
    expect(jsonBody(`\uFEFF \n${text}\n`)).toEqual({ json: orders, isNoisy: false })
    for (const noisy of [
      NOTICE + text,
      `\nWarning: Array [] to string in x.php on line 3\n${text}`,
      `${text}<!-- cached [2026] -->`,
      `${NOTICE}${text}\n${NOTICE}`,
      `${NOTICE}[]`,
    ])
      expect(jsonBody(noisy)).toEqual({ json: noisy.endsWith('[]') ? [] : orders, isNoisy: true })
  })

  it('W-28 is not looked for in a page, and its part is not taken for the whole when it was cut', () => {
    expect(jsonBody('<!DOCTYPE html><title>Just a moment…</title><script>var x = {"id":1}</script>')).toEqual({
      notJson: 'page',
      said: 'Just a moment…',
    })
    expect(jsonBody('<h1>503</h1> Service Unavailable')).toEqual({ notJson: 'page', said: '503 Service Unavailable' })
    expect(jsonBody('')).toEqual({ notJson: 'empty', said: '' })
    expect(jsonBody('Error establishing a database connection')).toMatchObject({ notJson: 'text' })
    for (const value of [
      [{ id: 1 }, { id: 2, meta: { a: [1] } }],
      { id: 1, billing: { city: 'Paris' }, lines: [{ id: 3 }] },
    ])
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
        for (let length = 1; length < text.length; length++)
          for (const before of ['', NOTICE]) {
            const read = jsonBody(before + text.slice(0, length))
            // Of what is cut, only the beginnings of a notice are left: never a part of an order.
            if ('json' in read) expect(JSON.stringify(read.json)).not.toMatch(/id|a/)
          }
  })

  it('never throws, and gives back what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        jsonBody(text)
        jsonBody(`<b>${text}`)
        jsonBody(`{"a":[${text}`)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), value => {
        expect(jsonBody(`<br />\n<b>Deprecated</b>: x<br />\n${JSON.stringify(value)}`)).toEqual({
          json: JSON.parse(JSON.stringify(value)),
          isNoisy: true,
        })
      }),
    )
  })
})
