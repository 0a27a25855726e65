/** A reader of FEC files written from the text of the law alone (LPF art. A47 A-1), for tests of the writer: what it finds wrong. */
export function faultsOf(name: string, bytes: Buffer, encoding: 'utf-8' | 'latin1' = 'utf-8'): string[] {
  const faults: string[] = []
  const told = (line: number, what: string) => faults.push(`line ${line}: ${what}`)
  const file = /^(\d{9})FEC(\d{4})(\d{2})(\d{2})\.txt$/.exec(name)
  if (!file) faults.push(`name ${name}`)
  const closes = file ? Number(`${file[2]}${file[3]}${file[4]}`) : 0
  const opens = closes - 10_000
  const [head = '', ...lines] = bytes
    .toString(encoding)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const expected =
    'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'
  if (head.split('\t').join(' ') !== expected) faults.push('heading')
  const sums = new Map<number, bigint>()
  const names = new Map<string, string>()
  let last = { number: -1, validated: 0 }
  for (const [at, text] of lines.entries()) {
    const cells = text.split('\t')
    if (cells.length !== 18) {
      told(at + 2, `${cells.length} columns`)
      continue
    }
    const [
      journal,
      journalName,
      number,
      on,
      account,
      accountName,
      aux,
      auxName,
      piece,
      pieceOn,
      label,
      debit,
      credit,
      letter,
      letterOn,
      validOn,
    ] = cells as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    for (const [what, value] of Object.entries({ journal, journalName, number, account, accountName, piece, label }))
      if (value.trim() === '') told(at + 2, `no ${what}`)
    for (const [what, value] of Object.entries({ on, pieceOn, validOn }))
      if (!isDay(value)) told(at + 2, `${what} ${value}`)
    if (!/^\d{3}/.test(account)) told(at + 2, `account ${account}`)
    if (!/^\d+,\d{2}$/.test(debit) || !/^\d+,\d{2}$/.test(credit)) told(at + 2, `amount ${debit} ${credit}`)
    if ((aux === '') !== (auxName === '')) told(at + 2, 'half of an auxiliary account')
    if ((letter === '') !== (letterOn === '') || (letterOn !== '' && !isDay(letterOn))) told(at + 2, 'half of a letter')
    if (Number(on) <= opens || Number(on) > closes) told(at + 2, `outside the year: ${on}`)
    const known = names.get(account)
    if (known !== undefined && known !== accountName) told(at + 2, `two names of ${account}`)
    names.set(account, accountName)
    const cents = BigInt(debit.replace(',', '')) - BigInt(credit.replace(',', ''))
    sums.set(Number(number), (sums.get(Number(number)) ?? 0n) + cents)
    if (Number(number) < last.number || Number(number) > last.number + 1)
      told(at + 2, `number ${number} after ${last.number}`)
    if (Number(validOn) < last.validated) told(at + 2, `validated ${validOn} after ${last.validated}`)
    last = { number: Number(number), validated: Number(validOn) }
  }
  for (const [number, cents] of sums) if (cents !== 0n) faults.push(`entry ${number} is out by ${cents}`)
  if (lines.length === 0) faults.push('no entry')
  return faults
}

const isDay = (text: string) => {
  if (!/^\d{8}$/.test(text)) return false
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  return new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso)
}
