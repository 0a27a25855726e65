/** `2049-3630`: seven digits and a check, ten written X. Answers the usual form, or null when it is no ISSN. */
export function issnOf(typed: string): string | null {
  const found = /^(\d{4})-?(\d{3})([\dX])$/.exec(typed.replace(/\s/g, '').toUpperCase())
  if (!found) return null
  const digits = [...`${found[1]}${found[2]}`].map(Number)
  const check = (11 - (digits.reduce((sum, digit, at) => sum + digit * (8 - at), 0) % 11)) % 11
  return (check === 10 ? 'X' : String(check)) === found[3] ? `${found[1]}-${found[2]}${found[3]}` : null
}

/** `0525 K 94371`: the month and year it runs until, a letter, five digits. Answers the usual form, or null. */
export function cppapOf(typed: string): string | null {
  const found = /^(0[1-9]|1[0-2])(\d{2})([A-Z])(\d{5})$/.exec(typed.replace(/[\s.-]/g, '').toUpperCase())
  return found && `${found[1]}${found[2]} ${found[3]} ${found[4]}`
}

/** Thirteen digits, the last of which checks the others. Answers them without spaces, or null. */
export function ean13Of(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  if (!/^\d{13}$/.test(digits)) return null
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0 ? digits : null
}
