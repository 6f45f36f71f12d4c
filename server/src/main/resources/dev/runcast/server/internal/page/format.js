/** Returns how long something took, for people. */
export function duration(milliseconds) {
  if (milliseconds < 999.5) {
    return `${Math.round(milliseconds)} ms`;
  }
  if (milliseconds < 59995) {
    return `${(milliseconds / 1000).toFixed(2)} s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Returns a number with its noun. */
export function count(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns a value on a line, for people: without quotes and outer braces. */
export function brief(value) {
  if (value === undefined || value === null) {
    return '';
  }
  const isObject = typeof value === 'object' && !Array.isArray(value);
  const text = isObject
    ? Object.entries(value).map(([name, member]) => `${name}: ${typeof member === 'string' ? member : JSON.stringify(member)}`).join(', ')
    : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? text.slice(0, 300) + '…' : text;
}

/** Returns a value over as many lines as it needs, as text where it is one. */
export function full(value) {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}

/** Makes an element with properties and children. Texts stay texts, whatever is in them. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) {
    if (property.includes('-') || property === 'role' || property === 'for') {
      made.setAttribute(property, value);
    } else {
      made[property] = value;
    }
  }
  made.append(...children);
  return made;
}
