/**
 * Forms made from JSON Schemas: texts, numbers, booleans, enums and objects of these have fields, and all else is written as JSON.
 *
 * A field is {element, read, invalid}. `read` returns its value, undefined if nothing was filled in, and marks what does not fit and
 * returns WRONG. The first wrong input of a form has aria-invalid.
 */
import { element } from './format.js';

export const WRONG = Symbol('wrong');

/** No form is deeper than this. Types that hold themselves are written as JSON from there on. */
const DEPTH = 5;

let ids = 0;

/** Returns the field for a whole input. */
export function inputField(schema, label) {
  return fieldOf(schema, { root: schema, label, required: true, depth: 0 });
}

/** Returns a field that takes any JSON. */
export function jsonField({ label, schema = {}, required = false, isWhole = false, text = '' }) {
  const input = element('textarea', { rows: 4, spellcheck: false, value: text, className: 'code', placeholder: 'JSON' });
  return labelled(input, { label, schema, required, isWhole, hint: 'JSON' }, () => {
    if (input.value.trim() === '') {
      return required ? wrong('Write JSON here. null is JSON too.') : undefined;
    }
    try {
      return JSON.parse(input.value);
    } catch (fault) {
      return wrong(`This is no JSON: ${fault.message}. Texts need quotes, as in "tea".`);
    }
  });
}

function fieldOf(given, { root, label, required, depth }) {
  const { schema, nullable } = resolve(given, root);
  const place = { label, schema, required: required && !nullable, isWhole: depth === 0 };
  if (schema.type === 'null') {
    return { element: element('p', { className: 'hint', textContent: 'It takes no input.' }), read: () => null };
  }
  if (schema.const !== undefined || Array.isArray(schema.enum)) {
    return choice(schema.enum ?? [schema.const], place);
  }
  if (schema.type === 'boolean') {
    return place.required ? checkbox(place) : choice([true, false], place);
  }
  if (schema.type === 'string') {
    return text(place, depth);
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return number(place);
  }
  const properties = Object.entries(schema.properties ?? {});
  if (schema.type === 'object' && properties.length > 0 && depth < DEPTH) {
    return group(properties, place, root, depth);
  }
  return jsonField({ ...place, text: example(schema.default) });
}

/** Returns the schema that a reference leads to, and the one that is left when null is taken away. */
function resolve(given, root) {
  let schema = given;
  let nullable = false;
  for (let steps = 0; steps < 20 && schema && typeof schema === 'object'; steps++) {
    const others = schema.anyOf ?? schema.oneOf;
    const choices = others?.filter((each) => each.type !== 'null');
    if (typeof schema.$ref === 'string') {
      const { $ref, ...beside } = schema;
      schema = { ...follow($ref, root), ...beside };
    } else if (choices?.length === 1) {
      nullable ||= choices.length < others.length;
      const { anyOf, oneOf, ...beside } = schema;
      schema = { ...choices[0], ...beside };
    } else if (schema.allOf?.length === 1) {
      const { allOf, ...beside } = schema;
      schema = { ...allOf[0], ...beside };
    } else if (Array.isArray(schema.type)) {
      const types = schema.type.filter((type) => type !== 'null');
      nullable ||= types.length < schema.type.length;
      schema = { ...schema, type: types.length === 1 ? types[0] : undefined };
    } else {
      return { schema, nullable };
    }
  }
  return { schema: {}, nullable };
}

function follow(reference, root) {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .reduce((at, part) => at?.[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')], root);
}

function choice(values, place) {
  const options = values.map((value, at) => element('option', { value: String(at), textContent: example(value).replaceAll('"', '') }));
  if (!place.required) {
    options.unshift(element('option', { value: '', textContent: '–' }));
  }
  const input = element('select', {}, ...options);
  const preset = values.indexOf(place.schema.default);
  input.value = preset >= 0 ? String(preset) : options[0].value;
  return labelled(input, place, () => (input.value === '' ? undefined : values[Number(input.value)]));
}

function checkbox(place) {
  const input = element('input', { type: 'checkbox', checked: place.schema.default === true });
  return labelled(input, place, () => input.checked);
}

function text(place, depth) {
  const value = place.schema.default ?? '';
  const isDate = place.schema.format === 'date';
  const input =
    depth === 0
      ? element('textarea', { rows: 3, value })
      : element('input', { type: isDate ? 'date' : 'text', autocomplete: 'off', value });
  const hint = isDate ? '' : place.schema.format;
  return labelled(input, { ...place, hint }, () => (input.value === '' && !place.required ? undefined : input.value));
}

function number(place) {
  const isInteger = place.schema.type === 'integer';
  const input = element('input', {
    type: 'text', inputMode: isInteger ? 'numeric' : 'decimal', autocomplete: 'off', value: example(place.schema.default),
  });
  return labelled(input, { ...place, hint: isInteger ? 'whole number' : 'number' }, () => {
    const written = input.value.trim();
    if (written === '') {
      return place.required ? wrong(`Write a ${isInteger ? 'whole number' : 'number'} here.`) : undefined;
    }
    const value = Number(written);
    const { minimum = -Infinity, maximum = Infinity } = place.schema;
    if (!Number.isFinite(value) || (isInteger && !Number.isInteger(value))) {
      return wrong(`"${written}" is no ${isInteger ? 'whole number' : 'number'}. Write one, such as ${isInteger ? '3' : '3.5'}.`);
    }
    return value < minimum ? wrong(`Write ${minimum} or more.`) : value > maximum ? wrong(`Write ${maximum} or less.`) : value;
  });
}

/** An object that may be left out is, when nothing of it is filled in. */
function group(properties, place, root, depth) {
  const required = place.schema.required ?? [];
  const fields = properties.map(([name, schema]) => [
    name,
    fieldOf(schema, { root, label: name, required: required.includes(name), depth: depth + 1 }),
  ]);
  const parts = fields.map(([, field]) => field.element);
  const made =
    depth === 0
      ? element('div', {}, ...parts)
      : element('fieldset', {}, element('legend', { textContent: place.label }), ...describe(place.schema), ...parts);
  const isUntouched = () => [...made.querySelectorAll('input, select, textarea')].every((each) => !each.checked && each.value === '');
  return {
    element: made,
    read() {
      if (!place.required && isUntouched()) {
        return undefined;
      }
      const values = fields.map(([name, field]) => [name, field.read()]);
      return values.some(([, value]) => value === WRONG)
        ? WRONG
        : Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
  };
}

/** Puts a label, a description and a place for messages around an input. */
function labelled(input, { label, schema, required, hint, isWhole }, readInput) {
  input.id = `field-${++ids}`;
  const name = element('label', { for: input.id, textContent: label, className: isWhole ? 'unseen' : '' });
  const hints = isWhole ? '' : [hint, required && input.type !== 'checkbox' ? 'required' : ''].filter(Boolean).join(', ');
  if (hints) {
    name.append(element('span', { className: 'hint', textContent: ' ' + hints }));
  }
  const message = element('p', { className: 'error', id: `${input.id}-error`, hidden: true });
  input.setAttribute('aria-describedby', message.id);
  const isCheckbox = input.type === 'checkbox';
  return {
    element: element(
      'div', { className: isCheckbox ? 'field check' : 'field' }, ...(isCheckbox ? [input, name] : [name, input]), ...describe(schema), message,
    ),
    read() {
      const value = readInput();
      const fault = value instanceof Fault ? value.message : '';
      message.textContent = fault;
      message.hidden = fault === '';
      if (fault === '') {
        input.removeAttribute('aria-invalid');
        return value;
      }
      input.setAttribute('aria-invalid', 'true');
      return WRONG;
    },
  };
}

function describe(schema) {
  return schema.description ? [element('p', { className: 'hint', textContent: schema.description })] : [];
}

function example(value) {
  return value === undefined ? '' : JSON.stringify(value);
}

class Fault {
  constructor(message) {
    this.message = message;
  }
}

function wrong(message) {
  return new Fault(message);
}
