// Find pages: what search.js asks, answered from the files in _search, of which only
// those are loaded that a query needs. How they are made is in index_files.py, and what a
// word, a part and a pair is, in words.py, both in syntax_notes/site/search.
window.searchIndex = (() => {
  const HAN = /[\u3400-\u9fff]/;
  const WORD = /[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu;
  const NUMBER = /^[\p{Decimal_Number}_]+(e\p{Decimal_Number}*)?$/u;
  const PART = /[^_\p{Decimal_Number}][^_]*/gu;
  // Say how words belong together, or that this is a question.
  const PARTICLES =
    /[的了和与在是按把被从对用为到吗呢]|什么|怎么|如何|怎样|\b(?:what|how|why|does|do)\b/gi;
  const WEIGHTS = 64;
  const SHOWN = 6;
  const LONGEST = 2000; // characters of a query
  const MOST_PIECES = 40; // words of a query, or runs of Chinese
  const MOST_WORDS = 80; // with those that belong together

  const root = new URL("../_search/", document.currentScript.src);
  const files = new Map();

  window.searchPart = (name, value) => files.get(name).resolve(value);

  function load(name) {
    if (!files.has(name)) {
      const file = {};
      file.value = new Promise((resolve, reject) => {
        file.resolve = resolve;
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, root);
        script.onerror = () => {
          files.delete(name); // so that the next query tries again
          reject(new Error(`${script.src} cannot be loaded`));
        };
        document.head.append(script);
      });
      files.set(name, file);
    }
    return files.get(name).value;
  }

  // The words of a text, in lower case. Numbers are none.
  function split(text) {
    const found = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
    return found.filter((word) => !NUMBER.test(word));
  }

  // Two words that follow each other, as the index writes them.
  const joined = (a, b) => (HAN.test(a) && HAN.test(b) ? a + b : `${a} ${b}`);

  // All that a text is found by. A name such as one_hot is also an one and a hot; no line
  // break is between the words of a pair.
  function keysOf(text) {
    const words = [];
    const parts = [];
    const pairs = [];
    for (const line of text.split("\n")) {
      split(line).forEach((word, at, all) => {
        words.push(word);
        parts.push(...(word.match(PART) ?? []));
        if (at > 0) pairs.push(joined(all[at - 1], word));
      });
    }
    return { words, parts, pairs };
  }

  // What the forms of a word have in common: broadcasts, broadcasting. Of short words
  // there is one form.
  function stem(word) {
    const cut = word.replace(/(ing|ed|es|s|e)$/, "");
    return cut.length >= 4 ? cut : word;
  }

  // What to look up: words and pairs of words, with the words that a hit accounts for.
  // Of a long query, such as a whole traceback, the first words count.
  function termsOf(query) {
    const typed = query.slice(0, LONGEST);
    const kept = typed.replace(PARTICLES, " ");
    const pieces = (split(kept).length ? kept : typed).split(/\s+/).slice(0, MOST_PIECES);
    // Chinese words that stand together; any other word stands alone.
    const words = [];
    const runs = [];
    for (const piece of pieces) {
      const left = MOST_WORDS - words.length;
      split(piece)
        .slice(0, left)
        .forEach((word, at, all) => {
          const follows = at > 0 && HAN.test(word) && HAN.test(all[at - 1]);
          runs.push(follows ? runs.at(-1) : words.length);
          words.push(word);
        });
    }
    const typing = /[\p{L}\p{N}_]$/u.test(query);
    const terms = [];
    words.forEach((word, at) => {
      const next = words[at + 1];
      const alone = runs[at - 1] !== runs[at] && runs[at + 1] !== runs[at];
      if (alone) {
        const last = typing && next === undefined && word.length > 1;
        terms.push({ words: [word], last, covers: [at] });
      }
      if (next !== undefined) {
        const covers = runs[at + 1] === runs[at] ? [at, at + 1] : [];
        terms.push({ words: [word, next], key: joined(word, next), covers });
      }
    });
    return { words, runs, terms };
  }

  // The part that holds a word, if any does: the last that does not begin behind it.
  function partOf(firsts, word) {
    let low = 0;
    let high = firsts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (firsts[middle] <= word) low = middle;
      else high = middle;
    }
    return low;
  }

  async function exact(start, kind, key) {
    const part = await load(`${kind}-${partOf(start[kind], key)}`);
    return Object.hasOwn(part, key) ? [[key, part[key]]] : [];
  }

  // The words that begin like this one, and are at most so much longer.
  async function beginning(start, prefix, more) {
    const first = partOf(start.words, prefix);
    const last = Math.min(partOf(start.words, `${prefix}\uffff`), first + 2);
    const numbers = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    const loaded = await Promise.all(numbers.map((n) => load(`words-${n}`)));
    return loaded
      .flatMap(Object.entries)
      .filter(([word]) => word.startsWith(prefix) && word.length - prefix.length <= more);
  }

  // The forms of a term that the index has, each with its pages.
  function formsOf(start, term) {
    const [word] = term.words;
    if (term.key) return exact(start, "pairs", term.key);
    if (term.last) return beginning(start, stem(word), Infinity);
    if (stem(word).length < 4) return exact(start, "words", word);
    return beginning(start, stem(word), 3);
  }

  // What a term is worth on each page; of several forms the best one counts.
  function rate(start, term) {
    term.pages = new Map();
    term.worth = 0;
    for (const [form, list] of term.forms) {
      const rare = Math.log(1 + (start.pages - list.length + 0.5) / (list.length + 0.5));
      const same = term.key || form.length - term.words[0].length <= 3;
      const worth = rare * (same ? 1 : (term.words[0].length / form.length) ** 2);
      term.worth = Math.max(term.worth, worth);
      let page = 0;
      for (const step of list) {
        page += Math.floor(step / WEIGHTS);
        const score = worth * (step % WEIGHTS);
        term.pages.set(page, Math.max(score, term.pages.get(page) ?? 0));
      }
    }
  }

  // The pages that have most of the query, the best first.
  function rank(words, terms) {
    const hits = new Map();
    for (const term of terms) {
      for (const [page, score] of term.pages) {
        const hit = hits.get(page) ?? { page, score: 0, covers: new Set() };
        hit.score += score;
        for (const at of term.covers) hit.covers.add(at);
        hits.set(page, hit);
      }
    }
    // A Chinese word is two characters, as a rule.
    const size = (at) => (HAN.test(words[at]) ? 1 : 2);
    const sum = (positions) => [...positions].reduce((all, at) => all + size(at), 0);
    const whole = sum(words.keys());
    const found = [...hits.values()].map(({ page, score, covers }) => {
      const share = sum(covers) / whole;
      return { page, share, score: score * share ** 2 };
    });
    const most = Math.max(0, ...found.map((hit) => hit.share));
    return found
      .filter((hit) => hit.share > most / 2)
      .sort((a, b) => b.score - a.score || a.page - b.page);
  }

  // The words of the query that no page has.
  function missing(words, runs, terms) {
    const there = new Set(terms.flatMap((term) => (term.pages.size ? term.covers : [])));
    const gone = new Map();
    words.forEach((word, at) => {
      if (!there.has(at)) gone.set(runs[at], (gone.get(runs[at]) ?? "") + word);
    });
    return [...gone.values()];
  }

  async function search(query) {
    const start = await load("start");
    const { words, runs, terms } = termsOf(query);
    const forms = await Promise.all(terms.map((term) => formsOf(start, term)));
    terms.forEach((term, n) => {
      term.forms = forms[n];
      rate(start, term);
    });
    const hits = rank(words, terms);
    const best = hits.slice(0, SHOWN);
    const pages = await Promise.all(best.map((hit) => load(`page-${hit.page}`)));
    return {
      count: hits.length,
      missing: missing(words, runs, terms),
      results: pages.map((page) => result(page, terms)),
    };
  }

  // What the terms are worth that a text has.
  function worth(text, terms) {
    const { words, parts, pairs } = keysOf(text);
    const there = new Set([...words, ...parts, ...pairs]);
    return terms
      .filter((term) => term.forms.some(([form]) => there.has(form)))
      .reduce((sum, term) => sum + term.worth, 0);
  }

  // The section of a page that has most of the query, and its words in context.
  function result({ url, title, topic, sections }, terms) {
    const rated = sections.map(([heading, anchor, text]) => {
      const named = heading ? 2 * worth(heading, terms) : 4 * worth(title, terms);
      return { heading, anchor, text, worth: named + worth(text, terms) };
    });
    const { heading, anchor, text } = rated.reduce((a, b) => (b.worth > a.worth ? b : a));
    const target = new URL(url, new URL("../", root));
    target.hash = anchor;
    return { url: target.href, title, topic, heading, excerpt: excerpt(text, terms) };
  }

  // Finds the words of a query, and the forms that were looked up for it.
  function marksOf(terms) {
    const patterns = terms
      .filter((term) => term.pages.size)
      .map(({ words, key, last }) => {
        if (key) return HAN.test(words[0]) && HAN.test(words[1]) ? key : "(?!)";
        const open = last || stem(words[0]).length >= 4;
        const word = open ? stem(words[0]) : words[0];
        if (HAN.test(word)) return word;
        return `(?<![\\p{L}\\p{N}])${word}${open ? "[\\p{L}\\p{N}_]*" : "(?![\\p{L}\\p{N}])"}`;
      });
    return new RegExp(`(?:${patterns.join("|") || "(?!)"})+`, "giu");
  }

  // The part of a text with most of the query: [text, whether it was asked for] each.
  function excerpt(text, terms) {
    const marks = marksOf(terms);
    const size = HAN.test(text) ? 80 : 150;
    const found = [...text.matchAll(marks)];
    const near = found.map(({ index }) => {
      const inside = found.filter((one) => one.index >= index && one.index < index + size / 2);
      return new Set(inside.map(([match]) => match.toLowerCase())).size;
    });
    const first = found[near.indexOf(Math.max(...near))]?.index ?? 0;
    // From the beginning of a word to the end of one.
    let from = Math.max(0, first - Math.round(size / 4));
    if (from > 0) from += text.slice(from - 1, first).search(/(?<=[^\p{sc=Latin}\d_])|$/u) - 1;
    const rest = text.slice(from);
    const cut = rest.length > size;
    const shown = cut ? rest.slice(0, size).replace(/[\p{sc=Latin}\d_]+$/u, "") : rest;
    const line = shown.replace(/\s+/g, " ").trim();
    const pieces = [[from > 0 ? "… " : "", false]];
    let at = 0;
    for (const match of line.matchAll(marks)) {
      pieces.push([line.slice(at, match.index), false], [match[0], true]);
      at = match.index + match[0].length;
    }
    pieces.push([line.slice(at) + (cut ? " …" : ""), false]);
    return pieces.filter(([piece]) => piece);
  }

  // The tests ask what is inside.
  const inner = { keysOf, stem, termsOf, partOf, rank, excerpt };
  return { prepare: () => load("start"), search, inner };
})();
