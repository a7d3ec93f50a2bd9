//! The one reader of input, for both doors: JSON of programs, forms and query strings of people. A body names
//! its fields once; reading it, telling all faults and describing it in OpenAPI all follow from that.
//! Never decides a rule of the work, and never puts what was sent into a fault.

use std::ops::RangeInclusive;

use casework::person::Patch;
use domain::fault::{FaultCode, Faults, ValueFault};
use serde_json::{Map, Value};

use self::form::FormValues;
use self::schema::{Property, Shape};

pub mod choices;
pub mod form;
pub mod json;
pub mod moments;
pub mod schema;
pub mod values;

/// Stands for "a field that does not exist": its own name is not repeated.
pub const UNKNOWN: &str = "*";

/// Input with named fields.
///
/// Ask for every field first and combine them after that. A `?` between two questions would hide the faults of
/// the later fields; [`schema::check`] finds it.
pub trait Body: Sized {
    /// Name of the schema in the description of the API.
    const NAME: &'static str;

    /// Asks for every field; nothing when one of them was refused.
    fn read(fields: &mut Fields<'_>) -> Option<Self>;
}

/// The value of one field.
pub trait Field: Sized {
    /// Reads a JSON value, strictly: a number in quotation marks is a text.
    ///
    /// # Errors
    /// What is wrong and, where there is one, the bound.
    fn from_json(value: &Value) -> Result<Self, ValueFault>;

    /// Reads what a form or a query string holds.
    ///
    /// # Errors
    /// What is wrong and, where there is one, the bound.
    fn from_text(text: &str) -> Result<Self, ValueFault>;

    /// The JSON schema, with a `description` and an `example` that reads without fault.
    fn schema() -> Value;
}

/// A body that is handed on together with what is wrong with it, so that the rules of `domain` can add theirs
/// and the user hears everything at once. Its parts are options; a refused part is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft<T> {
    /// What could be read.
    pub body: T,
    /// What could not.
    pub faults: Faults,
}

/// The fields of one object, while they are being read.
#[derive(Debug)]
pub struct Fields<'a> {
    source: Source<'a>,
    faults: Faults,
    faults_are_handed_on: bool,
    shape: Shape,
}

#[derive(Debug, Clone)]
enum Source<'a> {
    Json(&'a Map<String, Value>),
    Form(&'a FormValues, String),
    Description,
}

impl Body for () {
    const NAME: &'static str = "Nothing";

    fn read(_: &mut Fields<'_>) -> Option<Self> {
        Some(())
    }
}

impl<T: Body> Body for Draft<T> {
    const NAME: &'static str = T::NAME;

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let body = T::read(fields)?;
        fields.find_unknown();
        fields.faults_are_handed_on = true;
        Some(Self { body, faults: fields.faults.clone() })
    }
}

/// Reads a body from JSON.
///
/// # Errors
/// All faults at once.
pub fn read_json<T: Body>(value: &Value) -> Result<T, Faults> {
    let Value::Object(object) = value else {
        let mut faults = Faults::none();
        faults.add(UNKNOWN, FaultCode::NotAnObject);
        return Err(faults);
    };
    read(Fields::new(Source::Json(object)))
}

/// Reads a body from a form or a query string.
///
/// # Errors
/// All faults at once.
pub fn read_form<T: Body>(values: &FormValues) -> Result<T, Faults> {
    read(Fields::new(Source::Form(values, String::new())))
}

fn read<T: Body>(mut fields: Fields<'_>) -> Result<T, Faults> {
    let value = T::read(&mut fields);
    if fields.faults_are_handed_on {
        return value.ok_or(fields.faults);
    }
    fields.find_unknown();
    fields.faults.into_complete(value)
}

impl<'a> Fields<'a> {
    /// A field that must be there.
    pub fn required<T: Field>(&mut self, name: &'static str) -> Option<T> {
        self.shape.add(Property::of::<T>(name, true));
        if let Some(parsed) = self.parse(name) {
            return self.faults.keep(name, parsed);
        }
        self.faults.add(name, FaultCode::Missing);
        None
    }

    /// A field that may be left out; a refused value leaves a fault.
    pub fn optional<T: Field>(&mut self, name: &'static str) -> Option<T> {
        self.shape.add(Property::of::<T>(name, false));
        let parsed = self.parse(name)?;
        self.faults.keep(name, parsed)
    }

    /// A yes that is a no when it is left out, as a checkbox is.
    pub fn flag(&mut self, name: &'static str) -> bool {
        self.optional::<bool>(name).unwrap_or_default()
    }

    /// A change to a field: left out it stays as it is, `null` or an empty text empties it.
    pub fn change<T: Field>(&mut self, name: &'static str) -> Option<Patch<T>> {
        self.shape.add(Property::emptiable::<T>(name));
        match self.parse(name) {
            Some(Ok(value)) => Some(Patch::Set(value)),
            Some(Err((code, limit))) => self.faults.keep(name, Err((code, limit))),
            None if self.is_emptied(name) => Some(Patch::Clear),
            None => Some(Patch::Keep),
        }
    }

    /// A list of values; it may be left out when it may be empty.
    pub fn list<T: Field>(&mut self, name: &'static str, size: RangeInclusive<usize>) -> Option<Vec<T>> {
        self.shape.add(Property::list_of::<T>(name, &size));
        let parsed: Vec<Result<T, ValueFault>> = match &self.source {
            Source::Description => vec![T::from_json(&schema::example_of::<T>())],
            Source::Form(values, prefix) => {
                values.all(&format!("{prefix}{name}")).map(|text| T::from_text(text)).collect()
            }
            Source::Json(object) => match json_list(object.get(name)) {
                Ok(items) if items.len() <= *size.end() => items.iter().map(T::from_json).collect(),
                Ok(items) => return self.refuse_size(name, items.len(), &size),
                Err(code) => return self.refuse(name, code),
            },
        };
        if !size.contains(&parsed.len()) {
            return self.refuse_size(name, parsed.len(), &size);
        }
        let mut items = Vec::with_capacity(parsed.len());
        let wanted = parsed.len();
        for (position, item) in parsed.into_iter().enumerate() {
            items.extend(self.faults.keep(&format!("{name}.{position}"), item));
        }
        (items.len() == wanted).then_some(items)
    }

    /// An object that must be there.
    pub fn object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        match self.inside(name) {
            Ok(Some(source)) => self.nested(Nesting::one(name, true), source, read),
            Ok(None) => self.refuse(name, FaultCode::Missing),
            Err(code) => self.refuse(name, code),
        }
    }

    /// An object that may be left out; in a form it is left out when all its fields are empty.
    pub fn optional_object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        match self.inside(name) {
            Ok(Some(source)) if !source.is_blank() => self.nested(Nesting::one(name, false), source, read),
            Ok(_) => {
                self.shape.add(Property::named(name));
                None
            }
            Err(code) => self.refuse(name, code),
        }
    }

    /// A list of objects. In a form: `members.0.familyName`; rows in which nothing is filled in are skipped.
    pub fn objects<T>(
        &mut self,
        name: &'static str,
        size: RangeInclusive<usize>,
        mut read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let rows = match self.rows(name) {
            Ok(rows) => rows,
            Err(code) => return self.refuse(name, code),
        };
        if !size.contains(&rows.len()) {
            return self.refuse_size(name, rows.len(), &size);
        }
        let wanted = rows.len();
        let mut items = Vec::with_capacity(wanted);
        for (position, row) in rows {
            let place = format!("{name}.{position}");
            let Some(row) = row else {
                self.faults.add(place, FaultCode::NotAnObject);
                continue;
            };
            let nesting = Nesting { name, place, size: Some(size.clone()), required: true };
            items.extend(self.nested(nesting, row, &mut read));
        }
        self.shape.add(Property::named(name));
        (items.len() == wanted).then_some(items)
    }

    fn new(source: Source<'a>) -> Self {
        Self { source, faults: Faults::none(), faults_are_handed_on: false, shape: Shape::default() }
    }

    fn parse<T: Field>(&self, name: &str) -> Option<Result<T, ValueFault>> {
        match &self.source {
            Source::Description => Some(T::from_json(&schema::example_of::<T>())),
            Source::Json(object) => match object.get(name) {
                None | Some(Value::Null) => None,
                Some(value) => Some(T::from_json(value)),
            },
            Source::Form(values, prefix) => {
                let name = format!("{prefix}{name}");
                let mut sent = values.all(&name);
                let text = sent.next()?;
                if sent.next().is_some() {
                    return Some(Err((FaultCode::Duplicate, None)));
                }
                Some(T::from_text(text))
            }
        }
    }

    fn is_emptied(&self, name: &str) -> bool {
        match &self.source {
            Source::Description => false,
            Source::Json(object) => object.contains_key(name),
            Source::Form(values, prefix) => values.first(&format!("{prefix}{name}")).is_some(),
        }
    }

    fn refuse<T>(&mut self, name: &'static str, code: FaultCode) -> Option<T> {
        self.shape.add(Property::named(name));
        self.faults.add(name, code);
        None
    }

    fn refuse_size<T>(&mut self, name: &'static str, sent: usize, size: &RangeInclusive<usize>) -> Option<T> {
        let (code, limit) = match sent {
            0 => return self.refuse(name, FaultCode::Missing),
            few if few < *size.start() => (FaultCode::TooFew, *size.start()),
            _ => (FaultCode::TooMany, *size.end()),
        };
        self.shape.add(Property::named(name));
        self.faults.add_limit(name, code, i64::try_from(limit).unwrap_or(i64::MAX));
        None
    }

    fn inside(&self, name: &str) -> Result<Option<Source<'a>>, FaultCode> {
        match &self.source {
            Source::Description => Ok(Some(Source::Description)),
            Source::Form(values, prefix) => Ok(Some(Source::Form(values, format!("{prefix}{name}.")))),
            Source::Json(object) => match object.get(name) {
                None | Some(Value::Null) => Ok(None),
                Some(Value::Object(inner)) => Ok(Some(Source::Json(inner))),
                Some(_) => Err(FaultCode::NotAnObject),
            },
        }
    }

    fn rows(&self, name: &str) -> Result<Vec<(usize, Option<Source<'a>>)>, FaultCode> {
        match &self.source {
            Source::Description => Ok(vec![(0, Some(Source::Description))]),
            Source::Form(values, prefix) => {
                let prefix = format!("{prefix}{name}.");
                let row = |at: usize| (at, Source::Form(values, format!("{prefix}{at}.")));
                let rows = values.rows(&prefix).into_iter().map(row).filter(|(_, it)| !it.is_blank());
                Ok(rows.map(|(at, row)| (at, Some(row))).collect())
            }
            Source::Json(object) => {
                let rows = json_list(object.get(name))?.iter().enumerate();
                Ok(rows.map(|(at, item)| (at, item.as_object().map(Source::Json))).collect())
            }
        }
    }

    fn nested<T>(
        &mut self,
        nesting: Nesting,
        source: Source<'a>,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut inner = Fields::new(source);
        let value = read(&mut inner);
        inner.find_unknown();
        let good = inner.faults.is_empty();
        self.faults.merge(inner.faults.under(&nesting.place));
        self.shape.add(Property::nested(nesting.name, nesting.required, &inner.shape, nesting.size));
        value.filter(|_| good)
    }

    /// Counts what was sent and not asked for.
    fn find_unknown(&mut self) {
        let unknown = match &self.source {
            Source::Description => 0,
            Source::Json(object) => object.keys().filter(|name| !self.shape.has(name)).count(),
            Source::Form(values, prefix) => {
                values.names_under(prefix).filter(|name| !self.shape.has(name)).count()
            }
        };
        if unknown > 0 {
            let unknown = i64::try_from(unknown).unwrap_or(i64::MAX);
            self.faults.add_limit(UNKNOWN, FaultCode::UnknownField, unknown);
        }
    }
}

struct Nesting {
    name: &'static str,
    place: String,
    size: Option<RangeInclusive<usize>>,
    required: bool,
}

impl Nesting {
    fn one(name: &'static str, required: bool) -> Self {
        Self { name, place: name.to_owned(), size: None, required }
    }
}

impl Source<'_> {
    fn is_blank(&self) -> bool {
        match self {
            Self::Description | Self::Json(_) => false,
            Self::Form(values, prefix) => !values.has_under(prefix),
        }
    }
}

fn json_list(value: Option<&Value>) -> Result<&[Value], FaultCode> {
    match value {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(FaultCode::NotAList),
    }
}

#[cfg(test)]
mod tests;
