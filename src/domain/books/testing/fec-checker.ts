/** A reader of FEC files written from the text of the law alone (LPF art. A47 A-1), for tests of the writer: what it finds wrong. */
export function faultsOf(name: string, bytes: Buffer, encoding: 'utf-8' | 'latin1' = 'utf-8'): string[] {
  const [head = '', ...lines] = bytes
    .toString(encoding)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const rows = lines.map(text => text.split('\t'))
  const closes = Number(/^\d{9}FEC(\d{8})\.txt$/.exec(name)?.[1] ?? 0)
  return [
    ...(closes ? [] : [`name ${name}`]),
    ...(head.split('\t').join(' ') === HEAD ? [] : ['heading']),
    ...(rows.length > 0 ? [] : ['no entry']),
    ...rows.flatMap((cells, at) => lineFaults(cells, closes).map(what => `line ${at + 2}: ${what}`)),
    ...orderFaults(rows),
    ...balanceFaults(rows),
    ...nameFaults(rows),
  ]
}

const HEAD =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'

function lineFaults(cells: readonly string[], closes: number): string[] {
  if (cells.length !== 18) return [`${cells.length} columns`]
  const needed = [0, 1, 2, 3, 4, 5, 8, 9, 10, 15]
    .filter(at => cells[at]!.trim() === '')
    .map(at => `column ${at + 1} is empty`)
  const days = [3, 9, 15].filter(at => !isDay(cells[at]!)).map(at => `column ${at + 1} is no day: ${cells[at]}`)
  const amounts = [11, 12]
    .filter(at => !/^\d+,\d{2}$/.test(cells[at]!))
    .map(at => `column ${at + 1} is no amount: ${cells[at]}`)
  const on = Number(cells[3])
  const halves = [
    [6, 7],
    [13, 14],
    [16, 17],
  ].filter(([one, other]) => (cells[one!] === '') !== (cells[other!] === ''))
  return [
    ...needed,
    ...days,
    ...amounts,
    ...(on > closes - 10_000 && on <= closes ? [] : [`outside the year: ${on}`]),
    ...(/^\d{3}/.test(cells[4]!) ? [] : [`account ${cells[4]}`]),
    ...(halves.length === 0 ? [] : ['half of an auxiliary account, letter or currency']),
    ...(cells[14] === '' || isDay(cells[14]!) ? [] : [`column 15 is no day: ${cells[14]}`]),
    ...(/^(\d+,\d{2}\t[A-Z]{3}|\t)$/.test(`${cells[16]}\t${cells[17]}`) ? [] : [`currency: ${cells[16]} ${cells[17]}`]),
  ]
}

/** Numbers follow one another, and so do the days of validation. */
const orderFaults = (rows: readonly string[][]) =>
  rows.flatMap((cells, at) => {
    const before = rows[at - 1]
    if (!before) return []
    const step = Number(cells[2]) - Number(before[2])
    return [
      ...(step === 0 || step === 1 ? [] : [`number ${cells[2]} after ${before[2]}`]),
      ...(Number(cells[15]) >= Number(before[15]) ? [] : [`validated ${cells[15]} after ${before[15]}`]),
    ]
  })

const cents = (amount = '') => BigInt(amount.replace(',', ''))
const balanceFaults = (rows: readonly string[][]) =>
  [...Map.groupBy(rows, cells => cells[2])].flatMap(([number, entry]) => {
    const sum = entry.reduce((total, cells) => total + cents(cells[11]) - cents(cells[12]), 0n)
    return sum === 0n ? [] : [`entry ${number} is out by ${sum}`]
  })

/** An account has one name. */
const nameFaults = (rows: readonly string[][]) =>
  [...Map.groupBy(rows, cells => cells[4])].flatMap(([account, of]) =>
    new Set(of.map(cells => cells[5])).size === 1 ? [] : [`two names of ${account}`],
  )

const isDay = (text: string) => {
  if (!/^\d{8}$/.test(text)) return false
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  return new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso)
}
