//! The accessibility checker, asked of a page whose parts it has not all found good before.
//!
//! Hundreds of pages differ from each other in their words alone, which makes no difference to the checker, and it takes
//! half a second for each. So a page is told apart by its structure: elements, classes, states and whether something is
//! said, part by part. Only what was found good is remembered, and for one width.

use super::{Browser, Width};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use thirtyfour::session::scriptret::ScriptRet;

static FOUND_GOOD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

impl Browser {
    /// What the accessibility checker finds, one line each.
    pub(crate) async fn violations(&self) -> Vec<String> {
        let parts = self.parts().await;
        let known = {
            let good = FOUND_GOOD.lock().unwrap_or_else(PoisonError::into_inner);
            parts.iter().all(|it| good.contains(it))
        };
        if known {
            return Vec::new();
        }
        self.driver.execute(web::ui::assets::AXE, vec![]).await.unwrap();
        let found = self.driver.execute_async(CHECK, vec![]).await.unwrap();
        let found = lines(&found);
        if found.is_empty() {
            FOUND_GOOD.lock().unwrap_or_else(PoisonError::into_inner).extend(parts);
        }
        found
    }

    /// The structure of each part of the page at this width.
    async fn parts(&self) -> Vec<String> {
        let found = self.driver.execute(STRUCTURE, vec![]).await.unwrap();
        let width = if self.width == Width::Phone { "phone" } else { "desk" };
        lines(&found).into_iter().map(|it| format!("{width} {it}")).collect()
    }
}

const CHECK: &str = "
const done = arguments[arguments.length - 1];
axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(found => done(found.violations.map(it =>
    it.id + ': ' + it.nodes.map(node => node.target.join(' ')).join(', '))), error => done([String(error)]))";

/// Alike lines that follow on each other, as in a list, count once. Of the attributes that hold words, addresses, names or
/// measures it only counts that they are there; those that point within the page are held to by whoever walks through it.
const STRUCTURE: &str = "
const open = new Set(['id', 'for', 'href', 'src', 'action', 'formaction', 'name', 'value', 'content', 'title', 'alt', 'nonce',
  'datetime', 'aria-label', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-errormessage', 'list', 'min', 'max',
  'd', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'points', 'width', 'height', 'transform', 'viewBox']);
const tell = it => it.value === '' || open.has(it.name) ? it.name + (it.value.trim() && '=') : it.name + '=' + it.value;
const structure = node => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.trim() && '.';
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  let inside = '', last = '';
  for (const child of node.childNodes) {
    const one = structure(child);
    if (one && one !== last) inside += last = one;
  }
  return `<${[node.localName, ...[...node.attributes].map(tell)].join(' ')}>${inside}</>`;
};
return [document.documentElement.lang + (document.title.trim() && '.'), ...[...document.body.children].map(structure)];";

fn lines(found: &ScriptRet) -> Vec<String> {
    let found: Vec<Value> = found.convert().unwrap();
    found.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}
